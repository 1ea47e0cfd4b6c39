//! Tests of routes that overlap: the circuits that may share them, and the findings that a later plan may resolve.

use super::*;
use crate::checks::specimen::{
    Step, account, changed, circuit, codes, created, destroyed, grouped, kept, new_session, only, orders, plan,
    plan_all, session, session_replaced, whole, xc,
};
use crate::checks::{Severities, Severity, judge};

const ROUTES: &[&str] = &["52.1.2.0/24"];

fn a() -> CrossConnect {
    circuit(1, "a", "ashburn-ix")
}

fn b() -> CrossConnect {
    circuit(2, "b", "san-jose-ix")
}

fn of_overlap(found: Vec<Finding>) -> Vec<Finding> {
    found
        .into_iter()
        .filter(|finding| finding.check == Check::ROUTES_OVERLAP)
        .collect()
}

/// The findings about a new session on XC1, with BG2 on XC2.
fn beside(circuits: [CrossConnect; 2], own: &[&str], theirs: &[&str]) -> Vec<Finding> {
    let picture = account(circuits, [session(2, theirs)]);
    of_overlap(whole(&picture, &[created(new_session(1, own)).into()]))
}

#[test]
fn routes_are_shared_inside_one_group_only() {
    let undecided = |circuit: CrossConnect| CrossConnect {
        group: Fact::Unknown,
        ..circuit
    };
    let voice = |circuit| grouped(circuit, "voice");
    let video = |circuit| grouped(circuit, "video");
    let table = [
        ("no group", [a(), b()], true),
        ("one in a group", [voice(a()), b()], true),
        ("the other in a group", [a(), voice(b())], true),
        ("two groups", [voice(a()), video(b())], true),
        ("one group", [voice(a()), voice(b())], false),
        ("own group unknown", [undecided(a()), voice(b())], false),
        ("other group unknown", [voice(a()), undecided(b())], false),
        ("both unknown", [undecided(a()), undecided(b())], false),
    ];
    for (which, circuits, is_found) in table {
        assert_eq!(beside(circuits, ROUTES, ROUTES).len(), usize::from(is_found), "{which}");
    }
}

#[test]
fn routes_overlap_where_they_share_an_address() {
    let table: [(&[&str], &[&str], Option<&str>); 5] = [
        (
            &["52.1.2.0/24"],
            &["52.1.2.0/24"],
            Some("both announce overlapping routes (52.1.2.0/24). "),
        ),
        (
            &["52.1.2.0/24"],
            &["52.1.2.128/25"],
            Some("both announce overlapping routes (52.1.2.0/24 on \"a\" and 52.1.2.128/25 on \"b\"). "),
        ),
        (&["52.1.2.0/25"], &["52.1.2.128/25"], None),
        (&["52.1.2.0/24"], &["52.1.3.0/24"], None),
        (&[], &["52.1.2.0/24"], None),
    ];
    for (own, theirs, told) in table {
        let found = beside([a(), b()], own, theirs);
        assert_eq!(found.len(), usize::from(told.is_some()), "{own:?} {theirs:?}");
        for finding in found {
            assert!(finding.detail.contains(told.unwrap_or_default()), "{}", finding.detail);
            assert_eq!(
                finding.to_string(),
                "52.1.2.0/24 is announced by \"a\" and \"b\" [TWX502]"
            );
        }
    }
}

#[test]
fn many_routes_are_counted() {
    let routes: Vec<String> = (0..12).map(|third| format!("52.1.{third}.0/24")).collect();
    let routes: Vec<&str> = routes.iter().map(String::as_str).collect();
    let found = only(beside([a(), b()], &routes, &routes));
    assert!(found.detail.contains("; 52.1.9.0/24; 2 more). "), "{}", found.detail);
}

#[test]
fn the_finding_is_the_same_whichever_is_planned_last() {
    let steps: [Step; 4] = [
        kept(a()).into(),
        kept(b()).into(),
        created(new_session(1, ROUTES)).into(),
        kept(session(2, ROUTES)).into(),
    ];
    let picture = account([a(), b()], [session(2, ROUTES)]);
    let of_sessions = |steps: &Vec<Step>| matches!(steps[3], Step::Session(_)) && matches!(steps[2], Step::Session(_));
    let mut told: Vec<Finding> = orders(&steps)
        .iter()
        .filter(|steps| of_sessions(steps))
        .map(|steps| only(of_overlap(plan_all(&picture, steps).pop().unwrap())))
        .collect();
    told.dedup();
    let found = only(told);
    assert!(!found.is_open);
    assert_eq!(found.attribute, Some("ip_routes"));
    assert_eq!(of_overlap(whole(&picture, &steps)), [found]);
}

