//! The verdict on a redundant set: the bandwidth that remains after its worst loss, compared with the required bandwidth.
//!
//! The findings of group 2xx, both data sources, and the module use this judgement. The severities of plan checks do not change it.

use super::Check;
use super::fact::Fact;
use super::leg::Leg;
use super::loss::{Loss, losses};
use super::redundancy::{Shortcoming, advice_on_circuits, routes_on_one_leg};
use super::requirement::Requirement;
use super::shortfall::{lone_member, place_of_a_second, shortfalls};
use crate::domain::{RedundancyIntent as Intent, RequiredMbps};

/// The verdict on a set under an intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Enough remains after every loss.
    Redundant,
    /// Too little remains after a loss.
    NotRedundant,
    /// No loss is known to leave too little, and a value that decides this is unknown.
    NotJudged,
    /// No redundancy is intended, so nothing was judged.
    NotAssessed,
}

impl Verdict {
    /// The word for reports and conditions. It never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Redundant => "redundant",
            Self::NotRedundant => "not_redundant",
            Self::NotJudged => "not_judged",
            Self::NotAssessed => "not_assessed",
        }
    }

    /// The same word in a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Redundant => "redundant",
            Self::NotRedundant => "not redundant",
            Self::NotJudged => "not judged",
            Self::NotAssessed => "not assessed",
        }
    }
}

/// A verdict with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The bandwidth that must remain; `None` while it is unknown, or if nothing is judged.
    pub requirement: Option<Requirement>,
    /// The losses that were judged, the worst first.
    pub losses: Vec<Loss>,
    /// The reasons why the set is not redundant, in the order of the codes.
    pub blockers: Vec<Shortcoming>,
    /// The advice beside the verdict, in the order of the codes.
    pub advice: Vec<Shortcoming>,
}

impl Judgement {
    /// The loss after which the least bandwidth remains; `None` if that is unknown.
    pub fn worst_loss(&self) -> Option<&Loss> {
        self.losses.first().filter(|loss| loss.remains.is_some())
    }

    /// True where a value that decides the verdict is unknown.
    pub fn is_open(&self) -> bool {
        self.requirement.is_none() || self.losses.iter().any(|loss| loss.remains.is_none())
    }

    /// The judgement on a set without an intended redundancy.
    fn none() -> Self {
        Self {
            verdict: Verdict::NotAssessed,
            requirement: None,
            losses: Vec::new(),
            blockers: Vec::new(),
            advice: Vec::new(),
        }
    }

    fn verdict_on(&self, legs: &[Leg]) -> Verdict {
        let is_short = legs.is_empty() || !self.blockers.is_empty();
        match (is_short, self.is_open()) {
            (true, _) => Verdict::NotRedundant,
            (false, true) => Verdict::NotJudged,
            (false, false) => Verdict::Redundant,
        }
    }

    /// All blockers and advice, blockers first.
    pub fn found(&self) -> impl Iterator<Item = &Shortcoming> {
        self.blockers.iter().chain(&self.advice)
    }
}

/// Judges the circuits of a set and the routes on them.
pub fn judge(intent: Intent, legs: &[Leg], required: Fact<RequiredMbps>) -> Judgement {
    let mut judgement = judge_circuits(intent, legs, required);
    if intent != Intent::None {
        judgement.advice.extend(routes_on_one_leg(legs));
    }
    judgement
}

/// Judges the circuits of a set, without the advice on their routes.
pub fn judge_circuits(intent: Intent, legs: &[Leg], required: Fact<RequiredMbps>) -> Judgement {
    if intent == Intent::None {
        return Judgement::none();
    }
    let requirement = Requirement::of(legs, required);
    let losses = losses(legs, intent);
    // For the loss of one cross connect, the places of the exchanges do not matter.
    let matters = |found: &Shortcoming| intent != Intent::Metro || found.check != Check::NO_RECOMMENDED_PAIR;
    let judgement = Judgement {
        blockers: shortfalls(legs, &losses, requirement),
        advice: advice_on_circuits(legs).into_iter().filter(matters).collect(),
        requirement,
        losses,
        verdict: Verdict::NotJudged,
    };
    Judgement {
        verdict: judgement.verdict_on(legs),
        ..judgement
    }
}

/// Judges a list of members. Its advice differs from that of a redundancy group, because a member is added in another way.
pub fn judge_members(intent: Intent, legs: &[Leg], required: Fact<RequiredMbps>) -> Judgement {
    let judgement = judge(intent, legs, required);
    if intent == Intent::None {
        return judgement;
    }
    let blockers = match legs {
        [] => vec![no_leg()],
        [only] => vec![lone_in_a_list(only, intent)],
        _ => judgement.blockers,
    };
    Judgement { blockers, ..judgement }
}

/// `TWX201` for a list with one member.
fn lone_in_a_list(only: &Leg, intent: Intent) -> Shortcoming {
    let place = match (intent, &only.exchange) {
        (Intent::Metro, Some(exchange)) => format!("at {exchange}"),
        _ => place_of_a_second(only),
    };
    Shortcoming {
        attribute: "member",
        what: format!("{} is the only member", only.name),
        fix: format!("Add a second member {place}, {OR_NONE}"),
        ..lone_member(only)
    }
}

/// `TWX201` for a list without a member.
fn no_leg() -> Shortcoming {
    Shortcoming {
        check: Check::LONE_MEMBER,
        attribute: "member",
        what: "no member is in service or will be in service".to_owned(),
        explanation: "A rejected order and a cross connect that is being removed carry no calls.".to_owned(),
        fix: format!("List two members that will be in service, {OR_NONE}"),
    }
}

/// The advice for a set without an intended redundancy.
const OR_NONE: &str = "or set intent = \"none\" if no redundancy is intended.";

#[cfg(test)]
mod tests;
