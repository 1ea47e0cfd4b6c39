//! Group 4xx: a plan that takes traffic off a leg, and what is left to carry it.
//!
//! A leg is interrupted where the plan replaces or destroys it or its BGP session, or changes what resets or disables the session,
//! while traffic can be on it. Whoever gives a whole group up means it: that is no finding here.

use std::collections::BTreeMap;

use crate::domain::{BgpSessionSid, CrossConnectSid, LinkStatus, RedundancyGroup};

use super::facts::{Change, Facts};
use super::record::{BgpSession, CrossConnect, Grouping};
use super::{Check, Finding, health};

/// `TWX401`: every leg of a group that carries traffic is interrupted by one plan.
///
/// Postponed while the account is not known, which may have another leg.
pub fn of_all_legs(facts: &Facts, group: &RedundancyGroup) -> Option<Finding> {
    let members = facts.members_before(group);
    if !facts.has_cross_connects() || is_given_up(facts, group, &members) {
        return None;
    }
    let in_service = members.iter().filter(|(_, member)| member.is_in_service());
    let told: Option<Vec<String>> = in_service
        .map(|(sid, member)| Some(format!("{} {}", member.shown(), interruption(facts, sid)?)))
        .collect();
    let mut told = told.filter(|told| told.len() > 1)?;
    told.sort();
    Some(Finding {
        check: Check::ALL_LEGS_DISRUPTED,
        attribute: None,
        summary: format!("Redundancy group {group}: this plan interrupts all its legs"),
        detail: format!(
            "{}. While they are down together, nothing carries the calls that the group is there for. Make the change on one leg, see \
             its session established again (data twilio_bgp_session_health), and then make it on the other.",
            told.join("; ")
        ),
    })
}

/// `TWX402`: a leg is interrupted while no other leg of its group is fit to carry its traffic.
///
/// Postponed while it is not known which others there are and how they are doing.
pub fn of_the_only_fit_leg(facts: &Facts, sid: &CrossConnectSid) -> Option<Finding> {
    let leg = facts.before(sid).filter(|leg| leg.is_in_service())?;
    let how = interruption(facts, sid)?;
    let Grouping::In(group) = &leg.group else { return None };
    let members = facts.members_before(group);
    if !facts.has_cross_connects() || is_given_up(facts, group, &members) || of_all_legs(facts, group).is_some() {
        return None;
    }
    let others = members.into_iter().filter(|(other, _)| *other != sid);
    let mut unfit = Vec::new();
    for (other, member) in others {
        unfit.push(format!("{} {}", member.shown(), what_ails(facts, other, member)??));
    }
    unfit.sort();
    (!unfit.is_empty()).then(|| Finding {
        check: Check::PARTNER_NOT_HEALTHY,
        attribute: None,
        summary: format!("Redundancy group {group}: {} is interrupted while no other leg is healthy", leg.shown()),
        detail: format!(
            "In this plan, {} {how}. Meanwhile nothing carries its calls: {}. Bring the other leg into service first, then make this \
             change.",
            leg.shown(),
            unfit.join("; ")
        ),
    })
}

/// The sessions whose health decides whether the interruption of a leg can be borne.
pub fn sessions_to_measure(facts: &Facts, sid: &CrossConnectSid) -> Vec<BgpSessionSid> {
    let leg = facts.before(sid).filter(|leg| leg.is_in_service());
    let Some((leg, _)) = leg.zip(interruption(facts, sid)) else {
        return Vec::new();
    };
    let Grouping::In(group) = &leg.group else {
        return Vec::new();
    };
    let others = facts.members_before(group).into_keys().filter(|other| *other != sid);
    others
        .filter_map(|other| Some(facts.session_over(other)?.0.clone()))
        .filter(|session| facts.health_of(session).is_none())
        .collect()
}

fn is_given_up(facts: &Facts, group: &RedundancyGroup, members: &BTreeMap<&CrossConnectSid, &CrossConnect>) -> bool {
    let is_destroyed = |sid: &CrossConnectSid| matches!(facts.change_of(sid), Some(Change::Destroyed(_)));
    facts.members_after(group).is_empty() && members.keys().all(|sid| is_destroyed(sid))
}

/// How a leg is interrupted, as the end of a sentence about it.
fn interruption(facts: &Facts, sid: &CrossConnectSid) -> Option<String> {
    let own = facts.change_of(sid);
    match own {
        Some(Change::Replaced(_)) => return Some("is replaced".to_owned()),
        Some(Change::Destroyed(_)) => return Some("is destroyed".to_owned()),
        Some(Change::Kept { .. }) | None => {}
    }
    let change = facts.planned_session_over(sid)?;
    if !change.before().is_in_service() {
        return None;
    }
    match change {
        Change::Replaced(_) => Some("has its BGP session replaced".to_owned()),
        // A session goes before its cross connect is planned; where that goes too, there is one thing to say and not two.
        Change::Destroyed(_) => own.map(|_| "loses its BGP session".to_owned()),
        Change::Kept { after, .. } => reset(after),
    }
}

fn reset(session: &BgpSession) -> Option<String> {
    let by = session.reset_by.join(" and ");
    (!by.is_empty()).then(|| format!("has its BGP session interrupted by the change of {by}"))
}

/// What keeps a leg from carrying traffic, as the end of a sentence about it; `None` while that is not known, nothing within
/// where nothing does.
#[expect(
    clippy::option_option,
    reason = "not known, nothing, and something are three answers"
)]
fn what_ails(facts: &Facts, sid: &CrossConnectSid, leg: &CrossConnect) -> Option<Option<String>> {
    let status = leg.status.as_ref()?;
    if !leg.is_in_service() {
        return Some(Some(format!("is {status}")));
    }
    if facts.link_of(sid) == Some(&LinkStatus::Down) {
        return Some(Some("has no light on its fibre (link_status is down)".to_owned()));
    }
    if !facts.has_sessions() {
        return None;
    }
    let Some((session, _)) = facts.session_over(sid) else {
        return Some(Some("has no BGP session".to_owned()));
    };
    let reasons = health::reasons(facts.health_of(session)?);
    let first = reasons.into_iter().next();
    Some(first.map(|reason| format!("has a BGP session that is not healthy ({})", within_a_sentence(&reason))))
}

/// A sentence without its capital and its full stop.
fn within_a_sentence(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// A plan that sends an MD5 key again, because the answer to the change that sent it before was lost.
pub fn key_sent_again(session: &str) -> Finding {
    Finding {
        check: Check::KEY_SENT_AGAIN,
        attribute: Some("md5_key_wo_version"),
        summary: format!("MD5 key of BGP session {session} is sent again"),
        detail: "The last change of the key was not confirmed, and the service does not show keys. This plan sends the key again, which \
                 resets the session even if it has the key already. Apply it when the session may go down for a moment."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests;
