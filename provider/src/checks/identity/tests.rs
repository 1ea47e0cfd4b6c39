//! Tests of names and cross connects that two objects have, get, or give up.

use super::*;
use crate::checks::planned::Cause;
use crate::checks::specimen::{
    Step, account, addressed, being, bg, changed, circuit, codes, created, destroyed, kept, named, new_session, only,
    order, orders, plan, plan_all, replaced, replaced_because, session, session_replaced, whole, xc,
};
use crate::checks::{Fact, Severities, Severity, judge};

const AT: &str = "ashburn-ix";

fn hq() -> CrossConnect {
    circuit(1, "hq", AT)
}

fn dr() -> CrossConnect {
    circuit(2, "dr", AT)
}

fn lab() -> CrossConnect {
    circuit(3, "lab", AT)
}

fn trio() -> Picture {
    account([hq(), dr(), lab()], [])
}

/// The findings about names in a picture with a whole plan.
fn names(picture: &Picture, steps: &[Step]) -> Vec<Finding> {
    let found = whole(picture, steps).into_iter();
    let of_names = [Check::NAME_IN_USE, Check::NAME_PASSES_ON, Check::NAME_FREED];
    found.filter(|finding| of_names.contains(&finding.check)).collect()
}

fn in_plan(found: &Finding) -> Severity {
    judge::severity_in_plan(found, &Severities::default())
}

/// The plans of `dr` (XC2), with the codes if a new order gets its name and if another circuit gets it.
fn ways() -> Vec<(&'static str, Planned<CrossConnect>, &'static str, &'static str)> {
    let forgotten = Planned::new(Change::Forgotten(dr()));
    vec![
        ("kept", kept(dr()), "TWX301", "TWX301"),
        ("forgotten", forgotten, "TWX301", "TWX301"),
        (
            "replaced",
            replaced(dr(), order("dr", "london-ix"), &["exchange"]),
            "TWX301",
            "TWX301",
        ),
        ("renamed", changed(dr(), named("new", dr())), "TWX323", "TWX312"),
        ("destroyed", destroyed(dr()), "TWX312", "TWX312"),
        (
            "replaced and renamed",
            replaced(dr(), order("new", "london-ix"), &["exchange"]),
            "TWX312",
            "TWX312",
        ),
    ]
}

/// True where a finding is about the replacement of a circuit under its own name. Other circuits do not change this finding.
fn is_of_a_name_that_stays(finding: &Finding, way: &str) -> bool {
    way == "replaced" && finding.check == Check::NAME_FREED
}

#[test]
fn every_taker_of_a_name_meets_every_holder_of_it() {
    for (way, holder, for_an_order, for_a_circuit) in ways() {
        let takers = [
            ("order", created(order("dr", "london-ix")), for_an_order),
            ("rename", changed(hq(), named("dr", hq())), for_a_circuit),
            (
                "replacement",
                replaced(hq(), order("dr", "london-ix"), &["exchange"]),
                for_an_order,
            ),
        ];
        for (kind, taker, expected) in takers {
            let found = names(&trio(), &[holder.clone().into(), taker.into()]);
            let others = found.iter().filter(|finding| !is_of_a_name_that_stays(finding, way));
            let others: Vec<_> = others.cloned().collect();
            assert_eq!(codes(&others), [expected], "{kind} beside one that is {way}");
        }
    }
}

#[test]
fn the_findings_are_the_same_in_every_order_of_planning() {
    for (way, holder, ..) in ways() {
        let order_of_it = created(order("dr", "london-ix"));
        for taker in [order_of_it, changed(hq(), named("dr", hq()))] {
            let steps: [Step; 2] = [holder.clone().into(), taker.into()];
            let last = |steps: &[Step]| plan_all(&trio(), steps).pop().unwrap();
            let is_of_both = |finding: &Finding| ["TWX301", "TWX312"].contains(&finding.check.code);
            let said = |steps: &[Step]| last(steps).into_iter().filter(is_of_both).collect::<Vec<_>>();
            let reversed = [steps[1].clone(), steps[0].clone()];
            assert_eq!(said(&steps), said(&reversed), "{way}");
            assert_eq!(whole(&trio(), &steps), whole(&trio(), &reversed), "{way}");
        }
    }
}

