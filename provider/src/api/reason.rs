//! Why an object is in the status it is in.

use super::wire;
use serde::Deserialize;
use std::fmt;

/// A code of Twilio's error dictionary with its text, beside a status such as `rejected` or `failed`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StatusReason {
    /// The code, such as 62220.
    pub code: u32,
    /// The service's words.
    #[serde(default, deserialize_with = "wire::one")]
    pub message: String,
}

impl fmt::Display for StatusReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.code)
    }
}
