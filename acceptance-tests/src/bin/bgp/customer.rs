//! The customer's router: a platform that runs here, with its own configuration before it gets the session's text.

use std::collections::BTreeSet;

use crate::Outcome;
use crate::bird::Bird;
use crate::frr::Frr;
use crate::namespaces::{Namespaces, Router};
use crate::rendered::{KEY, Rendered};
use crate::twilio::bare;

/// A platform that runs here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Platform {
    /// FRRouting.
    Frr,
    /// BIRD 2.
    Bird,
}

/// The networks of the session's `ip_routes`.
pub(crate) const MEANT: [&str; 2] = ["52.1.2.0/24", "52.1.3.128/25"];
/// Other routes of the router: another network, a part of a session's network, and one that contains it.
pub(crate) const TOO_MUCH: [&str; 3] = ["52.1.9.0/24", "52.1.2.128/25", "52.1.3.0/24"];
/// The router's address in its own network.
pub(crate) const OWN_ADDRESS: &str = "52.1.10.1/24";

impl Platform {
    /// The tested platforms.
    pub(crate) const ALL: [Self; 2] = [Self::Frr, Self::Bird];

    /// Returns the platform's value for `router_config`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Frr => "frr",
            Self::Bird => "bird",
        }
    }
}

/// A running router.
#[derive(Debug)]
pub(crate) enum Customer {
    /// FRRouting, with the address of its neighbor.
    Frr(Frr, String),
    /// BIRD, with its name for the session, and its configuration.
    Bird(Bird, String, String),
}

/// Returns BIRD's name for a session with a neighbor, from the text.
pub(crate) fn protocol(neighbor: &str) -> String {
    format!("twilio_ashburn_ix_{}", neighbor.replace('.', "_"))
}

/// Returns FRRouting's names for the filters, from the text.
fn lists(neighbor: &str) -> [String; 2] {
    ["IN", "OUT"].map(|way| format!("TWILIO-ASHBURN-IX-{}-{way}", neighbor.replace('.', "-")))
}

impl Customer {
    /// Starts the platform with its own configuration, then adds the text, with the key inserted.
    pub(crate) fn start(namespaces: &Namespaces, platform: Platform, rendered: &Rendered) -> Outcome<Self> {
        namespaces.address(OWN_ADDRESS)?;
        for network in MEANT.iter().chain(&TOO_MUCH) {
            namespaces.connect(network)?;
        }
        let text = with_key(rendered, platform)?;
        match platform {
            Platform::Frr => {
                let frr = Frr::start(namespaces, Router::Customer)?;
                frr.load(&own_networks(rendered.session.customer_asn))?;
                frr.load(&text)?;
                Ok(Self::Frr(frr, bare(&rendered.session.twilio_address).to_owned()))
            }
            Platform::Bird => {
                // BIRD sets no addresses. A comment of the text contains the user's command.
                command_of(&text)?;
                let configuration = format!("{OWN_PROTOCOLS}{text}");
                Ok(Self::Bird(
                    Bird::start(namespaces, Router::Customer, &configuration)?,
                    protocol(bare(&rendered.session.twilio_address)),
                    configuration,
                ))
            }
        }
    }

    /// Returns the prefixes from Twilio that passed the filter.
    pub(crate) fn received(&self) -> Outcome<BTreeSet<String>> {
        match self {
            Self::Frr(frr, neighbor) => frr.routes_of(neighbor),
            Self::Bird(bird, protocol, _) => bird.routes_of(protocol),
        }
    }

    /// True where this router reports the session as established.
    pub(crate) fn is_established(&self) -> Outcome<bool> {
        match self {
            Self::Frr(frr, neighbor) => frr.is_established(neighbor),
            Self::Bird(bird, protocol, _) => bird.is_established(protocol),
        }
    }

    /// Opens both filters completely.
    pub(crate) fn open_filters(&self) -> Outcome<()> {
        match self {
            Self::Frr(frr, neighbor) => {
                frr.load(
                    &lists(neighbor)
                        .map(|list| format!("ip prefix-list {list} permit 0.0.0.0/0 le 32\n"))
                        .concat(),
                )?;
                frr.refresh()
            }
            Self::Bird(bird, _, configuration) => bird.configure(&configuration.replace("reject;", "accept;")),
        }
    }
}

/// Returns the text with the key inserted, as the user puts it on the router.
fn with_key(rendered: &Rendered, platform: Platform) -> Outcome<String> {
    let text = rendered
        .texts
        .get(platform.name())
        .ok_or("there is no text for the platform")?;
    if !text.contains("<MD5-KEY>") {
        return Err("the text has no place for the MD5 key".into());
    }
    Ok(text.replace("<MD5-KEY>", KEY))
}

/// FRRouting announces the networks of its `network` lines to every neighbor. The router has such lines for routes that must not pass.
fn own_networks(asn: u32) -> String {
    let networks = TOO_MUCH.map(|network| format!("  network {network}\n")).concat();
    format!("router bgp {asn}\n address-family ipv4 unicast\n{networks} exit-address-family\nexit\n")
}

/// BIRD has every route of the kernel, and would announce all of them.
const OWN_PROTOCOLS: &str = "router id 52.1.10.1;\nprotocol device {}\nprotocol kernel {\n  learn;\n  scan time 1;\n  ipv4 {\n    import \
                             all;\n    export none;\n  };\n}\n";

/// Runs the command of the text that sets the address.
fn command_of(text: &str) -> Outcome<()> {
    let line = text
        .lines()
        .find_map(|line| line.trim_start_matches(['#', ' ']).strip_prefix("ip address add "));
    let words: Vec<_> = line
        .ok_or("the text does not say how the address is set")?
        .split(' ')
        .collect();
    Router::Customer
        .ip(&[&["address", "add"], words.as_slice()].concat())
        .map(drop)
}