#[test]
fn an_index_shift_is_an_error_that_names_each_circuit_and_writes_the_moves() {
    let steps: Vec<Step> = vec![
        addressed("twilio_cross_connect.leg[0]", changed(hq(), named("dr", hq()))).into(),
        addressed("twilio_cross_connect.leg[1]", changed(dr(), named("lab", dr()))).into(),
        addressed("twilio_cross_connect.leg[2]", destroyed(lab())).into(),
    ];
    for steps in orders(&steps) {
        let found = names(&trio(), &steps);
        assert_eq!(codes(&found), ["TWX312", "TWX312"]);
        assert!(found.iter().all(|finding| in_plan(finding) == Severity::Error));
        let [second, third] = found.as_slice() else { panic!() };
        assert!(
            second
                .detail
                .starts_with("\"dr\" (XC2) will be renamed to \"lab\", and \"hq\" (XC1) will take its name."),
            "{}",
            second.detail
        );
        assert!(
            third
                .detail
                .starts_with("\"lab\" (XC3) will be destroyed, and \"dr\" (XC2) will take its name."),
            "{}",
            third.detail
        );
        let moved = "moved {\n  from = twilio_cross_connect.leg[2]\n  to   = twilio_cross_connect.leg[1]\n}";
        assert!(third.detail.contains(moved), "{}", third.detail);
        assert!(third.detail.contains("use for_each with the names as keys"));
    }
}

#[test]
fn an_index_shift_in_a_plan_is_written_with_sids_and_placeholders() {
    let mut picture = trio();
    plan(&mut picture, destroyed(lab()));
    let found = plan(&mut picture, changed(dr(), named("lab", dr())));
    let found = only(found);
    let from = "from = <address that has XC3 in the state>";
    let to = "to   = <address of \"lab\" in the configuration>";
    assert!(
        found.detail.contains(from) && found.detail.contains(to),
        "{}",
        found.detail
    );
    assert_eq!(
        found.to_string(),
        "unique_name \"lab\" is reassigned to another circuit [TWX312]"
    );
    assert_eq!(found.attribute, Some("unique_name"));
}

#[test]
fn an_exchange_of_two_names_is_an_error_for_each_name() {
    let steps: [Step; 2] = [
        changed(hq(), named("dr", hq())).into(),
        changed(dr(), named("hq", dr())).into(),
    ];
    for steps in orders(&steps) {
        let [first, last] = plan_all(&trio(), &steps).try_into().unwrap();
        assert_eq!(
            in_plan(&only(first)),
            Severity::Warn,
            "a later plan may rename the holder"
        );
        assert_eq!(codes(&last), ["TWX312", "TWX312"]);
        assert!(last.iter().all(|finding| in_plan(finding) == Severity::Error));
    }
}

#[test]
fn a_forgotten_moved_block_is_an_error_whichever_is_planned_last() {
    let steps: [Step; 2] = [destroyed(hq()).into(), created(order("hq", AT)).into()];
    for steps in orders(&steps) {
        let last = plan_all(&trio(), &steps).pop().unwrap();
        let found = last
            .into_iter()
            .find(|finding| finding.check == Check::NAME_PASSES_ON)
            .unwrap();
        let told = "\"hq\" (XC1) will be destroyed, and a new circuit will be ordered with the same name.";
        assert!(found.detail.starts_with(told), "{}", found.detail);
        assert_eq!(in_plan(&found), Severity::Error);
        assert_eq!(found.subject.sid.as_deref(), Some("XC1"), "the circuit that would go");
    }
}

#[test]
fn a_replacement_that_takes_a_name_is_told_as_the_order_that_it_is() {
    let steps: [Step; 2] = [
        destroyed(lab()).into(),
        replaced(hq(), order("lab", "london-ix"), &["exchange"]).into(),
    ];
    let found = only(names(&trio(), &steps));
    let told = "\"lab\" (XC3) will be destroyed, and a new circuit will be ordered with the same name.";
    assert!(found.detail.starts_with(told), "{}", found.detail);
}

