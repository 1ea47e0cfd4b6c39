//! One IP route that the customer announces over a BGP session.
//!
//! This module has the rules about a single route. Rules about several routes are in
//! [`ip_routes`](super::ip_routes). The service checks whether another connection has the route.

use super::exchange::twilio_prefixes;
use super::rule::{Problem, Rule};
use super::special_purpose::{self, SpecialBlock, overlap};
use super::text::quoted;
use ipnet::Ipv4Net;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// A globally unique IPv4 network of at most 256 addresses, such as `52.1.2.0/24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IpRoute(Ipv4Net);

impl IpRoute {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Each route must be an IPv4 CIDR block of 1 to 256 addresses (`/24` to `/32`) without host \
         bits. It must be globally unique: outside RFC 1918, all other special-purpose blocks, and Twilio's own prefixes.";

    /// Reads a CIDR block and checks every rule of a single route.
    ///
    /// # Errors
    /// Only `TWX112` or `TWX113` if the text is not an IPv4 CIDR block. Otherwise one problem for each of `TWX114` to
    /// `TWX117` and `TWX119` that the route breaks, in this order.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Self::judged(read(text).map_err(|problem| vec![problem])?)
    }

    /// Checks every rule about a single route for a network as written.
    ///
    /// # Errors
    /// As [`IpRoute::parse`], without the rules of form.
    pub(super) fn judged(written: Ipv4Net) -> Result<Self, Vec<Problem>> {
        let problems = problems_of(written);
        if problems.is_empty() {
            Ok(Self(written))
        } else {
            Err(problems)
        }
    }

    /// Reads a network that may have more addresses than one route. Every rule about a route applies, except its length.
    ///
    /// # Errors
    /// As [`IpRoute::parse`], but `TWX173` for a length below /8 in place of `TWX114` for one below /24.
    pub(super) fn parse_network(text: &str) -> Result<Ipv4Net, Vec<Problem>> {
        let written = read(text).map_err(|problem| vec![problem])?;
        let mut problems = problems_of(written);
        problems.retain(|problem| problem.rule != Rule::IP_ROUTE_LENGTH);
        problems.extend(too_large(written));
        if problems.is_empty() {
            Ok(written)
        } else {
            Err(problems)
        }
    }

    /// The routes that make up a network: itself, or its networks of /24.
    pub(super) fn all_in(network: Ipv4Net) -> impl Iterator<Item = Self> {
        let length = network.prefix_len().max(SHORTEST_LENGTH);
        network.subnets(length).into_iter().flatten().map(Self)
    }

    /// Takes a network of the service or of the state without a check, and clears its host bits.
    pub fn trusted(network: Ipv4Net) -> Self {
        Self(network.trunc())
    }

    /// The network.
    pub fn get(self) -> Ipv4Net {
        self.0
    }

    /// True where the two routes share an address.
    pub fn overlaps(self, other: IpRoute) -> bool {
        overlap(self.0, other.0)
    }
}

impl fmt::Display for IpRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads an IPv4 address, a slash, and a length, and checks nothing else. Host bits are kept.
pub(super) fn read(text: &str) -> Result<Ipv4Net, Problem> {
    let (address, length) = text.split_once('/').unwrap_or((text, ""));
    match (address.parse::<Ipv4Addr>(), prefix_length(length)) {
        (Ok(address), Some(length)) => Ipv4Net::new(address, length).map_err(|_| not_cidr(text, "")),
        (Ok(address), None) if !text.contains('/') => {
            Err(not_cidr(text, &format!(" For a single address, use {address}/32.")))
        }
        (Err(_), _) if address.parse::<Ipv6Addr>().is_ok() => Err(ipv6(text)),
        _ => Err(not_cidr(text, "")),
    }
}

/// A prefix length of 0 to 32 in decimal, without leading zeros.
pub(super) fn prefix_length(text: &str) -> Option<u8> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    let length: u8 = text.parse().ok()?;
    (is_plain && length <= 32).then_some(length)
}

