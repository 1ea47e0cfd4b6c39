//! An address of the point-to-point link between the customer's router and Twilio's.

use super::exchange::twilio_prefixes;
use super::ip_route::prefix_length;
use super::ip_routes::IpRoutes;
use super::rule::{Problem, Rule};
use super::special_purpose::{self, overlap};
use super::text::quoted;
use ipnet::Ipv4Net;
use std::fmt;
use std::net::Ipv4Addr;

/// An IPv4 address with the length of its subnet, such as `52.1.9.1/30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InterfaceAddress(Ipv4Net);

impl InterfaceAddress {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be a public IPv4 address of yours with the prefix length `/30` or `/31`, and not the \
         network or broadcast address of a `/30`. It must be outside Twilio's prefixes and the session's `ip_routes`.";

    /// Reads an address of the customer and checks every rule about a single address.
    ///
    /// # Errors
    /// Only `TWX131` if the text is not an IPv4 address with a length of /30 or /31. Otherwise one problem for each of
    /// `TWX132`, `TWX133`, and `TWX134` that the address breaks.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Self::judged(text, not_public)
    }

    /// Reads the address of a session: the customer's own, or the link-local address that Twilio assigned.
    ///
    /// # Errors
    /// As [`InterfaceAddress::parse`], but a link-local address is accepted.
    pub fn parse_assigned(text: &str) -> Result<Self, Vec<Problem>> {
        Self::judged(text, |address| {
            let is_assigned = address.address().is_link_local();
            (!is_assigned).then(|| not_public(address)).flatten()
        })
    }

    /// `TWX132` for a link-local address, which only Twilio assigns.
    pub fn assigned_problem(self) -> Option<Problem> {
        self.address().is_link_local().then(|| not_public(self)).flatten()
    }

    fn judged(text: &str, not_public: fn(Self) -> Option<Problem>) -> Result<Self, Vec<Problem>> {
        let address = read(text).map_err(|problem| vec![problem])?;
        let problems: Vec<_> = [not_public(address), not_a_host(address), on_twilio(address)]
            .into_iter()
            .flatten()
            .collect();
        if problems.is_empty() {
            Ok(address)
        } else {
            Err(problems)
        }
    }

    /// Takes an address of the service or of the state without a check. It may be link-local.
    pub fn trusted(address: Ipv4Net) -> Self {
        Self(address)
    }

    /// The address with the length of its subnet.
    pub fn get(self) -> Ipv4Net {
        self.0
    }

    /// The address without its length.
    pub fn address(self) -> Ipv4Addr {
        self.0.addr()
    }

    /// The subnet of the link.
    pub fn subnet(self) -> Ipv4Net {
        self.0.trunc()
    }

    /// `TWX135` unless the two ends of a link differ and share one subnet.
    pub fn peer_problem(self, peer: InterfaceAddress) -> Option<Problem> {
        let sound = self.subnet() == peer.subnet() && self.address() != peer.address();
        (!sound).then(|| {
            Problem::new(
                Rule::INTERFACE_PEERS,
                format!("{self} and {peer} cannot be the two ends of one link"),
                "Interface addresses must differ and share one subnet. Use two addresses in the same /30 or /31.",
            )
        })
    }

    /// `TWX134` if one of the session's routes overlaps the subnet.
    ///
    /// [`IpRoutes::problems_with`] reports the same conflict at the routes.
    pub fn route_problem(self, routes: &IpRoutes) -> Option<Problem> {
        let subnet = self.subnet();
        let route = routes.iter().find(|route| overlap(route.get(), subnet))?;
        Some(Problem::new(
            Rule::INTERFACE_OVERLAP,
            format!("the interface subnet {subnet} overlaps the IP route {route}"),
            "The subnet of the link must not be announced over the link. Use another interface address, or remove the \
             subnet from the routes.",
        ))
    }
}

impl fmt::Display for InterfaceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn read(text: &str) -> Result<InterfaceAddress, Problem> {
    let (address, length) = text.split_once('/').unwrap_or((text, ""));
    match (address.parse::<Ipv4Addr>(), prefix_length(length)) {
        (Ok(address), Some(length @ (30 | 31))) => Ipv4Net::new(address, length)
            .map(InterfaceAddress)
            .map_err(|_| malformed(text)),
        (Ok(_), Some(_)) => Err(wrong_length(text)),
        (Ok(_), None) if !text.contains('/') => Err(wrong_length(text)),
        _ => Err(malformed(text)),
    }
}