#[test]
fn a_resource_that_is_replaced_under_its_own_name_waits_for_it_and_passes_none_on() {
    for cause in [
        Cause::Requested,
        Cause::Tainted,
        Cause::Changed(vec!["exchange".to_owned()]),
    ] {
        let step = replaced_because(cause, hq(), order("hq", "london-ix"));
        let found = only(names(&trio(), &[step.into()]));
        assert_eq!(
            found.to_string(),
            "unique_name \"hq\" is released and reused in one plan [TWX323]"
        );
        assert_eq!(found.attribute, Some("unique_name"));
    }
    let rejected = being("rejected", hq());
    let step = replaced_because(Cause::Tainted, rejected.clone(), order("hq", "ashburn-ix"));
    let picture = account([rejected], []);
    let found = only(names(&picture, &[step.into()]));
    let way_out = "Apply again after the approval, or give the new circuit another unique_name.";
    assert!(found.detail.ends_with(way_out), "{}", found.detail);
}

#[test]
fn a_plain_rename_that_frees_a_name_for_an_order_is_a_warning_to_apply_twice() {
    let steps: [Step; 2] = [
        changed(hq(), named("old", hq())).into(),
        created(order("hq", AT)).into(),
    ];
    for steps in orders(&steps) {
        let last = plan_all(&trio(), &steps).pop().unwrap();
        let found = only(last);
        assert_eq!(in_plan(&found), Severity::Warn);
        assert_eq!(
            found.to_string(),
            "unique_name \"hq\" is released and reused in one plan [TWX323]"
        );
        assert!(
            found.detail.starts_with("This plan renames \"hq\" (XC1) to \"old\""),
            "{}",
            found.detail
        );
        assert!(found.detail.ends_with("In that case, apply again."), "{}", found.detail);
    }
}

#[test]
fn two_that_get_one_name_are_a_warning_among_orders_and_an_error_among_circuits() {
    let new = || created(order("x", AT));
    let rename = |circuit: CrossConnect| changed(circuit.clone(), named("x", circuit));
    let renamed_again = || replaced(lab(), order("x", "london-ix"), &["exchange"]);
    let table: [(&str, [Step; 2], Severity); 4] = [
        ("orders", [new().into(), addressed("b", new()).into()], Severity::Warn),
        ("order and circuit", [new().into(), rename(hq()).into()], Severity::Warn),
        (
            "replacement and circuit",
            [renamed_again().into(), rename(hq()).into()],
            Severity::Warn,
        ),
        ("circuits", [rename(dr()).into(), rename(hq()).into()], Severity::Error),
    ];
    for (which, steps, severity) in table {
        let mut told = Vec::new();
        for steps in orders(&steps) {
            let [_, last] = plan_all(&trio(), &steps).try_into().unwrap();
            let mut last: Vec<Finding> = last;
            last.retain(|finding| finding.check == Check::NAME_IN_USE);
            told.push(only(last));
        }
        assert_eq!(told[0], told[1], "{which}");
        assert_eq!(in_plan(&told[0]), severity, "{which}");
        assert_eq!(told[0].to_string(), "Duplicate unique_name \"x\" [TWX301]");
        assert!(
            told[0]
                .detail
                .starts_with("Two cross connects in this plan would get the name \"x\"")
        );
    }
}

#[test]
fn three_orders_with_one_name_are_one_finding() {
    let steps: Vec<Step> = ["a", "b", "c"]
        .map(|at| addressed(at, created(order("x", AT))).into())
        .to_vec();
    let mut told: Vec<Finding> = orders(&steps).iter().map(|steps| only(names(&trio(), steps))).collect();
    told.dedup();
    let found = only(told);
    assert!(
        found.detail.starts_with("3 cross connects in this plan"),
        "{}",
        found.detail
    );
    assert_eq!((found.subject.address.as_deref(), found.others.len()), (Some("a"), 2));
}

#[test]
fn a_name_whose_holder_may_still_be_planned_is_a_warning_with_its_unless() {
    let unless = ", unless this plan renames or replaces XC2.";
    let mut picture = trio();
    let open = only(plan(&mut picture, changed(hq(), named("dr", hq()))));
    assert!(open.is_open && open.detail.contains(unless), "{}", open.detail);
    assert_eq!(in_plan(&open), Severity::Warn);

    plan(&mut picture, kept(dr()));
    let planned = only(plan(&mut picture, changed(hq(), named("dr", hq()))));
    assert!(
        !planned.is_open && !planned.detail.contains("unless"),
        "{}",
        planned.detail
    );
    assert_eq!(in_plan(&planned), Severity::Error);

    let whole = only(names(&trio(), &[changed(hq(), named("dr", hq())).into()]));
    assert!(!whole.is_open && !whole.detail.contains("unless"), "{}", whole.detail);
}

