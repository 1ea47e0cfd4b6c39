//! BIRD 2, by its user's guide, <https://bird.network.cz>. BIRD sets no addresses; a comment says how.

use super::{MD5_KEY_PLACEHOLDER, Session, remark};
use crate::domain::{AnnouncedPrefix, RouterPlatform};

const MARK: &str = "#";
const USAGE: [&str; 2] = [
    "Include it in bird.conf, beside \"protocol device\" and what gives BIRD your routes: \"protocol kernel\" with",
    "\"learn\", \"protocol direct\", \"protocol static\", OSPF.",
];

/// The text.
pub(super) fn configuration(session: &Session) -> String {
    [
        format!(
            "{}{}",
            remark::head(MARK, RouterPlatform::Bird, session, &USAGE),
            address(session)
        ),
        filters(session),
        protocol(session),
        discards(session),
    ]
    .join("\n")
}

fn address(session: &Session) -> String {
    let address = session.peering.customer().address;
    let command = format!("    ip address add {address} dev {}", session.interface);
    remark::remark(MARK, &["BIRD sets no addresses. On Linux:", &command])
}

fn filters(session: &Session) -> String {
    let (name, routes) = (name(session), session.peering.ip_routes());
    let announced: Vec<_> = session.announced.iter().map(|prefix| range(*prefix)).collect();
    let routes: Vec<_> = routes.iter().map(|route| route.to_string()).collect();
    format!(
        "{}{}\n{}{}{}",
        remark::inbound(MARK, session),
        filter(&format!("{name}_in"), &announced),
        remark::outbound(MARK),
        remark::origin(MARK),
        filter(&format!("{name}_out"), &routes),
    )
}

fn filter(name: &str, prefixes: &[String]) -> String {
    let prefixes = prefixes.join(",\n    ");
    format!("filter {name} {{\n  if net ~ [\n    {prefixes}\n  ] then accept;\n  reject;\n}}\n")
}

fn range(prefix: AnnouncedPrefix) -> String {
    let AnnouncedPrefix { block, longest } = prefix;
    match prefix.has_parts() {
        true => format!("{block}{{{},{longest}}}", block.prefix_len()),
        false => block.to_string(),
    }
}

fn protocol(session: &Session) -> String {
    let (name, title) = (name(session), session.title());
    let (customer, twilio) = (session.peering.customer(), session.peering.twilio());
    let (ours, theirs) = (customer.address.address(), twilio.address.address());
    format!(
        "protocol bgp {name} {{\n  description \"{title}\";\n  local {ours} as {};\n  neighbor {theirs} as {};\n{}  ipv4 {{\n    import \
         filter {name}_in;\n    export filter {name}_out;\n  }};\n}}\n",
        customer.asn,
        twilio.asn,
        password(session),
    )
}

fn password(session: &Session) -> String {
    if !session.has_md5_key {
        return String::new();
    }
    let place =
        format!("Put the session's MD5 key in the place of {MD5_KEY_PLACEHOLDER}, on the router and nowhere else.");
    format!(
        "{}  password \"{MD5_KEY_PLACEHOLDER}\";\n",
        remark::remark("  #", &[&place])
    )
}

fn discards(session: &Session) -> String {
    let routes = session.peering.ip_routes().iter();
    let discard = |route| format!("{MARK}   route {route} unreachable;\n");
    format!(
        "{}{MARK} protocol static {{\n{MARK}   ipv4 {{ preference 1; }};\n{}{MARK} }}\n",
        remark::discard(MARK),
        routes.map(discard).collect::<String>(),
    )
}

/// BIRD's names have no hyphens.
fn name(session: &Session) -> String {
    format!("twilio_{}", session.exchange.as_str().replace('-', "_"))
}
