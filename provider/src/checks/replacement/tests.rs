//! Tests of replacements: one text for each cause. Advice that is followed literally never destroys a circuit.

use super::*;
use crate::checks::Fact;
use crate::checks::specimen::{
    account, being, codes, destroyed, kept, leg, only, order, plan, protected, replaced_because, session,
};
use crate::domain::LoaEntity;

fn a() -> CrossConnect {
    leg(1, "a", "ashburn-ix")
}

fn after() -> CrossConnect {
    order("a", "london-ix")
}

fn changed_by(attributes: &[&str]) -> Cause {
    Cause::Changed(attributes.iter().map(ToString::to_string).collect())
}

fn says(planned: Planned<CrossConnect>) -> Vec<Finding> {
    let mut picture = account([a()], [session(1, &["52.1.2.0/24"])]);
    let found = plan(&mut picture, planned).into_iter();
    found.filter(|finding| finding.check == Check::REPLACED).collect()
}

#[test]
fn each_cause_has_its_way_to_keep_the_circuit() {
    let table = [
        (
            changed_by(&["exchange"]),
            Some("exchange"),
            "order the circuit at london-ix as a second resource",
        ),
        (
            changed_by(&["loa_entity", "exchange"]),
            Some("exchange"),
            "A circuit cannot be moved to another exchange.",
        ),
        (
            changed_by(&["loa_entity"]),
            Some("loa_entity"),
            "To keep the circuit, set loa_entity back to \"Example Corp\".",
        ),
        (
            Cause::Requested,
            None,
            "To keep the circuit, plan without -replace, or remove replace_triggered_by.",
        ),
        (
            Cause::Tainted,
            None,
            "It is tainted. To keep the circuit, run terraform untaint.",
        ),
    ];
    for (cause, attribute, told) in table {
        let found = only(says(replaced_because(cause, a(), after())));
        assert_eq!(found.to_string(), "Cross connect \"a\" will be replaced [TWX406]");
        assert_eq!(found.attribute, attribute, "{told}");
        let start = "This plan will destroy \"a\" (XC1), which has status active, and order another circuit, which takes weeks. It carries BGP \
                     session BG1 (52.1.2.0/24). It is the only circuit of redundancy group \"voice\". ";
        assert!(found.detail.starts_with(start), "{}", found.detail);
        assert!(found.detail.contains(told), "{}", found.detail);
    }
}

#[test]
fn what_is_not_known_of_the_circuit_is_left_out() {
    let unknown = CrossConnect {
        status: Fact::Unknown,
        loa_entity: Fact::Unknown,
        ..a()
    };
    let found = only(says(replaced_because(changed_by(&["loa_entity"]), unknown, after())));
    assert!(
        found
            .detail
            .starts_with("This plan will destroy \"a\" (XC1), and order"),
        "{}",
        found.detail
    );
    assert!(found.detail.ends_with("set loa_entity back."), "{}", found.detail);
    let nowhere = CrossConnect {
        exchange: Fact::Unknown,
        loa_entity: LoaEntity::trusted("Other").into(),
        ..after()
    };
    let found = only(says(replaced_because(changed_by(&["exchange"]), a(), nowhere)));
    assert!(
        found.detail.contains("order the circuit as a second resource"),
        "{}",
        found.detail
    );
}

#[test]
fn a_dead_order_and_a_protected_circuit_are_no_matter_of_this_check() {
    for status in ["rejected", "deleted"] {
        assert_eq!(says(replaced_because(Cause::Tainted, being(status, a()), after())), []);
    }
    assert_eq!(says(replaced_because(Cause::Tainted, protected(a()), after())), []);
    assert_eq!(says(replaced_because(Cause::Tainted, a(), protected(after()))), []);
    assert_eq!(says(kept(a())), []);
    assert_eq!(codes(&says(destroyed(a()))), [""; 0]);
}
