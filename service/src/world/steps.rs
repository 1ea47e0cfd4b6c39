//! The steps without a customer, in the order of time.

use jiff::Timestamp;

use crate::world::World;
use crate::world::bgp_session::BgpSessionStatus;
use crate::world::cross_connect::{CrossConnect, CrossConnectStatus};
use crate::world::outcome::{self, OutcomeKind};

impl World {
    /// Carries out every step that is due by now, the earliest first, each with the instant at which it was due.
    pub fn advance_to(&mut self, now: Timestamp) {
        while let Some(step) = self.earliest_step().filter(|step| step.at <= now) {
            match step.object {
                StepObject::CrossConnect(sid) => self.move_cross_connect(&sid, step.at),
                StepObject::BgpSession(sid) => self.move_session(&sid, step.at),
            }
        }
    }

    /// The SIDs of the cross connects with a step by an instant, of their own or of a session.
    pub fn moving_until(&self, until: Timestamp) -> Vec<&str> {
        let is_due = |at: Option<Timestamp>| at.is_some_and(|at| at <= until);
        let cross_connects = self.cross_connects.iter().filter(|found| is_due(found.next_step_at()));
        let sessions = self.bgp_sessions.iter().filter(|found| is_due(found.next_step_at()));
        let carriers = sessions.map(|session| session.cross_connect_sid.as_str());
        cross_connects.map(|found| found.sid.as_str()).chain(carriers).collect()
    }

    /// The earliest step. Of two steps at the same instant, the step of the older object comes first.
    fn earliest_step(&self) -> Option<Step> {
        let cross_connects = self.cross_connects.iter().filter_map(|cross_connect| {
            Some((
                cross_connect.next_step_at()?,
                cross_connect.ordinal,
                StepObject::CrossConnect(&cross_connect.sid),
            ))
        });
        let sessions = self.bgp_sessions.iter().filter_map(|session| {
            Some((
                session.next_step_at()?,
                session.ordinal,
                StepObject::BgpSession(&session.sid),
            ))
        });
        let (at, _, object) = cross_connects
            .chain(sessions)
            .min_by_key(|(at, ordinal, _)| (*at, *ordinal))?;
        Some(Step {
            at,
            object: object.to_owned(),
        })
    }

    pub(super) fn move_cross_connect(&mut self, sid: &str, at: Timestamp) {
        let Ok(status) = self.cross_connect(sid).map(|cross_connect| cross_connect.status) else {
            return;
        };
        match status {
            CrossConnectStatus::Requested => self.answer_order(sid, at),
            CrossConnectStatus::LoaIssued => self.with_cross_connect(sid, |found| found.expire(at)),
            CrossConnectStatus::Configuring => self.end_configuration(sid, at),
            CrossConnectStatus::Failed => {
                let times = self.step_times;
                self.with_cross_connect(sid, |found| found.retry_configuration(&times, at));
            }
            CrossConnectStatus::Updating => self.with_cross_connect(sid, |found| found.finish_update(at)),
            CrossConnectStatus::PendingDeletion => self.remove_cross_connect(sid),
            CrossConnectStatus::Rejected
            | CrossConnectStatus::LoaExpired
            | CrossConnectStatus::Active
            | CrossConnectStatus::Inactive => {}
        }
        self.settle_session_of(sid, at);
    }

    fn answer_order(&mut self, sid: &str, at: Timestamp) {
        if self.decided(sid, OutcomeKind::Rejected) || !self.has_capacity_for(sid) {
            self.with_cross_connect(sid, |found| found.reject(at));
        } else {
            self.issue_first_letter(sid, at);
        }
    }

    fn has_capacity_for(&self, sid: &str) -> bool {
        let ordered = self.cross_connect(sid).ok();
        let exchange = ordered.and_then(|ordered| self.exchange(&ordered.exchange));
        ordered
            .zip(exchange)
            .is_none_or(|(ordered, exchange)| exchange.available().contains(&ordered.bandwidth_mbps))
    }

    /// Issues the first letter of an order.
    pub fn issue_first_letter(&mut self, sid: &str, at: Timestamp) {
        if let Some(letter) = self.usual_letter(sid, at) {
            self.with_cross_connect(sid, |found| found.issue_letter(letter, at));
        }
    }

    fn end_configuration(&mut self, sid: &str, at: Timestamp) {
        let times = self.step_times;
        if self.decided(sid, OutcomeKind::Failed) {
            self.with_cross_connect(sid, |found| found.fail(&times, at));
        } else {
            self.with_cross_connect(sid, |found| found.configure(at));
        }
    }

    /// Removes a cross connect and its sessions from the world.
    pub fn remove_cross_connect(&mut self, sid: &str) {
        self.cross_connects.retain(|cross_connect| cross_connect.sid != sid);
        self.bgp_sessions.retain(|session| session.cross_connect_sid != sid);
    }

    pub(super) fn move_session(&mut self, sid: &str, at: Timestamp) {
        let Ok(session) = self.bgp_session(sid) else {
            return;
        };
        let (status, cross_connect_sid) = (session.status, session.cross_connect_sid.clone());
        let times = self.step_times;
        match status {
            BgpSessionStatus::Configuring if self.decided(&cross_connect_sid, OutcomeKind::SessionFailed) => {
                self.with_session(sid, |session| session.fail(&times, at));
            }
            BgpSessionStatus::Configuring | BgpSessionStatus::Updating => {
                self.with_session(sid, |session| session.become_available(at));
            }
            BgpSessionStatus::Failed => self.with_session(sid, |session| session.configure(&times, at)),
            BgpSessionStatus::Deleting => self.bgp_sessions.retain(|session| session.sid != sid),
            BgpSessionStatus::Pending | BgpSessionStatus::Available => {}
        }
        self.settle_session_of(&cross_connect_sid, at);
    }

    fn decided(&mut self, cross_connect_sid: &str, kind: OutcomeKind) -> bool {
        let found = self
            .cross_connects
            .iter()
            .find(|cross_connect| cross_connect.sid == cross_connect_sid);
        found.is_some_and(|found| outcome::take(&mut self.outcomes, kind, &found.unique_name))
    }

    /// Changes a cross connect, if it exists.
    pub fn with_cross_connect(&mut self, sid: &str, change: impl FnOnce(&mut CrossConnect)) {
        if let Ok(found) = self.cross_connect_mut(sid) {
            change(found);
        }
    }
}

struct Step {
    at: Timestamp,
    object: StepObject<String>,
}

enum StepObject<T> {
    CrossConnect(T),
    BgpSession(T),
}

impl StepObject<&String> {
    fn to_owned(&self) -> StepObject<String> {
        match self {
            Self::CrossConnect(sid) => StepObject::CrossConnect((*sid).clone()),
            Self::BgpSession(sid) => StepObject::BgpSession((*sid).clone()),
        }
    }
}
