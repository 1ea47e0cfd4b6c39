//! Group 3xx: what a plan would make a second time.
//!
//! A holder that the plan itself replaces, renames or destroys is no duplicate.

use crate::domain::{CrossConnectSid, UniqueName};

use super::facts::{Change, Facts};
use super::record::BgpSession;
use super::{Check, Finding};

/// `TWX301`: an order under a name that is taken.
pub fn name(facts: &Facts, name: &UniqueName) -> Option<Finding> {
    let same_name = |named: &Option<UniqueName>| named.as_ref() == Some(name);
    if facts
        .ordered()
        .iter()
        .filter(|ordered| same_name(&ordered.name))
        .count()
        > 1
    {
        return Some(ordered_twice(name));
    }
    if let Some(sid) = facts.kept_under(name) {
        return Some(kept_elsewhere(name, sid));
    }
    let (sid, _) = facts.named(name)?;
    facts.change_of(sid).is_none().then(|| ordered_already(name, sid))
}

fn ordered_twice(name: &UniqueName) -> Finding {
    Finding {
        check: Check::NAME_IN_USE,
        attribute: Some("unique_name"),
        summary: format!("Two cross connects of this plan have the name {name}"),
        detail: "A unique_name belongs to one cross connect of the account: the service takes one of the orders and refuses the other \
                 (20409). Give each a name of its own."
            .to_owned(),
    }
}

fn kept_elsewhere(name: &UniqueName, sid: &CrossConnectSid) -> Finding {
    Finding {
        check: Check::NAME_IN_USE,
        attribute: Some("unique_name"),
        summary: format!("Cross connect {name} is already ordered"),
        detail: format!(
            "Another resource of this configuration has a cross connect of that name, {sid}, and keeps it; the service would refuse the \
             order (20409). Choose another unique_name; or, if the resource was only given another address, write a moved block."
        ),
    }
}

fn ordered_already(name: &UniqueName, sid: &CrossConnectSid) -> Finding {
    Finding {
        check: Check::NAME_IN_USE,
        attribute: Some("unique_name"),
        summary: format!("Cross connect {name} is already ordered"),
        detail: format!(
            "The account has a cross connect of that name, {sid}, which is not in this state; the service would refuse the order (20409). \
             If it is this one, ordered by a run whose state was lost, take it over by adding this block:\n\n\
             import {{\n  to = twilio_cross_connect.NAME # the address of this resource\n  id = \"{sid}\"\n}}\n\n\
             If it is another one, choose another unique_name."
        ),
    }
}

/// `TWX302`: a BGP session on a cross connect that has one.
pub fn session(facts: &Facts, cross_connect: &CrossConnectSid) -> Option<Finding> {
    let is_here = |session: &&BgpSession| session.cross_connect_sid.as_ref() == Some(cross_connect);
    let name = facts
        .before(cross_connect)
        .map_or_else(|| cross_connect.to_string(), |there| there.shown());
    if facts.opened().iter().filter(is_here).count() > 1 {
        return Some(opened_twice(&name));
    }
    let (sid, _) = facts.session_over(cross_connect)?;
    match facts.session_change_of(sid) {
        Some(Change::Replaced(_) | Change::Destroyed(_)) => None,
        Some(Change::Kept { after, .. }) => is_here(&after).then(|| has_one(&name, sid.as_str(), KEPT_ELSEWHERE)),
        None => Some(has_one(&name, sid.as_str(), &import_of_session(sid.as_str()))),
    }
}

fn opened_twice(name: &str) -> Finding {
    Finding {
        check: Check::SESSION_EXISTS,
        attribute: Some("cross_connect_sid"),
        summary: format!("Two BGP sessions of this plan are on {name}"),
        detail: "A cross connect carries one BGP session: the service takes one of them and refuses the other (20409). Write all \
                 routes into one of them, and remove the other."
            .to_owned(),
    }
}

fn has_one(name: &str, sid: &str, remedy: &str) -> Finding {
    Finding {
        check: Check::SESSION_EXISTS,
        attribute: Some("cross_connect_sid"),
        summary: format!("Cross connect {name} already has a BGP session"),
        detail: format!(
            "A cross connect carries one BGP session, and this one has {sid}; the service would refuse another (20409). {remedy}"
        ),
    }
}

fn import_of_session(sid: &str) -> String {
    format!(
        "If it is this one, take it over by adding this block:\n\n\
         import {{\n  to = twilio_bgp_session.NAME # the address of this resource\n  id = \"{sid}\"\n}}\n\n\
         If it is not needed, delete it first."
    )
}

const KEPT_ELSEWHERE: &str =
    "Another resource of this configuration keeps it: write all routes there, and remove this one.";