fn wrong_length(text: &str) -> Problem {
    Problem::new(
        Rule::INTERFACE_FORM,
        format!("interface address must be a /30 or /31, not {}", quoted(text)),
        "The link joins two routers. Add the prefix length of its subnet, /30 or /31 (RFC 3021).",
    )
}

fn malformed(text: &str) -> Problem {
    Problem::new(
        Rule::INTERFACE_FORM,
        format!("{} is not an IPv4 interface address", quoted(text)),
        "Use four decimal octets of 0 to 255 without leading zeros, and the prefix length /30 or /31.",
    )
}

fn not_public(address: InterfaceAddress) -> Option<Problem> {
    let found = special_purpose::overlapping(address.subnet());
    let row = found.first()?;
    Some(Problem::new(
        Rule::INTERFACE_PUBLIC,
        format!("{address} is not a public address; leave it out and Twilio assigns a link-local one"),
        format!(
            "Its subnet overlaps {} ({}, {}). You can supply only your own public addresses.",
            row.block, row.name, row.reference
        ),
    ))
}

fn not_a_host(address: InterfaceAddress) -> Option<Problem> {
    let subnet = address.subnet();
    if subnet.prefix_len() != 30 {
        return None;
    }
    let place = match address.address() {
        host if host == subnet.network() => "network",
        host if host == subnet.broadcast() => "broadcast",
        _ => return None,
    };
    let hosts = subnet
        .hosts()
        .map(|host| format!("{host}/30"))
        .collect::<Vec<_>>()
        .join(" or ");
    Some(Problem::new(
        Rule::INTERFACE_HOST,
        format!("{address} is the {place} address of its /30"),
        format!("Use {hosts}."),
    ))
}

