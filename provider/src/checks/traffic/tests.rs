//! Tests of interruptions: a pair in service with established sessions, and pairs with faults.

use super::*;
use crate::checks::planned::Cause;
use crate::checks::specimen::{
    Step, account, being, bg, changed, circuit, codes, created, destroyed, health, kept, leg, new_session, only, order,
    orders, plan, plan_all, replaced, routes_of, session, session_replaced, whole, xc,
};
use crate::domain::{Asn, BgpSessionStatus, InterfaceAddress};

const ROUTES: &[&str] = &["52.1.2.0/24"];

fn leg_of(number: u32) -> CrossConnect {
    match number {
        1 => leg(1, "ashburn", "ashburn-ix"),
        2 => leg(2, "san-jose", "san-jose-ix"),
        _ => leg(3, "london", "london-ix"),
    }
}

/// XC1 with BG1 and XC2 with BG2, both with measured good health.
fn pair() -> Picture {
    let sessions = [session(1, ROUTES), session(2, ROUTES)];
    measured(account([leg_of(1), leg_of(2)], sessions), &[1, 2])
}

fn measured(mut picture: Picture, sessions: &[u32]) -> Picture {
    for number in sessions {
        picture.health.insert(bg(*number), health("established"));
    }
    picture
}

fn with_asn(number: u32, asn: u32) -> BgpSession {
    BgpSession {
        customer_asn: Asn::trusted(asn).into(),
        ..session(number, ROUTES)
    }
}

fn reset(number: u32) -> Planned<BgpSession> {
    changed(session(number, ROUTES), with_asn(number, 65_001))
}

/// The findings of interruptions.
fn of_traffic(found: Vec<Finding>) -> Vec<Finding> {
    found
        .into_iter()
        .filter(|finding| CHECKS.contains(&finding.check))
        .collect()
}

/// The findings about traffic of the plan of one object.
fn says(picture: &Picture, step: impl Into<Step>) -> Vec<Finding> {
    of_traffic(plan(&mut picture.clone(), step))
}

/// The changes of a leg, with their texts.
fn deeds(number: u32) -> Vec<(Step, &'static str)> {
    let (circuit, session) = (leg_of(number), session(number, ROUTES));
    let elsewhere = CrossConnect {
        sid: None,
        ..circuit.clone()
    };
    let disabled = BgpSession {
        enabled: false.into(),
        ..session.clone()
    };
    vec![
        (destroyed(circuit.clone()).into(), "will be destroyed"),
        (replaced(circuit, elsewhere, &["exchange"]).into(), "will be replaced"),
        (destroyed(session.clone()).into(), "will lose its BGP session"),
        (
            session_replaced(session.clone(), new_session(number, ROUTES)).into(),
            "will have its BGP session replaced",
        ),
        (changed(session, disabled).into(), "will have its BGP session disabled"),
        (
            reset(number).into(),
            "will have its BGP session reset by the change of customer_asn",
        ),
    ]
}

#[test]
fn every_interruption_of_a_lone_circuit_is_told_loudest() {
    let alone = account([circuit(1, "ashburn", "ashburn-ix")], [session(1, ROUTES)]);
    let alone_in_its_group = account([leg_of(1)], [session(1, ROUTES)]);
    for picture in [alone, alone_in_its_group] {
        for (step, how) in deeds(1) {
            let found = only(says(&picture, step));
            assert_eq!(
                found.to_string(),
                "Traffic of \"ashburn\" has no alternative path [TWX404]"
            );
            assert!(
                found.detail.starts_with(&format!("\"ashburn\" {how}. ")),
                "{}",
                found.detail
            );
            assert!(found.detail.contains("(52.1.2.0/24)"), "{}", found.detail);
        }
    }
}

#[test]
fn a_lone_circuit_is_told_of_a_group_only_where_it_has_one() {
    let alone = account([circuit(1, "ashburn", "ashburn-ix")], [session(1, ROUTES)]);
    let found = only(says(&alone, reset(1)));
    assert!(!found.detail.contains("redundancy group"), "{}", found.detail);
    let alone_in_its_group = account([leg_of(1)], [session(1, ROUTES)]);
    let found = only(says(&alone_in_its_group, reset(1)));
    assert!(found.detail.contains("redundancy group \"voice\""), "{}", found.detail);
}

