//! A plan is a promise: whether an author may give it, and whether the answer keeps it.
//!
//! What core would refuse is said here first, with the path. Nothing here knows how a plan is made, see [`crate::plan`].

use std::collections::BTreeMap;

use crate::conform::nulled;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Fields;
use crate::parts::field;
use crate::path::{Path, Step};
use crate::plan::{Proposal, pairs};
use crate::schema::{AttributeSchema, Block, NestedBlock, Nesting};
use crate::value::Value;

/// Keeps a promise (A2): what contradicts a planned value is saved as planned, with a warning, and the next refresh shows the
/// difference as what it is.
///
/// Core would refuse the answer, and after a creation it would mark the new object as tainted: the next apply would replace
/// what was just made.
pub(crate) fn keep(answer: Value, planned: &Value, diagnostics: &mut Diagnostics) -> Value {
    let mut comparison = Comparison::default();
    let state = comparison.kept(answer, planned, &Path::root());
    diagnostics.extend(comparison.contradictions.into_iter().map(contradiction));
    state
}

/// What an author's plan may not promise: other values than the user configured (P2, P3), other blocks (P7).
pub(crate) fn problems(block: &Block, proposal: Proposal<'_>, planned: &Value) -> Diagnostics {
    let (Some(config), Some(planned)) = (proposal.config.as_object(), planned.as_object()) else {
        return Diagnostics::new();
    };
    let prior = proposal.prior.as_object();
    let mut found = Vec::new();
    check_block(block, &Sides { prior, config, planned }, &Path::root(), &mut found);
    found.into_iter().map(forbidden).collect()
}

/// An answer beside its promise, and where one contradicts the other.
#[derive(Default)]
struct Comparison {
    contradictions: Vec<Path>,
}

impl Comparison {
    /// The answer where it completes the promise, and the promise elsewhere. What was open and has no answer is null.
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

    /// A set's elements have no places: each must complete one that was promised, and none may be missing.
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

    /// Notes a contradiction; one inside what is named already is not named again.
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

/// The promised elements of a set, each with the answer that completes it; those that leave nothing open choose first.
fn completed(mut answers: Vec<Value>, promises: &[Value]) -> Vec<Value> {
    let (fixed, open): (Vec<_>, Vec<_>) = promises.iter().partition(|promise| promise.is_wholly_known());
    let element = |promise: &Value| match answers.iter().position(|answer| completes(answer, promise)) {
        Some(position) => answers.swap_remove(position),
        None => nulled(promise.clone()),
    };
    fixed.into_iter().chain(open).map(element).collect()
}

/// The three sides of a block while its plan is checked.
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

/// Whether core accepts what is planned for an attribute: what the user gave, the prior spelling of it, or anything where the
/// provider decides (P2 to P4).
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
    // A set's blocks cannot be told apart, so core trusts the provider with them once they are there.
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

/// Whether the same blocks are planned as are configured, by number, label or presence. Of a set's only that they are known counts;
/// of blocks that are not known yet, that they stay so (P7).
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
