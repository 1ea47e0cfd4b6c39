//! The check of a plan against the configuration, and of a result against the plan.
//!
//! A plan that core would reject is reported here first, with its path. The plan itself is made in [`crate::plan`].

use std::collections::BTreeMap;

use crate::conform::nulled;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Fields;
use crate::parts::field;
use crate::path::{Path, Step};
use crate::plan::{Proposal, pairs};
use crate::schema::{AttributeSchema, Block, NestedBlock, Nesting};
use crate::value::Value;

/// Returns a result that matches the plan (conformance rule A2). A value that differs is replaced by the planned one,
/// with a warning. The next refresh shows the difference.
///
/// Core would reject the result, and after a creation it would mark the new object as tainted. The next apply would
/// then replace it.
pub(crate) fn keep(answer: Value, planned: &Value, diagnostics: &mut Diagnostics) -> Value {
    let mut comparison = Comparison::default();
    let state = comparison.kept(answer, planned, &Path::root());
    diagnostics.extend(comparison.contradictions.into_iter().map(contradiction));
    state
}

/// Returns the errors of an author's plan: values that differ from the configuration (conformance rules P2 and P3), and
/// other blocks (conformance rule P7).
pub(crate) fn problems(block: &Block, proposal: Proposal<'_>, planned: &Value) -> Diagnostics {
    let (Some(config), Some(planned)) = (proposal.config.as_object(), planned.as_object()) else {
        return Diagnostics::new();
    };
    let prior = proposal.prior.as_object();
    let mut found = Vec::new();
    check_block(block, &Sides { prior, config, planned }, &Path::root(), &mut found);
    found.into_iter().map(forbidden).collect()
}

/// The comparison of a result with the plan, with the differences.
#[derive(Default)]
struct Comparison {
    contradictions: Vec<Path>,
}

impl Comparison {
    /// Returns the result if it completes the plan, and the planned value otherwise. An unknown value without a result
    /// becomes null.
    fn kept(&mut self, answer: Value, promise: &Value, at: &Path) -> Value {
        match (answer, promise) {
            (answer, Value::Unknown(_)) => answer,
            (Value::Object(answers), Value::Object(promises)) => {
                let step = |name: &str| Step::Attribute(name.to_owned());
                Value::Object(self.kept_members(answers, promises, &|name| at.child(step(name))))
            }
            (Value::Map(answers), Value::Map(promises)) => {
                self.expect(answers.keys().eq(promises.keys()), at);
                let step = |key: &str| Step::Key(key.to_owned());
                Value::Map(self.kept_members(answers, promises, &|key| at.child(step(key))))
            }
            (Value::List(answers), Value::List(promises)) => Value::List(self.kept_elements(answers, promises, at)),
            (Value::Tuple(answers), Value::Tuple(promises)) => Value::Tuple(self.kept_elements(answers, promises, at)),
            (Value::Set(answers), Value::Set(promises)) => Value::Set(self.kept_set(answers, promises, at)),
            (Value::Dynamic(is, answer), Value::Dynamic(ty, promise)) if is == *ty => {
                Value::Dynamic(is, Box::new(self.kept(*answer, promise, at)))
            }
            (answer, promise) => {
                let same = answer.equals(promise);
                self.expect(same, at);
                if same { answer } else { nulled(promise.clone()) }
            }
        }
    }

    fn kept_members(&mut self, mut answers: Fields, promises: &Fields, at: &dyn Fn(&str) -> Path) -> Fields {
        let member = |(name, promise): (&String, &Value)| {
            let value = match answers.remove(name) {
                Some(answer) => self.kept(answer, promise, &at(name)),
                None => nulled(promise.clone()),
            };
            (name.clone(), value)
        };
        promises.iter().map(member).collect::<BTreeMap<_, _>>()
    }

    fn kept_elements(&mut self, answers: Vec<Value>, promises: &[Value], at: &Path) -> Vec<Value> {
        self.expect(answers.len() == promises.len(), at);
        let mut answers = answers.into_iter();
        let element = |(index, promise): (i64, &Value)| match answers.next() {
            Some(answer) => self.kept(answer, promise, &at.child(Step::Index(index))),
            None => nulled(promise.clone()),
        };
        (0..).zip(promises).map(element).collect()
    }

    /// Compares sets. The elements have no address, so each must complete a planned one, and none may be missing.
    fn kept_set(&mut self, answers: Vec<Value>, promises: &[Value], at: &Path) -> Vec<Value> {
        let is_complete = answers.len() <= promises.len()
            && answers
                .iter()
                .all(|answer| promises.iter().any(|promise| completes(answer, promise)))
            && promises
                .iter()
                .all(|promise| answers.iter().any(|answer| completes(answer, promise)));
        self.expect(is_complete, at);
        if is_complete {
            answers
        } else {
            completed(answers, promises)
        }
    }

