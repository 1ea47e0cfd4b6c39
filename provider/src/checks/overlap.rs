//! Group 5xx: routes that two circuits announce which do not back each other up.
//!
//! In a redundancy group, all circuits announce the same routes on purpose. Elsewhere, Twilio has two paths to the same addresses, which is
//! usually not intended. The service does not refuse it.

use std::collections::BTreeMap;

use ipnet::Ipv4Net;

use super::finding::{Finding, Subject, unless};
use super::picture::Picture;
use super::planned::{Planned, SessionKey};
use super::record::{BgpSession, CrossConnect};
use super::{Check, Fact, redundancy_group};
use crate::domain::{IpRoutes, RedundancyGroup};

/// True where a session exists after the plan and can announce routes.
pub fn announces(planned: &Planned<BgpSession>) -> bool {
    planned.after().is_some()
}

/// `TWX502` and `TWX205` for a circuit whose group changes.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    if !redundancy_group::changes_its_group(planned) {
        return Vec::new();
    }
    let session = planned.sid().and_then(|sid| picture.session_over(sid));
    let overlaps = session.map(|session| overlaps(picture, session)).unwrap_or_default();
    let overlaps = overlaps.into_iter().map(|finding| at_circuit(planned, finding));
    let group = planned.after().and_then(|after| after.group.known());
    let routes = group.and_then(|group| redundancy_group::routes_of_group(picture, group));
    let routes = routes.map(|finding| finding.on("redundancy_group"));
    overlaps.chain(routes).collect()
}

/// A finding about two sessions, moved to the circuit whose change of group causes it.
fn at_circuit(planned: &Planned<CrossConnect>, found: Finding) -> Finding {
    let sessions = std::iter::once(found.subject.clone()).chain(found.others.clone());
    Finding {
        subject: Subject::circuit(planned),
        others: sessions.collect(),
        ..found.on("redundancy_group")
    }
}

/// `TWX502` and `TWX205` for a session.
pub fn of_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let group = planned.after().map(|after| group_of(picture, after));
    let group = group.as_ref().and_then(Fact::known);
    let routes = group.and_then(|group| redundancy_group::routes_of_group(picture, group));
    routes.into_iter().chain(overlaps(picture, planned)).collect()
}

/// The group of a session's circuit after the plan.
fn group_of(picture: &Picture, session: &BgpSession) -> Fact<RedundancyGroup> {
    let carrier = picture.carrier(session);
    carrier.map_or(Fact::Unknown, |carrier| carrier.latest().group.clone())
}

/// The findings about sessions outside the group of a session with overlapping routes, one for each. Unknown routes, circuits, or groups
/// postpone the rule.
fn overlaps(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let Some((session, own)) = planned
        .after()
        .and_then(|after| Some((after, after.cross_connect_sid.known()?)))
    else {
        return Vec::new();
    };
    let group = group_of(picture, session);
    let mut others: BTreeMap<String, &Planned<BgpSession>> = BTreeMap::new();
    for block in session.blocks() {
        for other in picture.sessions.with(&SessionKey::Block(block)) {
            let Some(after) = other.after().filter(|after| after.announces_in(block)) else {
                continue;
            };
            let place = after.cross_connect_sid.known().filter(|place| *place != own);
            if let Some(place) = place.filter(|_| may_not_share(&group, &group_of(picture, after))) {
                others.insert(place.to_string(), other);
            }
        }
    }
    others
        .into_values()
        .filter_map(|other| overlapping(picture, planned, other))
        .collect()
}

fn may_not_share(one: &Fact<RedundancyGroup>, other: &Fact<RedundancyGroup>) -> bool {
    match (one, other) {
        (Fact::Unknown, _) | (_, Fact::Unknown) => false,
        (Fact::Known(one), Fact::Known(other)) => one != other,
        (Fact::Null, _) | (_, Fact::Null) => true,
    }
}

/// The finding about a pair. It does not depend on the order in which the two are planned.
fn overlapping(picture: &Picture, one: &Planned<BgpSession>, other: &Planned<BgpSession>) -> Option<Finding> {
    let name = |session: &Planned<BgpSession>| Some(picture.shown(session.after()?.cross_connect_sid.known()?));
    let mut pair = [(name(one)?, one), (name(other)?, other)];
    pair.sort_by(|one, other| one.0.cmp(&other.0));
    let [(first, one), (second, two)] = &pair;
    let pairs = shared(one.after()?.routes.known()?, two.after()?.routes.known()?);
    let (route, _) = pairs.first()?;
    let told = pairs.iter().take(MOST_TOLD).map(|(one, other)| {
        if one == other {
            one.to_string()
        } else {
            format!("{one} on {first} and {other} on {second}")
        }
    });
    let untold = pairs.len().saturating_sub(MOST_TOLD);
    let untold = (untold > 0).then(|| format!("{untold} more"));
    let open: Vec<_> = pair
        .iter()
        .filter_map(|(name, session)| Some(format!("{} of {name}", open_part(picture, session)?)))
        .collect();
    let unless = unless(!open.is_empty(), &format!("changes {}", open.join(", or ")));
    let detail = format!(
        "{first} and {second} are not in the same redundancy group, but both announce overlapping routes ({}){unless}. Twilio chooses the \
         path for its traffic, so the two directions of a call can use different circuits. A stateful firewall that sees only one direction \
         drops the call. Announce each address on one of them, or give both cross connects the same redundancy_group.",
        told.chain(untold).collect::<Vec<_>>().join("; ")
    );
    let subject = |session: &Planned<BgpSession>| {
        Subject::session(session, session.after().and_then(|after| picture.carrier(after)))
    };
    let found = Finding::about(Check::ROUTES_OVERLAP, subject(one))
        .on("ip_routes")
        .open(!open.is_empty());
    Some(
        found
            .saying(format!("{route} is announced by {first} and {second}"), detail)
            .beside([subject(two)]),
    )
}

/// The part that a later plan may change: the routes of a session, the group of its circuit, or both.
fn open_part(picture: &Picture, session: &Planned<BgpSession>) -> Option<&'static str> {
    let carrier = session.after().and_then(|after| picture.carrier(after));
    let is_carrier_open = carrier.is_some_and(|carrier| picture.is_open(carrier));
    match (picture.is_open(session), is_carrier_open) {
        (true, true) => Some("the routes or the group"),
        (true, false) => Some("the routes"),
        (false, true) => Some("the group"),
        (false, false) => None,
    }
}

/// The number of pairs of routes that a finding lists.
const MOST_TOLD: usize = 10;

/// The pairs of routes that share an address, in ascending order.
fn shared(one: &IpRoutes, other: &IpRoutes) -> Vec<(Ipv4Net, Ipv4Net)> {
    let pairs = one.iter().flat_map(|route| {
        let against = other.overlapping(route.get());
        against.map(move |against| (route.get(), against.get()))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests;
