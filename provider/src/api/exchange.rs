//! An exchange, as the service describes it.

use super::wire;
use crate::domain::{self, Bandwidth, ExchangeSid};
use ipnet::Ipv4Net;
use serde::Deserialize;

/// One row of the service's catalogue.
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
    /// The data centre.
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
    /// Those of them that a device there has the capacity for now, where the service says.
    #[serde(rename = "available_bandwidths_mbps", default, deserialize_with = "wire::maybe_many")]
    pub available_bandwidths: Option<Vec<Bandwidth>>,
    /// The prefixes that Twilio announces there.
    #[serde(deserialize_with = "wire::many")]
    pub prefixes: Vec<Ipv4Net>,
    /// The exchange recommended as redundant partner, where there is one.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub recommended_partner: Option<domain::Exchange>,
}

impl Exchange {
    /// Whether an edge id, today's or the older one, is that of this exchange.
    pub(super) fn is_called(&self, edge: &domain::Exchange) -> bool {
        self.edge == *edge || self.legacy_edge.as_deref() == Some(edge.as_str())
    }
}
