//! The comments in every configuration. Each platform has its own mark before a comment.

use super::{MD5_KEY_PLACEHOLDER, Session};
use crate::domain::RouterPlatform;

/// Comment lines after a mark, each with a newline.
pub(super) fn remark(mark: &str, lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{mark} {line}\n")).collect()
}

/// The head of the configuration: its purpose, its origin, and its use on the platform.
pub(super) fn head(mark: &str, platform: RouterPlatform, session: &Session, usage: &[&str]) -> String {
    let purpose = format!("BGP with {} for {}.", session.title(), platform.name());
    let mut lines = vec![
        purpose.as_str(),
        "Written by the Terraform provider interconnect/twilio, which is not a product of Twilio's.",
        "Review it before you use it.",
    ];
    if !platform.is_tried() {
        lines.push("This text has not been run on a router. It follows the vendor's documentation.");
    }
    lines.extend(usage);
    if session.interface.is_placeholder() {
        lines.push("Put the name of the interface in the place of <INTERFACE>.");
    }
    remark(mark, &lines)
}

/// The comments on the options, separated from the lines before them.
pub(super) fn options(mark: &str, notes: &[String]) -> String {
    let notes: Vec<_> = notes.iter().map(String::as_str).collect();
    match notes.is_empty() {
        true => String::new(),
        false => format!("{mark}\n{}", remark(mark, &notes)),
    }
}

/// The commands that create the tagged sub-interface on Linux; none for an untagged link.
pub(super) fn linux_vlan(session: &Session) -> Vec<String> {
    let Some(vlan) = session.vlan else {
        return Vec::new();
    };
    let (interface, (port, _)) = (&session.interface, session.interface.unit());
    vec![
        format!("    ip link add link {port} name {interface} type vlan id {vlan}"),
        format!("    ip link set {interface} up"),
    ]
}

/// The comment on the MD5 key; empty for a session without a key.
pub(super) fn key(mark: &str, session: &Session) -> String {
    if !session.has_md5_key {
        return String::new();
    }
    let place =
        format!("Put the session's MD5 key in the place of {MD5_KEY_PLACEHOLDER}, on the router and nowhere else.");
    remark(
        mark,
        &[&place, "Where the router has the key already, leave this line out."],
    )
}

/// The comment on the inbound filter.
pub(super) fn inbound(mark: &str, session: &Session) -> String {
    let what = format!(
        "In: what Twilio announces at {}. Everything else is denied.",
        session.exchange
    );
    remark(mark, &[&what])
}

/// The comment on the outbound filter.
pub(super) fn outbound(mark: &str) -> String {
    remark(mark, &["Out: the session's ip_routes. Everything else is denied."])
}

/// The comment on the condition under which a route is announced.
pub(super) fn origin(mark: &str) -> String {
    remark(
        mark,
        &[
            "Each network is announced while the routing table has a route for exactly this prefix. Without the route,",
            "the network is withdrawn, and Twilio uses another leg.",
        ],
    )
}

/// The comment on routes that announce a network of which the routing table has only parts, with their disadvantage.
pub(super) fn discard(mark: &str) -> String {
    remark(
        mark,
        &[
            "A network is not announced if the routing table has only parts of it. The lines below announce it anyway,",
            "even while its hosts cannot be reached. They drop packets that match no other route.",
        ],
    )
}
