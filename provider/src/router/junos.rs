//! Junos, by Juniper's pages on BGP statements, route filters, and loading a configuration. The registry page lists these pages.
//!
//! The configuration does not set the router's own ASN. It applies to the whole router, and a change resets every session.

use super::{MD5_KEY_PLACEHOLDER, Session, notes, remark};
use crate::domain::{AnnouncedPrefix, Asn, RouterPlatform};

const MARK: &str = " *";
const USAGE: [&str; 2] = [
    "Load it with \"load replace terminal\", read \"show | compare\", then \"commit confirmed\". The text replaces",
    "the parts under \"replace:\" as a whole, and removes nothing else.",
];

/// The configuration.
pub(super) fn configuration(session: &Session) -> String {
    let options = notes::all(session);
    format!(
        "/*\n{}{}{}{}{} */\n{}{}{}",
        remark::head(MARK, RouterPlatform::Junos, session, &USAGE),
        tagging(session),
        remark::remark(MARK, &options.iter().map(String::as_str).collect::<Vec<_>>()),
        asn(session),
        discards(session),
        interfaces(session),
        policies(session),
        protocols(session),
    )
}

/// The comment about the tagging of the port. Tagging applies to all units of the port, so the configuration does not set it.
fn tagging(session: &Session) -> String {
    if session.vlan.is_none() {
        return String::new();
    }
    let (port, _) = session.interface.unit();
    let command = format!("    set interfaces {port} vlan-tagging");
    remark::remark(
        MARK,
        &[
            "A unit with a VLAN needs vlan-tagging on its port. If the port does not have it yet:",
            &command,
        ],
    )
}

fn asn(session: &Session) -> String {
    let asn = session.peering.customer().asn;
    if let Some(own) = session.options.router_asn {
        return own_asn(own);
    }
    let group = session.filters();
    remark::remark(
        MARK,
        &[
            &format!(
                "The router must run as AS{asn}, or use it as its local AS in this session. It is not set here, because a"
            ),
            "change resets all sessions. A router without an ASN needs the first line, a router with another ASN the second:",
            &format!("    set routing-options autonomous-system {asn}"),
            &format!("    set protocols bgp group {group} local-as {asn} no-prepend-global-as"),
        ],
    )
}

fn own_asn(own: Asn) -> String {
    remark::remark(
        MARK,
        &[
            &format!(
                "The router has to be AS{own}. It is not set here, because a change resets all sessions. A router without an ASN"
            ),
            "needs:",
            &format!("    set routing-options autonomous-system {own}"),
        ],
    )
}

fn discards(session: &Session) -> String {
    let routes = session.peering.ip_routes().iter();
    let discard = |route| format!("{MARK}     set routing-options static route {route} discard preference 254\n");
    format!("{}{}", remark::discard(MARK), routes.map(discard).collect::<String>())
}

fn interfaces(session: &Session) -> String {
    let (port, unit) = session.interface.unit();
    let address = session.peering.customer().address;
    let tag = session
        .vlan
        .map(|vlan| {
            let title = session.title();
            format!("            description \"{title}\";\n            vlan-id {vlan};\n")
        })
        .unwrap_or_default();
    format!(
        "interfaces {{
    {port} {{
        unit {unit} {{
{tag}            family inet {{
                address {address};
            }}
        }}
    }}
}}
"
    )
}

fn policies(session: &Session) -> String {
    let (name, routes) = (session.filters(), session.peering.ip_routes());
    let announced = session.announced.iter().map(|prefix| range(*prefix)).collect();
    let routes = routes.iter().map(|route| format!("{route} exact")).collect();
    let remarks = [
        remark::inbound("    /*", session),
        remark::outbound("    /*"),
        remark::origin("     *"),
    ];
    let [inbound, outbound, origin] = remarks;
    format!(
        "policy-options {{\n{}    replace:\n{}{}{origin}     */\n    replace:\n{}{}}}\n",
        closed(&inbound),
        policy(&format!("{name}-IN"), announced, &learned(session)),
        outbound,
        policy(&format!("{name}-OUT"), routes, &sent(session)),
        community(session),
    )
}

