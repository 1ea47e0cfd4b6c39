//! Sessions and groups that depend on a circuit that a plan destroys or replaces.

use super::picture::Picture;
use super::planned::Planned;
use super::record::CrossConnect;
use super::redundancy::sentence_list;
use crate::domain::IpRoutes;

/// The session and the redundancy group of a circuit, in sentences that each begin with a space; empty if none is known.
pub(super) fn sentences(picture: &Picture, planned: &Planned<CrossConnect>) -> String {
    [session(picture, planned), partners(picture, planned)]
        .into_iter()
        .flatten()
        .collect()
}

fn session(picture: &Picture, planned: &Planned<CrossConnect>) -> Option<String> {
    let session = picture.session_over(planned.sid()?)?;
    let routes = session.before()?.routes.known().map(listed).unwrap_or_default();
    Some(format!(" It carries BGP session {}{routes}.", session.sid()?))
}

fn partners(picture: &Picture, planned: &Planned<CrossConnect>) -> Option<String> {
    let group = planned.before()?.group.known()?;
    let others = picture.in_group(group).filter_map(|other| {
        let before = other
            .before()
            .filter(|before| before.group.is(group) && before.is_standing())?;
        (other.sid() != planned.sid()).then(|| before.shown())
    });
    let mut others: Vec<String> = others.collect();
    others.sort();
    match others.as_slice() {
        [] if picture.cross_connects.is_complete() => {
            Some(format!(" It is the only circuit of redundancy group \"{group}\"."))
        }
        [] => None,
        others => Some(format!(
            " In redundancy group \"{group}\" it backs up {}.",
            sentence_list(others)
        )),
    }
}

fn listed(routes: &IpRoutes) -> String {
    let listed: Vec<_> = routes.iter().take(MOST_LISTED).map(|route| route.to_string()).collect();
    let more = routes.iter().count().saturating_sub(MOST_LISTED);
    match (listed.is_empty(), more) {
        (true, _) => String::new(),
        (false, 0) => format!(" ({})", listed.join(", ")),
        (false, more) => format!(" ({}, and {more} more)", listed.join(", ")),
    }
}

/// The number of routes that a sentence lists.
const MOST_LISTED: usize = 10;

#[cfg(test)]
mod tests;
