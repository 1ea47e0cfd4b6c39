//! Tests of the index: the identity of objects, and the latest report about each.

use super::*;
use crate::checks::Fact;
use crate::checks::planned::{CircuitKey, SessionKey};
use crate::checks::record::{BgpSession, CrossConnect};
use crate::checks::specimen::{
    bg, changed, circuit, created, destroyed, grouped, kept, named, new_session, order, replaced, routes_of, session,
    session_replaced, xc,
};
use crate::domain::{RedundancyGroup, UniqueName};

type Circuits = ObjectIndex<CrossConnect>;

fn index(account: impl IntoIterator<Item = CrossConnect>) -> Circuits {
    let mut index = Circuits::default();
    index.add_account(account);
    index
}

fn hq() -> CrossConnect {
    circuit(1, "hq", "ashburn-ix")
}

fn count(index: &Circuits) -> usize {
    index.iter().count()
}

fn at(index: &Circuits, name: &str) -> usize {
    index.at(&UniqueName::trusted(name)).count()
}

#[test]
fn the_latest_plan_of_an_object_replaces_the_earlier_one() {
    let mut index = index([hq()]);
    for planned in [
        destroyed(hq()),
        changed(hq(), named("dr", hq())),
        replaced(hq(), order("lab", "ashburn-ix"), &["exchange"]),
        kept(hq()),
    ] {
        assert_eq!(index.plan(planned.clone()).change, planned.change);
        assert_eq!(index.get(&xc(1)).map(|it| &it.change), Some(&planned.change));
        assert_eq!(count(&index), 1, "{planned:?}");
    }
    assert_eq!((at(&index, "hq"), at(&index, "dr"), at(&index, "lab")), (1, 0, 0));
}

#[test]
fn two_creations_in_one_place_are_two_objects_unless_a_read_came_between() {
    for (is_read, expected) in [(false, 2), (true, 1)] {
        let mut index = index([]);
        index.plan(created(order("hq", "ashburn-ix")));
        if is_read {
            index.add_read(hq());
        }
        index.plan(created(order("hq", "san-jose-ix")));
        let creations = index.iter().filter(|each| each.created().is_some()).count();
        assert_eq!(creations, expected, "read: {is_read}");
    }
}

#[test]
fn a_read_of_another_place_supersedes_nothing() {
    let mut index = index([]);
    index.plan(created(order("hq", "ashburn-ix")));
    index.add_read(circuit(2, "dr", "ashburn-ix"));
    index.plan(created(order("hq", "ashburn-ix")));
    assert_eq!(at(&index, "hq"), 2);
}

#[test]
fn a_read_supersedes_a_creation_once() {
    let mut index = index([]);
    index.plan(created(order("hq", "ashburn-ix")));
    index.add_read(hq());
    index.plan(created(order("hq", "ashburn-ix")));
    index.plan(created(order("hq", "ashburn-ix")));
    let creations = index.iter().filter(|each| each.created().is_some()).count();
    assert_eq!(creations, 2, "the third creation is another resource");
}

#[test]
fn a_creation_whose_place_is_not_known_is_an_object_of_its_own() {
    let nameless = || CrossConnect {
        name: Fact::Unknown,
        ..order("hq", "ashburn-ix")
    };
    let mut index = index([]);
    index.plan(created(nameless()));
    index.add_read(hq());
    index.plan(created(nameless()));
    assert_eq!(count(&index), 3);
}

#[test]
fn a_replacement_that_is_planned_twice_is_one_object() {
    let mut index = index([hq()]);
    let after = order("hq", "san-jose-ix");
    index.plan(replaced(hq(), after.clone(), &["exchange"]));
    let planned = index.plan_successor(&xc(1), after.clone()).clone();
    assert_eq!(planned.change, replaced(hq(), after, &["exchange"]).change);
    assert_eq!((count(&index), at(&index, "hq")), (1, 1));
}

#[test]
fn an_object_that_was_kept_and_is_succeeded_is_replaced_by_request() {
    for first in [kept(hq()), destroyed(hq()), Planned::untouched(hq())] {
        let mut index = index([hq()]);
        index.plan(first);
        let planned = index.plan_successor(&xc(1), order("hq", "ashburn-ix")).clone();
        let expected = Change::Replaced {
            before: hq(),
            after: order("hq", "ashburn-ix"),
            cause: Cause::Requested,
        };
        assert_eq!(planned.change, expected);
        assert_eq!(count(&index), 1);
    }
}

#[test]
fn the_successor_of_an_object_that_was_never_told_is_a_creation() {
    let mut index = index([]);
    let planned = index.plan_successor(&xc(9), order("hq", "ashburn-ix")).clone();
    assert_eq!(planned.change, Change::Created(order("hq", "ashburn-ix")));
}

