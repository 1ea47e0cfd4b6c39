//! Group 2xx: the losses after which a redundant set has less than its required bandwidth.
//!
//! In a set of one member, the loss of that member leaves nothing. The set is reported under its own code and no other.

use super::Check;
use super::leg::Leg;
use super::loss::{Event, Loss};
use super::redundancy::{Shortcoming, sentence_list, with_thousands};
use super::requirement::Requirement;
use crate::domain::{Calls, Exchange};

/// The shortfalls of a set, in the order of the codes.
///
/// A single member gives `TWX201`. Otherwise the worst loss of each kind that leaves too little counts. A loss with an unknown remaining
/// bandwidth is skipped.
pub fn shortfalls(legs: &[Leg], losses: &[Loss], requirement: Option<Requirement>) -> Vec<Shortcoming> {
    if let [only] = legs {
        return vec![lone_member(only)];
    }
    let Some(requirement) = requirement else {
        return Vec::new();
    };
    let kinds = [Check::SAME_EXCHANGE, Check::TOO_LITTLE_LEFT, Check::SHARED_ELEMENT];
    let found = kinds.into_iter().map(|check| {
        let of_kind = losses.iter().filter(|loss| kind(loss) == Some(check));
        let all: Vec<Shortfall<'_>> = of_kind.filter_map(|loss| Shortfall::of(loss, requirement)).collect();
        let worst = all.first()?;
        Some(worst.told(check, all.len() - 1))
    });
    found.flatten().collect()
}

/// `TWX201`: a set of one member.
pub fn lone_member(leg: &Leg) -> Shortcoming {
    let place = place_of_a_second(leg);
    Shortcoming {
        check: Check::LONE_MEMBER,
        attribute: "redundancy_group",
        what: format!("{} is the only member", leg.name),
        explanation: "When this cross connect or its exchange fails, no other circuit carries its calls.".to_owned(),
        fix: format!(
            "Give the same redundancy_group to a second cross connect {place}. If one circuit is enough, remove redundancy_group."
        ),
    }
}

/// The place of a second leg that withstands the loss of the first leg's exchange: `at san-jose-ix, its recommended partner`.
pub(super) fn place_of_a_second(leg: &Leg) -> String {
    let partner = leg.exchange.as_ref().and_then(Exchange::recommended_partner);
    partner.map_or_else(
        || "at another exchange".to_owned(),
        |partner| format!("at {partner}, its recommended partner"),
    )
}

/// The check of a loss. The loss of an exchange with one member is the loss of that circuit, which has its own check.
fn kind(loss: &Loss) -> Option<&'static Check> {
    match &loss.event {
        Event::Circuit(_) => Some(Check::TOO_LITTLE_LEFT),
        Event::Element(_) => Some(Check::SHARED_ELEMENT),
        Event::Exchange(_) => (loss.members.len() > 1).then_some(Check::SAME_EXCHANGE),
    }
}

/// A loss that leaves too little.
struct Shortfall<'a> {
    loss: &'a Loss,
    requirement: Requirement,
    remains: u32,
    missing: u32,
}

impl<'a> Shortfall<'a> {
    fn of(loss: &'a Loss, requirement: Requirement) -> Option<Self> {
        let remains = loss.remains?;
        let missing = requirement.mbps.checked_sub(remains).filter(|missing| *missing > 0)?;
        Some(Self {
            loss,
            requirement,
            remains,
            missing,
        })
    }

    fn told(&self, check: &'static Check, others: usize) -> Shortcoming {
        Shortcoming {
            check,
            attribute: if check == Check::TOO_LITTLE_LEFT {
                "bandwidth_mbps"
            } else {
                "exchange"
            },
            what: self.what(),
            explanation: format!("{}{}", self.explanation(), more(others)),
            fix: format!("{}{}", self.fix(), self.enough()),
        }
    }

    fn what(&self) -> String {
        let Self { loss, requirement, .. } = self;
        match self.remains {
            0 => format!("if {} fails, nothing remains of the required {requirement}", loss.event),
            mbps => format!(
                "if {} fails, only {mbps} Mbps remain of the required {requirement}",
                loss.event
            ),
        }
    }

    fn explanation(&self) -> String {
        let calls = with_thousands(Calls::carried_by_mbps(self.missing));
        let lost = format!("About {calls} G.711 calls would be lost.");
        let members = sentence_list(self.loss.members.iter().map(String::as_str));
        match &self.loss.event {
            Event::Circuit(_) => lost,
            Event::Element(_) => format!("According to their letters of authorization, {members} end there. {lost}"),
            Event::Exchange(_) => format!("{members} are at this exchange. {lost}"),
        }
    }

    fn fix(&self) -> String {
        let missing = self.missing;
        match &self.loss.event {
            Event::Circuit(_) => format!(
                "Increase the bandwidth of the other members by {missing} Mbps in total, or order another circuit."
            ),
            Event::Element(_) => {
                format!("Order {missing} Mbps more on circuits that end elsewhere, preferably at another exchange.")
            }
            Event::Exchange(edge) => match Exchange::trusted(edge).recommended_partner() {
                Some(partner) => format!("Order {missing} Mbps more at another exchange, preferably at {partner}."),
                None => format!("Order {missing} Mbps more at another exchange."),
            },
        }
    }

    /// The advice for a set that needs less bandwidth.
    fn enough(&self) -> String {
        match self.remains {
            0 => String::new(),
            mbps => format!(" If {mbps} Mbps are enough, set required_mbps to {mbps}."),
        }
    }
}

fn more(others: usize) -> String {
    match others {
        0 => String::new(),
        1 => " One other failure of this kind also leaves too little bandwidth.".to_owned(),
        many => format!(" {many} other failures of this kind also leave too little bandwidth."),
    }
}