#[test]
fn what_does_not_come_back_is_not_put_into_a_maintenance_window() {
    let alone = account([leg_of(1)], [session(1, ROUTES)]);
    for (step, how) in deeds(1) {
        let found = only(says(&alone, step));
        let is_passing = how.contains("reset") || how == "will have its BGP session replaced";
        assert_eq!(
            found.detail.contains("maintenance window"),
            is_passing,
            "{}",
            found.detail
        );
        assert_eq!(
            found.detail.contains("until the session is established again"),
            is_passing,
            "{}",
            found.detail
        );
    }
}

#[test]
fn a_leg_beside_a_healthy_one_is_told_with_what_carries_its_routes() {
    for (step, how) in deeds(1) {
        let found = only(says(&pair(), step));
        assert_eq!(found.to_string(), "\"ashburn\" will be interrupted [TWX405]");
        let told = format!(
            "\"ashburn\" {how}. Meanwhile, \"san-jose\" announces the same routes, unless this plan interrupts that circuit too. "
        );
        assert!(found.detail.starts_with(&told), "{}", found.detail);
    }
}

#[test]
fn a_partner_that_was_not_measured_is_told_as_such() {
    let picture = account([leg_of(1), leg_of(2)], [session(1, ROUTES), session(2, ROUTES)]);
    let found = only(says(&picture, reset(1)));
    let told = "Meanwhile, \"san-jose\" announces the same routes (its BGP state was not read), unless this plan";
    assert!(found.detail.contains(told), "{}", found.detail);
    assert_eq!(sessions_to_measure(&picture, &xc(1)), [bg(2)]);
    assert_eq!(sessions_to_measure(&pair(), &xc(1)), []);
}

#[test]
fn a_partner_whose_state_the_service_does_not_know_is_neither_well_nor_at_fault() {
    let mut picture = pair();
    picture.health.insert(bg(2), health("unknown"));
    let found = only(says(&picture, reset(1)));
    assert_eq!(codes(std::slice::from_ref(&found)), ["TWX405"]);
    assert!(
        found
            .detail
            .contains("\"san-jose\" announces the same routes (its BGP state was not read)"),
        "{}",
        found.detail
    );
}

#[test]
fn a_change_that_waits_for_a_person_does_not_count_before_the_decision() {
    let disabled = BgpSession {
        enabled: false.into(),
        ..session(1, ROUTES)
    };
    // The account shows the value in service, and the state shows the requested value.
    let alone = account([leg_of(1)], [session(1, ROUTES)]);
    let found = only(says(&alone, destroyed(disabled.clone())));
    assert_eq!(codes(std::slice::from_ref(&found)), ["TWX404"]);
    let alone = account([leg_of(1)], [disabled.clone()]);
    assert_eq!(says(&alone, destroyed(disabled)), [], "it carries nothing");

    let elsewhere = session(2, &["52.9.9.0/24"]);
    let widened = session(2, ROUTES);
    let legs = || [leg_of(1), leg_of(2)];
    let mut waiting = measured(account(legs(), [session(1, ROUTES), elsewhere]), &[1, 2]);
    plan(&mut waiting, kept(widened));
    let found = only(says(&waiting, reset(1)));
    assert!(
        found.detail.contains("\"san-jose\" does not announce 52.1.2.0/24"),
        "{}",
        found.detail
    );
}

#[test]
fn a_maintenance_of_the_partner_is_told_and_one_that_goes_on_takes_it_out() {
    let in_maintenance = CrossConnect {
        maintenance: vec![Maintenance {
            from: "2026-02-01T01:00:00Z".parse().unwrap(),
            until: "2026-02-01T05:00:00Z".parse().unwrap(),
            reason: "optics are replaced".to_owned(),
        }],
        ..leg_of(2)
    };
    let sessions = || [session(1, ROUTES), session(2, ROUTES)];
    let at = |now: &str| {
        let mut picture = measured(account([leg_of(1), in_maintenance.clone()], sessions()), &[1, 2]);
        picture.now = now.parse().ok();
        only(says(&picture, reset(1)))
    };
    let before = at("2026-01-31T12:00:00Z");
    let told = "Meanwhile, \"san-jose\" (in maintenance from 2026-02-01T01:00:00Z until 2026-02-01T05:00:00Z: optics are replaced) announces";
    assert!(before.detail.contains(told), "{}", before.detail);
    let meanwhile = at("2026-02-01T01:00:00Z");
    assert_eq!(meanwhile.check, Check::PARTNER_NOT_HEALTHY);
    let told = "\"san-jose\" is in maintenance until 2026-02-01T05:00:00Z (optics are replaced)";
    assert!(meanwhile.detail.contains(told), "{}", meanwhile.detail);
    assert!(!at("2026-02-01T05:00:00Z").detail.contains("maintenance"));
}

