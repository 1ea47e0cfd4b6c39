//! The acceptance of a finding until a date.

use std::fmt;

use jiff::civil::Date;

/// The reason and the last day of an accepted finding. The finding stays visible, and does not fail the review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The reason that the user wrote.
    pub reason: String,
    /// The last day on which the finding is accepted, in UTC.
    pub until: Date,
}

/// `Accepted until 2027-01-31: planned maintenance`.
impl fmt::Display for Acceptance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Accepted until {}: {}", self.until, self.reason)
    }
}
