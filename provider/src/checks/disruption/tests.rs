//! The rules of group 4xx on a pair whose legs are in service, its sessions established.

use super::*;
use crate::checks::specimen::{account, being, bg, changed, health, kept, leg, reset, session, xc};

const ROUTES: &[&str] = &["52.1.2.0/24"];

fn ashburn() -> CrossConnect {
    leg("ashburn", "ashburn-ix")
}

fn san_jose() -> CrossConnect {
    leg("san-jose", "san-jose-ix")
}

fn voice() -> RedundancyGroup {
    RedundancyGroup::trusted("voice")
}

/// XC1 with BG1 and XC2 with BG2, both well.
fn pair() -> Facts {
    let sessions = [(1, session(1, ROUTES)), (2, session(2, ROUTES))];
    let mut facts = account([(1, ashburn()), (2, san_jose())], sessions);
    facts.measure(bg(1), health("established"));
    facts.measure(bg(2), health("established"));
    facts
}

/// What is done to a leg.
type Deed = fn(&mut Facts, u32);

fn circuit_of(number: u32) -> CrossConnect {
    if number == 1 { ashburn() } else { san_jose() }
}

fn keep(facts: &mut Facts, number: u32) {
    facts.plan_cross_connect(xc(number), kept(circuit_of(number)));
}

fn replace(facts: &mut Facts, number: u32) {
    facts.plan_cross_connect(xc(number), Change::Replaced(circuit_of(number)));
}

fn destroy(facts: &mut Facts, number: u32) {
    facts.plan_cross_connect(xc(number), Change::Destroyed(circuit_of(number)));
}

fn reset_session(facts: &mut Facts, number: u32) {
    keep(facts, number);
    facts.plan_session(bg(number), reset(session(number, ROUTES), "customer_asn"));
}

fn replace_session(facts: &mut Facts, number: u32) {
    keep(facts, number);
    facts.plan_session(bg(number), Change::Replaced(session(number, ROUTES)));
}

fn destroy_session(facts: &mut Facts, number: u32) {
    keep(facts, number);
    facts.plan_session(bg(number), Change::Destroyed(session(number, ROUTES)));
}

fn change_routes(facts: &mut Facts, number: u32) {
    keep(facts, number);
    facts.plan_session(
        bg(number),
        changed(session(number, ROUTES), session(number, &["52.1.9.0/24"])),
    );
}

const INTERRUPTING: [(Deed, &str); 5] = [
    (replace, "is replaced"),
    (destroy, "is destroyed"),
    (
        reset_session,
        "has its BGP session interrupted by the change of customer_asn",
    ),
    (replace_session, "has its BGP session replaced"),
    (destroy_session, "loses its BGP session"),
];

#[test]
fn both_legs_interrupted_are_found_in_whatever_way_each_is() {
    for (one, first) in INTERRUPTING {
        for (other, second) in INTERRUPTING {
            let mut facts = pair();
            one(&mut facts, 1);
            other(&mut facts, 2);
            let found = of_all_legs(&facts, &voice());
            if (first, second) == ("is destroyed", "is destroyed") {
                assert_eq!(found, None, "a group that is given up as a whole");
                continue;
            }
            let found = found.unwrap();
            assert_eq!(
                found.to_string(),
                "Redundancy group voice: this plan interrupts all its legs [TWX401]"
            );
            let told = format!("ashburn {first}; san-jose {second}. While");
            assert!(found.detail.starts_with(&told), "{}", found.detail);
            assert_eq!(of_the_only_fit_leg(&facts, &xc(1)), None, "it is said once");
        }
    }
}

#[test]
fn one_leg_that_stays_carries_the_calls() {
    for stays in [keep as Deed, change_routes, |_, _| {}] {
        for (interrupts, how) in INTERRUPTING {
            let mut facts = pair();
            interrupts(&mut facts, 1);
            stays(&mut facts, 2);
            assert_eq!(of_all_legs(&facts, &voice()), None, "{how}");
            assert_eq!(of_the_only_fit_leg(&facts, &xc(1)), None, "{how}");
        }
    }
}

#[test]
fn a_leg_that_is_not_in_service_has_nothing_to_interrupt() {
    let table = [
        ("requested", false),
        ("loa_issued", false),
        ("configuring", false),
        ("inactive", false),
        ("updating", true),
        ("active", true),
    ];
    for (status, expected) in table {
        let mut facts = pair();
        facts.plan_cross_connect(xc(1), Change::Replaced(being(status, ashburn())));
        replace(&mut facts, 2);
        assert_eq!(of_all_legs(&facts, &voice()).is_some(), expected, "{status}");
    }
}

#[test]
fn a_session_that_carries_nothing_is_not_interrupted() {
    let disabled = BgpSession {
        enabled: Some(false),
        ..session(1, ROUTES)
    };
    let pending = BgpSession {
        status: Some(crate::domain::BgpSessionStatus::Pending),
        ..session(1, ROUTES)
    };
    for idle in [disabled, pending] {
        let mut facts = pair();
        reset_session(&mut facts, 2);
        facts.plan_session(bg(1), reset(idle, "customer_asn"));
        assert_eq!(of_all_legs(&facts, &voice()), None);
    }
}

