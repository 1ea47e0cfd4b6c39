//! The verdict on one redundancy group after the plan.

use framework::collection::List;
use framework::{Attr, Model};

use super::review::Sessions;
use crate::checks::planned::Planned;
use crate::checks::record::{BgpSession, CrossConnect};
use crate::checks::redundancy::Leg;
use crate::checks::{Check, Picture, redundancy_group, redundancy_verdict};
use crate::domain::{IpRoutes, RedundancyGroup, RedundancyIntent};

/// A verdict on one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The group.
    pub(super) group: RedundancyGroup,
    /// The result.
    pub(super) word: Word,
    /// The checks of the rules that are broken.
    pub(super) blockers: Vec<&'static Check>,
    /// The members after the plan.
    pub(super) members: Vec<String>,
    /// The members that a later plan of this run may change.
    pub(super) may_be_changed: Vec<String>,
    /// The reason why it is not judged, or not wholly.
    pub(super) reason: Option<String>,
}

/// The result of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Every rule was judged, and none is broken.
    Redundant,
    /// A rule is broken.
    NotRedundant,
    /// No rule is known to be broken, and not every rule was judged.
    NotJudged,
}

impl Word {
    /// The word for conditions; it never changes.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Redundant => "redundant",
            Self::NotRedundant => "not_redundant",
            Self::NotJudged => "not_judged",
        }
    }
}

/// Judges a group.
pub(super) fn of(picture: &Picture, group: &RedundancyGroup, sessions: &Sessions) -> Verdict {
    let Some(members) = redundancy_group::members(picture, group) else {
        return unjudged(group);
    };
    let legs: Vec<Leg> = members
        .iter()
        .filter_map(|member| leg(picture, member, sessions))
        .collect();
    let judgement = redundancy_verdict::judge(RedundancyIntent::Geographic, &legs);
    let reason = unknown(&legs).map(|unknown| sessions.reason().unwrap_or_else(|| unknown.to_owned()));
    let word = match (judgement.blockers.is_empty(), &reason) {
        (false, _) => Word::NotRedundant,
        (true, Some(_)) => Word::NotJudged,
        (true, None) => Word::Redundant,
    };
    let is_open = |member: &&&Planned<CrossConnect>| !member.is_planned() && !member.is_in_state;
    Verdict {
        group: group.clone(),
        word,
        blockers: judgement.blockers.iter().map(|blocker| blocker.check).collect(),
        members: names(members.iter()),
        may_be_changed: names(members.iter().filter(is_open)),
        reason,
    }
}

fn unjudged(group: &RedundancyGroup) -> Verdict {
    Verdict {
        group: group.clone(),
        word: Word::NotJudged,
        blockers: Vec::new(),
        members: Vec::new(),
        may_be_changed: Vec::new(),
        reason: Some(
            "Its members are not known: the account did not answer, or the redundancy_group of a cross connect is known after apply."
                .to_owned(),
        ),
    }
}

fn names<'a>(members: impl Iterator<Item = &'a &'a Planned<CrossConnect>>) -> Vec<String> {
    let names = members.map(|member| {
        let latest = member.latest();
        latest.name.known().map_or_else(|| latest.shown(), ToString::to_string)
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// A member to judge. Routes are known only where its session is.
fn leg(picture: &Picture, member: &Planned<CrossConnect>, sessions: &Sessions) -> Option<Leg> {
    let leg = redundancy_group::leg(picture, member)?;
    let routes = match (sessions, leg.routes) {
        (Sessions::All, None) if member.created().is_some() => routes_of_new_circuits(picture),
        (Sessions::All, routes) => routes,
        (Sessions::NotCounted | Sessions::FewerThan(_), _) => None,
    };
    Some(Leg { routes, ..leg })
}

/// The routes on every circuit that this plan orders. Its session names it by a SID that does not exist yet, but where each has one
/// and all sessions announce the same, it does not matter which is on which.
fn routes_of_new_circuits(picture: &Picture) -> Option<IpRoutes> {
    let new = picture
        .cross_connects
        .iter()
        .filter(|each| each.created().is_some())
        .count();
    let unplaced = picture.sessions.iter().filter_map(Planned::after);
    let unplaced: Vec<&BgpSession> = unplaced
        .filter(|session| session.cross_connect_sid.is_unknown())
        .collect();
    let Some((first, others)) = unplaced.split_first() else {
        return Some(IpRoutes::trusted([]));
    };
    let routes = first.routes.known()?;
    let is_same = others.iter().all(|other| other.routes.is(routes));
    (is_same && unplaced.len() == new).then(|| routes.clone())
}

/// The unknown facts of the members.
fn unknown(legs: &[Leg]) -> Option<&'static str> {
    if legs.iter().any(|leg| leg.exchange.is_none() || leg.bandwidth.is_none()) {
        return Some("The exchange or the bandwidth of a member is known after apply.");
    }
    let is_routeless = legs.iter().any(|leg| leg.routes.is_none());
    is_routeless.then_some("The routes of a member, or the cross connect of a session, are known after apply.")
}

/// A verdict on one redundancy group.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct VerdictModel {
    /// The group.
    #[attr(computed)]
    redundancy_group: Attr<String>,
    /// `redundant`, `not_redundant` or `not_judged`.
    #[attr(computed)]
    verdict: Attr<String>,
    /// The codes of the rules that are broken.
    #[attr(computed)]
    blockers: Attr<List<String>>,
    /// The members after the plan.
    #[attr(computed)]
    members: Attr<List<String>>,
    /// The members that this plan may still change.
    #[attr(computed)]
    may_be_changed: Attr<List<String>>,
    /// The reason why it is not judged.
    #[attr(computed)]
    reason: Attr<String>,
}

impl VerdictModel {
    /// The object of a verdict.
    pub(super) fn of(verdict: &Verdict) -> Self {
        let blockers = verdict.blockers.iter().map(|check| check.code.to_owned());
        Self {
            redundancy_group: verdict.group.to_string().into(),
            verdict: verdict.word.as_str().to_owned().into(),
            blockers: List::from_iter(blockers).into(),
            members: List::from_iter(verdict.members.iter().cloned()).into(),
            may_be_changed: List::from_iter(verdict.may_be_changed.iter().cloned()).into(),
            reason: verdict.reason.clone().into(),
        }
    }
}
