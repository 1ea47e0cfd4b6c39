//! Writing objects into the tables.

use std::sync::atomic::Ordering;

use jiff::Timestamp;
use serde::Serialize;

use crate::storage::sqlite::batch::Batch;
use crate::storage::sqlite::{COUNTERS, EXCHANGES, InFile, OUTCOMES, STEP_TIMES, integer};
use crate::storage::{Change, Changes};
use crate::world::bgp_session::BgpSession;
use crate::world::cross_connect::CrossConnect;
use crate::world::event::Event;
use crate::world::idempotency::Remembered;

/// An hour in microseconds.
const AN_HOUR: i64 = 3_600_000_000;

impl InFile {
    /// The statements that store changes.
    pub(super) fn statements(&self, changes: &Changes) -> Batch {
        let mut batch = Batch::default();
        if changes.clears {
            clear(&mut batch);
        }
        for (name, text) in own_notes(changes) {
            put_note(&mut batch, name, &text);
        }
        for note in &changes.notes {
            put_note(&mut batch, &note.name, &note.text);
        }
        for change in &changes.cross_connects {
            put_cross_connect(&mut batch, change);
        }
        for change in &changes.bgp_sessions {
            put_bgp_session(&mut batch, change);
        }
        for key in &changes.keys {
            self.put_key(&mut batch, key);
        }
        batch
    }

    /// Stores a key with the object that it has created. Once an hour, it also deletes expired keys. If that fails, they stay for another
    /// hour, without effect.
    fn put_key(&self, batch: &mut Batch, key: &Remembered) {
        let until = key.forgotten_until().as_microsecond();
        if until >= self.forgotten_until.load(Ordering::Relaxed).saturating_add(AN_HOUR) {
            batch.add("DELETE FROM idempotency_keys WHERE at <= ?", [until.into()]);
            self.forgotten_until.store(until, Ordering::Relaxed);
        }
        batch.add(
            "INSERT INTO idempotency_keys (scope, key, at, document) VALUES (?, ?, ?, ?) \
             ON CONFLICT (scope, key) DO UPDATE SET at = excluded.at, document = excluded.document",
            [
                key.scope().into(),
                key.key().into(),
                key.at().as_microsecond().into(),
                text(key).into(),
            ],
        );
    }
}

fn clear(batch: &mut Batch) {
    for table in [
        "DELETE FROM cross_connects",
        "DELETE FROM events",
        "DELETE FROM bgp_sessions",
        "DELETE FROM idempotency_keys",
    ] {
        batch.add(table, []);
    }
}

fn put_note(batch: &mut Batch, name: &str, text: &str) {
    batch.add(
        "INSERT INTO notes (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text",
        [name.into(), text.into()],
    );
}

fn put_cross_connect(batch: &mut Batch, change: &Change<CrossConnect>) {
    let (object, events_before) = match change {
        Change::Put { object, events_before } => (object, *events_before),
        Change::Removed(ordinal) => {
            batch.add("DELETE FROM events WHERE cross_connect = ?", [integer(*ordinal).into()]);
            batch.add(
                "DELETE FROM cross_connects WHERE ordinal = ?",
                [integer(*ordinal).into()],
            );
            return;
        }
    };
    let without_events = CrossConnect {
        events: Vec::new(),
        ..object.clone()
    };
    batch.add(
        "INSERT INTO cross_connects (ordinal, sid, unique_name, held_name, exchange, status, redundancy_group, next_step_at, \
         document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ordinal) DO UPDATE SET sid = excluded.sid, \
         unique_name = excluded.unique_name, held_name = excluded.held_name, exchange = excluded.exchange, status = excluded.status, \
         redundancy_group = excluded.redundancy_group, next_step_at = excluded.next_step_at, document = excluded.document",
        [
            integer(object.ordinal).into(),
            object.sid.as_str().into(),
            object.unique_name.as_str().into(),
            object.holds_name().then(|| object.unique_name.clone()).into(),
            object.exchange.as_str().into(),
            word(&object.status).into(),
            object.redundancy_group.as_deref().unwrap_or_default().into(),
            object.next_step_at().map(Timestamp::as_microsecond).into(),
            text(&without_events).into(),
        ],
    );
    for (position, event) in object.events.iter().enumerate().skip(events_before) {
        put_event(batch, (object.ordinal, position), event);
    }
}

fn put_event(batch: &mut Batch, (cross_connect, position): (u64, usize), event: &Event) {
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    batch.add(
        "INSERT INTO events (cross_connect, position, document) VALUES (?, ?, ?)",
        [integer(cross_connect).into(), position.into(), text(event).into()],
    );
}

fn put_bgp_session(batch: &mut Batch, change: &Change<BgpSession>) {
    let object = match change {
        Change::Put { object, .. } => object,
        Change::Removed(ordinal) => {
            return batch.add("DELETE FROM bgp_sessions WHERE ordinal = ?", [integer(*ordinal).into()]);
        }
    };
    batch.add(
        "INSERT INTO bgp_sessions (ordinal, sid, cross_connect_sid, status, subnets, next_step_at, document) \
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ordinal) DO UPDATE SET sid = excluded.sid, \
         cross_connect_sid = excluded.cross_connect_sid, status = excluded.status, subnets = excluded.subnets, \
         next_step_at = excluded.next_step_at, document = excluded.document",
        [
            integer(object.ordinal).into(),
            object.sid.as_str().into(),
            object.cross_connect_sid.as_str().into(),
            word(&object.status).into(),
            text(&object.subnets().collect::<Vec<_>>()).into(),
            object.next_step_at().map(Timestamp::as_microsecond).into(),
            text(object).into(),
        ],
    );
}

fn own_notes(changes: &Changes) -> impl Iterator<Item = (&'static str, String)> {
    let notes = [
        (EXCHANGES, changes.exchanges.as_ref().map(text)),
        (STEP_TIMES, changes.step_times.as_ref().map(text)),
        (OUTCOMES, changes.outcomes.as_ref().map(text)),
        (COUNTERS, changes.counters.as_ref().map(text)),
    ];
    notes.into_iter().filter_map(|(name, text)| Some((name, text?)))
}

/// The JSON of a plain value, which cannot fail.
fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The word for a status in JSON.
pub(super) fn word(status: &impl Serialize) -> String {
    text(status).trim_matches('"').to_owned()
}
