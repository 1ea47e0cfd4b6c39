//! Storage in a SQLite file.
//!
//! Each value of a query has its own column; the rest of an object is one JSON text. Only texts and integers are stored, so that
//! another database can have the same columns.

mod batch;
mod pages;
mod reading;
mod writing;

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use async_trait::async_trait;
use ipnet::Ipv4Net;
use jiff::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Row, Sqlite, SqlitePool};
use thiserror::Error;

use crate::page::{Slice, Window};
use crate::storage::sqlite::pages::{BgpSessionPages, CrossConnectPages, slice};
use crate::storage::sqlite::reading::Preloaded;
use crate::storage::sqlite::writing::word;
use crate::storage::{BgpSessionFilter, Changes, CrossConnectFilter, Storage, StorageError, Touch, Transaction};
use crate::world::World;
use crate::world::bgp_session::BgpSession;
use crate::world::cross_connect::CrossConnect;
use crate::world::idempotency::Memory;

/// The format of the tables. A file with another format is refused.
const FORM: &str = "2";

/// The tables. A session in deletion does not block another session, so the unique index excludes it. A cross connect whose removal is
/// decided has a `unique_name`, but no `held_name`. A table without row ids stores its primary key once,
/// so an order writes fewer pages. A file with row ids has the same format.
const TABLES: [&str; 9] = [
    "CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS cross_connects (ordinal INTEGER PRIMARY KEY, sid TEXT NOT NULL UNIQUE, unique_name TEXT NOT NULL, \
     held_name TEXT UNIQUE, exchange TEXT NOT NULL, status TEXT NOT NULL, redundancy_group TEXT NOT NULL, next_step_at INTEGER, document TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS events (cross_connect INTEGER NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL, \
     PRIMARY KEY (cross_connect, position)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS bgp_sessions (ordinal INTEGER PRIMARY KEY, sid TEXT NOT NULL UNIQUE, cross_connect_sid TEXT NOT NULL, \
     status TEXT NOT NULL, subnets TEXT NOT NULL, next_step_at INTEGER, document TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS idempotency_keys (scope TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, document TEXT NOT NULL, \
     PRIMARY KEY (scope, key)) WITHOUT ROWID",
    "CREATE UNIQUE INDEX IF NOT EXISTS one_session_each ON bgp_sessions (cross_connect_sid) WHERE status <> 'deleting'",
    "DROP INDEX IF EXISTS named_cross_connects",
    "CREATE INDEX IF NOT EXISTS moving_cross_connects ON cross_connects (next_step_at)",
    "CREATE INDEX IF NOT EXISTS moving_bgp_sessions ON bgp_sessions (next_step_at)",
];

const EXCHANGES: &str = "exchanges";
const STEP_TIMES: &str = "step_times";
const OUTCOMES: &str = "outcomes";
const COUNTERS: &str = "counters";

/// A storage in a file. No other process can open the file at the same time.
#[derive(Debug)]
pub struct SqliteStorage {
    pool: SqlitePool,
    /// Held for as long as the file is in use.
    lock: File,
    /// The instant, in microseconds, up to which old idempotency keys have been deleted.
    forgotten_until: Arc<AtomicI64>,
}

/// The error of a file that cannot be used.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The file's lock cannot be taken.
    #[error("cannot lock {path}")]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// The error of the system.
        #[source]
        source: io::Error,
    },
    /// Another process uses the file.
    #[error("the state file {path} is in use by another server; stop that server first, or use another file")]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The file is not a database, is damaged, or cannot be created.
    #[error("cannot use the state file {path}, which was not changed; repair it, or move it away to start without it")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// The error of the database.
        #[source]
        source: sqlx::Error,
    },
    /// The file was written by another version of this server.
    #[error(
        "the state file {path} has format {found}, and this server requires format {FORM}; move it away to start without it"
    )]
    OtherForm {
        /// The file.
        path: PathBuf,
        /// The format of the file.
        found: String,
    },
}

impl SqliteStorage {
    /// Opens or creates a file. The second value is true if the file contains a world.
    ///
    /// # Errors
    /// Another process uses the file, or the file is not from this service. Then the file is not changed.
    pub async fn open(path: &Path) -> Result<(Self, bool), OpenError> {
        let lock = locked(path)?;
        let unusable = |source| OpenError::Unusable {
            path: path.to_owned(),
            source,
        };
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(LONGEST_LOCK);
        // One connection, so that transactions run one after another. The pool never closes it.
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(LONGEST_WAIT)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false);
        let pool = pool.connect_with(options).await.map_err(unusable)?;
        for table in TABLES {
            sqlx::query(table).execute(&pool).await.map_err(unusable)?;
        }
        let storage = Self {
            pool,
            lock,
            forgotten_until: Arc::default(),
        };
        let found = storage.note_or_insert("form", FORM).await.map_err(unusable)?;
        if found != FORM {
            let path = path.to_owned();
            return Err(OpenError::OtherForm { path, found });
        }
        let mut connection = storage.pool.acquire().await.map_err(unusable)?;
        let has_world = reading::note(&mut connection, COUNTERS)
            .await
            .map_err(unusable)?
            .is_some();
        drop(connection);
        Ok((storage, has_world))
    }

    async fn note_or_insert(&self, name: &str, text: &str) -> Result<String, sqlx::Error> {
        let insert = sqlx::query("INSERT INTO notes (name, text) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING");
        insert.bind(name).bind(text).execute(&self.pool).await?;
        let select = sqlx::query("SELECT text FROM notes WHERE name = $1").bind(name);
        select.fetch_one(&self.pool).await?.try_get(0)
    }
}

