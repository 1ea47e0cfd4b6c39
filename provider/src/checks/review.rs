//! What is to be said of an object once everything that a plan says of its neighbours is known.
//!
//! A cross connect answers for its name and its group, a BGP session for its place, for the routes of the group and for the
//! routes outside it. So nobody speaks of routes before a session of the group is planned, but a cross connect that changes its
//! group.

use crate::domain::{BgpSessionSid, CrossConnectSid, IpRoutes};

use super::facts::{Change, Facts, Member, OnIt};
use super::record::{BgpSession, CrossConnect, Grouping};
use super::redundancy::Leg;
use super::{Check, Finding, disruption, existing, overlap, protection, redundancy};

/// The object that a review is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A cross connect that the plan orders, and the one in whose place it comes if nobody planned that.
    Ordered(CrossConnect, Option<CrossConnectSid>),
    /// A cross connect that stays or is destroyed.
    CrossConnect(CrossConnectSid),
    /// A cross connect, and the one that the plan orders in its place.
    Replaced(CrossConnectSid, CrossConnect),
    /// A BGP session that the plan opens, and the one in whose place it comes if nobody planned that.
    Opened(BgpSession, Option<BgpSessionSid>),
    /// A BGP session that stays or is destroyed.
    Session(BgpSessionSid),
    /// A BGP session, and the one that the plan opens in its place.
    ReplacedSession(BgpSessionSid, BgpSession),
}

/// Whether the plan does something with an object, and not only names it.
pub fn is_changed(facts: &Facts, subject: &Subject) -> bool {
    match subject {
        Subject::Ordered(..) | Subject::Replaced(..) | Subject::Opened(..) | Subject::ReplacedSession(..) => true,
        Subject::CrossConnect(sid) => facts.change_of(sid).is_some_and(Change::is_one),
        Subject::Session(sid) => facts.session_change_of(sid).is_some_and(Change::is_one),
    }
}

/// What a finding calls an object.
pub fn name_of(facts: &Facts, subject: &Subject) -> Option<String> {
    let carrier = |session: &BgpSession| session.cross_connect_sid.clone();
    let sid = match subject {
        Subject::Ordered(ordered, _) | Subject::Replaced(_, ordered) => return Some(ordered.shown()),
        Subject::CrossConnect(sid) => Some(sid.clone()),
        Subject::Opened(opened, _) | Subject::ReplacedSession(_, opened) => carrier(opened),
        Subject::Session(sid) => carrier(facts.session_change_of(sid)?.before()),
    }?;
    let change = facts.change_of(&sid);
    let after = change.and_then(Change::after);
    after.or_else(|| facts.before(&sid)).map(CrossConnect::shown)
}

/// Whether a finding about an object stands whatever is planned yet, as far as what exists can tell: every neighbour that exists
/// has been planned, and no newcomer can cure it.
pub fn is_certain(facts: &Facts, subject: &Subject, finding: &Finding) -> bool {
    const CURABLE: [&Check; 4] = [
        Check::LONE_MEMBER,
        Check::NO_RECOMMENDED_PAIR,
        Check::NAME_IN_USE,
        Check::ROUTES_OVERLAP,
    ];
    let group = match subject {
        Subject::Ordered(ordered, _) => ordered.group.clone(),
        Subject::CrossConnect(sid) | Subject::Replaced(sid, _) => {
            facts.before(sid).map_or(Grouping::Unknown, |there| there.group.clone())
        }
        Subject::Opened(opened, _) => facts.group_of(opened),
        Subject::Session(sid) | Subject::ReplacedSession(sid, _) => facts
            .session_change_of(sid)
            .map_or(Grouping::Unknown, |change| facts.group_of(change.before())),
    };
    let of_routes = finding.check == Check::ROUTES_ON_ONE_LEG;
    matches!(&group, Grouping::In(group) if facts.is_planned(group, of_routes)) && !CURABLE.contains(&finding.check)
}

/// Everything that is to be said of an object and its neighbours, in the order of the codes.
pub fn of(facts: &Facts, subject: &Subject) -> Vec<Finding> {
    let mut found: Vec<Finding> = match subject {
        Subject::Ordered(ordered, before) => {
            let in_place_of = before.iter().flat_map(|before| of_predecessor(facts, before));
            in_place_of.chain(of_ordered(facts, ordered)).collect()
        }
        Subject::CrossConnect(sid) => of_cross_connect(facts, sid),
        Subject::Replaced(sid, ordered) => {
            let interruption = of_interruption(facts, sid).into_iter();
            interruption.chain(of_ordered(facts, ordered)).collect()
        }
        Subject::Opened(opened, before) => {
            let interruption = before.iter().flat_map(|before| of_interrupted_session(facts, before));
            interruption.chain(of_opened(facts, opened)).collect()
        }
        Subject::Session(sid) => of_session(facts, sid),
        Subject::ReplacedSession(sid, opened) => {
            let interruption = of_interrupted_session(facts, sid).into_iter();
            interruption.chain(of_opened(facts, opened)).collect()
        }
    };
    found.sort_by_key(|finding| finding.check.code);
    found
}

fn of_ordered(facts: &Facts, ordered: &CrossConnect) -> Vec<Finding> {
    let name = ordered.name.as_ref().and_then(|name| existing::name(facts, name));
    let group = of_group(facts, &ordered.group);
    name.into_iter().chain(group).collect()
}

