//! One configured process: its client, the read and planned objects of the account, and the turns of its operations.
//!
//! The provider block gives a [`Run`], which all calls share. Each call has a clone that is bound to its own interruption, so
//! its requests end with the call.

mod absence;
mod account;
mod failure;
mod inventory;
mod reported_messages;
mod shared_picture;
mod turns;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::tz::Offset;
use tokio_util::sync::CancellationToken;

pub(crate) use absence::{Absence, Evident, Missing, Witness};

use crate::api::Client;
use crate::checks::{Accepted, Finding, Severities, Validity};
use crate::domain::{BgpSessionSid, CrossConnectSid};
use absence::Sightings;
use inventory::Inventory;
use reported_messages::ReportedMessages;
use shared_picture::SharedPicture;
use turns::Turns;

/// The parts of a configured process that its calls use. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// The client of the service.
    pub(crate) client: Client,
    /// The objects of the account that this run has read.
    pub(crate) inventory: Inventory,
    /// The circuits and sessions that this run has read and planned.
    pub(crate) picture: SharedPicture,
    /// The messages that this run has already reported.
    pub(crate) reported: ReportedMessages,
    /// The user's severities of the plan checks.
    pub(crate) severities: Severities,
    /// The user's accepted findings.
    pub(crate) accepted: Arc<[Accepted]>,
    /// The turns of the operations on one object.
    pub(crate) turns: Turns,
    has_applied: Arc<AtomicBool>,
    sightings: Sightings,
    /// The origin of the credentials, as messages name it.
    credentials_from: &'static str,
}

impl Run {
    /// The run of a new configured process.
    pub(crate) fn new(client: Client, severities: Severities, credentials_from: &'static str) -> Self {
        Self {
            client,
            severities,
            accepted: Arc::default(),
            inventory: Inventory::default(),
            picture: SharedPicture::default(),
            reported: ReportedMessages::default(),
            has_applied: Arc::default(),
            turns: Turns::default(),
            sightings: Sightings::default(),
            credentials_from,
        }
    }

    /// The same run for a call that `stop` interrupts.
    pub(crate) fn stopped_by(mut self, stop: &CancellationToken) -> Self {
        self.client = self.client.stopped_by(stop);
        self
    }

    /// Records that this process is about to change an object. Earlier plans are out of date then, and are removed.
    pub(crate) fn begin_change(&self) {
        if !self.has_applied.swap(true, Ordering::Relaxed) {
            self.picture.clear();
        }
    }

    /// Removes the read and planned values of a cross connect that is about to change.
    pub(crate) async fn forget_cross_connect(&self, sid: &CrossConnectSid) {
        self.picture.with(|picture| picture.forget_cross_connect(sid));
        self.inventory.forget_cross_connect(sid).await;
    }

    /// Removes the read and planned values of a BGP session that is about to change.
    pub(crate) async fn forget_bgp_session(&self, sid: &BgpSessionSid) {
        self.picture.with(|picture| picture.sessions.forget(sid));
        self.inventory.forget_bgp_session(sid).await;
    }

    /// Marks a finding with its acceptance, if it has one, and returns true if the acceptance is valid today. It is also valid while the
    /// time of the service is unknown.
    pub(crate) fn accept(&self, found: &mut Finding) -> bool {
        let today = self.client.last_date().map(|now| Offset::UTC.to_datetime(now).date());
        let validity = |accepted: &Accepted| today.map_or(Validity::Counts, |today| accepted.validity(today));
        let covering = self.accepted.iter().filter(|accepted| accepted.covers(found));
        let best = covering.min_by_key(|accepted| validity(accepted));
        let Some((accepted, validity)) = best.map(|accepted| (accepted, validity(accepted))) else {
            return false;
        };
        found.detail = format!("{} {}", found.detail.trim_end(), accepted.told(validity));
        validity == Validity::Counts
    }

    /// True where this process has changed an object, so that its plans are those of an apply.
    pub(crate) fn has_applied(&self) -> bool {
        self.has_applied.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
pub(crate) mod tests;