#[test]
fn an_order_under_a_name_in_use_is_told_each_way_out_that_is_left() {
    let new = || created(order("dr", AT));
    let import = "import {\n  to = <address of this resource>\n  id = \"XC2\"\n}";
    let untaint =
        "If XC2 is the tainted object of this resource, run terraform untaint to keep it and its BGP session.";
    let mut unseen = trio();
    let found = only(plan(&mut unseen, new()));
    assert!(
        found.detail.contains(import) && !found.detail.contains("untaint"),
        "{}",
        found.detail
    );

    let mut read = trio();
    read.cross_connects.add_read(dr());
    let found = only(plan(&mut read, new()));
    assert!(
        found.detail.contains(import) && found.detail.contains(untaint),
        "{}",
        found.detail
    );

    let mut managed = trio();
    plan(&mut managed, kept(dr()));
    let found = only(plan(&mut managed, new()));
    assert!(!found.detail.contains("import {"), "{}", found.detail);
    assert!(
        found
            .detail
            .contains("remove the block of <address of the other resource>"),
        "{}",
        found.detail
    );
}

#[test]
fn a_circuit_that_leaves_the_state_keeps_its_name_and_is_imported_and_not_removed() {
    let forgotten = addressed("twilio_cross_connect.dr", Planned::new(Change::Forgotten(dr())));
    let new = addressed("twilio_cross_connect.new", created(order("dr", AT)));
    let found = only(names(&trio(), &[forgotten.into(), new.into()]));
    let import = "import {\n  to = twilio_cross_connect.new\n  id = \"XC2\"\n}";
    assert!(found.detail.contains(import), "{}", found.detail);
    assert!(
        !found.detail.contains("remove the block of twilio_cross_connect.dr"),
        "{}",
        found.detail
    );
}

#[test]
fn a_name_that_is_not_known_postpones() {
    let nameless = |circuit: CrossConnect| CrossConnect {
        name: Fact::Unknown,
        ..circuit
    };
    let table: [[Step; 2]; 4] = [
        [created(nameless(order("dr", AT))).into(), kept(dr()).into()],
        [changed(hq(), nameless(hq())).into(), created(order("hq", AT)).into()],
        [
            created(nameless(order("x", AT))).into(),
            created(nameless(order("x", AT))).into(),
        ],
        [
            changed(hq(), nameless(hq())).into(),
            changed(dr(), named("hq", dr())).into(),
        ],
    ];
    for steps in table {
        for steps in orders(&steps) {
            assert_eq!(codes(&names(&trio(), &steps)), [""; 0], "{steps:?}");
        }
    }
}

#[test]
fn a_circuit_that_keeps_its_name_says_nothing_of_others() {
    let mut picture = trio();
    plan(&mut picture, changed(hq(), named("dr", hq())));
    assert_eq!(codes(&plan(&mut picture, kept(lab()))), [""; 0]);
}

const ROUTES: &[&str] = &["52.1.2.0/24"];

/// XC1 with BG1, XC2 without a session.
fn one_session() -> Picture {
    account([hq(), dr()], [session(1, ROUTES)])
}

fn sessions(picture: &Picture, steps: &[Step]) -> Vec<Finding> {
    let found = whole(picture, steps).into_iter();
    found.filter(|finding| finding.check == Check::SESSION_EXISTS).collect()
}

fn ways_of_a_session() -> Vec<(&'static str, Planned<BgpSession>, bool)> {
    let forgotten = Planned::new(Change::Forgotten(session(1, ROUTES)));
    vec![
        ("kept", kept(session(1, ROUTES)), true),
        ("forgotten", forgotten, true),
        (
            "replaced where it is",
            session_replaced(session(1, ROUTES), new_session(1, ROUTES)),
            true,
        ),
        (
            "moved away",
            session_replaced(session(1, ROUTES), new_session(2, ROUTES)),
            false,
        ),
        ("destroyed", destroyed(session(1, ROUTES)), false),
    ]
}

