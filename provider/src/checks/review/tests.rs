//! Who speaks of what.

use super::*;
use crate::checks::record::{BgpSession, CrossConnect};
use crate::checks::specimen::{account, being, bg, changed, circuit, grouped, health, kept, leg, reset, session, xc};
use crate::domain::Bandwidth;

const ROUTES: &[&str] = &["52.1.2.0/24"];

fn ashburn() -> CrossConnect {
    leg("ashburn", "ashburn-ix")
}

fn san_jose() -> CrossConnect {
    leg("san-jose", "san-jose-ix")
}

fn codes(facts: &Facts, subject: &Subject) -> Vec<&'static str> {
    of(facts, subject).iter().map(|finding| finding.check.code).collect()
}

fn order(facts: &mut Facts, ordered: CrossConnect) -> Subject {
    let before = facts.order_cross_connect(ordered.clone());
    Subject::Ordered(ordered, before)
}

fn open(facts: &mut Facts, opened: BgpSession) -> Subject {
    let before = facts.open_session(opened.clone());
    Subject::Opened(opened, before)
}

fn keep(facts: &mut Facts, number: u32, before: CrossConnect, after: CrossConnect) -> Subject {
    facts.plan_cross_connect(xc(number), changed(before, after));
    Subject::CrossConnect(xc(number))
}

#[test]
fn an_order_speaks_for_its_name_and_its_group_in_the_order_of_the_codes() {
    let small = CrossConnect {
        bandwidth: Some(Bandwidth::trusted(100)),
        ..leg("ashburn", "tokyo-ix")
    };
    let mut facts = account([(1, circuit("ashburn", "ashburn-ix")), (2, san_jose())], []);
    let subject = order(&mut facts, small);
    assert_eq!(codes(&facts, &subject), ["TWX203", "TWX204", "TWX301"]);
    let mut alone = account([], []);
    let subject = order(&mut alone, circuit("ashburn", "ashburn-ix"));
    assert!(codes(&alone, &subject).is_empty());
}

#[test]
fn one_that_gets_a_new_name_speaks_for_it_and_one_that_keeps_its_name_does_not() {
    let tokyo = || circuit("tokyo", "tokyo-ix");
    let mut facts = account([(1, circuit("ashburn", "ashburn-ix")), (2, tokyo())], []);
    let renamed = keep(&mut facts, 2, tokyo(), circuit("ashburn", "tokyo-ix"));
    assert_eq!(codes(&facts, &renamed), ["TWX301"]);
    let stays = keep(&mut facts, 2, tokyo(), tokyo());
    assert!(codes(&facts, &stays).is_empty());
    order(&mut facts, tokyo());
    assert_eq!(codes(&facts, &stays), ["TWX301"], "a copy is a second order");
}

/// An order is taken for the successor of one that was refreshed and not planned, and has nothing to say then.
#[test]
fn one_that_keeps_what_was_taken_before_it_was_planned_speaks_for_it() {
    let there = || circuit("ashburn", "ashburn-ix");
    let mut facts = account([(1, there())], [(1, session(1, ROUTES))]);
    facts.see_cross_connect(xc(1), there());
    facts.see_session(bg(1), session(1, ROUTES));
    let copy = order(&mut facts, circuit("ashburn", "tokyo-ix"));
    let opened = open(&mut facts, session(1, &["52.1.9.0/24"]));
    assert!(codes(&facts, &copy).is_empty());
    assert!(codes(&facts, &opened).is_empty());
    let keeper = keep(&mut facts, 1, there(), there());
    facts.plan_session(bg(1), kept(session(1, ROUTES)));
    assert_eq!(codes(&facts, &keeper), ["TWX301"]);
    assert_eq!(codes(&facts, &Subject::Session(bg(1))), ["TWX302"]);
    assert_eq!(of(&facts, &copy)[0].to_string(), of(&facts, &keeper)[0].to_string());
    let told = [&opened, &Subject::Session(bg(1))].map(|subject| of(&facts, subject)[0].to_string());
    assert_eq!(told[0], told[1]);
}

#[test]
fn the_second_leg_of_a_new_pair_cures_what_the_first_would_say() {
    let mut facts = account([], []);
    let first = order(&mut facts, ashburn());
    assert_eq!(codes(&facts, &first), ["TWX201"]);
    let second = order(&mut facts, san_jose());
    assert!(codes(&facts, &first).is_empty());
    assert!(codes(&facts, &second).is_empty());
}

