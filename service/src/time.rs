//! Instants and durations.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// The instant after a duration; none beyond the end of the calendar (year 9999).
pub fn later(instant: Timestamp, by: Duration) -> Option<Timestamp> {
    let by = SignedDuration::try_from(by).ok()?;
    instant.checked_add(by).ok()
}
