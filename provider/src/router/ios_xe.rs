//! Cisco IOS XE, by Cisco's command reference, <http://www.cisco.com/en/US/docs/ios/12_3t/ip_route/command/reference/ip2_n1gt.html>.

use ipnet::Ipv4Net;

use super::command_line::Dialect;
use crate::domain::RouterPlatform;

/// The dialect of IOS XE. It has netmasks instead of prefix lengths.
pub(super) const DIALECT: Dialect = Dialect {
    platform: RouterPlatform::IosXe,
    usage: &[],
    address: |address| format!("{} {}", address.addr(), address.netmask()),
    network: |network| format!("{} mask {}", network.network(), network.netmask()),
    discard: |network| format!("ip route {} Null0 254", masked(network)),
    family: "ipv4",
    leave_family: "exit-address-family",
    encapsulation: |vlan| format!(" encapsulation dot1Q {vlan}\n"),
    graceful_shutdown: "gshut",
    ttl_security: "ttl-security hops 1",
    bfd: (" bfd interval 300 min_rx 300 multiplier 3\n", &["fall-over bfd"]),
    max_prefixes: (
        |_| Vec::new(),
        |limit| vec![format!("maximum-prefix {limit} restart 30")],
    ),
};

fn masked(network: Ipv4Net) -> String {
    format!("{} {}", network.network(), network.netmask())
}