#[test]
fn one_measured_partner_does_not_vouch_for_another() {
    let circuits = [leg_of(1), leg_of(2), leg_of(3)];
    let picture = account(circuits, [session(1, ROUTES), session(2, ROUTES), session(3, ROUTES)]);
    let found = only(says(&measured(picture, &[2]), reset(1)));
    let told = "Meanwhile, \"london\" (its BGP state was not read) and \"san-jose\" announce the same routes.";
    assert!(found.detail.contains(told), "{}", found.detail);
}

/// A pair with the given second leg and session.
fn beside(partner: CrossConnect, its_session: Option<BgpSession>, state: Option<&str>) -> Picture {
    let mut picture = account([leg_of(1), partner], [session(1, ROUTES)]);
    picture
        .sessions
        .add_account([session(1, ROUTES)].into_iter().chain(its_session));
    picture.health.extend(state.map(|state| (bg(2), health(state))));
    picture
}

fn session_being(status: &str) -> BgpSession {
    BgpSession {
        status: BgpSessionStatus::trusted(status).into(),
        ..session(2, ROUTES)
    }
}

/// Partners that cannot carry the traffic, with the text about each.
fn ailing() -> Vec<(Picture, &'static str)> {
    let well = || Some(session(2, ROUTES));
    let dark = CrossConnect {
        link: LinkStatus::Down.into(),
        ..leg_of(2)
    };
    let disabled = BgpSession {
        enabled: false.into(),
        ..session(2, ROUTES)
    };
    let established = Some("established");
    vec![
        (
            beside(being("inactive", leg_of(2)), well(), established),
            "\"san-jose\" has status inactive.",
        ),
        (
            beside(being("requested", leg_of(2)), None, None),
            "\"san-jose\" has status requested.",
        ),
        (
            beside(dark, well(), established),
            "\"san-jose\" has no signal on its fiber (link_status is down).",
        ),
        (beside(leg_of(2), None, None), "\"san-jose\" has no BGP session."),
        (
            beside(leg_of(2), Some(session(2, &["52.1.9.0/24"])), established),
            "\"san-jose\" does not announce 52.1.2.0/24.",
        ),
        (
            beside(leg_of(2), Some(session(2, &["52.1.2.0/25"])), None),
            "\"san-jose\" does not announce 52.1.2.0/24.",
        ),
        (
            beside(leg_of(2), well(), Some("connect")),
            "\"san-jose\" has a BGP session that is not healthy (the session is in the connect state and is not established: ",
        ),
        (
            beside(leg_of(2), Some(disabled), None),
            "\"san-jose\" has a BGP session that is disabled.",
        ),
        (
            beside(leg_of(2), Some(session_being("configuring")), None),
            "\"san-jose\" has a BGP session that is configuring.",
        ),
    ]
}

#[test]
fn a_leg_is_told_what_ails_the_only_other_one() {
    for (picture, told) in ailing() {
        let found = only(says(&picture, reset(1)));
        let title = "\"ashburn\" will be interrupted while no other circuit can carry its traffic [TWX402]";
        assert_eq!(found.to_string(), title, "{told}");
        assert!(found.detail.contains(told), "{}", found.detail);
    }
}

#[test]
fn what_a_partner_does_not_tell_is_not_held_against_it() {
    let unknown_status = CrossConnect {
        status: Fact::Unknown,
        ..leg_of(2)
    };
    let unknown_routes = BgpSession {
        routes: Fact::Unknown,
        ..session(2, ROUTES)
    };
    let unknown_session = BgpSession {
        enabled: Fact::Unknown,
        status: Fact::Unknown,
        ..session(2, ROUTES)
    };
    let pictures = [
        beside(unknown_status, Some(session(2, ROUTES)), None),
        beside(leg_of(2), Some(unknown_routes), None),
        beside(leg_of(2), Some(unknown_session), None),
    ];
    for picture in pictures {
        assert_eq!(codes(&says(&picture, reset(1))), ["TWX405"]);
    }
}

