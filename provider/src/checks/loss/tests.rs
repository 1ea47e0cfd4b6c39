//! Tests of losses: the remaining bandwidth never falls when a set grows, and does not depend on the order of the members.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::checks::fact::Fact;
use crate::checks::redundancy_verdict::{Verdict, judge};
use crate::domain::{Bandwidth, IpRoute, IpRoutes, RedundancyRole, RequiredMbps};

const EXCHANGES: [&str; 4] = ["ashburn-ix", "san-jose-ix", "london-ix", "sydney-ix"];
const ROUTES: [&str; 3] = ["52.1.2.0/24", "52.1.3.0/24", "52.1.4.0/25"];

/// A letter at the data center of an exchange, in one of two cages, on one of two panels.
fn demarcation(exchange: &str) -> impl Strategy<Value = Option<Demarcation>> + use<> {
    let facility = format!("data center of {exchange}");
    let element = || proptest::option::of(select(vec!["1".to_owned(), "2".to_owned()]));
    let shown = (element(), element()).prop_map(move |(cage, patch_panel)| Demarcation {
        facility: facility.clone(),
        cage,
        patch_panel,
    });
    proptest::option::of(shown)
}

fn routes() -> impl Strategy<Value = IpRoutes> {
    let some = proptest::sample::subsequence(ROUTES.to_vec(), 0..=ROUTES.len());
    some.prop_map(|some| IpRoutes::trusted(some.into_iter().map(|route| IpRoute::parse(route).unwrap())))
}

fn leg() -> impl Strategy<Value = Leg> {
    let role = select(vec![RedundancyRole::Primary, RedundancyRole::Backup]);
    let bandwidth = select(Bandwidth::SOLD_MBPS);
    let place = select(&EXCHANGES[..]).prop_flat_map(|exchange| (Just(exchange), demarcation(exchange)));
    (place, bandwidth, role, routes(), "[a-e]").prop_map(|((exchange, demarcation), mbps, role, routes, name)| Leg {
        name,
        exchange: Some(Exchange::trusted(exchange)),
        bandwidth: Some(Bandwidth::trusted(mbps)),
        role: Some(role),
        demarcation,
        routes: Some(routes),
    })
}

fn legs() -> impl Strategy<Value = Vec<Leg>> {
    proptest::collection::vec(leg(), 0..7)
}

fn intent() -> impl Strategy<Value = RedundancyIntent> {
    select(vec![RedundancyIntent::Geographic, RedundancyIntent::Metro])
}

fn required() -> impl Strategy<Value = Fact<RequiredMbps>> {
    (1..4000_u32).prop_map(|mbps| RequiredMbps::trusted(mbps).into())
}

/// The bandwidth that remains after the worst loss; 0 for a set without members.
fn left(legs: &[Leg], intent: RedundancyIntent) -> u32 {
    losses(legs, intent).first().map_or(0, |worst| worst.remains.unwrap())
}

/// True where a verdict is at least as good as another.
fn is_no_worse(after: Verdict, before: Verdict) -> bool {
    before != Verdict::Redundant || after == Verdict::Redundant
}

proptest! {
    #[test]
    fn one_more_circuit_never_lowers_what_remains_and_never_makes_the_verdict_worse(
        before in legs(), more in leg(), intent in intent(), required in required()
    ) {
        let mut after = before.clone();
        after.push(more);
        prop_assert!(left(&after, intent) >= left(&before, intent));
        prop_assert!(is_no_worse(judge(intent, &after, required).verdict, judge(intent, &before, required).verdict));
    }

    #[test]
    fn more_bandwidth_on_a_circuit_never_lowers_what_remains(
        before in legs(), which in any::<prop::sample::Index>(), more in 0..2000_u32, intent in intent(), required in required()
    ) {
        prop_assume!(!before.is_empty());
        let mut after = before.clone();
        let wider = which.get_mut(&mut after);
        wider.bandwidth = wider.bandwidth.map(|mbps| Bandwidth::trusted(mbps.get() + more));
        prop_assert!(left(&after, intent) >= left(&before, intent));
        prop_assert!(is_no_worse(judge(intent, &after, required).verdict, judge(intent, &before, required).verdict));
    }

    #[test]
    fn routes_and_roles_change_nothing_at_a_fixed_requirement(
        before in legs(), which in any::<prop::sample::Index>(), other in leg(), intent in intent(), required in required()
    ) {
        prop_assume!(!before.is_empty());
        let mut after = before.clone();
        let changed = which.get_mut(&mut after);
        (changed.routes, changed.role) = (other.routes, other.role);
        let (before, after) = (judge(intent, &before, required), judge(intent, &after, required));
        prop_assert_eq!(after.verdict, before.verdict);
        prop_assert_eq!(after.losses, before.losses);
    }

    #[test]
    fn the_order_of_the_members_changes_nothing(
        (before, after) in legs().prop_flat_map(|legs| (Just(legs.clone()), Just(legs).prop_shuffle())), intent in intent()
    ) {
        // The output does not distinguish two members with the same name.
        let mut names: Vec<_> = before.iter().map(|leg| &leg.name).collect();
        names.sort();
        names.dedup();
        prop_assume!(names.len() == before.len());
        prop_assert_eq!(judge(intent, &after, Fact::Null), judge(intent, &before, Fact::Null));
    }

    #[test]
    fn a_wider_intent_never_leaves_more(legs in legs()) {
        prop_assert!(left(&legs, RedundancyIntent::Geographic) <= left(&legs, RedundancyIntent::Metro));
    }
}

#[test]
fn a_smaller_set_can_be_worse_and_a_larger_one_better() {
    let at = |name: &str, exchange: &str| Leg {
        exchange: Some(Exchange::trusted(exchange)),
        bandwidth: Some(Bandwidth::trusted(1000)),
        ..Leg::named(name)
    };
    let all = [at("a", "ashburn-ix"), at("b", "ashburn-ix"), at("c", "san-jose-ix")];
    let left = |number: usize| left(&all[..number], RedundancyIntent::Geographic);
    assert_eq!([left(0), left(1), left(2), left(3)], [0, 0, 0, 1000]);
}
