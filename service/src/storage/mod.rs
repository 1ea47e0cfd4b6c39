//! Storage: where the objects of the contract are kept, and the transactions in which they change.
//!
//! A command loads what it touches, works on that part of the world, and saves what has become of it: the objects, their events, what
//! an idempotency key has created, and the notes of the server, all in one transaction. Transactions follow one another.

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

/// A place where the objects of the contract are kept.
#[async_trait]
pub trait Storage: fmt::Debug + Send + Sync {
    /// Begins a transaction, once the one before it has ended.
    ///
    /// # Errors
    /// The storage cannot be reached.
    async fn begin(&self) -> Result<Box<dyn Transaction>, StorageError>;

    /// Ends the use of the storage: no transaction begins any more, and others may open it.
    async fn close(&self);
}

/// One transaction. Dropped before [`Transaction::commit`] has returned, it leaves everything or nothing of what it saved.
#[async_trait]
pub trait Transaction: Send {
    /// The part of the world that is touched, and everything with a step that is due: each cross connect with its sessions, and always
    /// the catalogue, the step times, the outcomes and the counters.
    ///
    /// # Errors
    /// The storage cannot be read.
    async fn load(&mut self, touched: &[Touch<'_>], now: Timestamp) -> Result<World, StorageError>;

    /// The cross connects of a page, in the order of creation. Their events may be left out.
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

    /// The note of a name.
    ///
    /// # Errors
    /// The storage cannot be read.
    async fn note(&mut self, name: &str) -> Result<Option<String>, StorageError>;

    /// Writes changes.
    ///
    /// # Errors
    /// The storage cannot be written, or a name or a place is taken. Then nothing of the transaction is kept.
    async fn save(&mut self, changes: &Changes) -> Result<(), StorageError>;

    /// Keeps what was saved, over a crash of the process and of the machine as far as the storage can.
    ///
    /// # Errors
    /// The storage does not confirm it.
    async fn commit(self: Box<Self>) -> Result<(), StorageError>;
}

/// Something that a command touches.
#[derive(Clone, Copy, Debug)]
pub enum Touch<'a> {
    /// The cross connect or the BGP session with this SID.
    Object(&'a str),
    /// The cross connect that holds this name.
    Name(&'a str),
    /// The object that an idempotency key has created.
    Key(&'a IdempotencyKey),
    /// The interface subnets of all sessions.
    Subnets,
    /// Every object.
    Everything,
}

/// The filter of a list of cross connects. None: not narrowed.
#[derive(Clone, Debug, Default)]
pub struct CrossConnectFilter {
    /// The name.
    pub unique_name: Option<String>,
    /// The edge id of the exchange.
    pub exchange: Option<String>,
    /// The status.
    pub status: Option<CrossConnectStatus>,
    /// The redundancy group; empty: those without one.
    pub redundancy_group: Option<String>,
}

impl CrossConnectFilter {
    /// True for a cross connect of the list.
    pub fn matches(&self, cross_connect: &CrossConnect) -> bool {
        let group = cross_connect.redundancy_group.as_deref().unwrap_or_default();
        is_or_any(self.unique_name.as_deref(), &cross_connect.unique_name)
            && is_or_any(self.exchange.as_deref(), &cross_connect.exchange)
            && is_or_any(self.redundancy_group.as_deref(), group)
            && self.status.is_none_or(|status| status == cross_connect.status)
    }
}

/// The filter of a list of BGP sessions. None: not narrowed.
#[derive(Clone, Debug, Default)]
pub struct BgpSessionFilter {
    /// The SID of the cross connect.
    pub cross_connect_sid: Option<String>,
    /// The status.
    pub status: Option<BgpSessionStatus>,
}

impl BgpSessionFilter {
    /// True for a session of the list.
    pub fn matches(&self, session: &BgpSession) -> bool {
        is_or_any(self.cross_connect_sid.as_deref(), &session.cross_connect_sid)
            && self.status.is_none_or(|status| status == session.status)
    }
}

fn is_or_any(wanted: Option<&str>, value: &str) -> bool {
    wanted.is_none_or(|wanted| wanted == value)
}

/// The reason why a transaction did not succeed.
#[derive(Debug, Error)]
pub enum StorageError {
    /// A name, or a cross connect's place for a session, is taken.
    #[error("a name is in use, or a cross connect already carries a session")]
    Taken,
    /// The database refuses.
    #[error("the database returned an error")]
    Database(#[source] sqlx::Error),
    /// The database holds something that this service did not write.
    #[error("the table {table} has content that this service did not write")]
    Damaged {
        /// The table.
        table: &'static str,
        /// The fault in its text.
        #[source]
        source: serde_json::Error,
    },
}

impl StorageError {
    /// The error with what caused it, in one sentence.
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
            StorageError::Taken => Self::new(Code::Conflict, "the name is in use, or the cross connect already carries a session"),
            StorageError::Database(_) | StorageError::Damaged { .. } => Self::new(
                Code::WriteFailed,
                format!("the state cannot be written: {}", error.with_cause()),
            ),
        }
    }
}