#[test]
fn two_halves_of_a_route_carry_the_whole_of_it() {
    let halves = session(2, &["52.1.2.0/25", "52.1.2.128/25"]);
    let picture = beside(leg_of(2), Some(halves), Some("established"));
    assert_eq!(codes(&says(&picture, reset(1))), ["TWX405"]);
}

#[test]
fn a_circuit_outside_every_group_that_announces_the_routes_counts() {
    let circuits = [
        circuit(1, "ashburn", "ashburn-ix"),
        circuit(2, "san-jose", "san-jose-ix"),
    ];
    let sessions = [session(1, ROUTES), session(2, &["52.1.2.0/24", "52.1.3.0/24"])];
    let picture = measured(account(circuits, sessions), &[1, 2]);
    assert_eq!(codes(&says(&picture, reset(1))), ["TWX405"]);
    let wider = changed(
        session(2, &["52.1.2.0/24", "52.1.3.0/24"]),
        BgpSession {
            customer_asn: Asn::trusted(65_001).into(),
            ..session(2, &["52.1.2.0/24", "52.1.3.0/24"])
        },
    );
    let found = only(says(&picture, wider));
    assert!(
        found.detail.contains("\"ashburn\" does not announce 52.1.3.0/24"),
        "{}",
        found.detail
    );
}

#[test]
fn a_rejected_order_in_the_group_is_no_partner() {
    let picture = beside(being("rejected", leg_of(2)), None, None);
    assert_eq!(codes(&says(&picture, reset(1))), ["TWX404"]);
}

#[test]
fn a_new_leg_does_not_carry_traffic_yet() {
    let mut picture = account([leg_of(1)], [session(1, ROUTES)]);
    let new = CrossConnect {
        sid: None,
        status: Fact::Null,
        ..leg_of(2)
    };
    plan(&mut picture, created(new));
    assert_eq!(codes(&says(&picture, reset(1))), ["TWX404"]);
}

#[test]
fn the_session_is_interrupted_by_what_resets_it_and_by_nothing_else() {
    let before = || BgpSession {
        customer_asn: Asn::trusted(65_000).into(),
        customer_address: InterfaceAddress::trusted("169.254.1.2/30".parse().unwrap()).into(),
        md5_key_version: 1.into(),
        ..session(1, ROUTES)
    };
    let other_address = InterfaceAddress::trusted("169.254.1.6/30".parse().unwrap());
    type Edit = Box<dyn Fn(&mut BgpSession)>;
    let table: Vec<(Edit, Option<&str>)> = vec![
        (
            Box::new(|it| it.customer_asn = Asn::trusted(65_001).into()),
            Some("customer_asn"),
        ),
        (Box::new(|it| it.customer_asn = Fact::Null), Some("customer_asn")),
        (Box::new(|it| it.customer_asn = Fact::Unknown), None),
        (
            Box::new(move |it| it.customer_address = other_address.into()),
            Some("customer_address"),
        ),
        (Box::new(|it| it.customer_address = Fact::Unknown), None),
        (Box::new(|it| it.md5_key_version = 2.into()), Some("md5_key_wo_version")),
        (Box::new(|it| it.md5_key_version = Fact::Unknown), None),
        (Box::new(|it| it.enabled = false.into()), Some("enabled")),
        (Box::new(|it| it.enabled = Fact::Unknown), None),
        (Box::new(|it| it.routes = routes_of(&["52.1.9.0/24"]).into()), None),
        (Box::new(|_| ()), None),
    ];
    for (edit, attribute) in table {
        let mut after = before();
        edit(&mut after);
        let picture = account([leg_of(1)], [before()]);
        let found = says(&picture, changed(before(), after.clone()));
        let told: Vec<_> = found.iter().map(|finding| finding.attribute).collect();
        assert_eq!(told, attribute.map(Some).into_iter().collect::<Vec<_>>(), "{after:?}");
    }
}

