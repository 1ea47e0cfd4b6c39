//! Lives of fixed seeds, and each checker with a plant that it catches.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod checkers;
mod disobedient;
mod plant;

use std::sync::Arc;

use provider::api::Carrier;
use simulation::{Ended, Extent, Plant, simulate, simulate_with};

/// Returns the breaches of a life, each with its checker.
fn breaches(ended: &Ended) -> Vec<String> {
    let breaches = ended.breaches.iter();
    breaches
        .map(|breach| format!("seed {}: {breach}", ended.seed))
        .collect()
}

#[test]
fn one_seed_is_one_life() {
    for seed in 1..=8 {
        let (one, other) = (simulate(seed).unwrap(), simulate(seed).unwrap());
        assert!(one.requests > 0);
        same_lines(&one.log, &other.log);
    }
    assert_ne!(simulate(1).unwrap().log, simulate(2).unwrap().log);
}

/// Returns the first line in which two logs differ.
fn same_lines(one: &str, other: &str) {
    let mut pairs = one.lines().zip(other.lines());
    assert_eq!(pairs.find(|(one, other)| one != other), None);
    assert_eq!(one.len(), other.len());
}

#[test]
fn a_hundred_lives_leave_nothing_broken() {
    let threads: Vec<_> = (0..4_u64)
        .map(|part| {
            std::thread::spawn(move || {
                (part * 25 + 1..=part * 25 + 25)
                    .flat_map(|seed| breaches(&simulate(seed).unwrap()))
                    .collect::<Vec<_>>()
            })
        })
        .collect();
    let found: Vec<_> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    assert_eq!(found, Vec::<String>::new());
}

/// Lives that were broken once, each with its fault. A seed identifies its life as long as nothing is drawn differently.
const BROKEN_ONCE: [(u64, &str); 10] = [
    (
        1170,
        "a change that arrived twice was denied: the answer was 412, and a stop kept the object from being read",
    ),
    (
        1485,
        "a completion that arrived twice was denied: the answer was 412, and the object could not be read",
    ),
    (1502, "the same, with another order of answers"),
    (
        2030,
        "a new key that arrived twice was denied: a key cannot be compared",
    ),
    (4971, "a protected order that was rejected was kept for ever"),
    (6748, "a new name that another circuit had was kept for ever"),
    (
        1018,
        "a session over a rejected cross connect was planned anew for ever",
    ),
    (
        1196,
        "a session of an unanswered creation kept its cross connect from being destroyed",
    ),
    (
        817,
        "a circuit that had taken the place of another one could not be imported at its address",
    ),
    (
        100_185,
        "a name of an order without an answer was ordered again after a stop",
    ),
];

#[test]
fn lives_that_were_broken_once_are_whole() {
    for (seed, wrong) in BROKEN_ONCE {
        assert_eq!(
            breaches(&narrow(seed, Plant::default())),
            Vec::<String>::new(),
            "{wrong}"
        );
    }
}

/// A narrow life, whose draws are unchanged when lives get more to draw.
fn narrow(seed: u64, plant: Plant) -> Ended {
    simulate_with(seed, Extent::Narrow, plant).unwrap()
}

/// Asserts that a checker catches a plant in one of the first lives, and finds nothing without the plant.
fn caught(plant: Plant, checker: &str) {
    let has = |ended: &Ended| ended.breaches.iter().any(|breach| breach.checker == checker);
    let caught = (1..=40).find(|seed| has(&narrow(*seed, plant)));
    let seed = caught.unwrap_or_else(|| panic!("no life is broken for {checker}"));
    assert!(
        !has(&narrow(seed, Plant::default())),
        "seed {seed} is broken without the plant"
    );
}

/// A plant between the provider and the service.
fn by(carrier: fn(Arc<dyn Carrier>) -> Arc<dyn Carrier>) -> Plant {
    Plant {
        carrier: Some(carrier),
        ..Plant::default()
    }
}

#[test]
fn a_client_that_orders_twice_is_caught() {
    caught(by(plant::ordering_twice), "orders");
}

#[test]
fn a_client_that_reads_another_sid_than_its_order_s_is_caught() {
    caught(by(plant::forgetting_the_sid), "accounted");
}

#[test]
fn a_denial_of_an_order_that_was_placed_is_caught() {
    caught(by(plant::refusing_what_was_done), "claims");
}

#[test]
fn a_client_that_destroys_what_no_plan_destroys_is_caught() {
    caught(by(plant::destroying_unasked), "traffic");
}

#[test]
fn a_service_that_never_shows_a_change_is_caught() {
    caught(by(plant::never_converging), "convergence");
}

#[test]
fn a_client_that_panics_is_caught() {
    caught(by(plant::panicking), "bugs");
}

#[test]
fn a_plan_that_ignores_the_configuration_is_caught() {
    let plant = Plant {
        calls: Some(disobedient::disobedient),
        ..Plant::default()
    };
    caught(plant, "rules");
}