#[test]
fn a_kept_object_that_is_planned_read_and_planned_again_is_one_object() {
    let renamed = named("dr", hq());
    let mut index = index([hq()]);
    index.plan(changed(hq(), renamed.clone()));
    index.add_read(hq());
    assert_eq!(
        index.get(&xc(1)).unwrap().after(),
        Some(&renamed),
        "a read keeps the plan"
    );
    let planned = index.plan(changed(hq(), renamed)).clone();
    assert!(planned.is_in_state);
    assert_eq!(count(&index), 1);
}

#[test]
fn a_tainted_object_that_is_planned_read_and_planned_again_is_one_creation_beside_its_predecessor() {
    let mut index = index([hq()]);
    for _ in 0..2 {
        index.plan(created(order("hq", "ashburn-ix")));
        index.add_read(hq());
    }
    assert_eq!((count(&index), at(&index, "hq")), (2, 2));
}

#[test]
fn the_account_does_not_undo_a_plan() {
    let renamed = changed(hq(), named("dr", hq()));
    let mut index = Circuits::default();
    index.plan(renamed.clone());
    index.plan(created(order("lab", "ashburn-ix")));
    assert!(!index.is_complete());
    index.add_account([hq(), circuit(2, "far", "london-ix")]);
    assert!(index.is_complete());
    assert_eq!(index.get(&xc(1)).unwrap().change, renamed.change);
    assert_eq!(
        index.get(&xc(2)).unwrap().change,
        Change::Untouched(circuit(2, "far", "london-ix"))
    );
    assert_eq!(count(&index), 3);
}

#[test]
fn an_object_of_the_state_stays_in_the_state_whatever_comes_later() {
    let mut index = Circuits::default();
    index.add_read(hq());
    let is_in_state = |index: &Circuits| index.get(&xc(1)).unwrap().is_in_state;
    index.add_account([hq()]);
    assert!(is_in_state(&index), "after the account");
    index.plan(destroyed(hq()));
    assert!(is_in_state(&index), "after a plan");
    index.plan_successor(&xc(1), order("hq", "ashburn-ix"));
    assert!(is_in_state(&index), "after a successor");
    let mut account_only = Circuits::default();
    account_only.add_account([hq()]);
    assert!(!is_in_state(&account_only));
}

#[test]
fn a_circuit_is_found_by_what_it_was_and_what_it_will_be_and_by_nothing_older() {
    let group = |name: &str| CircuitKey::Group(RedundancyGroup::trusted(name));
    let with = |index: &Circuits, name| index.with(&group(name)).count();
    let mut index = index([grouped(hq(), "voice")]);
    index.plan(changed(grouped(hq(), "voice"), named("dr", grouped(hq(), "video"))));
    assert_eq!((at(&index, "hq"), at(&index, "dr")), (1, 1));
    assert_eq!((with(&index, "voice"), with(&index, "video")), (1, 1));
    index.plan(kept(grouped(hq(), "voice")));
    assert_eq!((at(&index, "hq"), at(&index, "dr")), (1, 0));
    assert_eq!((with(&index, "voice"), with(&index, "video")), (1, 0));
}

#[test]
fn a_session_is_found_by_its_circuits_and_by_the_blocks_of_its_routes() {
    let mut index = ObjectIndex::<BgpSession>::default();
    index.add_account([session(1, &["52.1.2.0/25"])]);
    let block = |third: u8| SessionKey::Block(u32::from_be_bytes([52, 1, third, 0]));
    let with = |index: &ObjectIndex<BgpSession>, third| index.with(&block(third)).count();
    let moved = BgpSession {
        routes: routes_of(&["52.1.9.0/24"]).into(),
        ..session(1, &[])
    };
    index.plan(changed(session(1, &["52.1.2.0/25"]), moved));
    assert_eq!((with(&index, 2), with(&index, 9)), (1, 1));
    index.plan(session_replaced(
        session(1, &["52.1.2.0/25"]),
        new_session(2, &["52.1.2.0/25"]),
    ));
    assert_eq!((with(&index, 2), with(&index, 9)), (1, 0));
    assert_eq!((index.at(&xc(1)).count(), index.at(&xc(2)).count()), (1, 1));
    assert_eq!(index.get(&bg(1)).and_then(Planned::sid), Some(&bg(1)));
}

#[test]
fn an_object_that_is_forgotten_is_found_no_more_and_may_be_seen_again() {
    let mut index = index([hq(), circuit(2, "dr", "ashburn-ix")]);
    index.forget(&xc(1));
    index.forget(&xc(9));
    assert!(index.get(&xc(1)).is_none());
    assert_eq!((count(&index), at(&index, "hq"), at(&index, "dr")), (1, 0, 1));
    index.add_read(hq());
    assert_eq!((count(&index), at(&index, "hq")), (2, 1));
}

#[test]
fn a_creation_before_the_read_of_the_holder_of_its_name_is_kept() {
    let mut index = index([hq()]);
    index.plan(created(order("hq", "tokyo-ix")));
    index.add_read(hq());
    index.plan(changed(hq(), named("old", hq())));
    let creations = index.iter().filter(|each| each.created().is_some()).count();
    assert_eq!(creations, 1, "it takes the name that is freed");
}
