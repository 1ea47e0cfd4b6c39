//! The letter of authorization: Twilio's leave to have the cable laid to one port.

use super::revision::Revision;
use super::wire;
use crate::domain::{LetterSid, LoaEntity};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

/// What the letter says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Letter {
    /// The SID, which a re-issue may change.
    #[serde(deserialize_with = "wire::one")]
    pub sid: LetterSid,
    /// The party that may have the cable laid.
    #[serde(deserialize_with = "wire::one")]
    pub entity: LoaEntity,
    /// The data centre.
    #[serde(deserialize_with = "wire::one")]
    pub facility: String,
    /// The cage in it, where the letter names one.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub cage: Option<String>,
    /// The patch panel in the cage, where the letter names one.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub patch_panel: Option<String>,
    /// The port on the panel, as printed, where the letter names one.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub port: Option<String>,
    /// The first day on which it is valid, at the exchange.
    #[serde(deserialize_with = "wire::one")]
    pub issued_on: Date,
    /// The last day on which it is valid, at the exchange.
    #[serde(deserialize_with = "wire::one")]
    pub expires_on: Date,
    /// The instant from which the service has it.
    #[serde(deserialize_with = "wire::one")]
    pub issued_at: Timestamp,
    /// The first instant at which it is no longer valid.
    #[serde(deserialize_with = "wire::one")]
    pub expires_at: Timestamp,
    /// Which issue of the letter it is, from 1.
    #[serde(deserialize_with = "wire::one")]
    pub revision: Revision,
}
