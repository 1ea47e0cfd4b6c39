//! Reading objects out of the tables.

use std::collections::BTreeSet;

use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row};

use crate::sid::SidGenerator;
use crate::step_times::StepTimes;
use crate::storage::sqlite::{COUNTERS, EXCHANGES, InFile, OUTCOMES, Query, STEP_TIMES, integer};
use crate::storage::{StorageError, Touch};
use crate::world::World;
use crate::world::bgp_session::BgpSession;
use crate::world::cross_connect::CrossConnect;
use crate::world::event::Event;
use crate::world::idempotency::{Memory, Remembered};

impl InFile {
    /// The notes that every command needs, and the SIDs of its cross connects, in one query for each hundred touches.
    pub(super) async fn preload(&mut self, touched: &[Touch<'_>], now: Timestamp) -> Result<Preloaded, StorageError> {
        let mut preloaded = Preloaded::default();
        let first = touched.get(..MOST_AT_ONCE).unwrap_or(touched);
        let rest = touched.get(first.len()..).unwrap_or_default();
        self.preload_chunk(&mut preloaded, first, now).await?;
        for touched in rest.chunks(MOST_AT_ONCE) {
            self.preload_chunk(&mut preloaded, touched, now).await?;
        }
        Ok(preloaded)
    }

    async fn preload_chunk(
        &mut self,
        preloaded: &mut Preloaded,
        touched: &[Touch<'_>],
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let text: String = [COMMON].into_iter().chain(touched.iter().map(selection)).collect();
        // Every part of the text is a literal of this file. Values are bound.
        let mut query = sqlx::query(AssertSqlSafe(numbered(&text)));
        query = query.bind(now.as_microsecond()).bind(now.as_microsecond());
        for touch in touched {
            query = match *touch {
                Touch::Object(sid) => query.bind(sid).bind(sid),
                Touch::Name(name) => query.bind(name),
                Touch::Key(key) => query.bind(key.scope()).bind(key.key()),
                Touch::Subnets | Touch::Everything => query,
            };
        }
        for row in query.fetch_all(&mut *self.transaction).await? {
            preloaded.take(row.try_get(0)?, row.try_get(1)?)?;
        }
        Ok(())
    }

    pub(super) async fn load_everything(&mut self, world: &mut World) -> Result<(), StorageError> {
        let query = sqlx::query("SELECT document FROM cross_connects ORDER BY ordinal");
        world.cross_connects = self.documents("cross_connects", query).await?;
        for cross_connect in &mut world.cross_connects {
            cross_connect.events = self.events(cross_connect.ordinal).await?;
        }
        let query = sqlx::query("SELECT document FROM bgp_sessions ORDER BY ordinal");
        world.bgp_sessions = self.documents("bgp_sessions", query).await?;
        let query = sqlx::query("SELECT document FROM idempotency_keys ORDER BY at");
        world.idempotency = Memory::of(self.documents("idempotency_keys", query).await?);
        Ok(())
    }

    /// Adds a cross connect and its sessions to a world.
    pub(super) async fn load_carrier(&mut self, sid: &str, world: &mut World) -> Result<(), StorageError> {
        let query = sqlx::query("SELECT document FROM cross_connects WHERE sid = $1").bind(sid);
        for mut found in self.documents::<CrossConnect>("cross_connects", query).await? {
            found.events = self.events(found.ordinal).await?;
            world.cross_connects.push(found);
        }
        let query = sqlx::query("SELECT document FROM bgp_sessions WHERE cross_connect_sid = $1").bind(sid);
        world
            .bgp_sessions
            .extend(self.documents::<BgpSession>("bgp_sessions", query).await?);
        Ok(())
    }

    pub(super) async fn events(&mut self, cross_connect: u64) -> Result<Vec<Event>, StorageError> {
        let query = sqlx::query("SELECT document FROM events WHERE cross_connect = $1 ORDER BY position");
        self.documents("events", query.bind(integer(cross_connect))).await
    }

    pub(super) async fn subnets(&mut self) -> Result<Vec<Ipv4Net>, StorageError> {
        let query = sqlx::query("SELECT subnets FROM bgp_sessions");
        let subnets: Vec<Vec<Ipv4Net>> = self.documents("bgp_sessions", query).await?;
        Ok(subnets.into_iter().flatten().collect())
    }

    pub(super) async fn documents<T: DeserializeOwned>(
        &mut self,
        table: &'static str,
        query: Query<'_>,
    ) -> Result<Vec<T>, StorageError> {
        let rows = query.fetch_all(&mut *self.transaction).await?;
        rows.iter().map(|row| document(table, row)).collect()
    }
}

/// The result of the first query of a transaction, before the objects.
pub(super) struct Preloaded {
    /// A world without objects: the catalog, the step times, the outcomes, and the counters.
    pub(super) world: World,
    /// The SIDs of the cross connects that are touched directly, through a session, or by a due step.
    pub(super) carriers: BTreeSet<String>,
    /// True if a step is due.
    pub(super) is_due: bool,
    /// The touched keys, with the objects that they have created.
    pub(super) keys: Vec<Remembered>,
}

impl Default for Preloaded {
    fn default() -> Self {
        Self {
            world: World::new(Vec::new(), StepTimes::default(), 0),
            carriers: BTreeSet::new(),
            is_due: false,
            keys: Vec::new(),
        }
    }
}

impl Preloaded {
    fn take(&mut self, kind: &str, text: String) -> Result<(), StorageError> {
        match kind {
            EXCHANGES => self.world.exchanges = parsed("notes", &text)?,
            STEP_TIMES => self.world.step_times = parsed("notes", &text)?,
            OUTCOMES => self.world.outcomes = parsed("notes", &text)?,
            COUNTERS => self.world.count_from(parsed::<(SidGenerator, u64)>("notes", &text)?),
            "key" => self.keys.push(parsed("idempotency_keys", &text)?),
            "due" => {
                self.is_due = true;
                self.carriers.insert(text);
            }
            _ => drop(self.carriers.insert(text)),
        }
        Ok(())
    }
}

/// The touches of one query. SQLite joins at most 500 parts.
const MOST_AT_ONCE: usize = 100;

/// The query for the notes that every command needs, and for the due steps.
const COMMON: &str = "SELECT name, text FROM notes WHERE name IN ('exchanges', 'step_times', 'outcomes', 'counters') \
    UNION ALL SELECT 'due', sid FROM cross_connects WHERE next_step_at <= ? \
    UNION ALL SELECT 'due', cross_connect_sid FROM bgp_sessions WHERE next_step_at <= ?";

fn selection(touch: &Touch<'_>) -> &'static str {
    match touch {
        Touch::Object(_) => {
            " UNION ALL SELECT 'carrier', sid FROM cross_connects WHERE sid = ? \
             UNION ALL SELECT 'carrier', cross_connect_sid FROM bgp_sessions WHERE sid = ?"
        }
        Touch::Name(_) => " UNION ALL SELECT 'carrier', sid FROM cross_connects WHERE held_name = ?",
        Touch::Key(_) => " UNION ALL SELECT 'key', document FROM idempotency_keys WHERE scope = ? AND key = ?",
        Touch::Subnets | Touch::Everything => "",
    }
}

/// Numbers the placeholders of a query, in the notation of SQLite and PostgreSQL.
fn numbered(query: &str) -> String {
    let mut parts = query.split('?');
    let first = parts.next().unwrap_or_default().to_owned();
    (1..)
        .zip(parts)
        .fold(first, |text, (number, part)| format!("{text}${number}{part}"))
}

/// The note with a name.
pub(super) async fn note(connection: &mut sqlx::SqliteConnection, name: &str) -> Result<Option<String>, sqlx::Error> {
    let query = sqlx::query("SELECT text FROM notes WHERE name = $1").bind(name);
    query
        .fetch_optional(connection)
        .await?
        .map(|row| row.try_get(0))
        .transpose()
}

pub(super) fn document<T: DeserializeOwned>(table: &'static str, row: &SqliteRow) -> Result<T, StorageError> {
    parsed(table, row.try_get(0)?)
}

pub(super) fn parsed<T: DeserializeOwned>(table: &'static str, text: &str) -> Result<T, StorageError> {
    serde_json::from_str(text).map_err(|source| StorageError::Damaged { table, source })
}
