//! The providers under test.

use serde::Deserialize;

/// A provider under test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provider {
    /// The product, `interconnect/twilio`.
    #[default]
    Twilio,
    /// The framework's corner cases, `example/corner`: how Terraform reacts to answers of the framework.
    Corner,
}

impl Provider {
    /// Returns the local name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Twilio => "twilio",
            Self::Corner => "corner",
        }
    }

    /// Returns the source address.
    pub(crate) fn source(self) -> &'static str {
        match self {
            Self::Twilio => "interconnect/twilio",
            Self::Corner => "example/corner",
        }
    }
}
