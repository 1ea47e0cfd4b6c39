//! The letter of authorization, with which Twilio permits a cable to one port.

use super::revision::Revision;
use super::wire;
use crate::domain::{LetterSid, LoaEntity};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

/// The content of a letter of authorization.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Letter {
    /// The SID, which a re-issue can change.
    #[serde(deserialize_with = "wire::one")]
    pub sid: LetterSid,
    /// The party that may order the cable.
    #[serde(deserialize_with = "wire::one")]
    pub entity: LoaEntity,
    /// The data center.
    #[serde(deserialize_with = "wire::one")]
    pub facility: String,
    /// The cage in the data center, if the letter names one.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub cage: Option<String>,
    /// The patch panel in the cage, if the letter names one.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub patch_panel: Option<String>,
    /// The port on the panel, as printed, if the letter names one.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub port: Option<String>,
    /// The first day on which it is valid, at the exchange.
    #[serde(deserialize_with = "wire::one")]
    pub issued_on: Date,
    /// The last day on which it is valid, at the exchange.
    #[serde(deserialize_with = "wire::one")]
    pub expires_on: Date,
    /// The instant of the issue.
    #[serde(deserialize_with = "wire::one")]
    pub issued_at: Timestamp,
    /// The first instant at which it is no longer valid.
    #[serde(deserialize_with = "wire::one")]
    pub expires_at: Timestamp,
    /// The number of the issue, from 1.
    #[serde(deserialize_with = "wire::one")]
    pub revision: Revision,
}
