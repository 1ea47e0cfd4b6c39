//! One configured process: its client, what it has read of the account and planned, and the turns of its operations.
//!
//! The provider block leads to a [`Run`], which all calls share. Each call gets it bound to its own interruption, so
//! whatever asks the service through it ends with the call.

mod absence;
mod account;
mod failure;
mod inventory;
mod turns;

use std::ops::Deref;

use tokio_util::sync::CancellationToken;

pub(crate) use absence::{Absence, Evident, Missing, Witness};
pub(crate) use account::{Part, bgp_session, cross_connect};

use crate::api::Client;
use crate::checks::Severities;
use crate::ledger::{Busy, Ledger};
use absence::Sightings;
use inventory::Inventory;
use turns::Turns;

/// The parts of a configured process that its calls work with. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// The service.
    pub(crate) client: Client,
    /// What this run has read of the account.
    pub(crate) inventory: Inventory,
    /// What this run has planned.
    pub(crate) ledger: Ledger,
    /// The user's severities of the plan checks.
    pub(crate) severities: Severities,
    /// The turns of the operations on one object.
    pub(crate) turns: Turns,
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
            ledger: Ledger::default(),
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
}

/// The run at work for one call, which keeps the ledger from being idle until the call is answered.
#[derive(Debug)]
pub(crate) struct Working {
    run: Run,
    _busy: Busy,
}

impl Working {
    /// The run at work until the value is dropped.
    pub(crate) fn of(run: Run) -> Self {
        Self {
            _busy: run.ledger.busy(),
            run,
        }
    }
}

impl Deref for Working {
    type Target = Run;

    fn deref(&self) -> &Run {
        &self.run
    }
}

#[cfg(test)]
mod tests;