fn on_twilio(address: InterfaceAddress) -> Option<Problem> {
    let prefix = twilio_prefixes()
        .iter()
        .copied()
        .find(|prefix| overlap(*prefix, address.subnet()))?;
    Some(Problem::new(
        Rule::INTERFACE_OVERLAP,
        format!("{address} overlaps {prefix}, which Twilio announces"),
        "Traffic for Twilio's addresses would stop at the link. Use your own public address, or leave it out.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::special_purpose::SPECIAL_BLOCKS;
    use proptest::prelude::*;

    fn codes(text: &str) -> Vec<&'static str> {
        InterfaceAddress::parse(text)
            .err()
            .unwrap_or_default()
            .iter()
            .map(|problem| problem.rule.code)
            .collect()
    }

    fn summary(text: &str) -> String {
        InterfaceAddress::parse(text).expect_err(text).remove(0).summary
    }

    #[test]
    fn public_hosts_of_a_30_and_both_addresses_of_a_31_are_accepted() {
        for text in ["52.1.9.1/30", "52.1.9.2/30", "52.1.9.0/31", "52.1.9.1/31"] {
            assert_eq!(
                InterfaceAddress::parse(text).map(|address| address.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn other_lengths_are_refused() {
        for text in ["52.1.9.1/32", "52.1.9.1/29", "52.1.9.1/24", "52.1.9.1/0", "52.1.9.1"] {
            assert_eq!(codes(text), ["TWX131"], "{text}");
            assert!(summary(text).contains("must be a /30 or /31"), "{text}");
        }
    }

    #[test]
    fn a_text_that_is_no_ipv4_address_is_refused() {
        for text in [
            "",
            "x/30",
            "52.1.9.1/",
            "52.1.9.1/33",
            "052.1.9.1/30",
            "52.1.9.1/030",
            "::1/30",
            "2600::1/127",
            "52.1.9.1/30/30",
        ] {
            assert_eq!(codes(text), ["TWX131"], "{text}");
        }
    }

    #[test]
    fn every_special_block_is_refused_at_both_ends() {
        for row in SPECIAL_BLOCKS {
            for address in [row.block.network(), row.block.broadcast()] {
                assert_eq!(codes(&format!("{address}/31")), ["TWX132"], "{address} of {}", row.name);
            }
        }
        assert_eq!(
            summary("169.254.1.2/30"),
            "169.254.1.2/30 is not a public address; leave it out and Twilio assigns a link-local one"
        );
        assert!(
            InterfaceAddress::parse("10.0.0.1/30").unwrap_err()[0]
                .detail
                .contains("RFC 1918")
        );
    }

    #[test]
    fn the_subnet_before_and_behind_every_special_block_is_accepted_unless_another_block_holds_it() {
        let mut tried = 0;
        for row in SPECIAL_BLOCKS.iter().filter(|row| row.block.prefix_len() <= 31) {
            let before = u32::from(row.block.network()).checked_sub(1);
            let behind = u32::from(row.block.broadcast()).checked_add(1);
            for address in [before, behind].into_iter().flatten().map(Ipv4Addr::from) {
                let subnet = Ipv4Net::new(address, 31).unwrap().trunc();
                if special_purpose::overlapping(subnet).is_empty() {
                    assert_eq!(
                        codes(&format!("{address}/31")),
                        [""; 0],
                        "{address} beside {}",
                        row.name
                    );
                    tried += 1;
                }
            }
        }
        assert!(tried >= 30, "only {tried} neighbors were tried");
    }

    #[test]
    fn network_and_broadcast_of_a_30_are_refused_with_its_hosts() {
        assert_eq!(summary("52.1.9.0/30"), "52.1.9.0/30 is the network address of its /30");
        assert_eq!(
            summary("52.1.9.3/30"),
            "52.1.9.3/30 is the broadcast address of its /30"
        );
        let problem = InterfaceAddress::parse("52.1.9.3/30").unwrap_err().remove(0);
        assert_eq!(problem.rule, Rule::INTERFACE_HOST);
        assert!(
            problem.detail.contains("52.1.9.1/30 or 52.1.9.2/30"),
            "{}",
            problem.detail
        );
    }

    #[test]
    fn a_prefix_of_twilios_is_refused_and_its_neighbour_is_not() {
        for prefix in twilio_prefixes() {
            assert_eq!(codes(&format!("{}/31", prefix.network())), ["TWX134"], "{prefix}");
            assert_eq!(codes(&format!("{}/31", prefix.broadcast())), ["TWX134"], "{prefix}");
        }
        assert_eq!(codes("208.78.112.129/30"), [""; 0]);
    }

    #[test]
    fn every_broken_rule_is_reported_at_once() {
        assert_eq!(codes("10.0.0.0/30"), ["TWX132", "TWX133"]);
        assert_eq!(codes("168.86.128.3/30"), ["TWX133", "TWX134"]);
    }

    #[test]
    fn two_ends_differ_and_share_one_subnet() {
        let address = |text: &str| InterfaceAddress::trusted(text.parse().unwrap());
        let cases = [
            ("52.1.9.1/30", "52.1.9.2/30", true),
            ("52.1.9.0/31", "52.1.9.1/31", true),
            ("169.254.1.1/30", "169.254.1.2/30", true),
            ("52.1.9.1/30", "52.1.9.1/30", false),
            ("52.1.9.1/30", "52.1.9.5/30", false),
            ("52.1.9.0/31", "52.1.9.1/30", false),
        ];
        for (one, other, sound) in cases {
            let problem = address(one).peer_problem(address(other));
            assert_eq!(problem.is_none(), sound, "{one} and {other}");
            assert!(problem.is_none_or(|problem| problem.rule == Rule::INTERFACE_PEERS));
        }
    }

    #[test]
    fn a_route_over_the_subnet_is_a_problem_of_the_address() {
        let address = InterfaceAddress::parse("52.1.2.5/30").unwrap();
        let problem = address
            .route_problem(&IpRoutes::parse(&["52.1.2.0/24"]).unwrap())
            .unwrap();
        assert_eq!(
            problem.summary,
            "the interface subnet 52.1.2.4/30 overlaps the IP route 52.1.2.0/24"
        );
        assert_eq!(address.route_problem(&IpRoutes::parse(&["52.1.3.0/24"]).unwrap()), None);
    }

    proptest! {
        #[test]
        fn reading_an_interface_address_never_panics(text in "\\PC*") {
            let _ = InterfaceAddress::parse(&text);
        }

        #[test]
        fn an_accepted_interface_address_breaks_no_rule(bits: u32, length in 29_u8..=32) {
            let written = Ipv4Net::new(Ipv4Addr::from(bits), length).unwrap();
            let (first, last) = (u32::from(written.network()), u32::from(written.broadcast()));
            let touches = |block: Ipv4Net| u32::from(block.network()) <= last && first <= u32::from(block.broadcast());
            let usable = length == 31 || (length == 30 && bits != first && bits != last);
            let sound = usable
                && !SPECIAL_BLOCKS.iter().any(|row| touches(row.block))
                && !twilio_prefixes().iter().copied().any(touches);
            prop_assert_eq!(InterfaceAddress::parse(&written.to_string()).is_ok(), sound, "{}", written);
        }
    }
}
