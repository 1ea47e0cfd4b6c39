//! Group 6xx: nothing that is protected goes by surprise.

use crate::domain::{CrossConnectSid, IpRoutes};

use super::facts::Facts;
use super::record::Grouping;
use super::{Check, Finding};

/// A protected cross connect that a plan would destroy, with what hangs on it.
pub fn destroy(unique_name: &str, sid: &str, hanging: &str) -> Finding {
    Finding {
        check: Check::DESTROY_PROTECTED,
        attribute: Some("deletion_protection"),
        summary: format!("Cross connect {unique_name} is protected against deletion"),
        detail: format!(
            "This plan would destroy {sid}.{hanging} A new one takes weeks: an order, a letter of authorization, the data centre's \
             work. If it shall really go, set deletion_protection = false, apply that, and then destroy it."
        ),
    }
}

/// A protected cross connect that a plan would replace because of `because`, with what hangs on it.
pub fn replace(unique_name: &str, sid: &str, because: &[String], hanging: &str) -> Finding {
    let because = because.join(", ");
    Finding {
        check: Check::REPLACE_PROTECTED,
        attribute: Some("deletion_protection"),
        summary: format!("Cross connect {unique_name} is protected against replacement"),
        detail: format!(
            "The change of {because} cannot be made in place: this plan would give up {sid} and order another circuit, \
             which takes weeks.{hanging} Take the change back; or, if the circuit shall really be replaced, set deletion_protection = false, \
             apply that, and then make the change."
        ),
    }
}

/// A protected cross connect that Terraform was told to replace, or that is tainted.
pub fn replace_by_hand(unique_name: &str, sid: &str, hanging: &str) -> Finding {
    Finding {
        check: Check::REPLACE_PROTECTED,
        attribute: Some("deletion_protection"),
        summary: format!("Cross connect {unique_name} is protected against replacement"),
        detail: format!(
            "Terraform was told to replace it (-replace), or has it as tainted: this plan would give up {sid} and order another \
             circuit, which takes weeks.{hanging} Plan without -replace, or run terraform untaint; or, if the circuit shall really be \
             replaced, set deletion_protection = false, apply that, and then replace it."
        ),
    }
}

/// What hangs on a cross connect, in sentences that each begin with a blank; empty where nothing does or nothing is known.
pub fn hanging_on(facts: &Facts, sid: &CrossConnectSid) -> String {
    let session = facts.session_over(sid).map(|(session, there)| {
        let routes = there.routes.as_ref().map(listed).unwrap_or_default();
        format!(" It carries BGP session {session}{routes}.")
    });
    let group = facts.before(sid).and_then(|leg| match &leg.group {
        Grouping::In(group) => Some(group),
        Grouping::Alone | Grouping::Unknown => None,
    });
    let set = group.map(|group| {
        let members = facts.members_before(group);
        let others: Vec<String> = members
            .iter()
            .filter(|(other, _)| **other != sid)
            .map(|(_, other)| other.shown())
            .collect();
        match others.as_slice() {
            [] => format!(" It is the only member of redundancy group {group}."),
            others => format!(
                " In redundancy group {group} it stands in for {}.",
                others.join(" and ")
            ),
        }
    });
    [session, set].into_iter().flatten().collect()
}

fn listed(routes: &IpRoutes) -> String {
    let routes: Vec<_> = routes.iter().map(|route| route.to_string()).collect();
    if routes.is_empty() {
        String::new()
    } else {
        format!(" ({})", routes.join(", "))
    }
}
