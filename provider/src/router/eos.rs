//! Arista EOS, by the BGP chapter of its user manual, <https://www.arista.com/um-eos/eos-border-gateway-protocol-bgp>.

use super::command_line::Dialect;
use crate::domain::RouterPlatform;

/// The dialect of EOS. Ports are switched by default, and `exit` ends an address family like every other mode.
pub(super) const DIALECT: Dialect = Dialect {
    platform: RouterPlatform::Eos,
    usage: &[
        "The interface has to be routed: a switched port needs \"no switchport\" first, and the switch \"ip routing\".",
    ],
    address: |address| address.to_string(),
    network: |network| network.to_string(),
    discard: |network| format!("ip route {network} Null0 254"),
    family: "ipv4",
    leave_family: "exit",
    encapsulation: |vlan| format!(" encapsulation dot1q vlan {vlan}\n"),
    graceful_shutdown: "GSHUT",
    ttl_security: "ttl maximum-hops 1",
    bfd: ("", &["bfd", "bfd interval 300 min-rx 300 multiplier 3"]),
    max_prefixes: (
        |limit| vec![format!("maximum-routes {limit}"), "idle-restart-timer 1800".to_owned()],
        |_| Vec::new(),
    ),
};
