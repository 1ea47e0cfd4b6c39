//! Tests of sessions on circuits that cannot carry them, and of circuits that are destroyed before their sessions.

use super::*;
use crate::checks::planned::Change;
use crate::checks::specimen::{
    Step, account, being, changed, circuit, codes, created, destroyed, kept, new_session, only, order, orders, plan,
    plan_all, replaced, session, session_replaced, whole,
};
use crate::checks::{Fact, Severities, Severity, judge};

const ROUTES: &[&str] = &["52.1.2.0/24"];

fn a() -> CrossConnect {
    circuit(1, "a", "ashburn-ix")
}

fn of_service(found: Vec<Finding>) -> Vec<Finding> {
    let checks = [Check::UNFIT_CIRCUIT, Check::SESSION_LEFT];
    found
        .into_iter()
        .filter(|finding| checks.contains(&finding.check))
        .collect()
}

fn in_plan(found: &Finding) -> Severity {
    judge::severity_in_plan(found, &Severities::default())
}

#[test]
fn a_session_is_refused_by_the_status_of_its_circuit() {
    for status in Status::WORDS.iter().chain(&["polished"]) {
        let code = match *status {
            "rejected" | "loa_expired" => Some("(62028)"),
            "pending_deletion" => Some("(62020)"),
            _ => None,
        };
        let mut picture = account([being(status, a())], []);
        let found = of_service(plan(&mut picture, created(new_session(1, ROUTES))));
        assert_eq!(found.len(), usize::from(code.is_some()), "{status}");
        for finding in found {
            assert_eq!(
                finding.to_string(),
                "Cross connect \"a\" cannot carry a BGP session [TWX317]"
            );
            assert!(finding.detail.contains(code.unwrap_or_default()), "{}", finding.detail);
            assert_eq!(finding.attribute, Some("cross_connect_sid"));
            assert_eq!(in_plan(&finding), Severity::Warn, "the plan creates the session");
        }
    }
}

#[test]
fn a_session_on_a_circuit_that_the_account_does_not_have_is_refused() {
    let mut picture = account([a()], []);
    let found = only(of_service(plan(&mut picture, created(new_session(9, ROUTES)))));
    assert_eq!(found.to_string(), "Unknown cross connect [TWX317]");
    assert!(
        found.detail.contains("no cross connect XC9") && found.detail.contains("(62012)"),
        "{}",
        found.detail
    );
    let mut unanswered = Picture::default();
    assert_eq!(of_service(plan(&mut unanswered, created(new_session(9, ROUTES)))), []);
}

#[test]
fn a_session_that_moves_is_judged_and_one_that_stays_or_is_replaced_in_place_is_not() {
    let dead = being("rejected", circuit(2, "b", "ashburn-ix"));
    let mut picture = account([being("rejected", a()), dead], [session(1, ROUTES)]);
    let moved = session_replaced(session(1, ROUTES), new_session(2, ROUTES));
    assert_eq!(codes(&of_service(plan(&mut picture, moved))), ["TWX317"]);
    for planned in [
        kept(session(1, ROUTES)),
        session_replaced(session(1, ROUTES), new_session(1, ROUTES)),
    ] {
        assert_eq!(of_service(plan(&mut picture, planned)), []);
    }
}

#[test]
fn a_session_that_failed_with_its_order_takes_no_change() {
    let disabled = |session: BgpSession| BgpSession {
        enabled: false.into(),
        ..session
    };
    let on = || session(1, ROUTES);
    for status in Status::WORDS.iter().chain(&["polished"]) {
        let mut picture = account([being(status, a())], [on()]);
        let found = of_service(plan(&mut picture, changed(on(), disabled(on()))));
        assert_eq!(found.len(), usize::from(*status == "rejected"), "{status}");
        for finding in found {
            assert_eq!(
                finding.to_string(),
                "Cross connect \"a\" cannot carry a BGP session [TWX317]"
            );
            assert!(finding.detail.contains("BGP session BG1"), "{}", finding.detail);
            assert!(finding.detail.contains("(62028)"), "{}", finding.detail);
            assert_eq!(finding.attribute, Some("enabled"));
            assert_eq!(in_plan(&finding), Severity::Error, "the session exists");
        }
        for planned in [kept(on()), destroyed(on())] {
            assert_eq!(of_service(plan(&mut picture, planned)), [], "{status}");
        }
    }
}

#[test]
fn the_account_is_asked_about_the_circuit_of_a_failed_session_alone() {
    for status in BgpSessionStatus::WORDS {
        let it = || BgpSession {
            status: BgpSessionStatus::trusted(status).into(),
            ..session(1, ROUTES)
        };
        let disabled = BgpSession {
            enabled: false.into(),
            ..it()
        };
        let asks = asks_of_a_circuit(&changed(it(), disabled));
        assert_eq!(asks, *status == "failed", "{status}");
        assert!(!asks_of_a_circuit(&kept(it())), "{status}");
    }
}

#[test]
fn a_circuit_that_is_not_known_postpones() {
    let nowhere = BgpSession {
        cross_connect_sid: Fact::Unknown,
        ..new_session(1, ROUTES)
    };
    let unknown_status = CrossConnect {
        status: Fact::Unknown,
        ..a()
    };
    let mut picture = account([unknown_status], []);
    for planned in [created(nowhere), created(new_session(1, ROUTES))] {
        assert_eq!(of_service(plan(&mut picture, planned)), []);
    }
}

/// The plans of the session of a circuit that is destroyed, and true for each that leaves the session.
fn ways() -> Vec<(&'static str, Step, bool)> {
    let on = || session(1, ROUTES);
    vec![
        ("kept", kept(on()).into(), true),
        ("forgotten", Planned::new(Change::Forgotten(on())).into(), true),
        ("destroyed", destroyed(on()).into(), false),
        ("replaced", session_replaced(on(), new_session(1, ROUTES)).into(), false),
    ]
}

#[test]
fn a_session_that_stays_on_a_circuit_that_goes_is_an_error_in_both_orders() {
    let replacement = replaced(a(), order("a", "london-ix"), &["exchange"]);
    for gone in [destroyed(a()), replacement] {
        for (way, session_of_it, is_left) in ways() {
            for steps in orders(&[gone.clone().into(), session_of_it.clone()]) {
                let picture = account([a()], [session(1, ROUTES)]);
                let last = of_service(plan_all(&picture, &steps).pop().unwrap());
                assert_eq!(codes(&last), if is_left { vec!["TWX318"] } else { vec![] }, "{way}");
                assert!(
                    last.iter()
                        .all(|finding| in_plan(finding) == Severity::Error && !finding.is_open)
                );
                assert_eq!(of_service(whole(&picture, &steps)), last, "{way}");
            }
        }
    }
}

#[test]
fn a_session_that_may_still_be_planned_decides_nothing() {
    let mut picture = account([a()], [session(1, ROUTES)]);
    assert_eq!(of_service(plan(&mut picture, destroyed(a()))), []);
    let found = only(of_service(whole(&picture, &[destroyed(a()).into()])));
    assert_eq!(found.to_string(), "BGP session left on cross connect \"a\" [TWX318]");
    assert_eq!((found.is_open, in_plan(&found)), (false, Severity::Error));
    assert_eq!(found.subject.sid.as_deref(), Some("XC1"));
}
