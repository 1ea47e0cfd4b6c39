//! Group 4xx: traffic in service that a plan interrupts, and what is left to carry it.
//!
//! A circuit carries traffic while it is in service and has an enabled session that is. Its traffic is interrupted where the plan
//! destroys or replaces the circuit or the session, or changes what resets or disables the session. What else carries the routes
//! is judged by today's facts, so that it does not depend on what is planned later.

use std::collections::BTreeSet;

use super::finding::{Finding, Subject};
use super::picture::{Extent, Picture};
use super::planned::{Change, Planned, SessionKey};
use super::record::{BgpSession, CrossConnect};
use super::{Check, Fact, health, service};
use crate::domain::{BgpSessionSid, CrossConnectSid, IpRoutes, LinkStatus};

/// The checks of interruptions.
pub const CHECKS: &[&Check] = &[
    Check::ALL_LEGS_DISRUPTED,
    Check::PARTNER_NOT_HEALTHY,
    Check::LONE_CIRCUIT_DISRUPTED,
    Check::LEG_DISRUPTED,
];

/// Whether a plan gives up a circuit that carries traffic as far as its status tells.
pub fn ends(planned: &Planned<CrossConnect>) -> bool {
    service::is_given_up(planned) && planned.before().is_some_and(CrossConnect::is_in_service)
}

/// Whether a plan interrupts a session that carries traffic as far as its status tells.
pub fn interrupts(planned: &Planned<BgpSession>) -> bool {
    interruption(planned).is_some()
}

/// The interruption of a circuit's traffic by the plan of the circuit.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let Some(circuit) = Circuit::of(picture, planned) else {
        return Vec::new();
    };
    let session = interruption(circuit.session);
    // One object of the two says it in the plan: the one planned first.
    let is_said = picture.extent == Extent::Growing && session.is_some();
    match (&planned.change, is_said) {
        (Change::Destroyed(_), false) => circuit.findings("will be destroyed", None),
        (Change::Replaced { .. }, false) => circuit.findings("will be replaced", None),
        _ => Vec::new(),
    }
}

/// The interruption of a circuit's traffic by the plan of its session.
pub fn of_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let carrier = planned.before().and_then(|before| picture.carrier(before));
    let Some((carrier, how)) = carrier.zip(interruption(planned)) else {
        return Vec::new();
    };
    if service::is_given_up(carrier) {
        return Vec::new();
    }
    let circuit = Circuit::of(picture, carrier);
    circuit
        .map(|circuit| circuit.findings(&how.told, how.attribute))
        .unwrap_or_default()
}

/// The sessions whose health decides what is said of the interruption of a circuit.
pub fn sessions_to_measure(picture: &Picture, sid: &CrossConnectSid) -> Vec<BgpSessionSid> {
    let circuit = picture
        .cross_connects
        .get(sid)
        .and_then(|planned| Circuit::of(picture, planned));
    let peers = circuit.iter().flat_map(Circuit::peers);
    let sessions = peers.filter_map(|peer| picture.session_over(peer.sid()?)?.sid().cloned());
    sessions
        .filter(|session| !picture.health.contains_key(session))
        .collect()
}

/// How a session is interrupted: the end of a sentence about its circuit, and the attribute that does it.
struct Interruption {
    told: String,
    attribute: Option<&'static str>,
}

fn interruption(planned: &Planned<BgpSession>) -> Option<Interruption> {
    let before = planned.before().filter(|before| before.is_in_service())?;
    let told = |told: &str| Interruption {
        told: told.to_owned(),
        attribute: None,
    };
    match &planned.change {
        Change::Destroyed(_) => Some(told("will lose its BGP session")),
        Change::Replaced { .. } => Some(told("will have its BGP session replaced")),
        Change::Kept { after, .. } => reset(before, after),
        Change::Untouched(_) | Change::Created(_) | Change::Forgotten(_) => None,
    }
}

/// The change of an attribute that takes the session down.
fn reset(before: &BgpSession, after: &BgpSession) -> Option<Interruption> {
    if before.enabled.is(&true) && after.enabled.is(&false) {
        return Some(Interruption {
            told: "will have its BGP session disabled".to_owned(),
            attribute: Some("enabled"),
        });
    }
    let moves = [
        ("customer_asn", before.customer_asn.changes_to(&after.customer_asn)),
        (
            "customer_address",
            before.customer_address.changes_to(&after.customer_address),
        ),
        (
            "md5_key_wo_version",
            before.md5_key_version.changes_to(&after.md5_key_version),
        ),
    ];
    let moved: Vec<&'static str> = moves
        .into_iter()
        .filter(|(_, moves)| *moves)
        .map(|(name, _)| name)
        .collect();
    let attribute = *moved.first()?;
    Some(Interruption {
        told: format!(
            "will have its BGP session reset by the change of {}",
            moved.join(" and ")
        ),
        attribute: Some(attribute),
    })
}

