//! Instants and durations.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// The instant a duration after another, unless the calendar ends before it (year 9999).
pub fn later(instant: Timestamp, by: Duration) -> Option<Timestamp> {
    let by = SignedDuration::try_from(by).ok()?;
    instant.checked_add(by).ok()
}
