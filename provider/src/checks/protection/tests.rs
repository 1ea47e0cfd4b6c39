//! Tests of protection: the values that decide about a destroy and a replacement, and the text for each cause.

use super::*;
use crate::checks::specimen::{
    account, being, circuit, codes, created, destroyed, kept, leg, only, order, plan, protected, replaced_because,
    session,
};
use crate::checks::{Fact, Severities, Severity, judge};
use crate::domain::CrossConnectStatus;

fn a() -> CrossConnect {
    leg(1, "a", "ashburn-ix")
}

fn causes() -> [Cause; 3] {
    [
        Cause::Changed(vec!["loa_entity".to_owned(), "exchange".to_owned()]),
        Cause::Requested,
        Cause::Tainted,
    ]
}

fn says(planned: Planned<CrossConnect>) -> Vec<Finding> {
    let mut picture = account([a(), leg(2, "b", "san-jose-ix")], [session(1, &["52.1.2.0/24"])]);
    let found = plan(&mut picture, planned).into_iter();
    let of_protection = [Check::DESTROY_PROTECTED, Check::REPLACE_PROTECTED];
    found.filter(|finding| of_protection.contains(&finding.check)).collect()
}

#[test]
fn the_state_or_the_configuration_protects_from_replacement_and_the_state_from_destruction() {
    let wanted = || protected(order("a", "london-ix"));
    let plain = || order("a", "london-ix");
    for cause in causes() {
        let replace = |before, after| replaced_because(cause.clone(), before, after);
        let unknown = CrossConnect {
            protection: Fact::Unknown,
            ..a()
        };
        let imported = Planned {
            is_imported: true,
            ..replace(unknown, wanted())
        };
        let table = [
            ("state", replace(protected(a()), plain()), Some("in the state of")),
            ("configuration", replace(a(), wanted()), Some("in the configuration of")),
            ("both", replace(protected(a()), wanted()), Some("in the state of")),
            ("import", imported, Some("in the configuration of")),
            ("neither", replace(a(), plain()), None),
        ];
        for (which, planned, place) in table {
            let found = says(planned);
            assert_eq!(
                codes(&found),
                place.map(|_| "TWX602").into_iter().collect::<Vec<_>>(),
                "{which}"
            );
            let told = found
                .first()
                .map(|finding| finding.detail.contains(place.unwrap_or_default()));
            assert_eq!(told, place.map(|_| true), "{which}: {found:?}");
        }
    }
    assert_eq!(codes(&says(destroyed(protected(a())))), ["TWX601"]);
    assert_eq!(codes(&says(destroyed(a()))), [""; 0]);
}

#[test]
fn what_stays_or_is_new_is_not_protected_from_anything() {
    for planned in [kept(protected(a())), created(protected(order("x", "ashburn-ix")))] {
        assert!(!ends_protected(&planned));
        assert_eq!(says(planned), []);
    }
}

#[test]
fn an_order_that_is_dead_is_not_protected() {
    for status in CrossConnectStatus::WORDS {
        let expected = !["rejected", "deleted"].contains(status);
        let before = || being(status, protected(a()));
        assert_eq!(ends_protected(&destroyed(before())), expected, "{status}");
        let wanted = || protected(order("a", "ashburn-ix"));
        for cause in causes() {
            let by_state = replaced_because(cause.clone(), before(), order("a", "ashburn-ix"));
            let by_configuration = replaced_because(cause, being(status, a()), wanted());
            assert_eq!(ends_protected(&by_state), expected, "{status}");
            assert_eq!(ends_protected(&by_configuration), expected, "{status}");
        }
    }
}

#[test]
fn protection_that_is_not_known_postpones() {
    let unknown = || CrossConnect {
        protection: Fact::Unknown,
        ..a()
    };
    assert_eq!(says(destroyed(unknown())), []);
    for cause in causes() {
        assert_eq!(
            says(replaced_because(
                cause,
                unknown(),
                CrossConnect { sid: None, ..unknown() }
            )),
            []
        );
    }
}

#[test]
fn each_cause_of_a_replacement_has_words_of_its_own() {
    let table = [
        (
            "The change of loa_entity and exchange forces replacement",
            "To keep the circuit, revert that change.",
        ),
        (
            "Replacement was requested",
            "To keep the circuit, plan without -replace, or remove replace_triggered_by.",
        ),
        ("It is tainted", "To keep the circuit, run terraform untaint."),
    ];
    for (cause, (because, keep)) in causes().into_iter().zip(table) {
        let is_changed = matches!(cause, Cause::Changed(_));
        let found = only(says(replaced_because(cause, protected(a()), order("a", "london-ix"))));
        assert_eq!(
            found.to_string(),
            "Protected cross connect \"a\" would be replaced [TWX602]"
        );
        assert!(
            found.detail.contains(because) && found.detail.contains(keep),
            "{}",
            found.detail
        );
        assert_eq!(found.attribute, is_changed.then_some("exchange"));
        assert_eq!(judge::severity_in_plan(&found, &Severities::default()), Severity::Error);
    }
}

#[test]
fn what_hangs_on_the_circuit_is_named_and_the_way_out_keeps_it() {
    let found = only(says(destroyed(protected(a()))));
    let told = "deletion_protection is true in the state of \"a\" (XC1). It carries BGP session BG1 (52.1.2.0/24). In redundancy group \
                \"voice\" it backs up \"b\".";
    assert!(found.detail.starts_with(told), "{}", found.detail);
    assert!(
        found.detail.contains("To keep the circuit, keep its resource block."),
        "{}",
        found.detail
    );
    assert!(
        found
            .detail
            .contains("To destroy it anyway, set deletion_protection = false, apply that, and then")
    );
    assert_eq!(
        found.to_string(),
        "Protected cross connect \"a\" would be destroyed [TWX601]"
    );
    assert_eq!(found.subject.sid.as_deref(), Some("XC1"));
    assert!(!ends_protected(&destroyed(circuit(1, "a", "ashburn-ix"))));
}
