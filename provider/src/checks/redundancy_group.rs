//! Group 2xx in a plan: the members of each redundancy group that a plan touches.

use super::finding::{Finding, Subject};
use super::picture::{Extent, Part, Picture};
use super::planned::{Change, Planned};
use super::record::{BgpSession, CrossConnect};
use super::redundancy::{self, Shortcoming};
use super::redundancy_verdict::judge_circuits;
use super::{Check, Fact, Leg};
use crate::domain::{IpRoutes, RedundancyGroup, RedundancyIntent, RedundancyRole};

/// The checks of the circuits of a group. The checks of its routes belong to the rules about sessions.
pub const OF_CIRCUITS: &[&Check] = &[
    Check::LONE_MEMBER,
    Check::SAME_EXCHANGE,
    Check::NO_RECOMMENDED_PAIR,
    Check::UNEQUAL_BANDWIDTH,
    Check::TOO_LITTLE_LEFT,
    Check::SHARED_ELEMENT,
];

/// True where a circuit is in a group before or after the plan.
pub fn is_of_a_group(planned: &Planned<CrossConnect>) -> bool {
    let moments = planned.before().into_iter().chain(planned.after());
    moments.into_iter().any(|moment| moment.group.known().is_some())
}

/// True where a plan changes the group of a circuit.
pub fn changes_its_group(planned: &Planned<CrossConnect>) -> bool {
    matches!(&planned.change, Change::Kept { before, after } if before.group.changes_to(&after.group))
}

/// The findings about the circuits of the groups that a circuit is in before or after the plan.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let moments = planned.before().into_iter().chain(planned.after());
    let mut groups: Vec<&RedundancyGroup> = moments.filter_map(|moment| moment.group.known()).collect();
    groups.dedup();
    groups.into_iter().flat_map(|group| of_group(picture, group)).collect()
}

/// The findings about the circuits of one group, judged as a set that is meant to withstand every loss.
pub fn of_group(picture: &Picture, group: &RedundancyGroup) -> Vec<Finding> {
    let Some(members) = members(picture, group) else {
        return Vec::new();
    };
    let legs: Vec<Leg> = members.iter().filter_map(|member| leg(picture, member)).collect();
    let judgement = judge_circuits(RedundancyIntent::Geographic, &legs, picture.required.of(group));
    let found = judgement.found();
    found
        .filter_map(|shortcoming| finding(group, &members, shortcoming))
        .collect()
}

/// `TWX205` for one group.
pub fn routes_of_group(picture: &Picture, group: &RedundancyGroup) -> Option<Finding> {
    let members = members(picture, group)?;
    let is_open = |member: &&Planned<CrossConnect>| match member.sid().and_then(|sid| picture.session_over(sid)) {
        Some(session) => picture.is_open(session),
        // A later plan may create the missing session.
        None => picture.extent == Extent::Growing && !has_session(picture, member),
    };
    if members.iter().any(is_open) {
        return None;
    }
    let legs: Vec<Leg> = members.iter().filter_map(|member| leg(picture, member)).collect();
    finding(group, &members, &redundancy::routes_on_one_leg(&legs)?)
}

fn has_session(picture: &Picture, member: &Planned<CrossConnect>) -> bool {
    !matches!(routes(picture, member), None | Some(Fact::Null))
}

/// The members of a group after the plan; `None` while they are not known.
///
/// They are not known before the account is read and every existing circuit is planned, or while the group of a planned circuit is unknown.
pub fn members<'a>(picture: &'a Picture, group: &RedundancyGroup) -> Option<Vec<&'a Planned<CrossConnect>>> {
    let is_undecided = |each: &Planned<CrossConnect>| each.after().is_some_and(|after| after.group.is_unknown());
    if !picture.knows(Part::CrossConnects) || picture.cross_connects.iter().any(is_undecided) {
        return None;
    }
    let is_member = |moment: Option<&CrossConnect>| moment.is_some_and(|it| it.group.is(group) && it.is_standing());
    if picture
        .in_group(group)
        .any(|each| is_member(each.before()) && picture.is_open(each))
    {
        return None;
    }
    // A dead order stays dead, although its plan does not have its status.
    let is_dead = |each: &Planned<CrossConnect>| {
        let stays = each.stays().and(each.before());
        stays.is_some_and(|before| !before.is_standing())
    };
    let all = picture.in_group(group).filter(|each| is_member(each.after()));
    Some(all.filter(|each| !is_dead(each)).collect())
}