#[test]
fn what_has_not_been_planned_may_still_change_its_routes_or_its_group() {
    let erroring = Severities::parse([("TWX502", "error")]).unwrap();
    let table: [(&str, Vec<Step>, Option<&str>); 5] = [
        (
            "nothing else",
            vec![kept(a()).into()],
            Some("the routes or the group of \"b\""),
        ),
        (
            "the session",
            vec![kept(a()).into(), kept(session(2, ROUTES)).into()],
            Some("the group of \"b\""),
        ),
        (
            "all but the other session",
            vec![kept(a()).into(), kept(b()).into()],
            Some("the routes of \"b\""),
        ),
        (
            "none of the circuits",
            vec![kept(session(2, ROUTES)).into()],
            Some("the group of \"a\", or the group of \"b\""),
        ),
        (
            "everything",
            vec![kept(a()).into(), kept(b()).into(), kept(session(2, ROUTES)).into()],
            None,
        ),
    ];
    for (which, steps, open) in table {
        let mut picture = account([a(), b()], [session(1, ROUTES), session(2, ROUTES)]);
        for step in steps {
            plan(&mut picture, step);
        }
        let found = only(of_overlap(plan(&mut picture, kept(session(1, ROUTES)))));
        assert_eq!(found.is_open, open.is_some(), "{which}");
        let unless = open.map(|part| format!(", unless this plan changes {part}."));
        assert!(
            found.detail.contains(
                unless
                    .as_deref()
                    .unwrap_or("both announce overlapping routes (52.1.2.0/24). ")
            ),
            "{}",
            found.detail
        );
        let severity = if open.is_some() {
            Severity::Warn
        } else {
            Severity::Error
        };
        assert_eq!(judge::severity_in_plan(&found, &erroring), severity, "{which}");
    }
}

#[test]
fn a_later_plan_that_parts_the_routes_is_believed() {
    for away in [
        changed(session(2, ROUTES), session(2, &["52.1.9.0/24"])),
        destroyed(session(2, ROUTES)),
        session_replaced(session(2, ROUTES), new_session(2, &["52.1.9.0/24"])),
    ] {
        let picture = account([a(), b()], [session(1, ROUTES), session(2, ROUTES)]);
        let steps: [Step; 2] = [away.into(), kept(session(1, ROUTES)).into()];
        assert_eq!(of_overlap(plan_all(&picture, &steps).pop().unwrap()), []);
    }
}

#[test]
fn a_circuit_that_takes_its_routes_into_another_group_is_told_at_the_circuit() {
    let voice = |circuit| grouped(circuit, "voice");
    let mut picture = account([voice(a()), voice(b())], [session(1, ROUTES), session(2, ROUTES)]);
    let found = only(of_overlap(plan(
        &mut picture,
        changed(voice(a()), grouped(a(), "video")),
    )));
    assert_eq!(
        (found.subject.resource, found.attribute),
        ("twilio_cross_connect", Some("redundancy_group"))
    );
    assert_eq!(found.subject.sid.as_deref(), Some("XC1"));
    assert_eq!(of_overlap(plan(&mut picture, changed(voice(a()), voice(a())))), []);
}

#[test]
fn two_circuits_that_part_are_one_finding_in_every_order() {
    let voice = |circuit| grouped(circuit, "voice");
    let picture = account([voice(a()), voice(b())], [session(1, ROUTES), session(2, ROUTES)]);
    let steps: [Step; 3] = [
        changed(voice(a()), grouped(a(), "one")).into(),
        changed(voice(b()), grouped(b(), "two")).into(),
        kept(session(1, ROUTES)).into(),
    ];
    let mut told: Vec<_> = orders(&steps)
        .iter()
        .map(|steps| of_overlap(whole(&picture, steps)))
        .collect();
    told.dedup();
    assert_eq!(told.len(), 1, "the same in every order");
    assert!(!only(told.remove(0)).is_open);
}

#[test]
fn what_is_not_known_postpones() {
    let mut picture = account([a(), b()], [session(2, ROUTES)]);
    let unknown_routes = BgpSession {
        routes: Fact::Unknown,
        ..new_session(1, ROUTES)
    };
    let nowhere = BgpSession {
        cross_connect_sid: Fact::Unknown,
        ..new_session(1, ROUTES)
    };
    for planned in [unknown_routes, nowhere] {
        assert_eq!(codes(&of_overlap(plan(&mut picture, created(planned)))), [""; 0]);
    }
    let mut elsewhere = Picture::default();
    elsewhere.sessions.add_account([session(2, ROUTES)]);
    assert_eq!(
        of_overlap(plan(&mut elsewhere, created(new_session(1, ROUTES)))),
        [],
        "no circuit, no group"
    );
    assert_eq!(picture.sessions.at(&xc(2)).count(), 1);
}
