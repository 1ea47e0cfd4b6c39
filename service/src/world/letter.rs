//! The letter of authorization: permits the data centre's operator to make the cross connect.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::time;
use crate::world::exchange::Exchange;

/// How long a letter is valid: 60 days of 86,400 seconds, whatever the calendar says.
pub const LETTER_VALIDITY: Duration = Duration::from_secs(60 * 86_400);

/// A letter of authorization. Valid while the time is before `expires_at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterOfAuthorization)]
pub struct Letter {
    /// The letter's own SID; a re-issued letter has a new one.
    pub sid: String,
    /// The party that the letter names.
    pub entity: String,
    /// The data centre.
    pub facility: String,
    /// The cage of the port set aside.
    pub cage: String,
    /// The patch panel of the port set aside.
    pub patch_panel: String,
    /// The port set aside.
    pub port: String,
    /// When the letter was issued.
    #[schema(value_type = String, format = DateTime)]
    pub issued_at: Timestamp,
    /// When the letter ceases to be valid.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// 1 for the first letter of an order, and one more for each that replaces it.
    pub revision: u64,
}

impl Letter {
    /// The first letter of an order. The port is a function of the letter's SID.
    pub fn first(sid: String, entity: &str, exchange: &Exchange, at: Timestamp) -> Self {
        let number = sid
            .bytes()
            .fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
        let cage = format!("{:04}", 100 + number % 900);
        Self {
            sid,
            entity: entity.to_owned(),
            facility: exchange.data_center.clone(),
            patch_panel: format!("PP-{cage}-{:02}", 1 + number / 900 % 24),
            cage,
            port: (1 + number / 21_600 % 48).to_string(),
            issued_at: at,
            expires_at: expiry(at),
            revision: 1,
        }
    }

    /// The letter that replaces this one: new dates, the same port.
    pub fn reissued(&self, sid: String, entity: &str, at: Timestamp) -> Self {
        Self {
            sid,
            entity: entity.to_owned(),
            issued_at: at,
            expires_at: expiry(at),
            revision: self.revision + 1,
            ..self.clone()
        }
    }
}

fn expiry(issued_at: Timestamp) -> Timestamp {
    time::later(issued_at, LETTER_VALIDITY).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_valid_for_sixty_days_across_month_ends_and_leap_days() {
        for (issued, expires) in [
            ("2026-01-05T11:00:00Z", "2026-03-06T11:00:00Z"),
            ("2028-01-31T23:59:59Z", "2028-03-31T23:59:59Z"),
            ("2027-12-31T00:00:00Z", "2028-02-29T00:00:00Z"),
            ("2026-10-01T00:30:00Z", "2026-11-30T00:30:00Z"),
        ] {
            assert_eq!(expiry(issued.parse().unwrap()).to_string(), expires);
        }
    }
}