#[test]
fn a_change_of_both_legs_is_judged_when_both_are_planned() {
    let small = |leg: CrossConnect| CrossConnect {
        bandwidth: Some(Bandwidth::trusted(10)),
        ..leg
    };
    let mut facts = account([(1, small(ashburn())), (2, san_jose())], []);
    let first = keep(&mut facts, 1, small(ashburn()), small(ashburn()));
    assert_eq!(codes(&facts, &first), ["TWX204"]);
    keep(&mut facts, 2, san_jose(), small(san_jose()));
    assert!(codes(&facts, &first).is_empty());
}

#[test]
fn a_member_that_may_yet_join_postpones_what_it_may_cure_and_nothing_else() {
    let undecided = CrossConnect {
        group: Grouping::Unknown,
        ..circuit("late", "tokyo-ix")
    };
    let mut lone = account([], []);
    let subject = order(&mut lone, ashburn());
    order(&mut lone, undecided.clone());
    assert!(codes(&lone, &subject).is_empty());
    let mut apart = account([(2, leg("london", "london-ix"))], []);
    let subject = order(&mut apart, ashburn());
    assert_eq!(codes(&apart, &subject), ["TWX203"]);
    order(&mut apart, undecided.clone());
    assert!(codes(&apart, &subject).is_empty());
    let mut same = account([(2, leg("again", "ashburn-ix"))], []);
    let subject = order(&mut same, ashburn());
    order(&mut same, undecided);
    assert_eq!(codes(&same, &subject), ["TWX202"]);
}

#[test]
fn one_that_leaves_its_group_speaks_for_the_one_that_stays() {
    let mut facts = account([(1, ashburn()), (2, san_jose())], []);
    let leaves = keep(&mut facts, 1, ashburn(), circuit("ashburn", "ashburn-ix"));
    let told = of(&facts, &leaves);
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].to_string(),
        "Redundancy group voice: san-jose is its only member [TWX201]"
    );
}

#[test]
fn one_that_is_destroyed_leaves_the_group_to_those_that_stay() {
    let out_of_service = || being("loa_issued", ashburn());
    let mut facts = account([(1, out_of_service()), (2, san_jose())], []);
    facts.plan_cross_connect(xc(1), Change::Destroyed(out_of_service()));
    assert!(codes(&facts, &Subject::CrossConnect(xc(1))).is_empty());
    let stays = keep(&mut facts, 2, san_jose(), san_jose());
    assert_eq!(codes(&facts, &stays), ["TWX201"]);
}

/// A pair in service whose second leg is out of order, so that an interruption of the first is worth a word.
fn pair_with_a_leg_down() -> Facts {
    let sessions = [(1, session(1, ROUTES)), (2, session(2, ROUTES))];
    let mut facts = account([(1, ashburn()), (2, san_jose())], sessions);
    facts.measure(bg(2), health("idle"));
    facts
}

#[test]
fn whoever_interrupts_a_leg_speaks_of_it_and_its_successor_does_where_nobody_planned_it() {
    let mut facts = pair_with_a_leg_down();
    facts.replace_cross_connect(xc(1), ashburn(), ashburn());
    assert_eq!(codes(&facts, &Subject::Replaced(xc(1), ashburn())), ["TWX402"]);
    let mut facts = pair_with_a_leg_down();
    let successor = || session(1, ROUTES);
    facts.replace_session(bg(1), session(1, ROUTES), successor());
    assert_eq!(codes(&facts, &Subject::ReplacedSession(bg(1), successor())), ["TWX402"]);
    let mut facts = pair_with_a_leg_down();
    facts.plan_session(bg(1), reset(session(1, ROUTES), "customer_address"));
    assert_eq!(codes(&facts, &Subject::Session(bg(1))), ["TWX402"]);
    let mut facts = pair_with_a_leg_down();
    facts.see_cross_connect(xc(1), ashburn());
    let tainted = order(&mut facts, ashburn());
    assert_eq!(codes(&facts, &tainted), ["TWX402"]);
    let mut facts = pair_with_a_leg_down();
    facts.see_session(bg(1), session(1, ROUTES));
    let tainted = open(&mut facts, session(1, ROUTES));
    assert_eq!(codes(&facts, &tainted), ["TWX402"]);
}

#[test]
fn a_successor_under_another_name_is_judged_like_any_other() {
    let mut facts = account([(1, ashburn()), (2, san_jose())], []);
    let renamed = || leg("sydney", "sydney-ix");
    facts.replace_cross_connect(xc(1), ashburn(), renamed());
    let told = codes(&facts, &Subject::Replaced(xc(1), renamed()));
    assert!(told.contains(&"TWX203"), "{told:?}");
}

#[test]
fn one_that_is_replaced_speaks_for_its_successor_too() {
    let mut facts = account([(1, ashburn()), (2, san_jose())], []);
    let twin = || leg("ashburn", "san-jose-ix");
    facts.replace_cross_connect(xc(1), ashburn(), twin());
    let told = codes(&facts, &Subject::Replaced(xc(1), twin()));
    assert!(told.contains(&"TWX202"), "{told:?}");
}