#[test]
fn every_new_session_meets_every_session_that_is_there() {
    for (way, holder, is_there) in ways_of_a_session() {
        let steps: [Step; 2] = [holder.into(), created(new_session(1, ROUTES)).into()];
        let mut told: Vec<_> = orders(&steps)
            .iter()
            .map(|steps| sessions(&one_session(), steps))
            .collect();
        told.dedup();
        assert_eq!(told.len(), 1, "the same in both orders: {way}");
        assert_eq!(told[0].len(), usize::from(is_there), "{way}");
        let last = |steps: &[Step]| plan_all(&one_session(), steps).pop().unwrap();
        for steps in orders(&steps) {
            assert_eq!(codes(&last(&steps)).contains(&"TWX302"), is_there, "{way}");
        }
    }
}

#[test]
fn two_new_sessions_on_one_circuit_are_one_finding() {
    let steps: [Step; 2] = [
        addressed("a", created(new_session(2, ROUTES))).into(),
        addressed("b", session_replaced(session(1, ROUTES), new_session(2, ROUTES))).into(),
    ];
    let mut told: Vec<Finding> = orders(&steps)
        .iter()
        .map(|steps| only(sessions(&one_session(), steps)))
        .collect();
    told.dedup();
    let found = only(told);
    assert_eq!(found.to_string(), "Several BGP sessions on XC2 [TWX302]");
    assert_eq!(in_plan(&found), Severity::Warn);
}

#[test]
fn a_session_that_may_still_be_planned_is_a_warning_with_its_unless() {
    let mut picture = one_session();
    let open = plan(&mut picture, created(new_session(1, ROUTES)));
    let open = open
        .into_iter()
        .find(|finding| finding.check == Check::SESSION_EXISTS)
        .unwrap();
    assert!(
        open.detail
            .contains("import {\n  to = <address of this resource>\n  id = \"BG1\"\n}")
    );
    assert!(
        open.detail.contains(", unless this plan destroys or replaces BG1."),
        "{}",
        open.detail
    );
    assert_eq!(open.subject.unique_name.as_deref(), Some("hq"));

    let planned = plan(&mut picture, kept(session(1, ROUTES)));
    let planned = planned
        .into_iter()
        .find(|finding| finding.check == Check::SESSION_EXISTS)
        .unwrap();
    assert!(
        planned
            .detail
            .ends_with("Move all routes into one of the two resources and remove the other.")
    );
    assert_eq!(in_plan(&planned), Severity::Warn, "the plan creates it");
}

#[test]
fn a_session_whose_circuit_is_not_known_postpones() {
    let elsewhere = BgpSession {
        cross_connect_sid: Fact::Unknown,
        ..new_session(1, ROUTES)
    };
    let steps: [Step; 2] = [created(elsewhere).into(), kept(session(1, ROUTES)).into()];
    for steps in orders(&steps) {
        assert_eq!(sessions(&one_session(), &steps), []);
    }
    assert_eq!(one_session().sessions.at(&xc(1)).count(), 1);
    assert!(one_session().sessions.get(&bg(1)).is_some());
}

#[test]
fn create_before_destroy_under_a_name_or_on_a_circuit_that_is_still_taken_is_refused() {
    let first = |planned: Planned<CrossConnect>| Planned {
        is_created_first: true,
        ..planned
    };
    let table = [
        (
            replaced(dr(), order("dr", "london-ix"), &["exchange"]),
            false,
            Some("TWX323"),
        ),
        (
            replaced(dr(), order("dr", "london-ix"), &["exchange"]),
            true,
            Some("TWX301"),
        ),
        (replaced(dr(), order("new", "london-ix"), &["exchange"]), true, None),
    ];
    for (planned, is_first, expected) in table {
        let planned = if is_first { first(planned) } else { planned };
        let found = names(&trio(), &[planned.into()]);
        assert_eq!(codes(&found), Vec::from_iter(expected), "{is_first}");
    }

    let there = || session(2, &["52.1.2.0/24"]);
    let picture = || account([hq(), dr(), lab()], [there()]);
    for (is_created_first, expected) in [(false, None), (true, Some("TWX302"))] {
        let step = Planned {
            is_created_first,
            ..session_replaced(there(), new_session(2, &["52.1.2.0/24"]))
        };
        let found = whole(&picture(), &[step.into()]).into_iter();
        let found: Vec<_> = found.filter(|found| found.check == Check::SESSION_EXISTS).collect();
        assert_eq!(codes(&found), Vec::from_iter(expected), "{is_created_first}");
    }
}
