//! The picture that every rule judges: each circuit and session with what it is and what it becomes, and what is not known.

use std::collections::HashMap;

use jiff::Timestamp;

use super::health::BgpHealth;
use super::planned::{CircuitKey, Object, Planned, SessionKey};
use super::record::{BgpSession, CrossConnect};
use super::requirement::Requirements;
use super::shelf::Shelf;
use crate::domain::{Bandwidth, BgpSessionSid, CrossConnectSid, Exchange, RedundancyGroup};

/// Everything that is known of the circuits and sessions that a plan is about.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The cross connects.
    pub cross_connects: Shelf<CrossConnect>,
    /// The BGP sessions.
    pub sessions: Shelf<BgpSession>,
    /// The present time of the service, where it has told.
    pub now: Option<Timestamp>,
    /// Whether everything that the plan touches is here.
    pub extent: Extent,
    /// The measured health of sessions.
    pub health: HashMap<BgpSessionSid, BgpHealth>,
    /// The bandwidths that an exchange can deliver today.
    pub capacity: HashMap<Exchange, Vec<Bandwidth>>,
    /// The bandwidths that must remain of redundancy groups.
    pub required: Requirements,
}

/// The extent of the plan in a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Objects are told one by one, and none is known to be the last.
    #[default]
    Growing,
    /// Everything that the plan touches is here.
    Whole,
}

/// A part of the account that a rule needs, beside the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The cross connects of the account.
    CrossConnects,
    /// The BGP sessions of the account.
    BgpSessions,
    /// The measured health of the sessions that could carry the traffic of an interrupted circuit.
    Health,
    /// The bandwidths that the exchange can deliver today.
    Capacity,
}

impl Picture {
    /// Whether a later plan may still change an object.
    pub fn is_open<T>(&self, object: &Planned<T>) -> bool {
        self.extent == Extent::Growing && !object.is_planned()
    }

    /// The cross connect that a session is on.
    pub fn carrier(&self, session: &BgpSession) -> Option<&Planned<CrossConnect>> {
        self.cross_connects.get(session.cross_connect_sid.known()?)
    }

    /// The session that is on a cross connect before the plan.
    pub fn session_over(&self, sid: &CrossConnectSid) -> Option<&Planned<BgpSession>> {
        let mut there = self.sessions.with(&SessionKey::On(sid.clone()));
        there.find(|session| session.before().is_some_and(|before| before.cross_connect_sid.is(sid)))
    }

    /// The cross connects that are in a group before or after the plan.
    pub fn in_group<'a>(
        &'a self,
        group: &RedundancyGroup,
    ) -> impl Iterator<Item = &'a Planned<CrossConnect>> + use<'a> {
        self.cross_connects.with(&CircuitKey::Group(group.clone()))
    }

    /// The name of the cross connect with a SID, or the SID.
    pub fn shown(&self, sid: &CrossConnectSid) -> String {
        let there = self.cross_connects.get(sid);
        there.map_or_else(|| sid.to_string(), |there| there.latest().shown())
    }

    /// Whether a part is known well enough to judge what is missing in it: the account was asked, or the picture is of a whole plan, of
    /// which a review says that the account was not asked.
    pub fn knows(&self, part: Part) -> bool {
        self.extent == Extent::Whole || self.has(part)
    }

    /// Whether a part of the account is known as far as rules need it. Health and capacity are asked for one by one.
    pub fn has(&self, part: Part) -> bool {
        match part {
            Part::CrossConnects => self.cross_connects.is_complete(),
            Part::BgpSessions => self.sessions.is_complete(),
            Part::Health | Part::Capacity => false,
        }
    }
}

/// Whether two words are about the same object: by SID, else as two creations in one place.
pub fn is_same<T: Object>(one: &Planned<T>, other: &Planned<T>) -> bool {
    match (one.sid(), other.sid()) {
        (Some(one), Some(other)) => one == other,
        (None, None) => std::ptr::eq(one, other),
        _ => false,
    }
}
