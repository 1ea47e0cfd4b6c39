//! The route maps of the command line, which rank a leg and drain it. Separate prefix lists filter the routes.
//!
//! A router keeps the lines of a route map that a later configuration does not contain. So the name of a route map contains its options,
//! and a configuration with other options has other route maps.

use super::command_line::Dialect;
use super::{Session, remark};

/// Both route maps; empty if no option needs them.
pub(super) fn written(dialect: &Dialect, session: &Session) -> String {
    let Some(name) = name(session) else {
        return String::new();
    };
    let local = session.options.local_preference();
    let local: String = local
        .map(|local| format!(" set local-preference {local}\n"))
        .into_iter()
        .collect();
    format!(
        "route-map {name}-IN permit 10\n{local}exit\n!\nroute-map {name}-OUT permit 10\n{}{}exit\n",
        prepend(session),
        community(dialect, session),
    )
}

/// The lines in the address family that apply both route maps to the neighbor.
pub(super) fn applied(neighbor: &str, session: &Session) -> String {
    let Some(name) = name(session) else {
        return String::new();
    };
    let lines = ["in", "out"].map(|way| format!("{neighbor} route-map {name}-{} {way}", way.to_ascii_uppercase()));
    let [inbound, outbound] = &lines;
    let drain = match session.options.graceful_shutdown {
        true => format!(
            "{}  {neighbor} send-community\n",
            remark::remark(
                "  !",
                &[
                    "To end the drain, use the text without graceful_shutdown. If that has no route maps, add:",
                    &format!("no {inbound}"),
                    &format!("no {outbound}"),
                ],
            )
        ),
        false => String::new(),
    };
    format!("{drain}  {inbound}\n  {outbound}\n")
}

/// The name of the route maps, with their options: `TWILIO-ASHBURN-IX-169-254-1-1-BACKUP-DRAIN`.
fn name(session: &Session) -> Option<String> {
    let options = &session.options;
    let rank = options
        .preference
        .map(|rank| format!("-{}", rank.as_str().to_ascii_uppercase()));
    let drain = options.graceful_shutdown.then(|| "-DRAIN".to_owned());
    let ending: String = [rank, drain].into_iter().flatten().collect();
    (!ending.is_empty()).then(|| format!("{}{ending}", session.filters()))
}

fn prepend(session: &Session) -> String {
    let asn = session.peering.customer().asn;
    let prepended = format!(" {asn}").repeat(session.options.prepends());
    match prepended.is_empty() {
        true => prepended,
        false => format!(" set as-path prepend{prepended}\n"),
    }
}

fn community(dialect: &Dialect, session: &Session) -> String {
    match session.options.graceful_shutdown {
        true => format!(" set community {} additive\n", dialect.graceful_shutdown),
        false => String::new(),
    }
}
