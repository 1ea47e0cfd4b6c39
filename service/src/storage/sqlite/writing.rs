//! Writing objects into the tables.

use std::sync::atomic::Ordering;

use jiff::Timestamp;
use serde::Serialize;

use crate::storage::sqlite::{COUNTERS, EXCHANGES, InFile, OUTCOMES, Query, STEP_TIMES, integer};
use crate::storage::{Change, Changes, StorageError};
use crate::world::bgp_session::BgpSession;
use crate::world::cross_connect::CrossConnect;
use crate::world::event::Event;
use crate::world::idempotency::Remembered;

/// An hour in microseconds.
const AN_HOUR: i64 = 3_600_000_000;

impl InFile {
    pub(super) async fn clear(&mut self) -> Result<(), StorageError> {
        for table in [
            "DELETE FROM cross_connects",
            "DELETE FROM events",
            "DELETE FROM bgp_sessions",
            "DELETE FROM idempotency_keys",
        ] {
            self.execute(sqlx::query(table)).await?;
        }
        Ok(())
    }

    pub(super) async fn put_note(&mut self, name: &str, text: &str) -> Result<(), StorageError> {
        let query = sqlx::query(
            "INSERT INTO notes (name, text) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET text = excluded.text",
        );
        self.execute(query.bind(name).bind(text)).await
    }

    pub(super) async fn put_cross_connect(&mut self, change: &Change<CrossConnect>) -> Result<(), StorageError> {
        let (object, events_before) = match change {
            Change::Put { object, events_before } => (object, *events_before),
            Change::Removed(ordinal) => {
                let events = sqlx::query("DELETE FROM events WHERE cross_connect = $1");
                self.execute(events.bind(integer(*ordinal))).await?;
                let query = sqlx::query("DELETE FROM cross_connects WHERE ordinal = $1");
                return self.execute(query.bind(integer(*ordinal))).await;
            }
        };
        let without_events = CrossConnect {
            events: Vec::new(),
            ..object.clone()
        };
        let query = sqlx::query(
            "INSERT INTO cross_connects (ordinal, sid, unique_name, held_name, exchange, status, redundancy_group, next_step_at, \
             document) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (ordinal) DO UPDATE SET sid = excluded.sid, \
             unique_name = excluded.unique_name, held_name = excluded.held_name, exchange = excluded.exchange, status = excluded.status, \
             redundancy_group = excluded.redundancy_group, next_step_at = excluded.next_step_at, document = excluded.document",
        );
        let query = query
            .bind(integer(object.ordinal))
            .bind(&object.sid)
            .bind(&object.unique_name)
            .bind(object.holds_name().then_some(&object.unique_name))
            .bind(&object.exchange)
            .bind(word(&object.status))
            .bind(object.redundancy_group.as_deref().unwrap_or_default())
            .bind(object.next_step_at().map(Timestamp::as_microsecond))
            .bind(text(&without_events));
        self.execute(query).await?;
        for (position, event) in object.events.iter().enumerate().skip(events_before) {
            self.put_event(object.ordinal, position, event).await?;
        }
        Ok(())
    }

    pub(super) async fn put_event(
        &mut self,
        cross_connect: u64,
        position: usize,
        event: &Event,
    ) -> Result<(), StorageError> {
        let query = sqlx::query("INSERT INTO events (cross_connect, position, document) VALUES ($1, $2, $3)");
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        self.execute(query.bind(integer(cross_connect)).bind(position).bind(text(event)))
            .await
    }

    pub(super) async fn put_bgp_session(&mut self, change: &Change<BgpSession>) -> Result<(), StorageError> {
        let object = match change {
            Change::Put { object, .. } => object,
            Change::Removed(ordinal) => {
                let query = sqlx::query("DELETE FROM bgp_sessions WHERE ordinal = $1");
                return self.execute(query.bind(integer(*ordinal))).await;
            }
        };
        let query = sqlx::query(
            "INSERT INTO bgp_sessions (ordinal, sid, cross_connect_sid, status, subnets, next_step_at, document) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (ordinal) DO UPDATE SET sid = excluded.sid, \
             cross_connect_sid = excluded.cross_connect_sid, status = excluded.status, subnets = excluded.subnets, \
             next_step_at = excluded.next_step_at, document = excluded.document",
        );
        let query = query
            .bind(integer(object.ordinal))
            .bind(&object.sid)
            .bind(&object.cross_connect_sid)
            .bind(word(&object.status))
            .bind(text(&object.subnets().collect::<Vec<_>>()))
            .bind(object.next_step_at().map(Timestamp::as_microsecond))
            .bind(text(object));
        self.execute(query).await
    }

    /// Stores a key with the object that it has created. Once an hour, it also deletes expired keys.
    pub(super) async fn put_key(&mut self, key: &Remembered) -> Result<(), StorageError> {
        let until = key.forgotten_until().as_microsecond();
        if until >= self.forgotten_until.load(Ordering::Relaxed).saturating_add(AN_HOUR) {
            let old = sqlx::query("DELETE FROM idempotency_keys WHERE at <= $1");
            self.execute(old.bind(until)).await?;
            self.forgotten_until.store(until, Ordering::Relaxed);
        }
        let query = sqlx::query(
            "INSERT INTO idempotency_keys (scope, key, at, document) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (scope, key) DO UPDATE SET at = excluded.at, document = excluded.document",
        );
        let query = query.bind(key.scope()).bind(key.key()).bind(key.at().as_microsecond());
        self.execute(query.bind(text(key))).await
    }

    pub(super) async fn execute(&mut self, query: Query<'_>) -> Result<(), StorageError> {
        query.execute(&mut *self.transaction).await?;
        Ok(())
    }
}

pub(super) fn own_notes(changes: &Changes) -> impl Iterator<Item = (&'static str, String)> {
    let notes = [
        (EXCHANGES, changes.exchanges.as_ref().map(text)),
        (STEP_TIMES, changes.step_times.as_ref().map(text)),
        (OUTCOMES, changes.outcomes.as_ref().map(text)),
        (COUNTERS, changes.counters.as_ref().map(text)),
    ];
    notes.into_iter().filter_map(|(name, text)| Some((name, text?)))
}

/// The JSON of a plain value, which cannot fail.
pub(super) fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The word for a status in JSON.
pub(super) fn word(status: &impl Serialize) -> String {
    text(status).trim_matches('"').to_owned()
}
