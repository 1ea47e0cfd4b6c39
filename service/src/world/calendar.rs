//! Days at an exchange. Where the time zone is not known, no correct date is refused.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};

use crate::world::exchange::Exchange;

/// The easternmost offset from UTC, where a day begins first.
const FIRST: i8 = 14;
/// The westernmost offset from UTC, where a day ends last.
const LAST: i8 = -12;

/// The calendar of an exchange.
#[derive(Clone, Debug)]
pub struct Calendar(Option<TimeZone>);

impl Calendar {
    /// The calendar of an exchange. A time zone that is not in the time zone database counts as not known.
    pub fn of(exchange: &Exchange) -> Self {
        let name = exchange.time_zone.as_deref();
        Self(name.and_then(|name| TimeZone::get(name).ok()))
    }

    /// The calendar of an exchange whose time zone is not known.
    pub fn unknown() -> Self {
        Self(None)
    }

    /// The day at an instant; in UTC where the time zone is not known.
    pub fn day_of(&self, at: Timestamp) -> Date {
        self.0.clone().unwrap_or(TimeZone::UTC).to_datetime(at).date()
    }

    /// The latest possible day at an instant.
    pub fn latest_day_of(&self, at: Timestamp) -> Date {
        self.zone(FIRST).to_datetime(at).date()
    }

    /// The end of a day: the first instant that cannot belong to it.
    pub fn end_of(&self, day: Date) -> Timestamp {
        let next = day.tomorrow().and_then(|next| next.to_zoned_datetime(self.zone(LAST)));
        next.map_or(Timestamp::MAX, |next| next.timestamp())
    }

    fn zone(&self, otherwise: i8) -> TimeZone {
        self.0.clone().unwrap_or_else(|| TimeZone::fixed(tz::offset(otherwise)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(time_zone: &str) -> Calendar {
        Calendar(TimeZone::get(time_zone).ok())
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_that_of_the_exchange() {
        let evening = at("2026-03-01T03:00:00Z");
        assert_eq!(calendar("America/New_York").day_of(evening), day("2026-02-28"));
        assert_eq!(calendar("Asia/Tokyo").latest_day_of(evening), day("2026-03-01"));
        assert_eq!(
            calendar("America/New_York").end_of(day("2026-03-06")),
            at("2026-03-07T05:00:00Z")
        );
        // The clock goes forward on 29 March.
        assert_eq!(
            calendar("Europe/Berlin").end_of(day("2026-03-28")),
            at("2026-03-28T23:00:00Z")
        );
        assert_eq!(
            calendar("Europe/Berlin").end_of(day("2026-03-29")),
            at("2026-03-29T22:00:00Z")
        );
    }

    #[test]
    fn an_unknown_time_zone_refuses_no_true_date() {
        let unknown = calendar("Nowhere/At_All");
        assert_eq!(unknown.latest_day_of(at("2026-03-01T10:00:00Z")), day("2026-03-02"));
        assert_eq!(unknown.end_of(day("2026-03-01")), at("2026-03-02T12:00:00Z"));
        assert_eq!(unknown.end_of(Date::MAX), Timestamp::MAX);
    }
}