/// The longest wait of a transaction for another tool that uses the file.
const LONGEST_LOCK: Duration = Duration::from_secs(2);
/// The longest wait of a transaction for earlier ones.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Locks a file by a lock file beside it. The database has its own locks on the file itself.
fn locked(path: &Path) -> Result<File, OpenError> {
    let mut beside = path.to_owned().into_os_string();
    beside.push(".lock");
    let failed = |source| OpenError::Lock {
        path: beside.clone().into(),
        source,
    };
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&beside);
    let file = file.map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: path.to_owned() }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

#[async_trait]
impl Storage for SqliteStorage {
    async fn begin(&self) -> Result<Box<dyn Transaction>, StorageError> {
        Ok(Box::new(InFile {
            transaction: self.pool.begin_with("BEGIN IMMEDIATE").await?,
            forgotten_until: Arc::clone(&self.forgotten_until),
        }))
    }

    async fn close(&self) {
        self.pool.close().await;
        let _ = self.lock.unlock();
    }
}

struct InFile {
    transaction: sqlx::Transaction<'static, Sqlite>,
    forgotten_until: Arc<AtomicI64>,
}

type Query<'q> = sqlx::query::Query<'q, Sqlite, sqlx::sqlite::SqliteArguments>;

#[async_trait]
impl Transaction for InFile {
    async fn load(&mut self, touched: &[Touch<'_>], now: Timestamp) -> Result<World, StorageError> {
        let mut preloaded = self.preload(touched, now).await?;
        if touched.iter().any(|touch| matches!(touch, Touch::Everything)) {
            self.load_everything(&mut preloaded.world).await?;
            return Ok(preloaded.world);
        }
        let created: Vec<Touch<'_>> = preloaded.keys.iter().map(|known| Touch::Object(known.sid())).collect();
        if !created.is_empty() {
            let more = self.preload(&created, now).await?.carriers;
            preloaded.carriers.extend(more);
        }
        let Preloaded {
            mut world,
            carriers,
            is_due,
            keys,
        } = preloaded;
        world.idempotency = Memory::of(keys);
        for carrier in &carriers {
            self.load_carrier(carrier, &mut world).await?;
        }
        world.cross_connects.sort_by_key(|found| found.ordinal);
        world.bgp_sessions.sort_by_key(|found| found.ordinal);
        if is_due || touched.iter().any(|touch| matches!(touch, Touch::Subnets)) {
            let loaded: BTreeSet<Ipv4Net> = world.bgp_sessions.iter().flat_map(BgpSession::subnets).collect();
            let all = self.subnets().await?.into_iter();
            world.taken_subnets = all.filter(|subnet| !loaded.contains(subnet)).collect();
        }
        Ok(world)
    }

    async fn cross_connects(
        &mut self,
        filter: &CrossConnectFilter,
        window: Window,
    ) -> Result<Slice<CrossConnect>, StorageError> {
        let mut pages = CrossConnectPages {
            transaction: &mut self.transaction,
            filter,
            status: filter.status.map(|status| word(&status)),
        };
        slice(&mut pages, window).await
    }

    async fn bgp_sessions(
        &mut self,
        filter: &BgpSessionFilter,
        window: Window,
    ) -> Result<Slice<BgpSession>, StorageError> {
        let mut pages = BgpSessionPages {
            transaction: &mut self.transaction,
            filter,
            status: filter.status.map(|status| word(&status)),
        };
        slice(&mut pages, window).await
    }

    async fn note(&mut self, name: &str) -> Result<Option<String>, StorageError> {
        Ok(reading::note(&mut self.transaction, name).await?)
    }

    async fn save(&mut self, changes: &Changes) -> Result<(), StorageError> {
        self.statements(changes).execute(&mut self.transaction).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StorageError> {
        Ok(self.transaction.commit().await?)
    }
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        match error
            .as_database_error()
            .is_some_and(|found| found.is_unique_violation())
        {
            true => Self::Taken,
            false => Self::Database(error),
        }
    }
}

/// An ordinal for the database. Ordinals count objects, so they are far below the limit.
fn integer(ordinal: u64) -> i64 {
    i64::try_from(ordinal).unwrap_or(i64::MAX)
}
