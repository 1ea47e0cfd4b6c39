//! The revision of an object.

use std::fmt;

/// The revision of an object, which grows with each change of a customer. A change sends it as `If-Match`, so that it does not
/// overwrite a change of another client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Revision(u64);

impl Revision {
    /// Creates a revision from a number of the service or of the private state, without a check.
    pub const fn trusted(number: u64) -> Self {
        Self(number)
    }

    /// The revision as a number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