/// The problems of a network as written, in the order of the rules.
fn problems_of(written: Ipv4Net) -> Vec<Problem> {
    let special = special_purpose::overlapping(written.trunc());
    let (private, special): (Vec<_>, Vec<_>) = special.into_iter().partition(|row| row.is_private_use());
    [
        length(written),
        host_bits(written),
        rfc_1918(written, &private),
        special_block(written, &special),
        twilio(written),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn not_cidr(text: &str, hint: &str) -> Problem {
    Problem::new(
        Rule::IP_ROUTE_FORM,
        format!("{} is not an IPv4 CIDR block", quoted(text)),
        format!(
            "Use four decimal octets of 0 to 255 without leading zeros, a slash, and a prefix length of 0 to 32.{hint}"
        ),
    )
}

fn ipv6(text: &str) -> Problem {
    Problem::new(
        Rule::IP_ROUTE_VERSION,
        format!("{} is IPv6; Interconnect routes are IPv4", quoted(text)),
        "Twilio Interconnect carries IPv4 only. Remove the IPv6 prefixes.",
    )
}

fn length(written: Ipv4Net) -> Option<Problem> {
    let length = written.prefix_len();
    (length < SHORTEST_LENGTH).then(|| {
        let addresses = 1_u64 << (32 - u32::from(length));
        Problem::new(
            Rule::IP_ROUTE_LENGTH,
            format!("{written} holds {addresses} addresses; a route may hold at most 256 (/24 to /32)"),
            "List the networks that you announce to Twilio as separate routes of /24 or longer. This is the opposite of the rule of thumb on the \
             public Internet, where nothing longer than /24 is accepted.",
        )
    })
}

fn too_large(written: Ipv4Net) -> Option<Problem> {
    (written.prefix_len() < LARGEST_ALLOCATION).then(|| {
        Problem::new(
            Rule::AGGREGATE,
            format!("{written} is larger than any network that is allocated"),
            "IANA does not allocate networks larger than /8. Use only your own networks.",
        )
    })
}

fn host_bits(written: Ipv4Net) -> Option<Problem> {
    let network = written.trunc();
    (network != written).then(|| {
        Problem::new(
            Rule::IP_ROUTE_HOST_BITS,
            format!("{written} has host bits set; use {network}"),
            format!("A route is a network, so its host bits are zero. Use \"{network}\"."),
        )
    })
}

fn rfc_1918(written: Ipv4Net, private: &[&SpecialBlock]) -> Option<Problem> {
    let row = private.first()?;
    Some(Problem::new(
        Rule::IP_ROUTE_PRIVATE,
        format!(
            "{written} is in RFC 1918 space ({}); routes must be globally unique",
            row.block
        ),
        "Twilio refuses 10.0.0.0/8, 172.16.0.0/12, and 192.168.0.0/16. Use your own public address space.",
    ))
}

fn special_block(written: Ipv4Net, special: &[&SpecialBlock]) -> Option<Problem> {
    let (row, others) = special.split_first()?;
    let others = match others.len() {
        0 => String::new(),
        count => format!(
            " It overlaps {count} more special-purpose {}.",
            if count == 1 { "block" } else { "blocks" }
        ),
    };
    Some(Problem::new(
        Rule::IP_ROUTE_SPECIAL,
        format!("{written} overlaps {} ({}, {})", row.block, row.name, row.reference),
        format!(
            "The block is in IANA's registry of special-purpose addresses, so a customer cannot own it.{others} Use your own public address space."
        ),
    ))
}

fn twilio(written: Ipv4Net) -> Option<Problem> {
    let prefix = twilio_prefixes()
        .iter()
        .copied()
        .find(|prefix| overlap(*prefix, written))?;
    Some(Problem::new(
        Rule::IP_ROUTE_TWILIO,
        format!("{written} overlaps {prefix}, which Twilio announces"),
        "Routes are your own networks, and this one would claim Twilio's addresses. Remove it.",
    ))
}

/// The shortest prefix length of a route: /24 has 256 addresses, Twilio's limit (error 62019).
const SHORTEST_LENGTH: u8 = 24;
/// The shortest prefix length that IANA allocates: <https://www.iana.org/assignments/ipv4-address-space>.
const LARGEST_ALLOCATION: u8 = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::special_purpose::SPECIAL_BLOCKS;
    use proptest::prelude::*;

    fn codes(text: &str) -> Vec<&'static str> {
        IpRoute::parse(text)
            .err()
            .unwrap_or_default()
            .iter()
            .map(|problem| problem.rule.code)
            .collect()
    }

    fn summary(text: &str) -> String {
        IpRoute::parse(text).expect_err(text).remove(0).summary
    }

    #[test]
    fn public_networks_of_24_to_32_are_accepted() {
        for text in [
            "52.1.2.0/24",
            "52.1.2.128/25",
            "52.1.2.4/30",
            "52.1.2.4/31",
            "52.1.2.5/32",
            "1.0.0.0/24",
            "223.255.255.0/24",
        ] {
            assert_eq!(IpRoute::parse(text).map(|route| route.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn a_text_that_is_no_cidr_block_ends_the_checks() {
        let wrong = [
            "",
            "x",
            "52.1.2.0",
            "52.1.2.0/",
            "52.1.2.0/33",
            "52.1.2.0/-1",
            "52.1.2.0/024",
            "52.1.2.0/24/24",
            "52.1.2/24",
            "52.1.2.0.0/24",
            "052.1.2.0/24",
            "256.1.2.0/24",
            "52.1.2.0 /24",
            " 52.1.2.0/24",
            "52.1.2.0/+24",
            "::x/24",
            "10.0.0.0",
        ];
        for text in wrong {
            assert_eq!(codes(text), ["TWX112"], "{text}");
        }
        assert_eq!(summary("52.1.2/24"), "\"52.1.2/24\" is not an IPv4 CIDR block");
        assert!(
            IpRoute::parse("52.1.2.9").unwrap_err()[0]
                .detail
                .contains("52.1.2.9/32")
        );
    }

    #[test]
    fn ipv6_is_refused_as_ipv6() {
        for text in ["2001:db8::/32", "::/0", "2600::1", "::ffff:52.1.2.0/120", "2600::/200"] {
            assert_eq!(codes(text), ["TWX113"], "{text}");
        }
        assert_eq!(summary("::/0"), "\"::/0\" is IPv6; Interconnect routes are IPv4");
    }

    #[test]
    fn a_route_of_more_than_256_addresses_is_refused_with_its_size() {
        assert_eq!(
            summary("52.1.2.0/23"),
            "52.1.2.0/23 holds 512 addresses; a route may hold at most 256 (/24 to /32)"
        );
        assert_eq!(codes("52.1.2.0/23"), ["TWX114"]);
        assert_eq!(codes("52.1.2.0/24"), [""; 0]);
        assert!(summary("0.0.0.0/0").contains("4294967296 addresses"));
    }

    #[test]
    fn host_bits_are_refused_with_the_network_to_write() {
        assert_eq!(summary("52.1.2.9/24"), "52.1.2.9/24 has host bits set; use 52.1.2.0/24");
        assert_eq!(codes("52.1.2.9/24"), ["TWX115"]);
        assert_eq!(codes("52.1.2.1/31"), ["TWX115"]);
    }

    #[test]
    fn rfc_1918_is_refused_naming_the_block_and_twilios_three_ranges() {
        assert_eq!(
            summary("172.31.255.0/24"),
            "172.31.255.0/24 is in RFC 1918 space (172.16.0.0/12); routes must be globally unique"
        );
        let detail = IpRoute::parse("10.0.0.0/24").unwrap_err().remove(0).detail;
        for block in ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "62018"] {
            assert!(detail.contains(block), "{detail}");
        }
    }

    #[test]
    fn every_special_block_is_refused_at_both_ends() {
        for row in SPECIAL_BLOCKS {
            let rule = if row.is_private_use() { "TWX116" } else { "TWX117" };
            for address in [row.block.network(), row.block.broadcast()] {
                assert_eq!(codes(&format!("{address}/32")), [rule], "{address} of {}", row.name);
            }
        }
    }

    #[test]
    fn the_address_before_and_behind_every_special_block_is_accepted_unless_another_block_holds_it() {
        // 191.255.255.255, 192.0.1.0 and the like are ordinary space; a neighbor inside another row is skipped by name.
        let held = |address: Ipv4Addr| SPECIAL_BLOCKS.iter().any(|row| row.block.contains(&address));
        let mut tried = 0;
        for row in SPECIAL_BLOCKS {
            let before = u32::from(row.block.network()).checked_sub(1);
            let behind = u32::from(row.block.broadcast()).checked_add(1);
            for address in [before, behind]
                .into_iter()
                .flatten()
                .map(Ipv4Addr::from)
                .filter(|address| !held(*address))
            {
                assert_eq!(
                    codes(&format!("{address}/32")),
                    [""; 0],
                    "{address} beside {}",
                    row.name
                );
                tried += 1;
            }
        }
        assert_eq!(tried, 33, "a neighbor was skipped that is in no other block");
    }

    #[test]
    fn a_special_block_is_named_with_its_rfc() {
        assert_eq!(
            summary("203.0.113.0/24"),
            "203.0.113.0/24 overlaps 203.0.113.0/24 (Documentation (TEST-NET-3), RFC 5737)"
        );
        assert_eq!(
            summary("169.254.1.0/30"),
            "169.254.1.0/30 overlaps 169.254.0.0/16 (Link Local, RFC 3927)"
        );
        assert_eq!(
            summary("192.0.0.9/32"),
            "192.0.0.9/32 overlaps 192.0.0.9/32 (Port Control Protocol Anycast, RFC 7723)"
        );
    }

    #[test]
    fn a_block_inside_the_route_counts_as_much_as_one_around_it() {
        assert_eq!(codes("192.0.0.0/16"), ["TWX114", "TWX117"]);
        assert_eq!(codes("0.0.0.0/0"), ["TWX114", "TWX116", "TWX117", "TWX119"]);
    }

    #[test]
    fn every_prefix_that_twilio_announces_is_refused_and_its_neighbours_are_not() {
        for prefix in twilio_prefixes() {
            assert_eq!(codes(&format!("{}/32", prefix.network())), ["TWX119"], "{prefix}");
            assert_eq!(codes(&format!("{}/32", prefix.broadcast())), ["TWX119"], "{prefix}");
        }
        for text in [
            "208.78.112.128/25",
            "208.78.111.0/24",
            "168.86.127.0/24",
            "168.86.192.0/24",
            "159.183.254.0/24",
        ] {
            assert_eq!(codes(text), [""; 0], "{text}");
        }
        assert_eq!(
            summary("168.86.160.0/24"),
            "168.86.160.0/24 overlaps 168.86.128.0/18, which Twilio announces"
        );
    }

    #[test]
    fn every_broken_rule_is_reported_in_order() {
        assert_eq!(codes("10.0.0.1/8"), ["TWX114", "TWX115", "TWX116"]);
        assert_eq!(codes("168.86.128.1/18"), ["TWX114", "TWX115", "TWX119"]);
    }

    proptest! {
        #[test]
        fn reading_a_route_never_panics(text in "\\PC*") {
            let _ = IpRoute::parse(&text);
        }

        #[test]
        fn reading_a_route_of_the_right_form_never_panics(a: u8, b: u8, c: u8, d: u8, length in 0_u8..40) {
            let _ = IpRoute::parse(&format!("{a}.{b}.{c}.{d}/{length}"));
        }

        #[test]
        fn an_accepted_route_breaks_no_rule(bits: u32, length in 20_u8..=32) {
            let network = Ipv4Net::new(Ipv4Addr::from(bits), length).unwrap();
            let written = network.to_string();
            // An independent check: by the first and the last address only.
            let (first, last) = (u32::from(network.network()), u32::from(network.broadcast()));
            let touches = |block: Ipv4Net| u32::from(block.network()) <= last && first <= u32::from(block.broadcast());
            let sound = length >= 24
                && bits == first
                && !SPECIAL_BLOCKS.iter().any(|row| touches(row.block))
                && !twilio_prefixes().iter().copied().any(touches);
            prop_assert_eq!(IpRoute::parse(&written).is_ok(), sound, "{}", written);
        }
    }
}
