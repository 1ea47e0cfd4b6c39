//! The router in Twilio's place: BIRD without a filter, so that only the customer's side holds routes back.

use std::collections::BTreeSet;

use crate::Outcome;
use crate::bird::Bird;
use crate::namespaces::{Namespaces, Router};
use crate::rendered::{KEY, Session};

/// The routes that Twilio's page lists for Ashburn: a block as it is, and one with parts down to a /24.
pub(crate) const MEANT: [&str; 4] = [
    "208.78.112.0/25",
    "168.86.128.0/18",
    "168.86.160.0/21",
    "168.86.161.0/24",
];

/// Other routes, which must not pass. Two are parts of blocks: a part of the first, and a part of the second that is too
/// small. The others are the block of another exchange, a network of another owner, and the default route.
pub(crate) const TOO_MUCH: [&str; 5] = [
    "208.78.112.64/26",
    "168.86.161.0/25",
    "67.213.136.0/25",
    "198.18.0.0/24",
    "0.0.0.0/0",
];

/// A running router.
#[derive(Debug)]
pub(crate) struct Twilio(Bird);

impl Twilio {
    /// Starts the router with the session's values.
    pub(crate) fn start(namespaces: &Namespaces, session: &Session) -> Outcome<Self> {
        Router::Twilio.ip(&["address", "add", &session.twilio_address, "dev", Router::INTERFACE])?;
        Bird::start(namespaces, Router::Twilio, &configuration(session)).map(Self)
    }

    /// Returns the prefixes from the customer.
    pub(crate) fn received(&self) -> Outcome<BTreeSet<String>> {
        self.0.routes_of("customer")
    }

    /// True where this router reports the session as established.
    pub(crate) fn is_established(&self) -> Outcome<bool> {
        self.0.is_established("customer")
    }
}

fn configuration(session: &Session) -> String {
    let route = |prefix: &&str| format!("  route {prefix} unreachable;\n");
    let routes: String = MEANT.iter().chain(&TOO_MUCH).map(route).collect();
    let [ours, theirs] = [&session.twilio_address, &session.customer_address].map(|address| bare(address));
    format!(
        "router id {ours};\nprotocol device {{}}\nprotocol static {{\n  ipv4;\n{routes}}}\nprotocol bgp customer {{\n  local {ours} as \
         {};\n  neighbor {theirs} as {};\n  password \"{KEY}\";\n  connect delay time 1;\n  connect retry time 2;\n  error wait time 1, \
         4;\n  ipv4 {{\n    import all;\n    export all;\n  }};\n}}\n",
        session.twilio_asn, session.customer_asn
    )
}

/// Returns an address without its length.
pub(crate) fn bare(address: &str) -> &str {
    address.split('/').next().unwrap_or(address)
}
