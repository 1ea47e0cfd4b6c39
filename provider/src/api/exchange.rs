//! An exchange, as the service describes it.

use super::wire;
use crate::domain::{self, Bandwidth, ExchangeSid};
use ipnet::Ipv4Net;
use serde::Deserialize;

/// An exchange as the service has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Exchange {
    /// The SID.
    #[serde(deserialize_with = "wire::one")]
    pub sid: ExchangeSid,
    /// The edge id.
    #[serde(deserialize_with = "wire::one")]
    pub edge: domain::Exchange,
    /// The city.
    #[serde(deserialize_with = "wire::one")]
    pub city: String,
    /// The data center.
    #[serde(deserialize_with = "wire::one")]
    pub data_center: String,
    /// Its street address.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub address: Option<String>,
    /// The Twilio region behind it.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub region: Option<String>,
    /// The older edge id.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub legacy_edge: Option<String>,
    /// The bandwidths sold there.
    #[serde(rename = "bandwidths_mbps", deserialize_with = "wire::many")]
    pub bandwidths: Vec<Bandwidth>,
    /// The bandwidths with available capacity now, if the service reports them.
    #[serde(rename = "available_bandwidths_mbps", default, deserialize_with = "wire::maybe_many")]
    pub available_bandwidths: Option<Vec<Bandwidth>>,
    /// The prefixes that Twilio announces there.
    #[serde(deserialize_with = "wire::many")]
    pub prefixes: Vec<Ipv4Net>,
    /// The exchange that Twilio recommends as redundant partner, if there is one.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub recommended_partner: Option<domain::Exchange>,
}

impl Exchange {
    /// True where an edge id, current or older, is that of this exchange.
    pub(super) fn is_called(&self, edge: &domain::Exchange) -> bool {
        self.edge == *edge || self.legacy_edge.as_deref() == Some(edge.as_str())
    }
}
