//! The check of a plan against the configuration, and of a result against the plan.
//!
//! A plan that core would reject is reported here first, with its path. The plan itself is made in [`crate::plan`].

use std::collections::BTreeMap;

use crate::block_fields::field;
use crate::coercion::unknown_to_null;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Fields;
use crate::path::{Path, Step};
use crate::plan::{Proposal, pairs};
use crate::schema::{AttributeSchema, Block, NestedBlock, Nesting};
use crate::value::Value;

/// Returns a result that matches the plan (conformance rule A2). A value that differs is replaced by the planned one,
/// with a warning. The next refresh shows the difference.
///
/// Core would reject the result, and after a creation it would mark the new object as tainted. The next apply would
/// then replace it.
pub(crate) fn as_planned(answer: Value, planned: &Value, diagnostics: &mut Diagnostics) -> Value {
    let mut comparison = Comparison::default();
    let state = comparison.reconciled(answer, planned, &Path::root());
    diagnostics.extend(comparison.contradictions.into_iter().map(contradiction));
    state
}

/// Returns the errors of an author's plan: values that differ from the configuration (conformance rules P2 and P3), and
/// other blocks (conformance rule P7).
pub(crate) fn contradictions(block: &Block, proposal: Proposal<'_>, planned: &Value) -> Diagnostics {
    let (Some(config), Some(planned)) = (proposal.config.as_object(), planned.as_object()) else {
        return Diagnostics::new();
    };
    let prior = proposal.prior.as_object();
    let mut found = Vec::new();
    check_block(
        block,
        &BlockValues { prior, config, planned },
        &Path::root(),
        &mut found,
    );
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
    fn reconciled(&mut self, answer: Value, planned: &Value, at: &Path) -> Value {
        match (answer, planned) {
            (answer, Value::Unknown(_)) => answer,
            (Value::Object(answers), Value::Object(planned_values)) => {
                let step = |name: &str| Step::Attribute(name.to_owned());
                Value::Object(self.reconciled_members(answers, planned_values, &|name| at.child(step(name))))
            }
            (Value::Map(answers), Value::Map(planned_values)) => {
                self.expect(answers.keys().eq(planned_values.keys()), at);
                let step = |key: &str| Step::Key(key.to_owned());
                Value::Map(self.reconciled_members(answers, planned_values, &|key| at.child(step(key))))
            }
            (Value::List(answers), Value::List(planned_values)) => {
                Value::List(self.reconciled_elements(answers, planned_values, at))
            }
            (Value::Tuple(answers), Value::Tuple(planned_values)) => {
                Value::Tuple(self.reconciled_elements(answers, planned_values, at))
            }
            (Value::Set(answers), Value::Set(planned_values)) => {
                Value::Set(self.reconciled_set(answers, planned_values, at))
            }
            (Value::Dynamic(is, answer), Value::Dynamic(ty, planned)) if is == *ty => {
                Value::Dynamic(is, Box::new(self.reconciled(*answer, planned, at)))
            }
            (answer, planned) => {
                let same = answer.equals(planned);
                self.expect(same, at);
                if same { answer } else { unknown_to_null(planned.clone()) }
            }
        }
    }

    fn reconciled_members(
        &mut self,
        mut answers: Fields,
        planned_values: &Fields,
        at: &dyn Fn(&str) -> Path,
    ) -> Fields {
        let member = |(name, planned): (&String, &Value)| {
            let value = match answers.remove(name) {
                Some(answer) => self.reconciled(answer, planned, &at(name)),
                None => unknown_to_null(planned.clone()),
            };
            (name.clone(), value)
        };
        planned_values.iter().map(member).collect::<BTreeMap<_, _>>()
    }

    fn reconciled_elements(&mut self, answers: Vec<Value>, planned_values: &[Value], at: &Path) -> Vec<Value> {
        self.expect(answers.len() == planned_values.len(), at);
        let mut answers = answers.into_iter();
        let element = |(index, planned): (i64, &Value)| match answers.next() {
            Some(answer) => self.reconciled(answer, planned, &at.child(Step::Index(index))),
            None => unknown_to_null(planned.clone()),
        };
        (0..).zip(planned_values).map(element).collect()
    }

    /// Compares sets. The elements have no address, so each must complete a planned one, and none may be missing.
    fn reconciled_set(&mut self, answers: Vec<Value>, planned_values: &[Value], at: &Path) -> Vec<Value> {
        let is_complete = answers.len() <= planned_values.len()
            && answers
                .iter()
                .all(|answer| planned_values.iter().any(|planned| completes(answer, planned)))
            && planned_values
                .iter()
                .all(|planned| answers.iter().any(|answer| completes(answer, planned)));
        self.expect(is_complete, at);
        if is_complete {
            answers
        } else {
            completed(answers, planned_values)
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

fn completes(answer: &Value, planned: &Value) -> bool {
    let mut comparison = Comparison::default();
    comparison.reconciled(answer.clone(), planned, &Path::root());
    comparison.contradictions.is_empty()
}

/// Returns the planned elements of a set, each with the result that completes it. Wholly known elements are matched
/// first.
fn completed(mut answers: Vec<Value>, planned_values: &[Value]) -> Vec<Value> {
    let (fixed, open): (Vec<_>, Vec<_>) = planned_values.iter().partition(|planned| planned.is_wholly_known());
    let element = |planned: &Value| match answers.iter().position(|answer| completes(answer, planned)) {
        Some(position) => answers.swap_remove(position),
        None => unknown_to_null(planned.clone()),
    };
    fixed.into_iter().chain(open).map(element).collect()
}

/// The three values of a block in the check of a plan.
struct BlockValues<'a> {
    prior: Option<&'a Fields>,
    config: &'a Fields,
    planned: &'a Fields,
}

impl<'a> BlockValues<'a> {
    fn prior(&self, name: &str) -> &'a Value {
        self.prior.map_or(&Value::Null, |prior| field(prior, name))
    }
}

fn check_block(block: &Block, values: &BlockValues<'_>, at: &Path, found: &mut Vec<Path>) {
    let broken = block
        .attributes
        .iter()
        .filter(|attribute| !may_be_planned(attribute, values));
    found.extend(broken.map(|attribute| at.child_attribute(&attribute.name)));
    for nested in &block.blocks {
        check_nested(nested, values, &at.child_attribute(&nested.name), found);
    }
}

/// True where core accepts the planned value of an attribute. It accepts the configured value and its prior spelling.
/// If the provider decides, it accepts any value (conformance rules P2 to P4).
fn may_be_planned(attribute: &AttributeSchema, values: &BlockValues<'_>) -> bool {
    let (config, planned) = (
        field(values.config, &attribute.name),
        field(values.planned, &attribute.name),
    );
    let prior = values.prior(&attribute.name);
    let is_free = attribute.computed && (config.is_null() || !attribute.optional);
    let is_as_before = !prior.is_null() && !config.is_null() && planned.equals(prior);
    is_free || attribute.write_only || planned.equals(config) || is_as_before
}

fn check_nested(nested: &NestedBlock, values: &BlockValues<'_>, at: &Path, found: &mut Vec<Path>) {
    let (config, planned) = (field(values.config, &nested.name), field(values.planned, &nested.name));
    if !has_blocks_of(config, planned) {
        found.push(at.clone());
        return;
    }
    // A set's blocks cannot be told apart, so core accepts any planned ones if their presence is known.
    if nested.nesting == Nesting::Set {
        return;
    }
    let prior = values.prior(&nested.name);
    for (step, config, planned) in pairs(config, planned) {
        let prior = step
            .as_ref()
            .map_or(Some(prior), |step| prior.at(&Path::from(vec![step.clone()])));
        let prior = prior.and_then(Value::as_object);
        let at = step.map_or_else(|| at.clone(), |step| at.child(step));
        check_block(&nested.block, &BlockValues { prior, config, planned }, &at, found);
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
            "The service returned a value for \"{path}\" that differs from the planned value, but the state contains the planned value. Run \
             terraform plan to see the difference and how to resolve it."
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
