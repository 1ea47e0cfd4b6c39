//! The service: the contract's objects in their storage, and the server around them.
//!
//! Every request does its work inside [`Service::act`], which advances the touched objects to the present, changes them, and saves them
//! before the answer is sent. A refused request changes nothing.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use tokio::sync::Mutex as Turn;

use crate::host::Host;
use crate::page::{Seal, Slice, Window};
use crate::refusal::Refusal;
use crate::sid::{self, SidGenerator};
use crate::storage::{BgpSessionFilter, Changes, CrossConnectFilter, Storage, StorageError, Touch, Transaction};
use crate::world::World;
use crate::world::bgp_session::{BgpSession, BgpSessionStatus};
use crate::world::cross_connect::CrossConnect;

/// The service. Handlers share it behind an `Arc`.
#[derive(Debug)]
pub struct Service {
    /// The account of the credentials.
    pub account_sid: String,
    /// The seal of its page tokens.
    pub page_seal: Seal,
    /// The server around it.
    pub host: Arc<dyn Host>,
    storage: Arc<dyn Storage>,
    /// The lock that is held until the host has marked its notes as stored, so that it marks them in order.
    turn: Turn<()>,
    request_ids: Mutex<SidGenerator>,
}

/// The objects that a request touches, at one moment.
pub struct Moment<'a> {
    /// The objects, advanced to the moment.
    pub world: &'a mut World,
    /// The time.
    pub now: Timestamp,
    host: &'a dyn Host,
}

impl Moment<'_> {
    /// The `Retry-After` of an answer about an object with a machine's step that ends at an instant.
    pub fn retry_after(&self, moves_at: Option<Timestamp>) -> Option<u64> {
        moves_at.map(|at| self.host.real_seconds_until(at))
    }
}

/// The identity of a service, and the source of its identifiers.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The only account.
    pub account_sid: String,
    /// The seal of its page tokens: the same after a restart, so that clients can continue to read a list.
    pub page_seal: u64,
    /// The seed of request ids: another number after a restart, so that no id is repeated.
    pub request_id_seed: u64,
}

impl Service {
    /// A service with its storage and its host.
    pub fn new(identity: Identity, storage: Arc<dyn Storage>, host: Arc<dyn Host>) -> Self {
        Self {
            account_sid: identity.account_sid,
            page_seal: Seal(identity.page_seal),
            host,
            storage,
            turn: Turn::default(),
            request_ids: Mutex::new(SidGenerator::new(identity.request_id_seed)),
        }
    }

    /// Runs a request's work on the objects that it touches, and saves the result.
    ///
    /// # Errors
    /// The refusal of the work; 62000 if the storage fails. In both cases nothing is changed.
    pub async fn act<T, F>(&self, touched: &[Touch<'_>], work: F) -> Result<T, Refusal>
    where
        F: FnOnce(&mut Moment<'_>) -> Result<T, Refusal>,
    {
        let _turn = self.turn.lock().await;
        let mut transaction = self.storage.begin().await?;
        let now = self.host.now();
        let loaded = transaction.load(touched, now).await?;
        let mut present = loaded.clone();
        present.advance_to(now);
        let mut world = present.clone();
        let result = work(&mut Moment {
            world: &mut world,
            now,
            host: &*self.host,
        });
        let left = if result.is_ok() { &world } else { &present };
        self.keep(transaction, Changes::between(&loaded, left)).await?;
        result
    }

    /// Replaces all objects with another world. `prepare` runs first in the same transaction.
    ///
    /// # Errors
    /// 62000; then nothing is changed.
    pub async fn replace(&self, world: World, prepare: impl FnOnce()) -> Result<(), Refusal> {
        let _turn = self.turn.lock().await;
        let transaction = self.storage.begin().await?;
        prepare();
        Ok(self.keep(transaction, Changes::all(world)).await?)
    }

    /// The cross connects of a page, and the catalog.
    ///
    /// # Errors
    /// 62000.
    pub async fn cross_connects(
        &self,
        filter: &CrossConnectFilter,
        window: Window,
    ) -> Result<(Slice<CrossConnect>, World), Refusal> {
        let mut transaction = self.present().await?;
        let catalogue = transaction.load(&[], self.host.now()).await?;
        Ok((transaction.cross_connects(filter, window).await?, catalogue))
    }

    /// The BGP sessions of a page, and the cross connects of the pending ones.
    ///
    /// # Errors
    /// 62000.
    pub async fn bgp_sessions(
        &self,
        filter: &BgpSessionFilter,
        window: Window,
    ) -> Result<(Slice<BgpSession>, World), Refusal> {
        let mut transaction = self.present().await?;
        let slice = transaction.bgp_sessions(filter, window).await?;
        let pending = slice
            .items
            .iter()
            .filter(|placed| placed.item.status == BgpSessionStatus::Pending);
        let touched: Vec<Touch<'_>> = pending.map(|placed| Touch::Object(&placed.item.sid)).collect();
        let carriers = transaction.load(&touched, self.host.now()).await?;
        Ok((slice, carriers))
    }

    /// Closes the storage.
    pub async fn close(&self) {
        self.storage.close().await;
    }

    /// The identifier of the next request.
    pub fn next_request_id(&self) -> String {
        let mut request_ids = self.request_ids.lock().unwrap_or_else(PoisonError::into_inner);
        request_ids.draw(sid::REQUEST)
    }

    /// A transaction in which every due step is carried out and saved.
    async fn present(&self) -> Result<Box<dyn Transaction>, Refusal> {
        self.act(&[], |_| Ok(())).await?;
        Ok(self.storage.begin().await?)
    }

    async fn keep(&self, mut transaction: Box<dyn Transaction>, mut changes: Changes) -> Result<(), StorageError> {
        changes.notes = self.host.notes();
        if changes.is_empty() {
            return Ok(());
        }
        transaction.save(&changes).await?;
        transaction.commit().await?;
        self.host.kept(&changes.notes);
        Ok(())
    }
}