/// A comment of one line with its end mark.
fn closed(comment: &str) -> String {
    format!("{} */\n", comment.trim_end())
}

/// The changes of routes from Twilio.
fn learned(session: &Session) -> Vec<String> {
    let local = session.options.local_preference();
    local
        .map(|local| format!("local-preference {local};"))
        .into_iter()
        .collect()
}

/// The changes of routes to Twilio.
fn sent(session: &Session) -> Vec<String> {
    let (asn, options) = (session.peering.customer().asn.to_string(), &session.options);
    let prepends = vec![asn; options.prepends()].join(" ");
    let prepend = (!prepends.is_empty()).then(|| format!("as-path-prepend \"{prepends}\";"));
    let drain = options
        .graceful_shutdown
        .then(|| format!("community add {}-GSHUT;", session.filters()));
    prepend.into_iter().chain(drain).collect()
}

/// The community of a drain. Its name contains the session, so that the next configuration can replace it.
fn community(session: &Session) -> String {
    match session.options.graceful_shutdown {
        true => format!(
            "    replace:\n    community {}-GSHUT members 65535:0;\n",
            session.filters()
        ),
        false => String::new(),
    }
}

fn policy(name: &str, prefixes: Vec<String>, changes: &[String]) -> String {
    let filter = |prefix: String| format!("                route-filter {prefix};\n");
    let filters: String = prefixes.into_iter().map(filter).collect();
    let change = |change: &String| format!("                {change}\n");
    let then = match changes.is_empty() {
        true => "            then accept;\n".to_owned(),
        false => format!(
            "            then {{\n{}                accept;\n            }}\n",
            changes.iter().map(change).collect::<String>()
        ),
    };
    format!(
        "    policy-statement {name} {{
        term permitted {{
            from {{
{filters}            }}
{then}        }}
        then reject;
    }}
"
    )
}

fn range(prefix: AnnouncedPrefix) -> String {
    match prefix.has_parts() {
        true => format!("{} upto /{}", prefix.block, prefix.longest),
        false => format!("{} exact", prefix.block),
    }
}

fn protocols(session: &Session) -> String {
    let (name, title, twilio) = (session.filters(), session.title(), session.peering.twilio());
    let (address, asn) = (twilio.address.address(), twilio.asn);
    let (key, family, local_as, bfd) = (key(session), family(session), local_as(session), bfd(session));
    format!(
        "protocols {{
    bgp {{
        replace:
        group {name} {{
            type external;
            description \"{title}\";
            import {name}-IN;
{family}{key}            export {name}-OUT;
            peer-as {asn};
{local_as}{bfd}            neighbor {address};
        }}
    }}
}}
"
    )
}

fn family(session: &Session) -> String {
    let unicast = match session.options.max_prefixes {
        None => "                unicast;\n".to_owned(),
        Some(limit) => format!(
            "                unicast {{
                    prefix-limit {{
                        maximum {limit};
                        teardown idle-timeout 30;
                    }}
                }}
"
        ),
    };
    format!("            family inet {{\n{unicast}            }}\n")
}

fn local_as(session: &Session) -> String {
    let asn = session.peering.customer().asn;
    let own = session.options.router_asn;
    own.map(|_| format!("            local-as {asn} no-prepend-global-as;\n"))
        .unwrap_or_default()
}

fn bfd(session: &Session) -> String {
    match session.options.bfd {
        true => "            bfd-liveness-detection {
                minimum-interval 300;
                multiplier 3;
            }
"
        .to_owned(),
        false => String::new(),
    }
}

fn key(session: &Session) -> String {
    if !session.has_md5_key {
        return String::new();
    }
    format!(
        "            /* Put the session's MD5 key in the place of {MD5_KEY_PLACEHOLDER}, on the router and nowhere else. */
            authentication-key \"{MD5_KEY_PLACEHOLDER}\";
"
    )
}