/// A circuit that carries traffic now.
struct Circuit<'a> {
    picture: &'a Picture,
    planned: &'a Planned<CrossConnect>,
    before: &'a CrossConnect,
    session: &'a Planned<BgpSession>,
    routes: &'a IpRoutes,
}

impl<'a> Circuit<'a> {
    /// The circuit, where it is known to carry traffic.
    fn of(picture: &'a Picture, planned: &'a Planned<CrossConnect>) -> Option<Self> {
        let before = planned.before().filter(|before| before.is_in_service())?;
        let session = picture.session_over(planned.sid()?)?;
        let carried = session.before().filter(|session| session.is_in_service())?;
        Some(Self {
            picture,
            planned,
            before,
            session,
            routes: carried.routes.known()?,
        })
    }

    /// What is said of its interruption: what carries its routes meanwhile, and whether everything that does is interrupted.
    fn findings(&self, how: &str, attribute: Option<&'static str>) -> Vec<Finding> {
        let is_asked = self.picture.cross_connects.is_complete() && self.picture.sessions.is_complete();
        if !is_asked && self.picture.extent == Extent::Growing {
            return Vec::new();
        }
        let all = self.all_interrupted();
        let own = match (&all, self.picture.extent) {
            (Some(_), Extent::Whole) => None,
            _ => Some(self.own(how)),
        };
        let found = own.into_iter().chain(all);
        found.map(|finding| Finding { attribute, ..finding }).collect()
    }

    fn own(&self, how: &str) -> Finding {
        let (name, peers) = (self.before.shown(), self.peers());
        let unfit: Option<Vec<String>> = peers.iter().map(|peer| self.ailment(peer)).collect();
        let about = |check| Finding::about(check, Subject::circuit(self.planned));
        let routes = in_words(self.routes);
        match unfit {
            Some(unfit) if unfit.is_empty() => about(Check::LONE_CIRCUIT_DISRUPTED).saying(
                format!("Traffic of {name} has no alternative path"),
                format!(
                    "{name} {how}. It carries traffic now, and no other circuit of the account announces its routes ({routes}) or is in its \
                     redundancy group. Calls to them fail until it is back. Bring a second circuit into service first, or apply in a \
                     maintenance window."
                ),
            ),
            Some(mut unfit) => {
                unfit.sort();
                about(Check::PARTNER_NOT_HEALTHY).saying(
                    format!("{name} is interrupted while no other circuit can carry its traffic"),
                    format!(
                        "{name} {how}. It carries traffic now, and nothing else can: {}. Restore the other circuit first, and then make this change.",
                        unfit.join("; ")
                    ),
                )
            }
            None => about(Check::LEG_DISRUPTED).saying(
                format!("{name} is interrupted"),
                format!("{name} {how}. {} Apply when one circuit less is acceptable.", self.stand_ins(&peers)),
            ),
        }
    }

    /// The circuits that carry its routes meanwhile, in one sentence.
    fn stand_ins(&self, peers: &[&Planned<CrossConnect>]) -> String {
        let fit = peers.iter().filter(|peer| self.ailment(peer).is_none());
        let mut names: Vec<String> = fit.filter_map(|peer| Some(peer.before()?.shown())).collect();
        names.sort();
        let is_measured = peers.iter().any(|peer| self.is_measured(peer));
        let verb = if names.len() == 1 { "announces" } else { "announce" };
        let measured = if is_measured {
            ""
        } else {
            " (its BGP state was not read)"
        };
        format!("Meanwhile {} {verb} the same routes{measured}.", names.join(" and "))
    }

    fn is_measured(&self, peer: &Planned<CrossConnect>) -> bool {
        let session = peer.sid().and_then(|sid| self.picture.session_over(sid)?.sid());
        session.is_some_and(|session| self.picture.health.contains_key(session))
    }

