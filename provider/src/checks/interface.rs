//! Group 5xx: interface subnets that two BGP sessions would have. The service refuses the second one.

use ipnet::Ipv4Net;

use super::Check;
use super::finding::{Finding, Subject, unless};
use super::picture::{Picture, is_same};
use super::planned::{Change, Planned, SessionKey};
use super::record::BgpSession;
use crate::domain::InterfaceAddress;

/// True where a plan gives a session an interface address of the customer that it did not have.
pub fn takes_a_subnet(planned: &Planned<BgpSession>) -> bool {
    taken(planned).is_some()
}

/// `TWX503`: other sessions with the subnet that a session gets, and other sessions that get the subnet that it keeps.
pub fn of_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let Some(address) = planned.after().and_then(|after| after.customer_address.known()) else {
        return Vec::new();
    };
    let others = picture.sessions.with(&SessionKey::interface(*address));
    // A creation has no SID. An entry with the same change is the same session.
    let others = others.filter(|other| !is_same(other, planned) && other.change != planned.change);
    others.filter_map(|other| shared(picture, planned, other)).collect()
}

/// The address that the plan gives a session.
fn taken(planned: &Planned<BgpSession>) -> Option<InterfaceAddress> {
    match &planned.change {
        Change::Created(after) => after.customer_address.known().copied(),
        Change::Kept { before, after } | Change::Replaced { before, after, .. } => {
            let is_new = before.customer_address.changes_to(&after.customer_address);
            after.customer_address.known().filter(|_| is_new).copied()
        }
        Change::Untouched(_) | Change::Destroyed(_) | Change::Forgotten(_) => None,
    }
}

/// The finding about a pair. It does not depend on the order in which the two are planned.
fn shared(picture: &Picture, one: &Planned<BgpSession>, other: &Planned<BgpSession>) -> Option<Finding> {
    let subject = |session: &Planned<BgpSession>| {
        let carrier = session.after().and_then(|after| picture.carrier(after));
        Subject {
            is_new: session.created().is_some(),
            ..Subject::session(session, carrier)
        }
    };
    let mut pair = [(subject(one), one), (subject(other), other)];
    pair.sort_by(|(one, first), (other, second)| (taken(first).is_none(), one).cmp(&(taken(second).is_none(), other)));
    let [(taker, one), (holder, other)] = pair;
    let subnet = taken(one)?.subnet();
    let of_holder = other.after()?.customer_address.known()?.subnet();
    if !overlap(subnet, of_holder) {
        return None;
    }
    let is_open = picture.is_open(other);
    let shown = shown(picture, other);
    let unless = unless(is_open, &format!("destroys {shown} or changes its customer_address"));
    let found = Finding::about(Check::ADDRESS_IN_USE, taker)
        .on("customer_address")
        .open(is_open);
    Some(
        found
            .saying(
                format!("Interface subnet {subnet} is in use"),
                format!(
                    "{shown} has the interface subnet {of_holder}. The service would refuse a second session in it (62100){unless}. Give each \
                     session its own subnet, or leave customer_address out so that Twilio assigns one."
                ),
            )
            .beside([holder]),
    )
}

fn shown(picture: &Picture, session: &Planned<BgpSession>) -> String {
    let circuit = session.latest().cross_connect_sid.known().map(|sid| picture.shown(sid));
    match (session.sid(), circuit) {
        (Some(sid), Some(circuit)) => format!("BGP session {sid} on {circuit}"),
        (Some(sid), None) => format!("BGP session {sid}"),
        (None, Some(circuit)) => format!("The new BGP session on {circuit}"),
        (None, None) => "Another new BGP session".to_owned(),
    }
}

fn overlap(one: Ipv4Net, other: Ipv4Net) -> bool {
    one.contains(&other) || other.contains(&one)
}

#[cfg(test)]
mod tests;
