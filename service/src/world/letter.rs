//! The letter of authorization (LOA), which permits the data center's operator to install the cross connect.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::world::calendar::Calendar;
use crate::world::exchange::Exchange;

/// The number of days after the day of issue on which a letter is valid.
pub const DAYS_OF_VALIDITY: i32 = 60;

/// A letter of authorization with the dates in its document. The letter is valid until `expires_at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterOfAuthorization)]
pub struct Letter {
    /// The SID of the letter. A re-issued letter has a new SID.
    pub sid: String,
    /// The authorized party in the document.
    pub entity: String,
    /// The data center.
    pub facility: String,
    /// The cage of the assigned port; null if the letter does not contain one.
    pub cage: Option<String>,
    /// The patch panel of the assigned port; null if the letter does not contain one.
    pub patch_panel: Option<String>,
    /// The assigned port; null if the letter does not contain one.
    pub port: Option<String>,
    /// The first day on which the letter is valid, in the time zone of the exchange.
    #[schema(value_type = String, format = Date)]
    pub issued_on: Date,
    /// The last day on which the letter is valid, in the time zone of the exchange.
    #[schema(value_type = String, format = Date)]
    pub expires_on: Date,
    /// The time at which the service received the letter.
    #[schema(value_type = String, format = DateTime)]
    pub issued_at: Timestamp,
    /// The end of the last day in the time zone of the exchange.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// The revision of the letter. It is 1 for the first letter of an order and increases by 1 with each new letter.
    pub revision: u64,
}

/// The dates of a letter.
#[derive(Clone, Copy, Debug)]
pub struct Dates {
    issued_on: Date,
    expires_on: Date,
    issued_at: Timestamp,
    expires_at: Timestamp,
}

impl Dates {
    /// The dates of a letter that is issued at an instant and valid for 60 days.
    pub fn from(at: Timestamp, calendar: &Calendar) -> Self {
        let issued_on = calendar.day_of(at);
        let expires_on = issued_on.checked_add(DAYS_OF_VALIDITY.days()).unwrap_or(Date::MAX);
        Self::printed(issued_on, expires_on, at, calendar)
    }

    /// The dates of a document that the service received at an instant.
    pub fn printed(issued_on: Date, expires_on: Date, at: Timestamp, calendar: &Calendar) -> Self {
        Self {
            issued_on,
            expires_on,
            issued_at: at,
            expires_at: calendar.end_of(expires_on),
        }
    }
}

impl Letter {
    /// The first letter of an order. The port is derived from the SID of the letter.
    pub fn first(sid: String, entity: &str, exchange: &Exchange, dates: Dates) -> Self {
        let number = sid
            .bytes()
            .fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
        let cage = format!("{:04}", 100 + number % 900);
        Self {
            sid,
            entity: entity.to_owned(),
            facility: exchange.data_center.clone(),
            patch_panel: Some(format!("PP-{cage}-{:02}", 1 + number / 900 % 24)),
            cage: Some(cage),
            port: Some((1 + number / 21_600 % 48).to_string()),
            issued_on: dates.issued_on,
            expires_on: dates.expires_on,
            issued_at: dates.issued_at,
            expires_at: dates.expires_at,
            revision: 1,
        }
    }

    /// The letter that replaces this one, with new dates and the same port.
    pub fn reissued(&self, sid: String, entity: &str, dates: Dates) -> Self {
        let reissued = Self {
            sid,
            entity: entity.to_owned(),
            revision: self.revision + 1,
            ..self.clone()
        };
        reissued.dated(dates)
    }

    /// The letter with other dates.
    pub fn dated(self, dates: Dates) -> Self {
        Self {
            issued_on: dates.issued_on,
            expires_on: dates.expires_on,
            issued_at: dates.issued_at,
            expires_at: dates.expires_at,
            ..self
        }
    }
}

/// True if one of the letters of an order, oldest first, was in force on a day. A letter is in force until the day on which the next one is
/// issued.
pub fn in_force_on(letters: &[&Letter], day: Date) -> bool {
    letters.iter().enumerate().any(|(index, letter)| {
        let replaced_on = letters.get(index + 1).map_or(letter.expires_on, |next| next.issued_on);
        (letter.issued_on..=letter.expires_on.min(replaced_on)).contains(&day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::exchange::catalogue;

    fn letter(at: &str) -> Letter {
        let exchange = catalogue()
            .into_iter()
            .find(|exchange| exchange.edge == "ashburn-ix")
            .unwrap();
        let dates = Dates::from(at.parse().unwrap(), &Calendar::of(&exchange));
        Letter::first("LA0".to_owned(), "Example Corp", &exchange, dates)
    }

    #[test]
    fn a_letter_is_valid_for_sixty_days_and_ends_with_the_last_day_at_the_exchange() {
        for (issued_at, issued_on, expires_on, expires_at) in [
            (
                "2026-01-05T11:00:00Z",
                "2026-01-05",
                "2026-03-06",
                "2026-03-07T05:00:00Z",
            ),
            (
                "2026-01-05T03:00:00Z",
                "2026-01-04",
                "2026-03-05",
                "2026-03-06T05:00:00Z",
            ),
            (
                "2028-01-31T23:59:59Z",
                "2028-01-31",
                "2028-03-31",
                "2028-04-01T04:00:00Z",
            ),
            (
                "2026-10-01T12:30:00Z",
                "2026-10-01",
                "2026-11-30",
                "2026-12-01T05:00:00Z",
            ),
        ] {
            let letter = letter(issued_at);
            assert_eq!(letter.issued_on.to_string(), issued_on);
            assert_eq!(letter.expires_on.to_string(), expires_on);
            assert_eq!(letter.expires_at.to_string(), expires_at);
        }
    }

    #[test]
    fn a_day_counts_under_the_letter_that_was_in_force_on_it() {
        let (first, second) = (letter("2026-01-05T12:00:00Z"), letter("2026-03-12T12:00:00Z"));
        let judged = |day: &str| in_force_on(&[&first, &second], day.parse().unwrap());
        for day in ["2026-01-05", "2026-03-01", "2026-03-06", "2026-03-12", "2026-05-11"] {
            assert!(judged(day), "{day}");
        }
        for day in ["2026-01-04", "2026-03-07", "2026-03-11", "2026-05-12"] {
            assert!(!judged(day), "{day}: no letter");
        }
        let early = letter("2026-02-01T12:00:00Z");
        assert!(in_force_on(&[&first, &early], "2026-01-20".parse().unwrap()));
    }
}