    /// The other circuits that are meant to carry its traffic: of its group, or with one of its routes.
    fn peers(&self) -> Vec<&'a Planned<CrossConnect>> {
        let group = self
            .before
            .group
            .known()
            .into_iter()
            .flat_map(|group| self.picture.in_group(group));
        let of_group = group.filter(|peer| peer.before().is_some_and(|peer| peer.group == self.before.group));
        let blocks = self.session.before().map(BgpSession::blocks).unwrap_or_default();
        let sharing = blocks
            .into_iter()
            .flat_map(|block| self.picture.sessions.with(&SessionKey::Block(block)));
        let sharing =
            sharing.filter_map(|session| self.picture.carrier(session.before().filter(|it| self.shares(it))?));
        let mut seen = BTreeSet::new();
        let all = of_group
            .chain(sharing)
            .filter(|peer| peer.before().is_some_and(CrossConnect::is_standing));
        all.filter(|peer| peer.sid() != self.planned.sid() && seen.insert(peer.sid()))
            .collect()
    }

    fn shares(&self, session: &BgpSession) -> bool {
        let theirs = session.routes.known();
        theirs.is_some_and(|theirs| {
            self.routes
                .iter()
                .any(|route| theirs.overlapping(route.get()).next().is_some())
        })
    }

    /// What keeps a peer from carrying this circuit's traffic, as a clause; nothing where nothing is known to.
    fn ailment(&self, peer: &Planned<CrossConnect>) -> Option<String> {
        let before = peer.before()?;
        let name = before.shown();
        if !before.is_in_service() {
            let status = before.status.known().map(ToString::to_string);
            return Some(format!(
                "{name} is {}",
                status.unwrap_or_else(|| "not in service".to_owned())
            ));
        }
        if before.link.is(&LinkStatus::Down) {
            return Some(format!("{name} has no light on its fibre (link_status is down)"));
        }
        let Some(session) = self.picture.session_over(peer.sid()?) else {
            return Some(format!("{name} has no BGP session"));
        };
        let missing = lacking(self.routes, session.before()?);
        if let Some(route) = missing {
            return Some(format!("{name} does not announce {route}"));
        }
        let reason = health::reasons(self.picture.health.get(session.sid()?)?)
            .into_iter()
            .next()?;
        Some(format!(
            "{name} has a BGP session that is not healthy ({})",
            within_a_sentence(&reason)
        ))
    }

    /// `TWX401`: everything that carries its traffic is interrupted by this plan, this circuit included.
    fn all_interrupted(&self) -> Option<Finding> {
        let peers = self.peers();
        let carrying: Vec<_> = peers.iter().filter(|peer| self.ailment(peer).is_none()).collect();
        let theirs: Option<Vec<String>> = carrying.iter().map(|peer| told(self.picture, peer)).collect();
        let mut told: Vec<String> = theirs?.into_iter().chain(told(self.picture, self.planned)).collect();
        if carrying.is_empty() {
            return None;
        }
        told.sort();
        let mut subjects: Vec<Subject> = carrying.iter().map(|peer| Subject::circuit(peer)).collect();
        subjects.push(Subject::circuit(self.planned));
        subjects.sort();
        let (first, others) = subjects.split_first()?;
        let set = match &self.before.group {
            Fact::Known(group) => format!("redundancy group \"{group}\""),
            Fact::Unknown | Fact::Null => in_words(self.routes),
        };
        let detail = format!(
            "{}. While all of them are down, nothing carries their traffic. Change one circuit, wait until its session is established (data \
             twilio_bgp_session_health), and then change the next one.",
            told.join("; ")
        );
        let found = Finding::about(Check::ALL_LEGS_DISRUPTED, first.clone());
        let title = format!("All circuits of {set} are interrupted");
        Some(found.saying(title, detail).beside(others.iter().cloned()))
    }
}

/// How a circuit that carries traffic is interrupted, as a sentence without its full stop; nothing where it is not.
fn told(picture: &Picture, planned: &Planned<CrossConnect>) -> Option<String> {
    let name = planned.before()?.shown();
    match &planned.change {
        Change::Destroyed(_) => return Some(format!("{name} will be destroyed")),
        Change::Replaced { .. } => return Some(format!("{name} will be replaced")),
        _ => {}
    }
    let how = interruption(picture.session_over(planned.sid()?)?)?;
    Some(format!("{name} {}", how.told))
}

/// A route that a session does not announce.
fn lacking(routes: &IpRoutes, session: &BgpSession) -> Option<String> {
    let theirs = session.routes.known()?;
    let all = ipnet::Ipv4Net::aggregate(&theirs.iter().map(|route| route.get()).collect());
    let lacking = routes
        .iter()
        .find(|route| !all.iter().any(|net| net.contains(&route.get())))?;
    Some(lacking.to_string())
}

fn in_words(routes: &IpRoutes) -> String {
    let mut all = routes.iter().map(|route| route.to_string());
    let first: Vec<String> = all.by_ref().take(MOST_LISTED).collect();
    match all.count() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// A sentence without its capital and its full stop.
fn within_a_sentence(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// `TWX403`: a plan that sends an MD5 key again, because the answer to the change that sent it before was lost.
pub fn key_sent_again(session: &str) -> Finding {
    let subject = Subject {
        resource: "twilio_bgp_session",
        sid: Some(session.to_owned()),
        ..Subject::default()
    };
    Finding::about(Check::KEY_SENT_AGAIN, subject).on("md5_key_wo_version").saying(
        format!("MD5 key of BGP session {session} is sent again"),
        "The last change of the key was not confirmed, and the service does not show keys. This plan sends the key again, which \
         resets the session even if it has the key already. Apply it when the session may go down for a moment.",
    )
}

/// The number of routes that a sentence lists.
const MOST_LISTED: usize = 4;

#[cfg(test)]
mod tests;
