//! The picture that every rule judges: each circuit and session before and after the plan, and the values that are not known.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use super::fact::Fact;
use super::health::BgpHealth;
use super::object_index::ObjectIndex;
use super::planned::{Change, CircuitKey, Object, Planned, SessionKey};
use super::record::{BgpSession, CrossConnect};
use super::requirement::Requirements;
use crate::domain::{
    Bandwidth, BgpSessionSid, CrossConnectSid, CrossConnectStatus as Status, Exchange, RedundancyGroup,
};

/// The known facts about the circuits and sessions of a plan and of the account.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The cross connects.
    pub cross_connects: ObjectIndex<CrossConnect>,
    /// The BGP sessions.
    pub sessions: ObjectIndex<BgpSession>,
    /// The present time by the clock of the service, if an answer has shown it.
    pub now: Option<Timestamp>,
    /// The extent of the plan in this picture.
    pub extent: Extent,
    /// The measured health of sessions.
    pub health: HashMap<BgpSessionSid, BgpHealth>,
    /// The bandwidths that each exchange can deliver today.
    pub capacity: HashMap<Exchange, Vec<Bandwidth>>,
    /// The circuits that a plan of this run completes or activates, where the plan itself was removed.
    pub activated: BTreeSet<CrossConnectSid>,
    /// The required bandwidths of redundancy groups.
    pub required: Requirements,
}

/// The extent of the plan in a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Objects are planned one after the other, and more may follow.
    #[default]
    Growing,
    /// The picture has all objects of the plan.
    Whole,
}

/// A part of the account that a rule needs in addition to the plan.
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
    /// True where a later plan may change an object.
    pub fn is_open<T>(&self, object: &Planned<T>) -> bool {
        self.extent == Extent::Growing && !object.is_planned()
    }

    /// True where a plan of this run completes or activates a circuit: the service may configure it, and assign the values of its session.
    pub fn is_activated(&self, sid: &CrossConnectSid) -> bool {
        let planned = self.cross_connects.get(sid).filter(|circuit| circuit.is_planned());
        planned.map_or_else(|| self.activated.contains(sid), activates)
    }

    /// Removes a circuit that is about to change, and keeps its activation: its session is planned again after the change.
    pub fn forget_cross_connect(&mut self, sid: &CrossConnectSid) {
        if self.is_activated(sid) {
            self.activated.insert(sid.clone());
        }
        self.cross_connects.forget(sid);
    }

    /// Removes everything except the activations and the requirements of the user.
    pub fn clear(&mut self) {
        let planned = self.cross_connects.iter().filter(|circuit| activates(circuit));
        let planned: BTreeSet<_> = planned.filter_map(Planned::sid).cloned().collect();
        let activated = std::mem::take(&mut self.activated);
        *self = Self {
            activated: activated.into_iter().chain(planned).collect(),
            required: std::mem::take(&mut self.required),
            ..Self::default()
        };
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

    /// True where a part is known well enough to judge the absence of objects: the account was read, or the picture has a whole plan. A
    /// review reports if the account was not read.
    pub fn knows(&self, part: Part) -> bool {
        self.extent == Extent::Whole || self.has(part)
    }

    /// True where a part of the account was read. Health and capacity are read for each object when they are needed.
    pub fn has(&self, part: Part) -> bool {
        match part {
            Part::CrossConnects => self.cross_connects.is_complete(),
            Part::BgpSessions => self.sessions.is_complete(),
            Part::Health | Part::Capacity => false,
        }
    }
}

/// True where a plan adds a completion to a circuit that stays, or activates an inactive circuit.
fn activates(circuit: &Planned<CrossConnect>) -> bool {
    let Change::Kept { before, after } = &circuit.change else {
        return false;
    };
    let is_completed = before.completion == Fact::Null && after.completion != Fact::Null;
    let is_enabled =
        before.enabled.is(&false) && after.enabled != before.enabled && before.status.is(&Status::Inactive);
    is_completed || is_enabled
}

/// True where two entries are about the same object: by SID, or as the same entry if neither has a SID.
pub fn is_same<T: Object>(one: &Planned<T>, other: &Planned<T>) -> bool {
    match (one.sid(), other.sid()) {
        (Some(one), Some(other)) => one == other,
        (None, None) => std::ptr::eq(one, other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::record::Notice;
    use crate::checks::specimen::{account, being, changed, circuit, kept, xc};

    fn off() -> CrossConnect {
        let inactive = being("inactive", circuit(1, "a", "ashburn-ix"));
        CrossConnect {
            enabled: false.into(),
            ..inactive
        }
    }

    fn with(change: impl Fn(&mut CrossConnect)) -> Planned<CrossConnect> {
        let mut after = off();
        change(&mut after);
        changed(off(), after)
    }

    #[test]
    fn a_completion_and_an_activation_count_and_no_other_change_does() {
        let plans = [
            (with(|it| it.enabled = true.into()), true),
            (with(|it| it.completion = Notice::default().into()), true),
            (with(|it| it.protection = true.into()), false),
            (
                changed(being("loa_issued", off()), circuit(1, "a", "ashburn-ix")),
                false,
            ),
            (kept(off()), false),
        ];
        for (plan, expected) in plans {
            let mut picture = account([off()], []);
            assert!(!picture.is_activated(&xc(1)));
            picture.cross_connects.plan(plan);
            assert_eq!(picture.is_activated(&xc(1)), expected);
        }
    }

    #[test]
    fn an_activation_outlives_the_change_and_not_the_next_plan() {
        let mut picture = account([off()], []);
        picture.cross_connects.plan(with(|it| it.enabled = true.into()));
        picture.clear();
        picture.forget_cross_connect(&xc(1));
        assert!(picture.is_activated(&xc(1)));

        picture.cross_connects.plan(kept(circuit(1, "a", "ashburn-ix")));
        assert!(!picture.is_activated(&xc(1)));
    }
}
