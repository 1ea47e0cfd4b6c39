//! The possible losses of a redundant set, and the bandwidth that remains after each loss.
//!
//! A loss is the loss of one circuit, one exchange, or one element that the letters show to be shared. The remaining bandwidth is that of
//! all other members. So another circuit, or more bandwidth on a circuit, never lowers the remaining bandwidth after a loss that the set had
//! before. Each loss that a circuit adds takes no more bandwidth than an earlier loss. Routes do not count, on purpose: a new route on one
//! leg would make every other leg count for less.

use std::collections::BTreeMap;
use std::fmt;

use super::demarcation::{Demarcation, Element};
use super::leg::Leg;
use crate::domain::{Exchange, RedundancyIntent};

/// One loss, with the members that it affects and the bandwidth that remains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The event.
    pub event: Event,
    /// The names of the lost members, sorted.
    pub members: Vec<String>,
    /// The bandwidth in Mbps that remains; `None` while a value that decides it is unknown.
    pub remains: Option<u32>,
}

/// An event in which members of a set are lost, from the smallest to the largest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// The loss of one circuit, by its name.
    Circuit(String),
    /// The loss of one element that the letters show to be shared.
    Element(Element),
    /// The loss of one exchange, by its edge id.
    Exchange(String),
}

/// `exchange ashburn-ix`.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Circuit(name) => write!(f, "circuit {name}"),
            Self::Element(element) => element.fmt(f),
            Self::Exchange(edge) => write!(f, "exchange {edge}"),
        }
    }
}

/// The losses of a set that an intent covers, the worst first. Losses with an unknown remaining bandwidth come last.
pub fn losses(legs: &[Leg], intent: RedundancyIntent) -> Vec<Loss> {
    let mut all = match intent {
        RedundancyIntent::None => Vec::new(),
        RedundancyIntent::Metro => [of_circuits(legs), of_elements(legs)].concat(),
        RedundancyIntent::Geographic => [of_circuits(legs), of_elements(legs), of_exchanges(legs)].concat(),
    };
    all.sort_by(|one, other| order(one).cmp(&order(other)));
    all
}

/// The order of losses: by the remaining bandwidth, then the smallest event, then its name. It does not depend on the order of the members.
fn order(loss: &Loss) -> impl Ord {
    (loss.remains.is_none(), loss.remains, &loss.event, &loss.members)
}

fn of_circuits(legs: &[Leg]) -> Vec<Loss> {
    let whole = Load::of(legs);
    let each = legs.iter();
    each.map(|leg| whole.after(Event::Circuit(leg.name.clone()), &[leg]))
        .collect()
}

/// The loss of each element that two or more letters show.
fn of_elements(legs: &[Leg]) -> Vec<Loss> {
    let mut at: BTreeMap<Element, Vec<&Leg>> = BTreeMap::new();
    for leg in legs {
        for element in leg.demarcation.iter().flat_map(Demarcation::elements) {
            at.entry(element).or_default().push(leg);
        }
    }
    let whole = Load::of(legs);
    let shared = at.into_iter().filter(|(_, lost)| lost.len() > 1);
    shared
        .map(|(element, lost)| whole.after(Event::Element(element), &lost))
        .collect()
}

/// The loss of each exchange. A leg at an unknown exchange may be at any of them, so the remaining bandwidth is unknown, too.
fn of_exchanges(legs: &[Leg]) -> Vec<Loss> {
    let mut at: BTreeMap<&str, Vec<&Leg>> = BTreeMap::new();
    for leg in legs {
        if let Some(edge) = leg.exchange.as_ref().map(Exchange::as_str) {
            at.entry(edge).or_default().push(leg);
        }
    }
    let whole = Load::of(legs);
    let is_known = legs.iter().all(|leg| leg.exchange.is_some());
    let each = at.into_iter().map(|(edge, lost)| {
        let loss = whole.after(Event::Exchange(edge.to_owned()), &lost);
        let remains = loss.remains.filter(|_| is_known);
        Loss { remains, ..loss }
    });
    each.collect()
}

/// The bandwidth of some legs together.
#[derive(Clone, Copy)]
struct Load {
    /// The known part, in Mbps.
    mbps: u64,
    /// The number of legs whose bandwidth is not known.
    unknown: usize,
}

impl Load {
    fn of<'a>(legs: impl IntoIterator<Item = &'a Leg>) -> Self {
        let none = Self { mbps: 0, unknown: 0 };
        legs.into_iter().fold(none, |load, leg| match leg.bandwidth {
            Some(bandwidth) => Self {
                mbps: load.mbps.saturating_add(bandwidth.get().into()),
                ..load
            },
            None => Self {
                unknown: load.unknown + 1,
                ..load
            },
        })
    }

    /// The loss of some of the legs of this load.
    fn after(self, event: Event, lost: &[&Leg]) -> Loss {
        let mut members: Vec<String> = lost.iter().map(|leg| leg.name.clone()).collect();
        members.sort();
        let gone = Self::of(lost.iter().copied());
        let left = (gone.unknown == self.unknown).then(|| self.mbps.saturating_sub(gone.mbps));
        Loss {
            event,
            members,
            remains: left.map(|mbps| u32::try_from(mbps).unwrap_or(u32::MAX)),
        }
    }
}

#[cfg(test)]
mod tests;
