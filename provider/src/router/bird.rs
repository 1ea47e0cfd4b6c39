//! BIRD 2, by its user's guide, <https://bird.network.cz>. BIRD sets no addresses, so a comment contains the commands.

use super::{MD5_KEY_PLACEHOLDER, Session, notes, remark};
use crate::domain::{AnnouncedPrefix, RouterPlatform};

const MARK: &str = "#";
const USAGE: [&str; 2] = [
    "Include it in bird.conf, beside \"protocol device\" and what gives BIRD your routes: \"protocol kernel\" with",
    "\"learn\", \"protocol direct\", \"protocol static\", OSPF.",
];

/// The configuration.
pub(super) fn configuration(session: &Session) -> String {
    [
        format!(
            "{}{}{}",
            remark::head(MARK, RouterPlatform::Bird, session, &usage(session)),
            address(session),
            remark::options(MARK, &notes::all(session))
        ),
        filters(session),
        protocol(session),
        discards(session),
    ]
    .join("\n")
}

fn usage(session: &Session) -> Vec<&'static str> {
    let bfd = session
        .options
        .bfd
        .then_some("BFD needs \"protocol bfd {}\" there once, for all sessions.");
    let own = session.options.router_asn.map(|_| OWN_ASN);
    USAGE.into_iter().chain(bfd).chain(own).collect()
}

/// The comment on `router_asn`. In BIRD, an ASN belongs to a protocol, so two legs with two ASNs need no further setting.
const OWN_ASN: &str = "The ASN below applies to this session only: BIRD's other protocols keep the router's ASN.";

fn address(session: &Session) -> String {
    let address = session.peering.customer().address;
    let command = format!("    ip address add {address} dev {}", session.interface);
    let vlan = remark::linux_vlan(session);
    let lines: Vec<&str> = ["BIRD sets no addresses. On Linux:"]
        .into_iter()
        .chain(vlan.iter().map(String::as_str))
        .chain([command.as_str()])
        .collect();
    remark::remark(MARK, &lines)
}

fn filters(session: &Session) -> String {
    let (name, routes) = (name(session), session.peering.ip_routes());
    let announced: Vec<_> = session.announced.iter().map(|prefix| range(*prefix)).collect();
    let routes: Vec<_> = routes.iter().map(|route| route.to_string()).collect();
    format!(
        "{}{}\n{}{}{}",
        remark::inbound(MARK, session),
        filter(&format!("{name}_in"), &announced, &learned(session)),
        remark::outbound(MARK),
        remark::origin(MARK),
        filter(&format!("{name}_out"), &routes, &sent(session)),
    )
}

/// A filter that accepts prefixes and changes the accepted routes.
fn filter(name: &str, prefixes: &[String], changes: &[String]) -> String {
    let prefixes = prefixes.join(",\n    ");
    let accept = match changes.is_empty() {
        true => "accept;".to_owned(),
        false => format!("{{\n    {}\n    accept;\n  }}", changes.join("\n    ")),
    };
    format!("filter {name} {{\n  if net ~ [\n    {prefixes}\n  ] then {accept}\n  reject;\n}}\n")
}

/// The changes of routes from Twilio.
fn learned(session: &Session) -> Vec<String> {
    let local = session.options.local_preference();
    local
        .map(|local| format!("bgp_local_pref = {local};"))
        .into_iter()
        .collect()
}

/// The changes of routes to Twilio.
fn sent(session: &Session) -> Vec<String> {
    let prepend = format!("bgp_path.prepend({});", session.peering.customer().asn);
    let community = "bgp_community.add((65535, 0));".to_owned();
    std::iter::repeat_n(prepend, session.options.prepends())
        .chain(session.options.graceful_shutdown.then_some(community))
        .collect()
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
        "protocol bgp {name} {{\n  description \"{title}\";\n  local {ours} as {};\n  neighbor {theirs} as {};\n{}{}  ipv4 {{\n    import \
         filter {name}_in;\n    export filter {name}_out;\n{}  }};\n}}\n",
        customer.asn,
        twilio.asn,
        guards(session),
        password(session),
        limit(session),
    )
}

fn guards(session: &Session) -> String {
    let options = &session.options;
    [
        (options.ttl_security, "  ttl security on;\n"),
        (options.bfd, "  bfd { interval 300 ms; multiplier 3; };\n"),
    ]
    .into_iter()
    .filter_map(|(is_on, line)| is_on.then_some(line))
    .collect()
}

/// The prefix limit. BIRD counts a rejected route only if it keeps the route.
fn limit(session: &Session) -> String {
    let limit = session.options.max_prefixes;
    limit
        .map(|limit| format!("    import keep filtered on;\n    receive limit {limit} action restart;\n"))
        .unwrap_or_default()
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

/// The name of the protocol and its filters. Names in BIRD have no hyphens.
fn name(session: &Session) -> String {
    format!("twilio_{}_{}", session.exchange, session.neighbor()).replace(['-', '.'], "_")
}
