//! Tests of the objects that depend on a circuit that a plan destroys or replaces.

use super::*;
use crate::checks::specimen::{account, being, circuit, destroyed, leg, session, xc};

#[test]
fn a_circuit_alone_has_nothing_on_it() {
    let picture = account([circuit(1, "a", "ashburn-ix")], []);
    assert_eq!(sentences(&picture, picture.cross_connects.get(&xc(1)).unwrap()), "");
}

#[test]
fn the_partners_are_sorted_and_those_that_are_dead_or_going_do_not_count() {
    let dead = being("rejected", leg(4, "d", "london-ix"));
    let going = being("pending_deletion", leg(5, "e", "london-ix"));
    let others = [leg(3, "c", "london-ix"), leg(2, "b", "san-jose-ix"), dead, going];
    let mut picture = account([leg(1, "a", "ashburn-ix")], []);
    picture.cross_connects.add_account(others);
    let told = sentences(&picture, &destroyed(leg(1, "a", "ashburn-ix")));
    assert_eq!(told, " In redundancy group \"voice\" it backs up \"b\" and \"c\".");
}

#[test]
fn the_only_circuit_of_a_group_is_told_only_where_the_account_answered() {
    let mut picture = Picture::default();
    let lone = destroyed(leg(1, "a", "ashburn-ix"));
    picture.cross_connects.plan(lone.clone());
    assert_eq!(sentences(&picture, &lone), "");
    picture.cross_connects.add_account([]);
    assert_eq!(
        sentences(&picture, &lone),
        " It is the only circuit of redundancy group \"voice\"."
    );
}

#[test]
fn many_routes_are_counted() {
    let routes: Vec<String> = (0..12).map(|third| format!("52.1.{third}.0/24")).collect();
    let routes: Vec<&str> = routes.iter().map(String::as_str).collect();
    let picture = account([circuit(1, "a", "ashburn-ix")], [session(1, &routes)]);
    let told = sentences(&picture, picture.cross_connects.get(&xc(1)).unwrap());
    assert!(told.starts_with(" It carries BGP session BG1 (52.1.0.0/24, "), "{told}");
    assert!(told.ends_with(", 52.1.9.0/24, and 2 more)."), "{told}");
}
