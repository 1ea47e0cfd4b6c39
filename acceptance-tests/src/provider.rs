//! The providers whose cases these are.

use serde::Deserialize;

/// A provider that cases run with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provider {
    /// The product, `interconnect/twilio`.
    #[default]
    Twilio,
    /// The framework's corner cases, `example/corner`: what Terraform makes of what the framework answers.
    Corner,
}

impl Provider {
    /// The local name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Twilio => "twilio",
            Self::Corner => "corner",
        }
    }

    /// Where it would come from.
    pub(crate) fn source(self) -> &'static str {
        match self {
            Self::Twilio => "interconnect/twilio",
            Self::Corner => "example/corner",
        }
    }
}
