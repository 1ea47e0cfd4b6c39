//! IPv4 blocks that no customer can announce: the IANA IPv4 Special-Purpose Address Registry
//! (<https://www.iana.org/assignments/iana-ipv4-special-registry>, snapshot 2026-07-18), and multicast.

use std::sync::LazyLock;

use ipnet::Ipv4Net;

/// A row of the registry.
#[derive(Clone, Copy, Debug)]
pub struct SpecialBlock {
    /// The block.
    pub net: Ipv4Net,
    /// The name in the registry.
    pub name: &'static str,
    /// The RFC that reserves the block.
    pub rfc: u16,
}

impl SpecialBlock {
    /// True for private address space (RFC 1918).
    pub fn is_private_use(&self) -> bool {
        self.rfc == 1918
    }
}

/// The first row that overlaps a block and satisfies a condition.
pub fn overlapping(net: &Ipv4Net, condition: impl Fn(&SpecialBlock) -> bool) -> Option<SpecialBlock> {
    let mut blocks = BLOCKS.iter();
    blocks
        .find(|block| condition(block) && overlap(&block.net, net))
        .copied()
}

/// The registry, parsed once.
static BLOCKS: LazyLock<Vec<SpecialBlock>> = LazyLock::new(|| REGISTRY.iter().filter_map(parsed).collect());

/// True if two blocks share an address. Then one of them contains the other.
pub fn overlap(one: &Ipv4Net, other: &Ipv4Net) -> bool {
    one.contains(other) || other.contains(one)
}

fn parsed((net, name, rfc): &(&'static str, &'static str, u16)) -> Option<SpecialBlock> {
    Some(SpecialBlock {
        net: net.parse().ok()?,
        name,
        rfc: *rfc,
    })
}

const REGISTRY: &[(&str, &str, u16)] = &[
    ("0.0.0.0/8", "\"This network\"", 791),
    ("0.0.0.0/32", "\"This host on this network\"", 1122),
    ("10.0.0.0/8", "Private-Use", 1918),
    ("100.64.0.0/10", "Shared Address Space", 6598),
    ("127.0.0.0/8", "Loopback", 1122),
    ("169.254.0.0/16", "Link Local", 3927),
    ("172.16.0.0/12", "Private-Use", 1918),
    ("192.0.0.0/24", "IETF Protocol Assignments", 6890),
    ("192.0.0.0/29", "IPv4 Service Continuity Prefix", 7335),
    ("192.0.0.8/32", "IPv4 dummy address", 7600),
    ("192.0.0.9/32", "Port Control Protocol Anycast", 7723),
    ("192.0.0.10/32", "Traversal Using Relays around NAT Anycast", 8155),
    ("192.0.0.170/32", "NAT64/DNS64 Discovery", 8880),
    ("192.0.0.171/32", "NAT64/DNS64 Discovery", 8880),
    ("192.0.2.0/24", "Documentation (TEST-NET-1)", 5737),
    ("192.31.196.0/24", "AS112-v4", 7535),
    ("192.52.193.0/24", "AMT", 7450),
    ("192.88.99.0/24", "Deprecated (6to4 Relay Anycast)", 7526),
    ("192.88.99.2/32", "6a44-relay anycast address", 6751),
    ("192.168.0.0/16", "Private-Use", 1918),
    ("192.175.48.0/24", "Direct Delegation AS112 Service", 7534),
    ("198.18.0.0/15", "Benchmarking", 2544),
    ("198.51.100.0/24", "Documentation (TEST-NET-2)", 5737),
    ("203.0.113.0/24", "Documentation (TEST-NET-3)", 5737),
    ("240.0.0.0/4", "Reserved", 1112),
    ("255.255.255.255/32", "Limited Broadcast", 8190),
    ("224.0.0.0/4", "Multicast", 5771),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(REGISTRY.iter().filter_map(parsed).count(), REGISTRY.len());
    }

    #[test]
    fn every_row_is_found_from_inside_and_from_around() {
        for (text, _, _) in REGISTRY {
            let net: Ipv4Net = text.parse().unwrap();
            let inside: Ipv4Net = format!("{}/32", net.addr()).parse().unwrap();
            assert!(overlapping(&inside, |_| true).is_some(), "{inside}");
            assert!(overlapping(&net.supernet().unwrap(), |_| true).is_some(), "{text}");
        }
        assert!(overlapping(&"52.1.2.0/24".parse().unwrap(), |_| true).is_none());
    }
}