/// A member of a group after the plan, as far as it is known; `None` if the plan destroys it.
pub fn leg(picture: &Picture, member: &Planned<CrossConnect>) -> Option<Leg> {
    let after = member.after()?;
    Some(Leg {
        name: after.shown(),
        exchange: after.exchange.known().cloned(),
        bandwidth: member.in_effect(|it| &it.bandwidth)?.known().copied(),
        role: match after.role {
            Fact::Known(role) => Some(role),
            Fact::Null => Some(RedundancyRole::Primary),
            Fact::Unknown => None,
        },
        demarcation: member
            .stays()
            .and(member.today())
            .and_then(|today| today.demarcation.known().cloned()),
        routes: match routes(picture, member) {
            Some(Fact::Known(routes)) => Some(routes),
            Some(Fact::Null) => Some(IpRoutes::trusted([])),
            Some(Fact::Unknown) | None => None,
        },
    })
}

/// The routes on a member after the plan; null if it is known to have no session.
fn routes(picture: &Picture, member: &Planned<CrossConnect>) -> Option<Fact<IpRoutes>> {
    // A circuit that this plan orders has no SID yet, so its session cannot be found by it.
    let sid = member.stays().and(member.sid())?;
    let is_here = |session: &&BgpSession| session.cross_connect_sid.is(sid);
    let here = picture
        .sessions
        .at(sid)
        .find(|session| session.after().as_ref().is_some_and(is_here));
    if let Some(session) = here {
        return session.in_effect(|it| &it.routes);
    }
    let is_anywhere = |session: &BgpSession| session.cross_connect_sid.is_unknown();
    let may_come = picture.sessions.iter().filter_map(Planned::after).any(is_anywhere);
    (picture.knows(Part::BgpSessions) && !may_come).then_some(Fact::Null)
}

fn finding(group: &RedundancyGroup, members: &[&Planned<CrossConnect>], found: &Shortcoming) -> Option<Finding> {
    let mut subjects: Vec<Subject> = members.iter().map(|member| Subject::circuit(member)).collect();
    subjects.sort();
    let (first, others) = subjects.split_first()?;
    let title = format!("Redundancy group \"{group}\": {}", label(found.check));
    let detail = format!("{}. {} {}", capitalized(&found.what), found.explanation, found.fix);
    let finding = Finding {
        fix: Some(found.fix.clone()),
        ..Finding::about(found.check, first.clone()).on(found.attribute)
    };
    Some(finding.saying(title, detail).beside(others.iter().cloned()))
}

/// The label of a check in a title. The members are listed in the detail.
fn label(check: &Check) -> &'static str {
    match check.code {
        "TWX201" => "only one member",
        "TWX202" => "too little bandwidth if one exchange fails",
        "TWX203" => "exchanges are not a recommended pair",
        "TWX204" => "unequal bandwidth",
        "TWX206" => "too little bandwidth if one circuit fails",
        "TWX207" => "too little bandwidth if a shared cage or patch panel fails",
        _ => "routes announced on one member only",
    }
}

/// A sentence that begins with a capital letter, unless it begins with the id of an exchange.
fn capitalized(sentence: &str) -> String {
    let is_id = sentence.split(' ').next().is_some_and(|word| word.contains('-'));
    let mut letters = sentence.chars();
    let first = letters
        .next()
        .filter(|_| !is_id)
        .map(|first| first.to_ascii_uppercase());
    match first {
        Some(first) => std::iter::once(first).chain(letters).collect(),
        None => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests;
