//! Plans.

use conformance::oracle::{self, PlanAnswer, PlanRequest};
use framework::erased::Planned;
use proptest::prelude::*;

use crate::author::Manner;
use crate::case::{Case, Change, any_case, apply, assert_unbroken};
use crate::values::Knowledge;

fn judge(case: &Case, change: &Change, planned: &Planned) {
    let request = PlanRequest {
        prior: &change.prior,
        config: &change.config,
    };
    let answer = PlanAnswer {
        planned: &planned.planned,
        requires_replace: &planned.replace,
        legacy_type_system: false,
    };
    assert_unbroken(&oracle::plan(&case.judged(), request, answer), "the plan");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Holds P1, P2, P3, P4, P6, P7, P10 and P11.
    #[test]
    fn core_accepts_the_plan_of_any_change_of_any_resource(case in any_case()) {
        let change = case.change(&mut case.dice(), Knowledge::Partial);

        let planned = case.plan(&*case.resource(Manner::Honest), &change);

        prop_assert!(!planned.diagnostics.has_errors());
        judge(&case, &change, &planned);
    }

    /// Holds P12.
    #[test]
    fn core_accepts_the_plan_of_the_object_that_replaces_another(case in any_case()) {
        let change = case.change(&mut case.dice(), Knowledge::Partial);
        let anew = Change { prior: framework::value::Value::Null, ..change };

        let planned = case.plan(&*case.resource(Manner::Honest), &anew);

        judge(&case, &anew, &planned);
        prop_assert!(planned.replace.is_empty(), "where nothing exists nothing is replaced");
    }

    /// Holds P14.
    #[test]
    fn the_same_request_has_the_same_plan_and_a_hook_that_does_nothing_changes_nothing(case in any_case()) {
        let change = case.change(&mut case.dice(), Knowledge::Partial);
        let plan = |has_hook| case.plan(&*case.resource_with(Manner::Honest, has_hook), &change);

        let (one, other, hooked) = (plan(false), plan(false), plan(true));

        prop_assert_eq!((&one.planned, &one.replace), (&other.planned, &other.replace));
        prop_assert_eq!((&one.planned, &one.replace), (&hooked.planned, &hooked.replace));
        prop_assert!(hooked.diagnostics.iter().next().is_none(), "{:?}", hooked.diagnostics);
    }

    /// Holds P17.
    #[test]
    fn what_was_made_is_planned_as_it_is_and_nothing_is_replaced(case in any_case()) {
        prop_assume!(case.has_clear_sets());
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
        let gone = Change { config: framework::value::Value::Null, ..change };

        let planned = case.plan(&*case.resource_with(Manner::Honest, true), &gone);

        judge(&case, &gone, &planned);
        prop_assert!(!planned.diagnostics.has_errors());
    }
}
