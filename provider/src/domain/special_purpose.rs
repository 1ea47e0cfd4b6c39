//! IPv4 blocks that no customer can own or announce.
//!
//! The whole IANA IPv4 Special-Purpose Address Registry (RFC 6890, RFC 8190) and the multicast block, which is
//! in another registry. The table exists because the standard library's `is_global` is not stable. Unallocated space
//! is not in it: RFC 6441 recommends that operators do not filter it.

use ipnet::Ipv4Net;
use std::net::Ipv4Addr;

/// The day of the registry's copy, in ISO 8601.
pub const SNAPSHOT: &str = "2026-07-18";

/// One block of the registry.
#[derive(Debug, PartialEq, Eq)]
pub struct SpecialBlock {
    /// The block.
    pub block: Ipv4Net,
    /// Its name in the registry.
    pub name: &'static str,
    /// The RFC that reserves it.
    pub reference: &'static str,
}

impl SpecialBlock {
    /// True where the block is one of the three blocks of RFC 1918.
    pub fn is_private_use(&self) -> bool {
        self.reference == "RFC 1918"
    }
}

/// The blocks that overlap the given one. The narrowest block that contains it comes first.
pub fn overlapping(net: Ipv4Net) -> Vec<&'static SpecialBlock> {
    let mut found: Vec<_> = SPECIAL_BLOCKS.iter().filter(|row| overlap(row.block, net)).collect();
    found.sort_by_key(|row| {
        let contains = row.block.contains(&net);
        let length = row.block.prefix_len();
        // Containing blocks from the narrowest to the widest, then contained blocks from the widest to the narrowest.
        if contains { (0, 32 - length) } else { (1, length) }
    });
    found
}

/// True where two blocks share an address: then one contains the other, and both have the bits of the shorter prefix.
pub fn overlap(one: Ipv4Net, other: Ipv4Net) -> bool {
    let shorter = one.prefix_len().min(other.prefix_len());
    let differing = u32::from(one.addr()) ^ u32::from(other.addr());
    differing.leading_zeros() >= u32::from(shorter)
}

const fn row(octets: [u8; 4], length: u8, name: &'static str, reference: &'static str) -> SpecialBlock {
    let [a, b, c, d] = octets;
    SpecialBlock {
        block: Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length),
        name,
        reference,
    }
}

