//! Reading objects out of the tables.

use ipnet::Ipv4Net;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::sid::SidGenerator;
use crate::step_times::StepTimes;
use crate::storage::sqlite::{EXCHANGES, InFile, OUTCOMES, Query, STEP_TIMES, integer};
use crate::storage::{StorageError, Touch};
use crate::world::World;
use crate::world::bgp_session::BgpSession;
use crate::world::cross_connect::CrossConnect;
use crate::world::event::Event;
use crate::world::idempotency::{Memory, Remembered};

impl InFile {
    /// A world without objects: the catalogue, the step times, the outcomes, the counters.
    pub(super) async fn books(&mut self) -> Result<World, StorageError> {
        let rows = sqlx::query(
            "SELECT name, text FROM notes WHERE name IN ('exchanges', 'step_times', 'outcomes', 'counters')",
        );
        let mut world = World::new(Vec::new(), StepTimes::default(), 0);
        for row in rows.fetch_all(&mut *self.transaction).await? {
            let (name, text): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            match name.as_str() {
                EXCHANGES => world.exchanges = parsed("notes", &text)?,
                STEP_TIMES => world.step_times = parsed("notes", &text)?,
                OUTCOMES => world.outcomes = parsed("notes", &text)?,
                _ => world.count_from(parsed::<(SidGenerator, u64)>("notes", &text)?),
            }
        }
        Ok(world)
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

    /// The SIDs of the cross connects that a touch is about, of every kind but keys and everything.
    pub(super) async fn carriers(&mut self, touch: &Touch<'_>) -> Result<Vec<String>, StorageError> {
        let query = match *touch {
            Touch::Object(sid) => sqlx::query(
                "SELECT sid FROM cross_connects WHERE sid = $1 UNION SELECT cross_connect_sid FROM bgp_sessions WHERE sid = $1",
            )
            .bind(sid),
            Touch::Name(name) => sqlx::query("SELECT sid FROM cross_connects WHERE unique_name = $1").bind(name),
            Touch::Due(until) => sqlx::query(
                "SELECT sid FROM cross_connects WHERE next_step_at <= $1 \
                 UNION SELECT cross_connect_sid FROM bgp_sessions WHERE next_step_at <= $1",
            )
            .bind(until.as_microsecond()),
            Touch::Subnets | Touch::Key(_) | Touch::Everything => return Ok(Vec::new()),
        };
        let rows = query.fetch_all(&mut *self.transaction).await?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }

    pub(super) async fn known(&mut self, scope: &str, key: &str) -> Result<Vec<Remembered>, StorageError> {
        let query = sqlx::query("SELECT document FROM idempotency_keys WHERE scope = $1 AND key = $2");
        self.documents("idempotency_keys", query.bind(scope).bind(key)).await
    }

    pub(super) async fn events(&mut self, cross_connect: u64) -> Result<Vec<Event>, StorageError> {
        let query = sqlx::query("SELECT document FROM events WHERE cross_connect = $1 ORDER BY position");
        self.documents("events", query.bind(integer(cross_connect))).await
    }

    pub(super) async fn subnets(&mut self) -> Result<Vec<Ipv4Net>, StorageError> {
        let query = sqlx::query("SELECT subnet FROM bgp_sessions WHERE subnet IS NOT NULL");
        self.documents("bgp_sessions", query).await
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

/// The note of a name.
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
