//! Junos, by Juniper's pages on BGP statements, route filters and loading a configuration; the registry page names each.
//!
//! The router's own ASN is not set: it is one for the whole router, and a change of it resets every session.

use super::{MD5_KEY_PLACEHOLDER, Session, remark};
use crate::domain::{AnnouncedPrefix, RouterPlatform};

const MARK: &str = " *";
const USAGE: [&str; 2] = [
    "Load it with \"load replace terminal\", read \"show | compare\", then \"commit confirmed\". The parts under",
    "\"replace:\" are wholly this text's; everything else stays as it is.",
];

/// The text.
pub(super) fn configuration(session: &Session) -> String {
    format!(
        "/*\n{}{}{} */\n{}{}{}",
        remark::head(MARK, RouterPlatform::Junos, session, &USAGE),
        asn(session),
        discards(session),
        interfaces(session),
        policies(session),
        protocols(session),
    )
}

fn asn(session: &Session) -> String {
    let asn = session.peering.customer().asn;
    let group = session.filters();
    remark::remark(
        MARK,
        &[
            &format!(
                "The router has to be AS{asn}, or to say so in this session. It is not set here, because a change resets all"
            ),
            "sessions. A router without an ASN, or with another one, needs one of these, in this order:",
            &format!("    set routing-options autonomous-system {asn}"),
            &format!("    set protocols bgp group {group} local-as {asn} no-prepend-global-as"),
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
    format!(
        "interfaces {{
    {port} {{
        unit {unit} {{
            family inet {{
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
        "policy-options {{\n{}    replace:\n{}{}{origin}     */\n    replace:\n{}}}\n",
        closed(&inbound),
        policy(&format!("{name}-IN"), announced),
        outbound,
        policy(&format!("{name}-OUT"), routes),
    )
}

/// A comment of one line with its end.
fn closed(comment: &str) -> String {
    format!("{} */\n", comment.trim_end())
}

fn policy(name: &str, prefixes: Vec<String>) -> String {
    let filter = |prefix: String| format!("                route-filter {prefix};\n");
    let filters: String = prefixes.into_iter().map(filter).collect();
    format!(
        "    policy-statement {name} {{
        term permitted {{
            from {{
{filters}            }}
            then accept;
        }}
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
    let key = key(session);
    format!(
        "protocols {{
    bgp {{
        replace:
        group {name} {{
            type external;
            description \"{title}\";
            import {name}-IN;
            family inet {{
                unicast;
            }}
{key}            export {name}-OUT;
            peer-as {asn};
            neighbor {address};
        }}
    }}
}}
"
    )
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
