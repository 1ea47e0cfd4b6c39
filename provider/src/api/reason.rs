//! The reason for the status of an object.

use super::wire;
use serde::Deserialize;
use std::fmt;

/// The reason for a status such as `rejected` or `failed`: a code of Twilio's error dictionary, with a text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StatusReason {
    /// The code, such as 62220.
    pub code: u32,
    /// The text of the service.
    #[serde(default, deserialize_with = "wire::one")]
    pub message: String,
}

impl fmt::Display for StatusReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.code)
    }
}
