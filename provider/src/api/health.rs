//! How a BGP session is doing right now.

use super::wire;
use crate::domain::SessionState;
use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::Deserialize;

/// The operational state of a session, measured by the service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Health {
    /// The state of RFC 4271.
    #[serde(deserialize_with = "wire::one")]
    pub state: SessionState,
    /// Since when.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub since: Option<Timestamp>,
    /// The prefixes that the customer's router announces.
    #[serde(deserialize_with = "wire::many")]
    pub prefixes_received: Vec<Ipv4Net>,
    /// The prefixes that were ordered and are not announced.
    #[serde(deserialize_with = "wire::many")]
    pub prefixes_missing: Vec<Ipv4Net>,
    /// The prefixes that are announced and were not ordered.
    #[serde(deserialize_with = "wire::many")]
    pub prefixes_unexpected: Vec<Ipv4Net>,
    /// Whether nothing is amiss.
    pub healthy: bool,
    /// What is amiss, in the service's words.
    #[serde(default, deserialize_with = "wire::many")]
    pub reasons: Vec<String>,
}