#[test]
fn a_session_speaks_for_its_place_for_its_group_and_for_routes_elsewhere() {
    let elsewhere = (3, session(3, ROUTES));
    let circuits = [(1, ashburn()), (2, san_jose()), (3, circuit("tokyo", "tokyo-ix"))];
    let mut facts = account(circuits, [elsewhere]);
    let first = open(&mut facts, session(1, ROUTES));
    assert_eq!(codes(&facts, &first), ["TWX205", "TWX502"]);
    open(&mut facts, session(2, ROUTES));
    assert_eq!(codes(&facts, &first), ["TWX502"]);
    let again = open(&mut facts, session(1, &["52.1.2.0/25"]));
    assert_eq!(codes(&facts, &again), ["TWX302", "TWX502"]);
}

#[test]
fn one_that_changes_its_group_speaks_of_routes_because_sessions_may_be_planned_already() {
    let tokyo = || circuit("tokyo", "tokyo-ix");
    let circuits = [(1, ashburn()), (2, tokyo()), (3, leg("london", "london-ix"))];
    let sessions = [(1, session(1, ROUTES)), (3, session(3, ROUTES))];
    let mut facts = account(circuits, sessions);
    let joins = keep(&mut facts, 2, tokyo(), leg("tokyo", "tokyo-ix"));
    assert!(
        !codes(&facts, &joins).contains(&"TWX205"),
        "each route has a second way"
    );
    let leaves = keep(
        &mut facts,
        3,
        leg("london", "london-ix"),
        grouped(leg("london", "london-ix"), "trunk"),
    );
    let told = of(&facts, &leaves);
    let overlap = told
        .iter()
        .find(|finding| finding.check == Check::ROUTES_OVERLAP)
        .unwrap();
    assert_eq!(overlap.attribute, Some("redundancy_group"));
    let told = of(&facts, &joins);
    let routes = told
        .iter()
        .find(|finding| finding.check == Check::ROUTES_ON_ONE_LEG)
        .unwrap();
    assert_eq!(routes.attribute, Some("redundancy_group"));
}

#[test]
fn routes_that_are_not_known_postpone_the_routes_of_the_group() {
    let late = BgpSession {
        routes: None,
        ..session(2, ROUTES)
    };
    let somewhere = BgpSession {
        cross_connect_sid: None,
        ..session(2, ROUTES)
    };
    for other in [late, somewhere] {
        let mut facts = account([(1, ashburn()), (2, san_jose())], []);
        let first = open(&mut facts, session(1, ROUTES));
        assert_eq!(codes(&facts, &first), ["TWX205"]);
        let other = open(&mut facts, other);
        assert!(codes(&facts, &first).is_empty());
        assert!(codes(&facts, &other).is_empty());
    }
    let mut not_known = Facts::default();
    not_known.lay_cross_connects([(xc(1), ashburn()), (xc(2), san_jose())]);
    let first = open(&mut not_known, session(1, ROUTES));
    assert!(codes(&not_known, &first).is_empty());
}

#[test]
fn a_new_leg_has_routes_that_nobody_knows_yet() {
    let mut facts = account([(1, ashburn())], []);
    order(&mut facts, san_jose());
    let first = open(&mut facts, session(1, ROUTES));
    assert!(codes(&facts, &first).is_empty());
}

#[test]
fn nobody_is_called_alone_while_the_account_is_not_known() {
    let mut facts = Facts::default();
    let subject = order(&mut facts, ashburn());
    assert!(codes(&facts, &subject).is_empty());
    let subject = order(&mut facts, leg("london", "london-ix"));
    assert!(codes(&facts, &subject).is_empty(), "the partner of either may be there");
    let subject = order(&mut facts, leg("again", "london-ix"));
    assert_eq!(codes(&facts, &subject), ["TWX202"], "that is certain");
}

/// Where the first plan of a replacement ends in an error, Terraform never makes the second.
#[test]
fn nobody_is_called_alone_while_the_other_is_replaced_within_the_group() {
    let mut facts = account([(1, ashburn()), (2, san_jose())], []);
    let stays = keep(&mut facts, 2, san_jose(), san_jose());
    facts.replace_cross_connect(xc(1), ashburn(), ashburn());
    assert!(codes(&facts, &stays).is_empty());
    let mut facts = account([(1, ashburn()), (2, san_jose())], []);
    let stays = keep(&mut facts, 2, san_jose(), san_jose());
    facts.replace_cross_connect(xc(1), ashburn(), grouped(ashburn(), "other"));
    assert_eq!(codes(&facts, &stays), ["TWX201"]);
}
