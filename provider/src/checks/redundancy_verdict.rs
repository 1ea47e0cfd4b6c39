//! The verdict on a redundant set: the rules of group 2xx, as far as they concern what the set is meant to withstand.
//!
//! There is no rule here. The plan reports what [`shortcomings`] finds; a verdict is the same findings, less those that the intent
//! makes no matter. The severities of plan checks are no matter here either: a verdict that a setting could turn would be none.

use super::Check;
use super::redundancy::{Leg, Shortcoming, place_of_a_second, shortcomings};
use crate::domain::RedundancyIntent as Intent;

/// Whether a set withstands what it is meant to withstand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing keeps its members from standing in for each other.
    Redundant,
    /// Something does.
    NotRedundant,
    /// No redundancy is intended, so nothing was judged.
    NotAssessed,
}

impl Verdict {
    /// The word for people and for conditions; it never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Redundant => "redundant",
            Self::NotRedundant => "not_redundant",
            Self::NotAssessed => "not_assessed",
        }
    }
}

/// A verdict with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// What keeps the set from being redundant, in the order of the codes.
    pub blockers: Vec<Shortcoming>,
}

/// Judges legs of which everything is known: a rule that had to be postponed would be taken for kept.
pub fn judge(intent: Intent, legs: &[Leg]) -> Judgement {
    if intent == Intent::None {
        return Judgement {
            verdict: Verdict::NotAssessed,
            blockers: Vec::new(),
        };
    }
    let blockers = blockers(intent, legs);
    let verdict = if blockers.is_empty() {
        Verdict::Redundant
    } else {
        Verdict::NotRedundant
    };
    Judgement { verdict, blockers }
}

fn blockers(intent: Intent, legs: &[Leg]) -> Vec<Shortcoming> {
    let found = match legs {
        [] => vec![no_leg()],
        [only] => shortcomings(legs)
            .into_iter()
            .map(|found| in_terms_of_members(found, only, intent))
            .collect(),
        _ => shortcomings(legs),
    };
    found.into_iter().filter(|found| matters(intent, found.check)).collect()
}

/// Where the members stand is no matter for the loss of one cross connect.
fn matters(intent: Intent, check: &Check) -> bool {
    let is_of_place = check == Check::SAME_EXCHANGE || check == Check::NO_RECOMMENDED_PAIR;
    !(intent == Intent::Metro && is_of_place)
}

/// The plan's set is a label, a verdict's is a list of members: a second member joins it in another way.
fn in_terms_of_members(found: Shortcoming, only: &Leg, intent: Intent) -> Shortcoming {
    let place = match (intent, &only.exchange) {
        (Intent::Metro, Some(exchange)) => format!("at {exchange}"),
        _ => place_of_a_second(only),
    };
    Shortcoming {
        attribute: "member",
        what: format!("{} is the only member", only.name),
        fix: format!("Add a second member {place}, {OR_NONE}"),
        ..found
    }
}

/// `TWX201`: not even one.
fn no_leg() -> Shortcoming {
    Shortcoming {
        check: Check::LONE_MEMBER,
        attribute: "member",
        what: "no member is in service or will be".to_owned(),
        explanation: "A rejected order and a cross connect that is being removed carry no calls.".to_owned(),
        fix: format!("Give two members that will be in service, {OR_NONE}"),
    }
}

/// The way out where no redundancy is wanted.
const OR_NONE: &str = "or write intent = \"none\" where no redundancy is wanted.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Bandwidth, Exchange, IpRoute, IpRoutes};

    fn leg(name: &str, exchange: &str) -> Leg {
        Leg {
            name: name.to_owned(),
            exchange: Some(Exchange::trusted(exchange)),
            bandwidth: Some(Bandwidth::trusted(1000)),
            routes: Some(IpRoutes::trusted([IpRoute::parse("52.1.2.0/24").unwrap()])),
        }
    }

    fn narrow(name: &str, exchange: &str) -> Leg {
        Leg {
            bandwidth: Some(Bandwidth::trusted(100)),
            ..leg(name, exchange)
        }
    }

    fn silent(name: &str, exchange: &str) -> Leg {
        Leg {
            routes: Some(IpRoutes::trusted([])),
            ..leg(name, exchange)
        }
    }

    fn judged(intent: Intent, legs: &[Leg]) -> (&'static str, Vec<&'static str>) {
        let judgement = judge(intent, legs);
        let codes = judgement.blockers.iter().map(|blocker| blocker.check.code);
        (judgement.verdict.as_str(), codes.collect())
    }

    #[test]
    fn a_set_is_judged_by_what_it_is_meant_to_withstand() {
        let pair = [leg("a", "ashburn-ix"), leg("b", "san-jose-ix")];
        let together = [leg("a", "ashburn-ix"), leg("b", "ashburn-ix")];
        let strangers = [leg("a", "ashburn-ix"), leg("b", "london-ix")];
        let uneven = [narrow("a", "ashburn-ix"), silent("b", "ashburn-ix")];
        let table: [(&[Leg], &[&str], &[&str]); 6] = [
            (&pair, &[], &[]),
            (&pair[..1], &["TWX201"], &["TWX201"]),
            (&together, &["TWX202"], &[]),
            (&strangers, &["TWX203"], &[]),
            (&uneven, &["TWX202", "TWX204", "TWX205"], &["TWX204", "TWX205"]),
            (&[], &["TWX201"], &["TWX201"]),
        ];
        for (legs, geographic, metro) in table {
            for (intent, codes) in [(Intent::Geographic, geographic), (Intent::Metro, metro)] {
                let verdict = if codes.is_empty() { "redundant" } else { "not_redundant" };
                assert_eq!(judged(intent, legs), (verdict, codes.to_vec()), "{intent} {legs:?}");
            }
            assert_eq!(judged(Intent::None, legs), ("not_assessed", vec![]));
        }
    }

    #[test]
    fn what_blocks_a_geographic_set_is_what_the_plan_finds() {
        let legs = [
            leg("a", "ashburn-ix"),
            narrow("b", "sydney-ix"),
            silent("c", "sydney-ix"),
        ];

        assert_eq!(judge(Intent::Geographic, &legs).blockers, shortcomings(&legs));
    }

    #[test]
    fn the_only_member_is_told_where_a_second_one_goes() {
        let only = [leg("a", "ashburn-ix")];
        let fix = |intent| judge(intent, &only).blockers.remove(0).fix;

        assert!(fix(Intent::Geographic).starts_with("Add a second member at san-jose-ix, its recommended partner, or"));
        assert!(fix(Intent::Metro).starts_with("Add a second member at ashburn-ix, or write intent = \"none\""));
    }
}