#[test]
fn a_leg_without_a_partner_is_no_matter_of_a_group() {
    let mut facts = account([(1, ashburn())], [(1, session(1, ROUTES))]);
    replace(&mut facts, 1);
    assert_eq!(of_all_legs(&facts, &voice()), None);
    assert_eq!(of_the_only_fit_leg(&facts, &xc(1)), None);
}

#[test]
fn an_account_that_is_not_known_may_have_a_third_leg() {
    let mut facts = Facts::default();
    facts.lay_sessions([(bg(1), session(1, ROUTES)), (bg(2), session(2, ROUTES))]);
    replace(&mut facts, 1);
    replace(&mut facts, 2);
    assert_eq!(of_all_legs(&facts, &voice()), None);
    facts.plan_cross_connect(xc(2), kept(being("inactive", san_jose())));
    assert_eq!(of_the_only_fit_leg(&facts, &xc(1)), None);
}

/// A pair whose second leg is as it is said to be, the session of the first reset.
fn beside(partner: CrossConnect, its_health: Option<&str>) -> Facts {
    let sessions = [(1, session(1, ROUTES)), (2, session(2, ROUTES))];
    let mut facts = account([(1, ashburn()), (2, partner)], sessions);
    if let Some(state) = its_health {
        facts.measure(bg(2), health(state));
    }
    facts.plan_session(bg(1), reset(session(1, ROUTES), "customer_asn"));
    facts
}

#[test]
fn a_leg_is_told_what_ails_the_only_other_one() {
    let dark = CrossConnect {
        link: Some(LinkStatus::Down),
        ..san_jose()
    };
    let table = [
        (
            beside(being("inactive", san_jose()), Some("established")),
            "san-jose is inactive.",
        ),
        (
            beside(dark, Some("established")),
            "san-jose has no light on its fibre (link_status is down).",
        ),
        (
            beside(san_jose(), Some("connect")),
            "san-jose has a BGP session that is not healthy (the session is in state connect and is not established: ",
        ),
        (without_session(), "san-jose has no BGP session."),
    ];
    for (facts, told) in table {
        let found = of_the_only_fit_leg(&facts, &xc(1)).unwrap();
        assert_eq!(
            found.to_string(),
            "Redundancy group voice: ashburn is interrupted while no other leg is healthy [TWX402]"
        );
        assert!(found.detail.contains(told), "{}", found.detail);
    }
}

fn without_session() -> Facts {
    let mut facts = account([(1, ashburn()), (2, san_jose())], [(1, session(1, ROUTES))]);
    facts.plan_session(bg(1), reset(session(1, ROUTES), "customer_asn"));
    facts
}

#[test]
fn a_partner_of_which_nothing_is_known_postpones() {
    let not_measured = beside(san_jose(), None);
    assert_eq!(of_the_only_fit_leg(&not_measured, &xc(1)), None);
    let unknown_status = CrossConnect {
        status: None,
        ..san_jose()
    };
    assert_eq!(of_the_only_fit_leg(&beside(unknown_status, Some("idle")), &xc(1)), None);
    let mut no_sessions = Facts::default();
    no_sessions.lay_cross_connects([(xc(1), ashburn()), (xc(2), san_jose())]);
    replace(&mut no_sessions, 1);
    assert_eq!(of_the_only_fit_leg(&no_sessions, &xc(1)), None);
}

#[test]
fn one_healthy_leg_among_three_is_enough() {
    let third = leg("london", "london-ix");
    let mut facts = account(
        [(1, ashburn()), (2, being("inactive", san_jose())), (3, third)],
        [(1, session(1, ROUTES)), (3, session(3, ROUTES))],
    );
    replace(&mut facts, 1);
    facts.measure(bg(3), health("idle"));
    let found = of_the_only_fit_leg(&facts, &xc(1)).unwrap();
    assert!(
        found.detail.contains("london has a BGP session that is not healthy")
            && found.detail.contains("; san-jose is inactive."),
        "{}",
        found.detail
    );
    facts.measure(bg(3), health("established"));
    assert_eq!(of_the_only_fit_leg(&facts, &xc(1)), None);
}

#[test]
fn the_sessions_of_the_others_are_measured_once_and_only_for_an_interruption() {
    assert_eq!(sessions_to_measure(&beside(san_jose(), None), &xc(1)), [bg(2)]);
    assert!(sessions_to_measure(&beside(san_jose(), Some("idle")), &xc(1)).is_empty());
    let mut quiet = pair();
    change_routes(&mut quiet, 1);
    assert!(sessions_to_measure(&quiet, &xc(1)).is_empty());
    let mut not_in_service = beside(san_jose(), None);
    not_in_service.plan_cross_connect(xc(1), kept(being("inactive", ashburn())));
    assert!(sessions_to_measure(&not_in_service, &xc(1)).is_empty());
}
