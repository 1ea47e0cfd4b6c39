//! FRRouting, by its user's guide, <https://docs.frrouting.org/en/latest/bgp.html>.

use super::command_line::Dialect;
use crate::domain::RouterPlatform;

/// The dialect of FRRouting. It checks a network against the routing table since 7.4 (`bgp network import-check`). It requires
/// filters in both directions of an eBGP session (`bgp ebgp-requires-policy`), and a prefix list is such a filter.
pub(super) const DIALECT: Dialect = Dialect {
    platform: RouterPlatform::Frr,
    usage: &[
        "It relies on \"bgp network import-check\", which is on in FRRouting since 7.4 unless you switch it off.",
        "FRRouting takes no router id from a link-local address: a router without another one needs \"bgp router-id\".",
    ],
    address: |address| address.to_string(),
    network: |network| network.to_string(),
    discard: |network| format!("ip route {network} blackhole 254"),
    family: "ipv4 unicast",
    leave_family: "exit-address-family",
    encapsulation: |_| String::new(),
    graceful_shutdown: "65535:0",
    ttl_security: "ttl-security hops 1",
    // The defaults of bfdd are 300 ms and a multiplier of 3.
    bfd: ("", &["bfd"]),
    // Without "force", only accepted prefixes count, and the filter never accepts more than the limit. FRRouting 8.4 compares with
    // the limit only when a prefix passes the filter, also with "force".
    max_prefixes: (
        |_| Vec::new(),
        |limit| {
            vec![
                "soft-reconfiguration inbound".to_owned(),
                format!("maximum-prefix {limit} restart 30 force"),
            ]
        },
    ),
};
