//! The command line that Cisco's routers made usual. FRRouting, IOS XE and EOS differ in a few forms of it.
//!
//! A prefix list denies what none of its lines permits, on all three. So there is no last line that denies: a route that is added
//! later would come behind it.

use ipnet::Ipv4Net;

use super::{MD5_KEY_PLACEHOLDER, Session, remark};
use crate::domain::{AnnouncedPrefix, IpRoute, RouterPlatform};

/// The forms in which a platform differs.
pub(super) struct Dialect {
    /// The platform.
    pub(super) platform: RouterPlatform,
    /// What to know beside what is true of all.
    pub(super) usage: &'static [&'static str],
    /// An address with its subnet, behind `ip address`.
    pub(super) address: fn(Ipv4Net) -> String,
    /// A network behind `network`.
    pub(super) network: fn(Ipv4Net) -> String,
    /// A route that drops what no better one leads to.
    pub(super) discard: fn(Ipv4Net) -> String,
    /// The name of the address family.
    pub(super) family: &'static str,
    /// What leaves the address family.
    pub(super) leave_family: &'static str,
}

const MARK: &str = "!";
const STALE: &str = "What the router has stays: take away lines of an earlier text that are not in this one.";

/// The text.
pub(super) fn configuration(dialect: &Dialect, session: &Session) -> String {
    let usage: Vec<_> = [STALE].iter().chain(dialect.usage).copied().collect();
    [
        remark::head(MARK, dialect.platform, session, &usage),
        interface(dialect, session),
        filters(session),
        neighbor(dialect, session),
        discards(dialect, session),
    ]
    .join("!\n")
}

fn interface(dialect: &Dialect, session: &Session) -> String {
    let address = (dialect.address)(session.peering.customer().address.get());
    format!("interface {}\n ip address {address}\nexit\n", session.interface)
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
    let other_asn = [
        "If the router runs BGP as another ASN, write that one behind \"router bgp\", and add:",
        &format!("{neighbor} local-as {customer} no-prepend replace-as"),
    ];
    format!(
        "{}router bgp {customer}\n {neighbor} remote-as {}\n {neighbor} description {}\n{} !\n{}exit\n",
        remark::remark(MARK, &other_asn),
        twilio.asn,
        session.title(),
        password(&neighbor, session),
        family(dialect, &neighbor, session),
    )
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
         out\n {}\n",
        dialect.family,
        remark::origin("  !"),
        routes.iter().map(network).collect::<String>(),
        dialect.leave_family,
    )
}

fn discards(dialect: &Dialect, session: &Session) -> String {
    let discard = |route: IpRoute| format!("{MARK} {}\n", (dialect.discard)(route.get()));
    let discards: String = session.peering.ip_routes().iter().map(discard).collect();
    format!("{}{discards}", remark::discard(MARK))
}