/// One in whose place another comes although nobody planned that, unless it has turned out to stay.
fn of_predecessor(facts: &Facts, sid: &CrossConnectSid) -> Vec<Finding> {
    let Some(Change::Replaced(before)) = facts.change_of(sid) else {
        return Vec::new();
    };
    let hanging = || protection::hanging_on(facts, sid);
    let protected = facts
        .is_protected(sid)
        .then(|| protection::replace_by_hand(&before.shown(), sid.as_str(), &hanging()));
    protected.into_iter().chain(of_interruption(facts, sid)).collect()
}

/// One that is destroyed says nothing of its group: those that stay are planned too, and say it.
fn of_cross_connect(facts: &Facts, sid: &CrossConnectSid) -> Vec<Finding> {
    let mut found = of_interruption(facts, sid);
    if let Some(Change::Kept { before, after }) = facts.change_of(sid) {
        found.extend(of_name(facts, before, after));
        found.extend(of_group(facts, &after.group));
        if before.group != after.group {
            found.extend(of_group(facts, &before.group));
            found.extend(of_routes_in_new_group(facts, sid, after));
        }
    }
    found
}

/// A name that one takes or keeps. One that keeps it may be planned after the order of another one under it.
fn of_name(facts: &Facts, before: &CrossConnect, after: &CrossConnect) -> Option<Finding> {
    if before.name == after.name {
        return existing::kept_name(facts, after);
    }
    existing::new_name(facts, after.name.as_ref()?)
}

/// The routes that a cross connect takes into another group. Their sessions may have been planned before it.
fn of_routes_in_new_group(facts: &Facts, sid: &CrossConnectSid, after: &CrossConnect) -> Vec<Finding> {
    let member = Member {
        sid: Some(sid),
        cross_connect: after,
    };
    let mut found = of_group_routes(facts, &after.group);
    if let OnIt::Session(session) = facts.session_on(member) {
        found.extend(overlap::of_session(facts, session));
    }
    for finding in &mut found {
        finding.attribute = Some("redundancy_group");
    }
    found
}

fn of_interruption(facts: &Facts, sid: &CrossConnectSid) -> Vec<Finding> {
    let alone = disruption::of_the_only_fit_leg(facts, sid);
    let together = facts.before(sid).and_then(|leg| match &leg.group {
        Grouping::In(group) => disruption::of_all_legs(facts, group),
        Grouping::Alone | Grouping::Unknown => None,
    });
    alone.into_iter().chain(together).collect()
}

fn of_group(facts: &Facts, group: &Grouping) -> Vec<Finding> {
    let Grouping::In(group) = group else { return Vec::new() };
    let members = facts.members_after(group);
    let legs: Vec<Leg> = members.into_iter().map(|member| leg(facts, member)).collect();
    // A member whose group is not known yet may be the one that is missed, and so may one of an account that is not known.
    let is_open = facts.has_undecided_group() || !facts.has_cross_connects();
    let may_be_cured = |check: &Check| [Check::LONE_MEMBER, Check::NO_RECOMMENDED_PAIR].contains(&check);
    let found = redundancy::of_cross_connects(group.as_str(), &legs).into_iter();
    found
        .filter(|finding| !(is_open && may_be_cured(finding.check)))
        .collect()
}

fn leg(facts: &Facts, member: Member<'_>) -> Leg {
    Leg {
        name: member.cross_connect.shown(),
        exchange: member.cross_connect.exchange.clone(),
        bandwidth: member.cross_connect.bandwidth,
        routes: match facts.session_on(member) {
            OnIt::Unknown => None,
            OnIt::Nothing => Some(IpRoutes::trusted([])),
            OnIt::Session(session) => session.routes.clone(),
        },
    }
}

fn of_opened(facts: &Facts, opened: &BgpSession) -> Vec<Finding> {
    let place = opened.cross_connect_sid.as_ref();
    let exists = place.and_then(|place| existing::session(facts, place));
    let routes = of_routes(facts, opened);
    exists.into_iter().chain(routes).collect()
}

fn of_session(facts: &Facts, sid: &BgpSessionSid) -> Vec<Finding> {
    let mut found = of_interrupted_session(facts, sid);
    if let Some(after) = facts.session_change_of(sid).and_then(Change::after) {
        found.extend(existing::kept_session(facts, sid, after));
        found.extend(of_routes(facts, after));
    }
    found
}

fn of_interrupted_session(facts: &Facts, sid: &BgpSessionSid) -> Vec<Finding> {
    let change = facts.session_change_of(sid);
    let place = change.and_then(|change| change.before().cross_connect_sid.as_ref());
    place.map(|place| of_interruption(facts, place)).unwrap_or_default()
}

/// The routes of a session's group, and those of sessions outside it.
fn of_routes(facts: &Facts, session: &BgpSession) -> Vec<Finding> {
    let mut found = of_group_routes(facts, &facts.group_of(session));
    found.extend(overlap::of_session(facts, session));
    found
}

fn of_group_routes(facts: &Facts, group: &Grouping) -> Vec<Finding> {
    let Grouping::In(group) = group else { return Vec::new() };
    let members = facts.members_after(group);
    let legs: Vec<Leg> = members.into_iter().map(|member| leg(facts, member)).collect();
    let found = redundancy::routes_on_one_leg(&legs);
    found
        .map(|shortcoming| shortcoming.finding(group.as_str()))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests;
