//! Plans.

use conformance::oracle::{self, Broken, PlanAnswer, PlanRequest};
use framework::erased::Planned;
use framework::path::Step;
use framework::schema::{AttributeSchema, Block, Nesting};
use framework::value::Value;
use proptest::prelude::*;

use crate::author::{Hook, Manner};
use crate::case::{Case, Change, any_case, any_case_with_clear_sets, apply, assert_unbroken};
use crate::values::Knowledge;

fn judge(case: &Case, change: &Change, planned: &Planned) -> Vec<Broken> {
    let request = PlanRequest {
        prior: &change.prior,
        config: &change.config,
    };
    let answer = PlanAnswer {
        planned: &planned.planned,
        requires_replace: &planned.replace,
        legacy_type_system: false,
    };
    oracle::plan(&case.judged(), request, answer)
}

/// Asserts the value of each attribute that the user does not configure: its default, its prior value if it is stable,
/// or unknown. A default that the prior object lacks is left out, but not in a block. The blocks of sets have no address and are not
/// checked.
fn assert_open(block: &Block, config: &Value, prior: &Value, planned: &Value) {
    let is_lacking = |attribute: &AttributeSchema| {
        attribute.default.is_some() && prior.get(&attribute.name).is_some_and(Value::is_null)
    };
    let mut block = block.clone();
    let (lacking, others): (Vec<_>, Vec<_>) = block.attributes.into_iter().partition(is_lacking);
    block.attributes = others;
    assert_open_in(&block, config, prior, planned);
    for attribute in lacking
        .iter()
        .filter(|attribute| part(config, &attribute.name).is_null())
    {
        assert_eq!(part(planned, &attribute.name), Value::Null, "{}", attribute.name);
    }
}

fn part(value: &Value, name: &str) -> Value {
    value.get(name).cloned().unwrap_or(Value::Null)
}

/// Asserts the same of a block, where a default is always filled in.
fn assert_open_in(block: &Block, config: &Value, prior: &Value, planned: &Value) {
    for attribute in block.attributes.iter().filter(|attribute| attribute.computed) {
        let of = |value| part(value, &attribute.name);
        if of(config).is_null() {
            let (expected, planned) = (left_open(attribute, of(prior)), of(planned));
            assert!(
                planned.equals(&expected),
                "{}: {planned:?}, not {expected:?}",
                attribute.name
            );
        }
    }
    for nested in block.blocks.iter().filter(|nested| nested.nesting != Nesting::Set) {
        let of = |value| part(value, &nested.name);
        let planned = of(planned);
        for step in steps(&planned) {
            let at = |value: &Value| match &step {
                Some(step) => value.at(&vec![step.clone()].into()).cloned().unwrap_or(Value::Null),
                None => value.clone(),
            };
            assert_open_in(&nested.block, &at(&of(config)), &at(&of(prior)), &at(&planned));
        }
    }
}

fn left_open(attribute: &AttributeSchema, prior: Value) -> Value {
    match &attribute.default {
        Some(default) => default.clone(),
        None if attribute.stable && !prior.is_null() => prior,
        None => Value::unknown(),
    }
}

/// Returns the steps to the blocks of one name.
fn steps(blocks: &Value) -> Vec<Option<Step>> {
    match blocks {
        Value::Object(_) => vec![None],
        Value::List(blocks) => (0..).zip(blocks).map(|(index, _)| Some(Step::Index(index))).collect(),
        Value::Map(blocks) => blocks.keys().map(|label| Some(Step::Key(label.clone()))).collect(),
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Holds P1, P2, P3, P4, P6, P7, P10 and P11.
    #[test]
    fn core_accepts_the_plan_of_any_change_of_any_resource(case in any_case()) {
        let change = case.change(&mut case.dice(), Knowledge::Partial);

        let planned = case.plan(&*case.resource(Manner::Honest), &change);

        prop_assert!(!planned.diagnostics.has_errors());
        assert_unbroken(&judge(&case, &change, &planned), "the plan");
    }

    /// Holds P12.
    #[test]
    fn core_accepts_the_plan_of_the_object_that_replaces_another(case in any_case()) {
        let change = case.change(&mut case.dice(), Knowledge::Partial);
        let anew = Change { prior: Value::Null, ..change };

        let planned = case.plan(&*case.resource(Manner::Honest), &anew);

        assert_unbroken(&judge(&case, &anew, &planned), "the plan");
        prop_assert!(planned.replace.is_empty(), "where nothing exists nothing is replaced");
    }

    /// Holds P14.
    #[test]
    fn the_same_request_has_the_same_plan_and_a_hook_that_does_nothing_changes_nothing(case in any_case()) {
        let change = case.change(&mut case.dice(), Knowledge::Partial);
        let plan = |hook| case.plan(&*case.resource_with(Manner::Honest, hook), &change);

        let (one, other, hooked) = (plan(Hook::None), plan(Hook::None), plan(Hook::Idle));

        prop_assert_eq!((&one.planned, &one.replace), (&other.planned, &other.replace));
        prop_assert_eq!((&one.planned, &one.replace), (&hooked.planned, &hooked.replace));
        prop_assert!(hooked.diagnostics.iter().next().is_none(), "{:?}", hooked.diagnostics);
    }

    /// Holds P4.
    #[test]
    fn what_the_provider_decides_is_open_wherever_anything_changes(case in any_case()) {
        let change = case.change(&mut case.dice(), Knowledge::Partial);

        let planned = case.plan(&*case.resource(Manner::Honest), &change).planned;

        if !planned.equals(&change.prior) {
            assert_open(&case.block, &change.config, &change.prior, &planned);
        }
    }

    /// Holds P2, P3, P6, P7 and P10.
    #[test]
    fn a_hook_is_refused_for_what_core_would_refuse_and_for_nothing_else(case in any_case()) {
        let change = case.change(&mut case.dice(), Knowledge::Partial);

        let planned = case.plan(&*case.resource_with(Manner::Honest, Hook::Wild), &change);

        let broken = judge(&case, &change, &planned);
        prop_assert_eq!(planned.diagnostics.has_errors(), !broken.is_empty(), "{:?} {:?}", planned.diagnostics, broken);
    }

    /// Holds P17.
    #[test]
    fn what_was_made_is_planned_as_it_is_and_nothing_is_replaced(case in any_case_with_clear_sets()) {
        let change = case.change(&mut case.dice(), Knowledge::Whole);
        let resource = case.resource(Manner::Honest);
        let made = apply(&*resource, &change, &case.plan(&*resource, &change)).state;
        let again = Change { prior: made, ..change };

        let planned = case.plan(&*resource, &again);

        prop_assert!(planned.planned.equals(&again.prior), "{:?} becomes {:?}", again.prior, planned.planned);
        prop_assert!(planned.replace.is_empty());
    }

    /// Holds P8.
    #[test]
    fn a_destruction_is_planned_as_nothing_whatever_there_is(case in any_case()) {
        let change = case.change(&mut case.dice(), Knowledge::Whole);
        let gone = Change { config: Value::Null, ..change };

        let planned = case.plan(&*case.resource_with(Manner::Honest, Hook::Wild), &gone);

        assert_unbroken(&judge(&case, &gone, &planned), "the plan");
        prop_assert!(!planned.diagnostics.has_errors());
    }
}
