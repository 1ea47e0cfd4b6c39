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

use tokio_util::sync::CancellationToken;

pub(crate) use absence::{Absence, Evident, Missing, Witness};
pub(crate) use account::{bgp_session, cross_connect};

use crate::api::Client;
use crate::checks::Severities;
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
    /// What this run has said already.
    pub(crate) said: Said,
    /// The user's severities of the plan checks.
    pub(crate) severities: Severities,
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

    /// Notes that something is about to be changed: from now on what was planned and listed no longer tells what there is.
    pub(crate) fn begin_change(&self) {
        self.has_applied.store(true, Ordering::Relaxed);
        self.picture.clear();
    }

    /// Whether this process has changed something, so that its plans are those of an apply.
    pub(crate) fn has_applied(&self) -> bool {
        self.has_applied.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
pub(crate) mod tests;
