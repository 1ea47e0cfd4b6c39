//! Tests of the shelf: the identity of objects, and the latest report about each.

use super::*;
use crate::checks::Fact;
use crate::checks::planned::{CircuitKey, SessionKey};
use crate::checks::record::{BgpSession, CrossConnect};
use crate::checks::specimen::{
    bg, changed, circuit, created, destroyed, grouped, kept, named, new_session, order, replaced, routes_of, session,
    session_replaced, xc,
};
use crate::domain::{RedundancyGroup, UniqueName};

type Circuits = Shelf<CrossConnect>;

fn shelf(account: impl IntoIterator<Item = CrossConnect>) -> Circuits {
    let mut shelf = Circuits::default();
    shelf.lay(account);
    shelf
}

fn hq() -> CrossConnect {
    circuit(1, "hq", "ashburn-ix")
}

fn count(shelf: &Circuits) -> usize {
    shelf.iter().count()
}

fn at(shelf: &Circuits, name: &str) -> usize {
    shelf.at(&UniqueName::trusted(name)).count()
}

#[test]
fn the_latest_plan_of_an_object_replaces_the_earlier_one() {
    let mut shelf = shelf([hq()]);
    for planned in [
        destroyed(hq()),
        changed(hq(), named("dr", hq())),
        replaced(hq(), order("lab", "ashburn-ix"), &["exchange"]),
        kept(hq()),
    ] {
        assert_eq!(shelf.plan(planned.clone()).change, planned.change);
        assert_eq!(shelf.get(&xc(1)).map(|it| &it.change), Some(&planned.change));
        assert_eq!(count(&shelf), 1, "{planned:?}");
    }
    assert_eq!((at(&shelf, "hq"), at(&shelf, "dr"), at(&shelf, "lab")), (1, 0, 0));
}

#[test]
fn two_creations_in_one_place_are_two_objects_unless_a_read_came_between() {
    for (is_read, expected) in [(false, 2), (true, 1)] {
        let mut shelf = shelf([]);
        shelf.plan(created(order("hq", "ashburn-ix")));
        if is_read {
            shelf.see(hq());
        }
        shelf.plan(created(order("hq", "san-jose-ix")));
        let creations = shelf.iter().filter(|each| each.created().is_some()).count();
        assert_eq!(creations, expected, "read: {is_read}");
    }
}

#[test]
fn a_read_of_another_place_supersedes_nothing() {
    let mut shelf = shelf([]);
    shelf.plan(created(order("hq", "ashburn-ix")));
    shelf.see(circuit(2, "dr", "ashburn-ix"));
    shelf.plan(created(order("hq", "ashburn-ix")));
    assert_eq!(at(&shelf, "hq"), 2);
}

#[test]
fn a_read_supersedes_a_creation_once() {
    let mut shelf = shelf([]);
    shelf.plan(created(order("hq", "ashburn-ix")));
    shelf.see(hq());
    shelf.plan(created(order("hq", "ashburn-ix")));
    shelf.plan(created(order("hq", "ashburn-ix")));
    let creations = shelf.iter().filter(|each| each.created().is_some()).count();
    assert_eq!(creations, 2, "the third creation is another resource");
}

#[test]
fn a_creation_whose_place_is_not_known_is_an_object_of_its_own() {
    let nameless = || CrossConnect {
        name: Fact::Unknown,
        ..order("hq", "ashburn-ix")
    };
    let mut shelf = shelf([]);
    shelf.plan(created(nameless()));
    shelf.see(hq());
    shelf.plan(created(nameless()));
    assert_eq!(count(&shelf), 3);
}

#[test]
fn a_replacement_that_is_planned_twice_is_one_object() {
    let mut shelf = shelf([hq()]);
    let after = order("hq", "san-jose-ix");
    shelf.plan(replaced(hq(), after.clone(), &["exchange"]));
    let planned = shelf.succeed(&xc(1), after.clone()).clone();
    assert_eq!(planned.change, replaced(hq(), after, &["exchange"]).change);
    assert_eq!((count(&shelf), at(&shelf, "hq")), (1, 1));
}

#[test]
fn an_object_that_was_kept_and_is_succeeded_is_replaced_by_request() {
    for first in [kept(hq()), destroyed(hq()), Planned::untouched(hq())] {
        let mut shelf = shelf([hq()]);
        shelf.plan(first);
        let planned = shelf.succeed(&xc(1), order("hq", "ashburn-ix")).clone();
        let expected = Change::Replaced {
            before: hq(),
            after: order("hq", "ashburn-ix"),
            cause: Cause::Requested,
        };
        assert_eq!(planned.change, expected);
        assert_eq!(count(&shelf), 1);
    }
}

#[test]
fn the_successor_of_an_object_that_was_never_told_is_a_creation() {
    let mut shelf = shelf([]);
    let planned = shelf.succeed(&xc(9), order("hq", "ashburn-ix")).clone();
    assert_eq!(planned.change, Change::Created(order("hq", "ashburn-ix")));
}