/// The registry as of [`SNAPSHOT`], in its order, and multicast as the last row.
pub const SPECIAL_BLOCKS: &[SpecialBlock] = &[
    row([0, 0, 0, 0], 8, "\"This network\"", "RFC 791"),
    row([0, 0, 0, 0], 32, "\"This host on this network\"", "RFC 1122"),
    row([10, 0, 0, 0], 8, "Private-Use", "RFC 1918"),
    row([100, 64, 0, 0], 10, "Shared Address Space", "RFC 6598"),
    row([127, 0, 0, 0], 8, "Loopback", "RFC 1122"),
    row([169, 254, 0, 0], 16, "Link Local", "RFC 3927"),
    row([172, 16, 0, 0], 12, "Private-Use", "RFC 1918"),
    row([192, 0, 0, 0], 24, "IETF Protocol Assignments", "RFC 6890"),
    row([192, 0, 0, 0], 29, "IPv4 Service Continuity Prefix", "RFC 7335"),
    row([192, 0, 0, 8], 32, "IPv4 dummy address", "RFC 7600"),
    row([192, 0, 0, 9], 32, "Port Control Protocol Anycast", "RFC 7723"),
    row(
        [192, 0, 0, 10],
        32,
        "Traversal Using Relays around NAT Anycast",
        "RFC 8155",
    ),
    row([192, 0, 0, 170], 32, "NAT64/DNS64 Discovery", "RFC 8880"),
    row([192, 0, 0, 171], 32, "NAT64/DNS64 Discovery", "RFC 8880"),
    row([192, 0, 2, 0], 24, "Documentation (TEST-NET-1)", "RFC 5737"),
    row([192, 31, 196, 0], 24, "AS112-v4", "RFC 7535"),
    row([192, 52, 193, 0], 24, "AMT", "RFC 7450"),
    row([192, 88, 99, 0], 24, "Deprecated (6to4 Relay Anycast)", "RFC 7526"),
    row([192, 88, 99, 2], 32, "6a44-relay anycast address", "RFC 6751"),
    row([192, 168, 0, 0], 16, "Private-Use", "RFC 1918"),
    row([192, 175, 48, 0], 24, "Direct Delegation AS112 Service", "RFC 7534"),
    row([198, 18, 0, 0], 15, "Benchmarking", "RFC 2544"),
    row([198, 51, 100, 0], 24, "Documentation (TEST-NET-2)", "RFC 5737"),
    row([203, 0, 113, 0], 24, "Documentation (TEST-NET-3)", "RFC 5737"),
    row([240, 0, 0, 0], 4, "Reserved", "RFC 1112"),
    row([255, 255, 255, 255], 32, "Limited Broadcast", "RFC 8190"),
    row([224, 0, 0, 0], 4, "Multicast", "RFC 5771"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_overlap_where_one_contains_the_other(
            [one, other] in [(0_u32..2048, 0_u8..=32), (0_u32..2048, 0_u8..=32)],
        ) {
            // Host bits stay, as they do where a route with host bits is judged.
            let [one, other] = [one, other].map(|(offset, length)| {
                Ipv4Net::new(Ipv4Addr::from(0x3401_0000 + offset), length).unwrap()
            });
            prop_assert_eq!(overlap(one, other), one.contains(&other) || other.contains(&one));
        }
    }

    #[test]
    fn the_table_holds_the_registrys_26_blocks_and_multicast() {
        assert_eq!(SPECIAL_BLOCKS.len(), 27);
        assert_eq!(SPECIAL_BLOCKS.iter().filter(|row| row.is_private_use()).count(), 3);
        for row in SPECIAL_BLOCKS {
            assert_eq!(row.block, row.block.trunc(), "{} has host bits", row.block);
        }
    }

    /// The registry once more, copied apart from the table: block, first and last address, RFC.
    const COPY: &str = "
        0.0.0.0/8 0.0.0.0 0.255.255.255 791
        0.0.0.0/32 0.0.0.0 0.0.0.0 1122
        10.0.0.0/8 10.0.0.0 10.255.255.255 1918
        100.64.0.0/10 100.64.0.0 100.127.255.255 6598
        127.0.0.0/8 127.0.0.0 127.255.255.255 1122
        169.254.0.0/16 169.254.0.0 169.254.255.255 3927
        172.16.0.0/12 172.16.0.0 172.31.255.255 1918
        192.0.0.0/24 192.0.0.0 192.0.0.255 6890
        192.0.0.0/29 192.0.0.0 192.0.0.7 7335
        192.0.0.8/32 192.0.0.8 192.0.0.8 7600
        192.0.0.9/32 192.0.0.9 192.0.0.9 7723
        192.0.0.10/32 192.0.0.10 192.0.0.10 8155
        192.0.0.170/32 192.0.0.170 192.0.0.170 8880
        192.0.0.171/32 192.0.0.171 192.0.0.171 8880
        192.0.2.0/24 192.0.2.0 192.0.2.255 5737
        192.31.196.0/24 192.31.196.0 192.31.196.255 7535
        192.52.193.0/24 192.52.193.0 192.52.193.255 7450
        192.88.99.0/24 192.88.99.0 192.88.99.255 7526
        192.88.99.2/32 192.88.99.2 192.88.99.2 6751
        192.168.0.0/16 192.168.0.0 192.168.255.255 1918
        192.175.48.0/24 192.175.48.0 192.175.48.255 7534
        198.18.0.0/15 198.18.0.0 198.19.255.255 2544
        198.51.100.0/24 198.51.100.0 198.51.100.255 5737
        203.0.113.0/24 203.0.113.0 203.0.113.255 5737
        240.0.0.0/4 240.0.0.0 255.255.255.255 1112
        255.255.255.255/32 255.255.255.255 255.255.255.255 8190
        224.0.0.0/4 224.0.0.0 239.255.255.255 5771";

    #[test]
    fn every_row_is_the_registrys() {
        let shown = |row: &SpecialBlock| {
            let rfc = row.reference.trim_start_matches("RFC ");
            format!("{} {} {} {rfc}", row.block, row.block.network(), row.block.broadcast())
        };
        let copied: Vec<_> = COPY.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(SPECIAL_BLOCKS.iter().map(shown).collect::<Vec<_>>(), copied);
    }

    #[test]
    fn the_narrowest_containing_block_comes_first() {
        let names = |text: &str| {
            overlapping(text.parse().unwrap())
                .iter()
                .map(|row| row.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names("192.0.0.9/32"),
            ["Port Control Protocol Anycast", "IETF Protocol Assignments"]
        );
        assert_eq!(names("192.0.0.0/24")[0], "IETF Protocol Assignments");
        assert_eq!(names("192.168.0.0/15"), ["Private-Use"]);
        assert_eq!(names("0.0.0.0/0").len(), 27);
        assert!(names("52.1.2.0/24").is_empty());
    }
}
