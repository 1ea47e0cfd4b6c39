//! One configured process: its client, what it has read of the account and planned, and the turns of its operations.
//!
//! The provider block leads to a [`Run`], which all calls share. Each call gets it bound to its own interruption, so
//! whatever asks the service through it ends with the call.

mod absence;
mod account;
mod failure;
mod inventory;
mod said;
mod shared_picture;
mod turns;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::tz::Offset;
use tokio_util::sync::CancellationToken;

pub(crate) use absence::{Absence, Evident, Missing, Witness};

use crate::api::Client;
use crate::checks::{Accepted, Finding, Severities, Standing};
use crate::domain::{BgpSessionSid, CrossConnectSid};
use absence::Sightings;
use inventory::Inventory;
use said::Said;
use shared_picture::SharedPicture;
use turns::Turns;

/// The parts of a configured process that its calls work with. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// The service.
    pub(crate) client: Client,
    /// What this run has read of the account.
    pub(crate) inventory: Inventory,
    /// The circuits and sessions that this run has read and planned.
    pub(crate) picture: SharedPicture,
    /// The messages that this run has given already.
    pub(crate) said: Said,
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
    /// The run of a process that has just been configured.
    pub(crate) fn new(client: Client, severities: Severities, credentials_from: &'static str) -> Self {
        Self {
            client,
            severities,
            accepted: Arc::default(),
            inventory: Inventory::default(),
            picture: SharedPicture::default(),
            said: Said::default(),
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

    /// Notes that this process is about to change something. What it planned before no longer tells what there is.
    pub(crate) fn begin_change(&self) {
        if !self.has_applied.swap(true, Ordering::Relaxed) {
            self.picture.clear();
        }
    }

    /// Forgets what was read and planned of a cross connect that is about to change.
    pub(crate) async fn forget_cross_connect(&self, sid: &CrossConnectSid) {
        self.picture.with(|picture| picture.forget_cross_connect(sid));
        self.inventory.forget_cross_connect(sid).await;
    }

    /// Forgets what was read and planned of a BGP session that is about to change.
    pub(crate) async fn forget_bgp_session(&self, sid: &BgpSessionSid) {
        self.picture.with(|picture| picture.sessions.forget(sid));
        self.inventory.forget_bgp_session(sid).await;
    }

    /// Marks a finding with its acceptance, if it has one, and returns whether that counts today. While the service has not told the
    /// time, it counts.
    pub(crate) fn accept(&self, found: &mut Finding) -> bool {
        let today = self.client.last_date().map(|now| Offset::UTC.to_datetime(now).date());
        let standing = |accepted: &Accepted| today.map_or(Standing::Counts, |today| accepted.standing(today));
        let covering = self.accepted.iter().filter(|accepted| accepted.covers(found));
        let best = covering.min_by_key(|accepted| standing(accepted));
        let Some((accepted, standing)) = best.map(|accepted| (accepted, standing(accepted))) else {
            return false;
        };
        found.detail = format!("{} {}", found.detail.trim_end(), accepted.told(standing));
        standing == Standing::Counts
    }

    /// Whether this process has changed something, so that its plans are those of an apply.
    pub(crate) fn has_applied(&self) -> bool {
        self.has_applied.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
pub(crate) mod tests;
