//! Applies of plans by correct and faulty authors.

use conformance::oracle;
use framework::erased::Applied;
use framework::value::Value;
use proptest::prelude::*;

use crate::author::Manner;
use crate::case::{Case, Change, any_case, apply, assert_unbroken};
use crate::values::Knowledge;

/// A change that was planned and applied.
struct Done {
    planned: Value,
    change: Change,
    applied: Applied,
}

impl Done {
    fn by(case: &Case, manner: Manner) -> Self {
        let change = case.change(&mut case.dice(), Knowledge::Whole);
        let resource = case.resource(manner);
        let planned = case.plan(&*resource, &change);
        let applied = apply(&*resource, &change, &planned);
        let planned = planned.planned;
        Self {
            planned,
            change,
            applied,
        }
    }

    /// Asserts that core accepts the result.
    fn judge(&self, case: &Case) {
        let applied = oracle::Applied {
            prior: &self.change.prior,
            planned: &self.planned,
            new: &self.applied.state,
            failed: self.applied.diagnostics.has_errors(),
        };
        assert_unbroken(&oracle::apply(&case.judged(), applied), "the answer");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Holds A1, A2, A3, A4, A5 and A7.
    #[test]
    fn what_an_honest_author_answers_is_saved_without_a_word(case in any_case()) {
        let done = Done::by(&case, Manner::Honest);

        done.judge(&case);
        prop_assert!(done.applied.diagnostics.iter().next().is_none(), "{:?}", done.applied.diagnostics);
    }

    /// Holds A1, A2, A3, A4 and A5.
    #[test]
    fn whatever_an_author_answers_core_accepts_what_is_made_of_it(
        case in any_case(),
        manner in prop::sample::select(vec![Manner::Undecided, Manner::Contradicting, Manner::Mistyped]),
    ) {
        let done = Done::by(&case, manner);

        done.judge(&case);
        prop_assert!(!done.applied.diagnostics.has_errors(), "an error would taint the new object");
    }

    /// Holds A3, A5 and A6.
    #[test]
    fn whatever_a_failure_leaves_core_can_save(case in any_case()) {
        let done = Done::by(&case, Manner::Failing);

        done.judge(&case);
        prop_assert!(done.applied.diagnostics.has_errors());
        prop_assert!(!done.applied.state.is_null(), "what exists by now is not forgotten");
    }
}

/// The counterpart of the tests above: the judge finds the faults of such authors.
#[test]
fn the_judge_objects_to_a_contradiction_that_nobody_mended() {
    let case = Case {
        block: framework::schema::Block::new("").attribute(framework::schema::AttributeSchema {
            required: true,
            ..framework::schema::AttributeSchema::of::<framework::Attr<String>>("a", "")
        }),
        start: 0,
    };
    let object = |text: &str| Value::object([("a", Value::string(text))]);

    let broken = oracle::apply(
        &case.judged(),
        oracle::Applied {
            prior: &Value::Null,
            planned: &object("planned"),
            new: &object("made"),
            failed: false,
        },
    );

    assert_eq!(broken.len(), 1, "{broken:?}");
}