#[test]
fn a_reset_by_several_attributes_is_told_once_and_stands_at_the_session() {
    let after = BgpSession {
        md5_key_version: 2.into(),
        ..with_asn(1, 65_001)
    };
    let before = BgpSession {
        md5_key_version: 1.into(),
        ..session(1, ROUTES)
    };
    let found = only(says(&account([leg_of(1)], [before.clone()]), changed(before, after)));
    let told = "reset by the change of customer_asn and md5_key_wo_version. ";
    assert!(found.detail.contains(told), "{}", found.detail);
    assert_eq!(found.subject.resource, "twilio_bgp_session");
    assert_eq!(found.subject.sid.as_deref(), Some("BG1"));
    assert_eq!(found.subject.unique_name.as_deref(), Some("ashburn"));
}

#[test]
fn what_carries_no_traffic_is_not_interrupted() {
    let disabled = BgpSession {
        enabled: false.into(),
        ..session(1, ROUTES)
    };
    let pending = BgpSession {
        status: BgpSessionStatus::Pending.into(),
        ..session(1, ROUTES)
    };
    let unknown = BgpSession {
        status: Fact::Unknown,
        ..session(1, ROUTES)
    };
    for idle in [disabled, pending, unknown] {
        let picture = account([leg_of(1)], [idle.clone()]);
        assert_eq!(says(&picture, destroyed(leg_of(1))), []);
        assert_eq!(says(&picture, destroyed(idle)), []);
    }
    assert_eq!(says(&account([leg_of(1)], []), destroyed(leg_of(1))), []);
}

#[test]
fn a_circuit_is_interrupted_in_the_statuses_in_which_it_is_in_service() {
    for status in crate::domain::CrossConnectStatus::WORDS {
        let picture = account([being(status, leg_of(1))], [session(1, ROUTES)]);
        let found = says(&picture, destroyed(being(status, leg_of(1))));
        let is_in_service = ["active", "updating"].contains(status);
        assert_eq!(found.len(), usize::from(is_in_service), "{status}");
        assert_eq!(ends(&destroyed(being(status, leg_of(1)))), is_in_service, "{status}");
    }
}

#[test]
fn an_account_that_did_not_answer_says_nothing() {
    let mut no_circuits = Picture::default();
    no_circuits.sessions.add_account([session(1, ROUTES)]);
    let mut no_sessions = Picture::default();
    no_sessions.cross_connects.add_account([leg_of(1)]);
    for mut picture in [Picture::default(), no_circuits, no_sessions] {
        let said = of_traffic(plan(&mut picture, destroyed(leg_of(1))));
        assert_eq!(said, []);
        assert_eq!(of_traffic(plan(&mut picture, destroyed(session(1, ROUTES)))), []);
    }
}

/// The codes of the findings about each circuit, as (circuit, code).
fn said_in_turn(steps: &[Step]) -> Vec<(String, &'static str)> {
    let found = plan_all(&pair(), steps).into_iter().flat_map(of_traffic);
    let mut said: Vec<_> = found
        .map(|finding| {
            (
                finding.subject.unique_name.clone().unwrap_or_default(),
                finding.check.code,
            )
        })
        .collect();
    said.sort();
    said
}

#[test]
fn both_legs_are_told_each_once_and_both_together_once_in_each_order() {
    let expected = |said: Vec<(String, &'static str)>| {
        let mut codes: Vec<_> = said.iter().map(|(_, code)| *code).collect();
        codes.sort_unstable();
        codes == ["TWX401", "TWX405"]
    };
    let everything: [Step; 4] = [
        destroyed(leg_of(1)).into(),
        destroyed(session(1, ROUTES)).into(),
        destroyed(leg_of(2)).into(),
        destroyed(session(2, ROUTES)).into(),
    ];
    for steps in orders(&everything) {
        assert!(expected(said_in_turn(&steps)), "{steps:?}");
    }
    for (one, _) in deeds(1) {
        for (other, _) in deeds(2) {
            for steps in orders(&[one.clone(), other.clone()]) {
                assert!(expected(said_in_turn(&steps)), "{steps:?}");
            }
        }
    }
}

