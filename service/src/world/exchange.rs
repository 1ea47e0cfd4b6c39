//! The exchanges where Twilio sells cross connects, as of Twilio's Interconnect overview page.
//!
//! The exchanges are a table instead of an enum, because data centers and bandwidths change, and a seed file can replace the table.

use ipnet::Ipv4Net;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::sid;

/// An exchange of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CatalogueExchange)]
pub struct Exchange {
    /// The edge id, such as `ashburn-ix`: the value of `Exchange` in an order.
    pub edge: String,
    /// The city of the data center.
    pub city: String,
    /// The data center, such as `Equinix DC1`.
    pub data_center: String,
    /// The street address of the data center.
    pub address: String,
    /// The name of the time zone in the IANA database, such as `America/New_York`; null if it is unknown.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// The Twilio region behind the exchange.
    pub region: String,
    /// The older edge id of the exchange.
    pub legacy_edge: String,
    /// The bandwidths that are sold at the exchange, in Mbps, in ascending order.
    pub bandwidths_mbps: Vec<u32>,
    /// The bandwidths for which a device at the exchange currently has capacity. The default is all bandwidths that are sold.
    #[serde(default)]
    pub available_bandwidths_mbps: Option<Vec<u32>>,
    /// The prefixes that Twilio announces at the exchange.
    #[schema(value_type = Vec<String>)]
    pub prefixes: Vec<Ipv4Net>,
    /// The edge id of the exchange that Twilio's pages recommend with this one for redundancy.
    pub recommended_partner: Option<String>,
}

impl Exchange {
    /// The SID, which is derived from the edge id: the same in every run and with every seed.
    pub fn sid(&self) -> String {
        sid::derived(sid::EXCHANGE, &self.edge)
    }

    /// The bandwidths for which a device at the exchange has capacity now.
    pub fn available(&self) -> &[u32] {
        self.available_bandwidths_mbps.as_ref().unwrap_or(&self.bandwidths_mbps)
    }
}

/// The catalog: the eight exchanges of the overview page.
pub fn catalogue() -> Vec<Exchange> {
    ROWS.iter().map(Row::to_exchange).collect()
}

struct Row {
    edge: &'static str,
    city: &'static str,
    data_center: &'static str,
    address: &'static str,
    time_zone: &'static str,
    region: &'static str,
    legacy_edge: &'static str,
    sells_500: bool,
    prefixes: &'static [&'static str],
    partner: Option<&'static str>,
}

impl Row {
    fn to_exchange(&self) -> Exchange {
        let bandwidths: &[u32] = if self.sells_500 {
            &[10, 100, 500, 1000]
        } else {
            &[10, 100, 1000]
        };
        Exchange {
            edge: self.edge.to_owned(),
            city: self.city.to_owned(),
            data_center: self.data_center.to_owned(),
            address: self.address.to_owned(),
            time_zone: Some(self.time_zone.to_owned()),
            region: self.region.to_owned(),
            legacy_edge: self.legacy_edge.to_owned(),
            bandwidths_mbps: bandwidths.to_vec(),
            available_bandwidths_mbps: None,
            prefixes: self.prefixes.iter().filter_map(|prefix| prefix.parse().ok()).collect(),
            recommended_partner: self.partner.map(str::to_owned),
        }
    }
}

/// The media block of every exchange except Sao Paulo.
const MEDIA: &str = "168.86.128.0/18";

