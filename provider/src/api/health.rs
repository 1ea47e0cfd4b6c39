//! The health of a BGP session.

use super::wire;
use crate::domain::SessionState;
use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::Deserialize;

/// The operational state of a session, measured by the service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Health {
    /// The state of the session (RFC 4271).
    #[serde(deserialize_with = "wire::one")]
    pub state: SessionState,
    /// The beginning of the state, if the service reports it.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub since: Option<Timestamp>,
    /// The prefixes that the customer's router announces.
    #[serde(deserialize_with = "wire::many")]
    pub prefixes_received: Vec<Ipv4Net>,
    /// The prefixes of the session that are not announced.
    #[serde(deserialize_with = "wire::many")]
    pub prefixes_missing: Vec<Ipv4Net>,
    /// The announced prefixes that are not part of the session.
    #[serde(deserialize_with = "wire::many")]
    pub prefixes_unexpected: Vec<Ipv4Net>,
    /// True where the session is healthy.
    pub healthy: bool,
    /// The reasons why the session is not healthy, as the service writes them.
    #[serde(default, deserialize_with = "wire::many")]
    pub reasons: Vec<String>,
}