#[test]
fn both_legs_are_told_once_in_a_whole_picture() {
    for (one, first) in deeds(1) {
        for (other, second) in deeds(2) {
            let mut told: Vec<_> = orders(&[one.clone(), other.clone()])
                .iter()
                .map(|steps| only(of_traffic(whole(&pair(), steps))))
                .collect();
            told.dedup();
            let found = only(told);
            let title = "All circuits of redundancy group \"voice\" will be interrupted [TWX401]";
            assert_eq!(found.to_string(), title);
            let start = format!("\"ashburn\" {first}; \"san-jose\" {second}. While all of them are down");
            assert!(found.detail.starts_with(&start), "{}", found.detail);
        }
    }
}

#[test]
fn a_destroy_of_everything_is_one_finding_for_the_pair() {
    let steps: [Step; 4] = [
        destroyed(leg_of(1)).into(),
        destroyed(session(1, ROUTES)).into(),
        destroyed(leg_of(2)).into(),
        destroyed(session(2, ROUTES)).into(),
    ];
    let mut told: Vec<_> = orders(&steps)
        .iter()
        .map(|steps| of_traffic(whole(&pair(), steps)))
        .collect();
    told.dedup();
    assert_eq!(told.len(), 1, "the same in every order");
    let found = only(told.remove(0));
    let start = "\"ashburn\" will be destroyed; \"san-jose\" will be destroyed. ";
    assert!(found.detail.starts_with(start), "{}", found.detail);
    assert!(
        !found.detail.contains("wait until its session"),
        "nothing comes back: {}",
        found.detail
    );
}

#[test]
fn everything_that_carries_a_circuits_routes_is_told_whichever_is_planned_last() {
    // BG2 announces fewer routes than BG1, so XC1 can carry the traffic of XC2, and XC2 cannot carry that of XC1.
    let wide = || session(1, &["52.1.2.0/24", "52.1.3.0/24"]);
    let picture = measured(account([leg_of(1), leg_of(2)], [wide(), session(2, ROUTES)]), &[1, 2]);
    let after = BgpSession {
        customer_asn: Asn::trusted(65_001).into(),
        ..wide()
    };
    let steps: [Step; 2] = [changed(wide(), after).into(), reset(2).into()];
    for steps in orders(&steps) {
        let said = plan_all(&picture, &steps)
            .into_iter()
            .flat_map(of_traffic)
            .collect::<Vec<_>>();
        let all = said.iter().filter(|finding| finding.check == Check::ALL_LEGS_DISRUPTED);
        assert_eq!(all.count(), 1, "{said:#?}");
        assert!(codes(&of_traffic(whole(&picture, &steps))).contains(&"TWX401"));
    }
}

#[test]
fn one_leg_that_stays_carries_the_calls() {
    let circuits = [leg_of(1), leg_of(2), leg_of(3)];
    let sessions = [session(1, ROUTES), session(2, ROUTES), session(3, ROUTES)];
    let picture = measured(account(circuits, sessions), &[1, 2, 3]);
    let mut steps: Vec<Step> = vec![reset(1).into(), destroyed(leg_of(2)).into(), kept(leg_of(3)).into()];
    for steps in orders(&steps) {
        assert_eq!(codes(&of_traffic(whole(&picture, &steps))), ["TWX405", "TWX405"]);
    }
    steps.push(destroyed(session(3, ROUTES)).into());
    assert_eq!(codes(&of_traffic(whole(&picture, &steps))), ["TWX401"]);
    for steps in orders(&steps) {
        let said = plan_all(&picture, &steps).into_iter().flat_map(of_traffic);
        let all = said.filter(|finding| finding.check == Check::ALL_LEGS_DISRUPTED);
        assert_eq!(all.count(), 1, "{steps:?}");
    }
}

#[test]
fn a_replacement_for_any_cause_interrupts() {
    for cause in [Cause::Requested, Cause::Tainted] {
        let step = crate::checks::specimen::replaced_because(cause, leg_of(1), order("ashburn", "ashburn-ix"));
        assert_eq!(
            codes(&says(&account([leg_of(1)], [session(1, ROUTES)]), step)),
            ["TWX404"]
        );
    }
}

#[test]
fn a_key_that_is_sent_again_is_told_with_the_session() {
    let found = key_sent_again("BG1");
    assert_eq!(
        found.to_string(),
        "MD5 key of BGP session BG1 will be sent again [TWX403]"
    );
    assert_eq!(found.attribute, Some("md5_key_wo_version"));
}
