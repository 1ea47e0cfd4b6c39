//! The command line in the style of Cisco's routers. FRRouting, IOS XE, and EOS differ in a few forms.
//!
//! On all three platforms, a prefix list denies every prefix that no line permits. So there is no last line that denies: a route that
//! is added later would come after it.

use ipnet::Ipv4Net;

use super::{MD5_KEY_PLACEHOLDER, Session, notes, remark, route_maps};
use crate::domain::{AnnouncedPrefix, IpRoute, PrefixLimit, RouterPlatform, VlanId};

/// The forms that differ between platforms.
pub(super) struct Dialect {
    /// The platform.
    pub(super) platform: RouterPlatform,
    /// The comments on the use of the platform, in addition to those for all platforms.
    pub(super) usage: &'static [&'static str],
    /// An address with its subnet, after `ip address`.
    pub(super) address: fn(Ipv4Net) -> String,
    /// A network after `network`.
    pub(super) network: fn(Ipv4Net) -> String,
    /// A route that drops packets that match no better route.
    pub(super) discard: fn(Ipv4Net) -> String,
    /// The name of the address family.
    pub(super) family: &'static str,
    /// The command that ends the address family.
    pub(super) leave_family: &'static str,
    /// The line that tags a sub-interface; empty if the interface has the tag already.
    pub(super) encapsulation: fn(VlanId) -> String,
    /// The community GRACEFUL_SHUTDOWN after `set community`.
    pub(super) graceful_shutdown: &'static str,
    /// The words after the neighbor that drop packets from more than one hop away.
    pub(super) ttl_security: &'static str,
    /// The lines for BFD on the interface, and the words after the neighbor.
    pub(super) bfd: (&'static str, &'static [&'static str]),
    /// The words after the neighbor that limit prefixes, outside and inside the address family.
    pub(super) max_prefixes: (LinesOfLimit, LinesOfLimit),
}

/// The lines that limit prefixes.
type LinesOfLimit = fn(PrefixLimit) -> Vec<String>;

const MARK: &str = "!";
const STALE: &str =
    "Existing router configuration is not changed: remove lines of an earlier text that are not in this one.";

/// The configuration.
pub(super) fn configuration(dialect: &Dialect, session: &Session) -> String {
    let usage: Vec<_> = [STALE].iter().chain(dialect.usage).copied().collect();
    [
        format!(
            "{}{}",
            remark::head(MARK, dialect.platform, session, &usage),
            [
                linux_vlan(dialect, session),
                remark::options(MARK, &notes::all(session))
            ]
            .concat()
        ),
        interface(dialect, session),
        filters(session),
        route_maps::written(dialect, session),
        neighbor(dialect, session),
        discards(dialect, session),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join("!\n")
}

/// The comment on the sub-interface. FRRouting uses the interfaces of Linux, and creates none.
fn linux_vlan(dialect: &Dialect, session: &Session) -> String {
    let commands = remark::linux_vlan(session);
    if commands.is_empty() || !dialect.platform.is_on_linux() {
        return String::new();
    }
    let lines: Vec<_> = ["FRRouting makes no sub-interface. On Linux:"]
        .into_iter()
        .chain(commands.iter().map(String::as_str))
        .collect();
    remark::remark(MARK, &lines)
}

fn interface(dialect: &Dialect, session: &Session) -> String {
    let address = (dialect.address)(session.peering.customer().address.get());
    let tag = session.vlan.map(|vlan| tag(dialect, session, vlan)).unwrap_or_default();
    let bfd = match session.options.bfd {
        true => dialect.bfd.0,
        false => "",
    };
    format!(
        "interface {}\n{tag} ip address {address}\n{bfd}exit\n",
        session.interface
    )
}

fn tag(dialect: &Dialect, session: &Session, vlan: VlanId) -> String {
    format!(" description {}\n{}", session.title(), (dialect.encapsulation)(vlan))
}

fn filters(session: &Session) -> String {
    let name = session.filters();
    let permit_in = |prefix: &AnnouncedPrefix| format!("ip prefix-list {name}-IN permit {}\n", range(*prefix));
    let permit_out = |route: IpRoute| format!("ip prefix-list {name}-OUT permit {route}\n");
    format!(
        "{}{}!\n{}{}",
        remark::inbound(MARK, session),
        session.announced.iter().map(permit_in).collect::<String>(),
        remark::outbound(MARK),
        session.peering.ip_routes().iter().map(permit_out).collect::<String>(),
    )
}

fn range(prefix: AnnouncedPrefix) -> String {
    match prefix.has_parts() {
        true => format!("{} le {}", prefix.block, prefix.longest),
        false => prefix.block.to_string(),
    }
}

fn neighbor(dialect: &Dialect, session: &Session) -> String {
    let (customer, twilio) = (session.peering.customer().asn, session.peering.twilio());
    let neighbor = format!("neighbor {}", twilio.address.address());
    let local_as = format!("{neighbor} local-as {customer} no-prepend replace-as");
    let other_asn = [
        "If the router runs BGP as another ASN, write that one behind \"router bgp\", and add:",
        local_as.as_str(),
    ];
    let (remark, asn, local_as) = match session.options.router_asn {
        Some(asn) => (String::new(), asn, format!(" {local_as}\n")),
        None => (remark::remark(MARK, &other_asn), customer, String::new()),
    };
    format!(
        "{remark}router bgp {asn}\n {neighbor} remote-as {}\n{local_as} {neighbor} description {}\n{}{} !\n{}exit\n",
        twilio.asn,
        session.title(),
        guards(dialect, &neighbor, session),
        password(&neighbor, session),
        family(dialect, &neighbor, session),
    )
}

/// The options outside the address family.
fn guards(dialect: &Dialect, neighbor: &str, session: &Session) -> String {
    let options = &session.options;
    let ttl = options.ttl_security.then(|| dialect.ttl_security.to_owned());
    let bfd = dialect
        .bfd
        .1
        .iter()
        .filter(|_| options.bfd)
        .map(|line| (*line).to_owned());
    let limit = options.max_prefixes.map(dialect.max_prefixes.0).unwrap_or_default();
    ttl.into_iter()
        .chain(bfd)
        .chain(limit)
        .map(|line| format!(" {neighbor} {line}\n"))
        .collect()
}

fn password(neighbor: &str, session: &Session) -> String {
    if !session.has_md5_key {
        return String::new();
    }
    format!(
        "{} {neighbor} password {MD5_KEY_PLACEHOLDER}\n",
        remark::key(" !", session)
    )
}

fn family(dialect: &Dialect, neighbor: &str, session: &Session) -> String {
    let (list, routes) = (session.filters(), session.peering.ip_routes());
    let network = |route: IpRoute| format!("  network {}\n", (dialect.network)(route.get()));
    format!(
        " address-family {}\n{}{}  {neighbor} activate\n  {neighbor} prefix-list {list}-IN in\n  {neighbor} prefix-list {list}-OUT \
         out\n{}{} {}\n",
        dialect.family,
        remark::origin("  !"),
        routes.iter().map(network).collect::<String>(),
        route_maps::applied(neighbor, session),
        limits(dialect, neighbor, session),
        dialect.leave_family,
    )
}

fn limits(dialect: &Dialect, neighbor: &str, session: &Session) -> String {
    let limit = session.options.max_prefixes.map(dialect.max_prefixes.1);
    let line = |line: String| format!("  {neighbor} {line}\n");
    limit.into_iter().flatten().map(line).collect()
}

fn discards(dialect: &Dialect, session: &Session) -> String {
    let discard = |route: IpRoute| format!("{MARK} {}\n", (dialect.discard)(route.get()));
    let discards: String = session.peering.ip_routes().iter().map(discard).collect();
    format!("{}{discards}", remark::discard(MARK))
}