#[test]
fn a_kept_object_that_is_planned_read_and_planned_again_is_one_object() {
    let renamed = named("dr", hq());
    let mut shelf = shelf([hq()]);
    shelf.plan(changed(hq(), renamed.clone()));
    shelf.see(hq());
    assert_eq!(
        shelf.get(&xc(1)).unwrap().after(),
        Some(&renamed),
        "a read keeps the plan"
    );
    let planned = shelf.plan(changed(hq(), renamed)).clone();
    assert!(planned.is_in_state);
    assert_eq!(count(&shelf), 1);
}

#[test]
fn a_tainted_object_that_is_planned_read_and_planned_again_is_one_creation_beside_its_predecessor() {
    let mut shelf = shelf([hq()]);
    for _ in 0..2 {
        shelf.plan(created(order("hq", "ashburn-ix")));
        shelf.see(hq());
    }
    assert_eq!((count(&shelf), at(&shelf, "hq")), (2, 2));
}

#[test]
fn the_account_does_not_undo_a_plan() {
    let renamed = changed(hq(), named("dr", hq()));
    let mut shelf = Circuits::default();
    shelf.plan(renamed.clone());
    shelf.plan(created(order("lab", "ashburn-ix")));
    assert!(!shelf.is_complete());
    shelf.lay([hq(), circuit(2, "far", "london-ix")]);
    assert!(shelf.is_complete());
    assert_eq!(shelf.get(&xc(1)).unwrap().change, renamed.change);
    assert_eq!(
        shelf.get(&xc(2)).unwrap().change,
        Change::Untouched(circuit(2, "far", "london-ix"))
    );
    assert_eq!(count(&shelf), 3);
}

#[test]
fn an_object_of_the_state_stays_in_the_state_whatever_comes_later() {
    let mut shelf = Circuits::default();
    shelf.see(hq());
    let is_in_state = |shelf: &Circuits| shelf.get(&xc(1)).unwrap().is_in_state;
    shelf.lay([hq()]);
    assert!(is_in_state(&shelf), "after the account");
    shelf.plan(destroyed(hq()));
    assert!(is_in_state(&shelf), "after a plan");
    shelf.succeed(&xc(1), order("hq", "ashburn-ix"));
    assert!(is_in_state(&shelf), "after a successor");
    let mut account_only = Circuits::default();
    account_only.lay([hq()]);
    assert!(!is_in_state(&account_only));
}

#[test]
fn a_circuit_is_found_by_what_it_was_and_what_it_will_be_and_by_nothing_older() {
    let group = |name: &str| CircuitKey::Group(RedundancyGroup::trusted(name));
    let with = |shelf: &Circuits, name| shelf.with(&group(name)).count();
    let mut shelf = shelf([grouped(hq(), "voice")]);
    shelf.plan(changed(grouped(hq(), "voice"), named("dr", grouped(hq(), "video"))));
    assert_eq!((at(&shelf, "hq"), at(&shelf, "dr")), (1, 1));
    assert_eq!((with(&shelf, "voice"), with(&shelf, "video")), (1, 1));
    shelf.plan(kept(grouped(hq(), "voice")));
    assert_eq!((at(&shelf, "hq"), at(&shelf, "dr")), (1, 0));
    assert_eq!((with(&shelf, "voice"), with(&shelf, "video")), (1, 0));
}

#[test]
fn a_session_is_found_by_its_circuits_and_by_the_blocks_of_its_routes() {
    let mut shelf = Shelf::<BgpSession>::default();
    shelf.lay([session(1, &["52.1.2.0/25"])]);
    let block = |third: u8| SessionKey::Block(u32::from_be_bytes([52, 1, third, 0]));
    let with = |shelf: &Shelf<BgpSession>, third| shelf.with(&block(third)).count();
    let moved = BgpSession {
        routes: routes_of(&["52.1.9.0/24"]).into(),
        ..session(1, &[])
    };
    shelf.plan(changed(session(1, &["52.1.2.0/25"]), moved));
    assert_eq!((with(&shelf, 2), with(&shelf, 9)), (1, 1));
    shelf.plan(session_replaced(
        session(1, &["52.1.2.0/25"]),
        new_session(2, &["52.1.2.0/25"]),
    ));
    assert_eq!((with(&shelf, 2), with(&shelf, 9)), (1, 0));
    assert_eq!((shelf.at(&xc(1)).count(), shelf.at(&xc(2)).count()), (1, 1));
    assert_eq!(shelf.get(&bg(1)).and_then(Planned::sid), Some(&bg(1)));
}

#[test]
fn an_object_that_is_forgotten_is_found_no_more_and_may_be_seen_again() {
    let mut shelf = shelf([hq(), circuit(2, "dr", "ashburn-ix")]);
    shelf.forget(&xc(1));
    shelf.forget(&xc(9));
    assert!(shelf.get(&xc(1)).is_none());
    assert_eq!((count(&shelf), at(&shelf, "hq"), at(&shelf, "dr")), (1, 0, 1));
    shelf.see(hq());
    assert_eq!((count(&shelf), at(&shelf, "hq")), (2, 1));
}

#[test]
fn a_creation_before_the_read_of_the_holder_of_its_name_is_kept() {
    let mut shelf = shelf([hq()]);
    shelf.plan(created(order("hq", "tokyo-ix")));
    shelf.see(hq());
    shelf.plan(changed(hq(), named("old", hq())));
    let creations = shelf.iter().filter(|each| each.created().is_some()).count();
    assert_eq!(creations, 1, "it takes the name that is freed");
}
