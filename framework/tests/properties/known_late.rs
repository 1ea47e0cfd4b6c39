//! Plans that are made twice: with unknown values, and again with every value known.

use conformance::oracle;
use framework::value::Value;
use proptest::prelude::*;

use crate::author::Manner;
use crate::case::{Change, any_case_with_clear_sets, assert_unbroken};
use crate::values::{self, Knowledge};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Holds P13.
    #[test]
    fn the_last_plan_completes_the_first(case in any_case_with_clear_sets()) {
        let mut dice = case.dice();
        let mut early = case.change(&mut dice, Knowledge::Partial);
        let resource = case.resource(Manner::Honest);
        if !case.plan(&*resource, &early).replace.is_empty() {
            // Core applies a replacement as a destruction and a creation, which is planned on its own
            // (conformance rule P12).
            early.prior = Value::Null;
        }
        let late = Change {
            prior: early.prior.clone(),
            config: values::known_late(&mut dice, &case.block, &early.config),
        };

        let (first, last) = (case.plan(&*resource, &early), case.plan(&*resource, &late));

        let found = oracle::final_plan(&case.judged(), &early.prior, &first.planned, &last.planned);
        assert_unbroken(&found, "the last plan");
        prop_assert!(last.replace.is_empty(), "an update stays an update");
    }
}
