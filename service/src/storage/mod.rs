//! The storage of the contract's objects, and its transactions.
//!
//! A command loads the objects that it touches, works on that part of the world, and saves the changes. The changes are
//! objects, events, idempotency keys, and the notes of the server, all in one transaction. Transactions run one after another.

mod changes;
mod memory;
mod sqlite;

use std::error::Error as _;
use std::fmt;

use async_trait::async_trait;
use jiff::Timestamp;
use thiserror::Error;

pub use self::changes::{Change, Changes};
pub use self::memory::MemoryStorage;
pub use self::sqlite::{OpenError, SqliteStorage};
use crate::code::Code;
use crate::page::{Slice, Window};
use crate::refusal::Refusal;
use crate::world::World;
use crate::world::bgp_session::{BgpSession, BgpSessionStatus};
use crate::world::cross_connect::{CrossConnect, CrossConnectStatus};
use crate::world::idempotency::IdempotencyKey;

/// A storage of the contract's objects.
#[async_trait]
pub trait Storage: fmt::Debug + Send + Sync {
    /// Begins a transaction, once the one before it has ended.
    ///
    /// # Errors
    /// The storage cannot be reached.
    async fn begin(&self) -> Result<Box<dyn Transaction>, StorageError>;

    /// Closes the storage. No transaction can begin afterwards, and other processes can open the storage.
    async fn close(&self);
}

/// A transaction. If it is dropped before [`Transaction::commit`] returns, either all of its changes are stored or none.
#[async_trait]
pub trait Transaction: Send {
    /// The touched part of the world, and every object with a due step: each cross connect with its sessions. It always includes
    /// the catalog, the step times, the outcomes, and the counters.
    ///
    /// # Errors
    /// The storage cannot be read.
    async fn load(&mut self, touched: &[Touch<'_>], now: Timestamp) -> Result<World, StorageError>;

    /// The cross connects of a page, in the order of creation. Their events can be missing.
    ///
    /// # Errors
    /// The storage cannot be read.
    async fn cross_connects(
        &mut self,
        filter: &CrossConnectFilter,
        window: Window,
    ) -> Result<Slice<CrossConnect>, StorageError>;

    /// The BGP sessions of a page, in the order of creation.
    ///
    /// # Errors
    /// The storage cannot be read.
    async fn bgp_sessions(
        &mut self,
        filter: &BgpSessionFilter,
        window: Window,
    ) -> Result<Slice<BgpSession>, StorageError>;

    /// The note with a name.
    ///
    /// # Errors
    /// The storage cannot be read.
    async fn note(&mut self, name: &str) -> Result<Option<String>, StorageError>;

    /// Writes changes.
    ///
    /// # Errors
    /// The storage cannot be written, or a name or a cross connect is already in use. Then nothing of the transaction is stored.
    async fn save(&mut self, changes: &Changes) -> Result<(), StorageError>;

    /// Makes the saved changes durable, over a crash of the process, and of the machine as far as the storage supports it.
    ///
    /// # Errors
    /// The storage does not confirm the commit.
    async fn commit(self: Box<Self>) -> Result<(), StorageError>;
}

/// Something that a command touches.
#[derive(Clone, Copy, Debug)]
pub enum Touch<'a> {
    /// The cross connect or the BGP session with this SID.
    Object(&'a str),
    /// The cross connect that has this name.
    Name(&'a str),
    /// The object that an idempotency key has created.
    Key(&'a IdempotencyKey),
    /// The interface subnets of all sessions.
    Subnets,
    /// Every object.
    Everything,
}

/// The filter of a list of cross connects. `None` matches every value.
#[derive(Clone, Debug, Default)]
pub struct CrossConnectFilter {
    /// The name.
    pub unique_name: Option<String>,
    /// The edge id of the exchange.
    pub exchange: Option<String>,
    /// The status.
    pub status: Option<CrossConnectStatus>,
    /// The redundancy group; empty: cross connects without a group.
    pub redundancy_group: Option<String>,
}

impl CrossConnectFilter {
    /// True for a cross connect that matches the filter.
    pub fn matches(&self, cross_connect: &CrossConnect) -> bool {
        let group = cross_connect.redundancy_group.as_deref().unwrap_or_default();
        is_or_any(self.unique_name.as_deref(), &cross_connect.unique_name)
            && is_or_any(self.exchange.as_deref(), &cross_connect.exchange)
            && is_or_any(self.redundancy_group.as_deref(), group)
            && self.status.is_none_or(|status| status == cross_connect.status)
    }
}

/// The filter of a list of BGP sessions. `None` matches every value.
#[derive(Clone, Debug, Default)]
pub struct BgpSessionFilter {
    /// The SID of the cross connect.
    pub cross_connect_sid: Option<String>,
    /// The status.
    pub status: Option<BgpSessionStatus>,
}

impl BgpSessionFilter {
    /// True for a session that matches the filter.
    pub fn matches(&self, session: &BgpSession) -> bool {
        is_or_any(self.cross_connect_sid.as_deref(), &session.cross_connect_sid)
            && self.status.is_none_or(|status| status == session.status)
    }
}

fn is_or_any(wanted: Option<&str>, value: &str) -> bool {
    wanted.is_none_or(|wanted| wanted == value)
}

/// The error of a transaction.
#[derive(Debug, Error)]
pub enum StorageError {
    /// A name is in use, or a cross connect already carries a session.
    #[error("a name is in use, or a cross connect already carries a session")]
    Taken,
    /// The database returned an error.
    #[error("the database returned an error")]
    Database(#[source] sqlx::Error),
    /// The database has content that this service did not write.
    #[error("the table {table} has content that this service did not write")]
    Damaged {
        /// The table.
        table: &'static str,
        /// The error in its JSON.
        #[source]
        source: serde_json::Error,
    },
}

impl StorageError {
    /// The error with its cause, in one sentence.
    pub fn with_cause(&self) -> String {
        match self.source() {
            Some(source) => format!("{self}: {source}"),
            None => self.to_string(),
        }
    }
}

impl From<StorageError> for Refusal {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Taken => Self::new(
                Code::Conflict,
                "the name is in use, or the cross connect already carries a session",
            ),
            StorageError::Database(_) | StorageError::Damaged { .. } => Self::new(
                Code::WriteFailed,
                format!("the state cannot be written: {}", error.with_cause()),
            ),
        }
    }
}