    /// Records a difference, unless it is inside a recorded one.
    fn expect(&mut self, holds: bool, at: &Path) {
        let is_named = |named: &Path| at.steps().starts_with(named.steps());
        if !holds && !self.contradictions.iter().any(is_named) {
            self.contradictions.push(at.clone());
        }
    }
}

fn completes(answer: &Value, promise: &Value) -> bool {
    let mut comparison = Comparison::default();
    comparison.kept(answer.clone(), promise, &Path::root());
    comparison.contradictions.is_empty()
}

/// Returns the planned elements of a set, each with the result that completes it. Wholly known elements are matched
/// first.
fn completed(mut answers: Vec<Value>, promises: &[Value]) -> Vec<Value> {
    let (fixed, open): (Vec<_>, Vec<_>) = promises.iter().partition(|promise| promise.is_wholly_known());
    let element = |promise: &Value| match answers.iter().position(|answer| completes(answer, promise)) {
        Some(position) => answers.swap_remove(position),
        None => nulled(promise.clone()),
    };
    fixed.into_iter().chain(open).map(element).collect()
}

/// The three sides of a block in the check of a plan.
struct Sides<'a> {
    prior: Option<&'a Fields>,
    config: &'a Fields,
    planned: &'a Fields,
}

impl<'a> Sides<'a> {
    fn prior(&self, name: &str) -> &'a Value {
        self.prior.map_or(&Value::Null, |prior| field(prior, name))
    }
}

fn check_block(block: &Block, sides: &Sides<'_>, at: &Path, found: &mut Vec<Path>) {
    let broken = block
        .attributes
        .iter()
        .filter(|attribute| !may_be_planned(attribute, sides));
    found.extend(broken.map(|attribute| at.child_attribute(&attribute.name)));
    for nested in &block.blocks {
        check_nested(nested, sides, &at.child_attribute(&nested.name), found);
    }
}

/// True where core accepts the planned value of an attribute. It accepts the configured value and its prior spelling.
/// If the provider decides, it accepts any value (conformance rules P2 to P4).
fn may_be_planned(attribute: &AttributeSchema, sides: &Sides<'_>) -> bool {
    let (config, planned) = (
        field(sides.config, &attribute.name),
        field(sides.planned, &attribute.name),
    );
    let prior = sides.prior(&attribute.name);
    let is_free = attribute.computed && (config.is_null() || !attribute.optional);
    let is_as_before = !prior.is_null() && !config.is_null() && planned.equals(prior);
    is_free || attribute.write_only || planned.equals(config) || is_as_before
}

fn check_nested(nested: &NestedBlock, sides: &Sides<'_>, at: &Path, found: &mut Vec<Path>) {
    let (config, planned) = (field(sides.config, &nested.name), field(sides.planned, &nested.name));
    if !has_blocks_of(config, planned) {
        found.push(at.clone());
        return;
    }
    // A set's blocks cannot be told apart, so core accepts any planned ones if their presence is known.
    if nested.nesting == Nesting::Set {
        return;
    }
    let prior = sides.prior(&nested.name);
    for (step, config, planned) in pairs(config, planned) {
        let prior = step
            .as_ref()
            .map_or(Some(prior), |step| prior.at(&Path::from(vec![step.clone()])));
        let prior = prior.and_then(Value::as_object);
        let at = step.map_or_else(|| at.clone(), |step| at.child(step));
        check_block(&nested.block, &Sides { prior, config, planned }, &at, found);
    }
}

/// True where the planned blocks match the configured blocks by number, label, or presence. A planned set only has to
/// be known, and unknown blocks must stay unknown (conformance rule P7).
fn has_blocks_of(config: &Value, planned: &Value) -> bool {
    match (config, planned) {
        (Value::Set(_), Value::Set(blocks)) => planned.equals(config) || !blocks.iter().any(Value::is_unknown),
        (Value::List(config), Value::List(planned)) => config.len() == planned.len(),
        (Value::Map(config), Value::Map(planned)) => config.keys().eq(planned.keys()),
        (Value::Object(_), Value::Object(_)) => true,
        (config, planned) => config.equals(planned),
    }
}

fn contradiction(path: Path) -> Diagnostic {
    Diagnostic::warning(
        "Value differs from the plan",
        format!(
            "The service returned a value for \"{path}\" that differs from the planned value. The state contains the \
             planned value. Run terraform plan to see the difference and how to resolve it."
        ),
    )
    .at(path)
}

fn forbidden(path: Path) -> Diagnostic {
    Diagnostic::error(
        "Planned value differs from the configuration",
        format!(
            "The planned value of \"{path}\" differs from its configured value, which Terraform does not accept. \
             Nothing was changed. This is a bug in the provider. Report it with the configuration."
        ),
    )
    .at(path)
}