const ROWS: &[Row] = &[
    Row {
        edge: "ashburn-ix",
        city: "Ashburn",
        data_center: "Equinix DC1",
        address: "21711 Filigree Ct, Ashburn, VA 20147",
        time_zone: "America/New_York",
        region: "US East (Virginia)",
        legacy_edge: "us1-ix",
        sells_500: false,
        prefixes: &["208.78.112.0/25", MEDIA],
        partner: Some("san-jose-ix"),
    },
    Row {
        edge: "san-jose-ix",
        city: "San Jose",
        data_center: "Equinix SV1",
        address: "11 Great Oaks Blvd, San Jose, CA 95119",
        time_zone: "America/Los_Angeles",
        region: "US West (Oregon)",
        legacy_edge: "us2-ix",
        sells_500: false,
        prefixes: &["67.213.136.0/25", MEDIA],
        partner: Some("ashburn-ix"),
    },
    Row {
        edge: "sao-paulo-ix",
        city: "Sao Paulo",
        data_center: "Equinix SP4",
        address: "Av. Ceci 1900, Tambore, Barueri",
        time_zone: "America/Sao_Paulo",
        region: "Sao Paulo",
        legacy_edge: "br1-ix",
        sells_500: true,
        prefixes: &["159.183.255.0/24", "159.183.255.64/26", "168.86.175.0/24"],
        partner: None,
    },
    Row {
        edge: "london-ix",
        city: "London",
        data_center: "Equinix LD8",
        address: "6/7 Harbour Exchange Sq, London E14 9GE",
        time_zone: "Europe/London",
        region: "Ireland",
        legacy_edge: "ie1-ix",
        sells_500: true,
        prefixes: &["185.187.132.0/25", "185.187.133.0/24", MEDIA],
        partner: Some("frankfurt-ix"),
    },
    Row {
        edge: "frankfurt-ix",
        city: "Frankfurt",
        data_center: "Equinix FR4",
        address: "Laerchenstrasse 110, 65933 Frankfurt",
        time_zone: "Europe/Berlin",
        region: "Frankfurt",
        legacy_edge: "de1-ix",
        sells_500: true,
        prefixes: &["185.194.136.0/25", MEDIA],
        partner: Some("london-ix"),
    },
    Row {
        edge: "singapore-ix",
        city: "Singapore",
        data_center: "Equinix SG3",
        address: "26A Ayer Rajah Crescent 139963",
        time_zone: "Asia/Singapore",
        region: "Singapore",
        legacy_edge: "sg1-ix",
        sells_500: true,
        prefixes: &["103.75.151.0/25", MEDIA],
        partner: Some("tokyo-ix"),
    },
    Row {
        edge: "tokyo-ix",
        city: "Tokyo",
        data_center: "Equinix TY6",
        address: "2-2-43(A) Higashi-Shinagawa, 140-0002",
        time_zone: "Asia/Tokyo",
        region: "Tokyo",
        legacy_edge: "jp1-ix",
        sells_500: true,
        prefixes: &["103.144.142.0/25", MEDIA],
        partner: Some("singapore-ix"),
    },
    Row {
        edge: "sydney-ix",
        city: "Sydney",
        data_center: "Equinix SY3",
        address: "47 Bourke Road, NSW 2015",
        time_zone: "Australia/Sydney",
        region: "Sydney",
        legacy_edge: "au1-ix",
        sells_500: true,
        prefixes: &["103.146.214.0/25", MEDIA],
        partner: None,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_reads_every_prefix_of_its_table() {
        for (exchange, row) in catalogue().iter().zip(ROWS) {
            assert_eq!(exchange.prefixes.len(), row.prefixes.len(), "{}", row.edge);
        }
    }

    #[test]
    fn every_time_zone_of_the_catalogue_is_known() {
        for exchange in catalogue() {
            let name = exchange.time_zone.unwrap();
            jiff::tz::TimeZone::get(&name).unwrap();
        }
    }

    #[test]
    fn partners_name_each_other() {
        let catalogue = catalogue();
        let partner = |edge: &str| {
            catalogue
                .iter()
                .find(|exchange| exchange.edge == edge)
                .and_then(|found| found.recommended_partner.clone())
        };
        for exchange in &catalogue {
            if let Some(other) = &exchange.recommended_partner {
                assert_eq!(partner(other).as_deref(), Some(exchange.edge.as_str()));
            }
        }
    }
}
