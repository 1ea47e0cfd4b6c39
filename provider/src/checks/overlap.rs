//! Group 5xx: routes that two connections announce which do not stand in for each other.
//!
//! Inside a redundancy group both legs announce the same routes: that is the point of a pair. Anywhere else the same addresses have
//! two ways that nobody meant as such. The service does not refuse it.

use std::collections::BTreeMap;

use ipnet::Ipv4Net;

use super::facts::Facts;
use super::record::{BgpSession, Grouping};
use super::{Check, Finding};
use crate::domain::IpRoutes;

/// `TWX502`: the sessions outside its group whose routes overlap those of `session`, one finding for each.
///
/// Postponed while the routes, the cross connect or the group of either is not known.
pub fn of_session(facts: &Facts, session: &BgpSession) -> Vec<Finding> {
    let Some(own) = &session.cross_connect_sid else {
        return Vec::new();
    };
    let group = facts.group_of(session);
    let mut others: BTreeMap<String, &BgpSession> = BTreeMap::new();
    for block in session.blocks() {
        for (_, other) in facts.announcing(block) {
            let is_apart = || may_not_share(&group, &facts.group_of(other));
            if let Some(place) = other
                .cross_connect_sid
                .as_ref()
                .filter(|place| *place != own && is_apart())
            {
                others.insert(shown(facts, place), other);
            }
        }
    }
    let own = shown(facts, own);
    let overlaps = others.into_iter();
    overlaps
        .filter_map(|(name, other)| overlapping((&own, session), (&name, other)))
        .collect()
}

fn may_not_share(one: &Grouping, other: &Grouping) -> bool {
    match (one, other) {
        (Grouping::Unknown, _) | (_, Grouping::Unknown) => false,
        (Grouping::In(one), Grouping::In(other)) => one != other,
        (Grouping::Alone, _) | (_, Grouping::Alone) => true,
    }
}

fn shown(facts: &Facts, sid: &crate::domain::CrossConnectSid) -> String {
    facts.before(sid).map_or_else(|| sid.to_string(), |there| there.shown())
}

type Named<'a> = (&'a str, &'a BgpSession);

/// The finding of a pair, the same whichever of the two is planned last.
fn overlapping(one: (&String, &BgpSession), other: (&String, &BgpSession)) -> Option<Finding> {
    let (first, second): (Named<'_>, Named<'_>) = if one.0 <= other.0 {
        ((one.0, one.1), (other.0, other.1))
    } else {
        ((other.0, other.1), (one.0, one.1))
    };
    let pairs = shared(first.1.routes.as_ref()?, second.1.routes.as_ref()?);
    let (route, _) = pairs.first()?;
    let more = pairs.len() - 1;
    let summary = match more {
        0 => format!("{} and {} announce the same addresses, {route}", first.0, second.0),
        _ => format!(
            "{} and {} announce the same addresses, {route} and {more} more",
            first.0, second.0
        ),
    };
    let told = pairs.iter().map(|(one, other)| {
        if one == other {
            format!("{one} on both")
        } else {
            format!("{one} on {} and {other} on {}", first.0, second.0)
        }
    });
    Some(Finding {
        check: Check::ROUTES_OVERLAP,
        attribute: Some("ip_routes"),
        summary,
        detail: format!(
            "They are in no redundancy group together, and yet Twilio has two ways to the same addresses: {}. Which one it takes is not \
             yours to say, and a firewall that sees only half of a call drops it. Announce each address on one of them; or, if they \
             stand in for each other, give both cross connects the same redundancy_group.",
            told.collect::<Vec<_>>().join("; ")
        ),
    })
}

fn shared(one: &IpRoutes, other: &IpRoutes) -> Vec<(Ipv4Net, Ipv4Net)> {
    let pairs = one
        .iter()
        .flat_map(|route| other.iter().map(move |against| (route.get(), against.get())));
    pairs
        .filter(|(route, against)| route.contains(against) || against.contains(route))
        .collect()
}
