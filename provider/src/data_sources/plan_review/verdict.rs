//! The verdict on one redundancy group after the plan.

use framework::collection::List;
use framework::{Attr, Model};

use super::review::Sessions;
use crate::checks::planned::Planned;
use crate::checks::record::{BgpSession, CrossConnect};
use crate::checks::redundancy::Shortcoming;
use crate::checks::redundancy_verdict::judge_members;
use crate::checks::{Judgement, Leg, Picture, redundancy_group};
use crate::data_sources::losses::{LossesTable, worst};
use crate::domain::{IpRoutes, RedundancyGroup, RedundancyIntent};

/// The verdict on one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The group.
    pub(super) group: RedundancyGroup,
    /// The judgement; `None` if the members are not known.
    pub(super) judgement: Option<Judgement>,
    /// The members after the plan.
    pub(super) members: Vec<String>,
    /// The members that a later plan of this run may change.
    pub(super) may_be_changed: Vec<String>,
    /// The reason why the group is not judged, or only in part.
    pub(super) reason: Option<String>,
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
    let judgement = judge_members(RedundancyIntent::Geographic, &legs, picture.required.of(group));
    let reason = unknown(&legs, &judgement).map(|unknown| match unknown {
        Unknown::Circuits => CIRCUITS_UNKNOWN.to_owned(),
        Unknown::Routes => sessions.reason().unwrap_or_else(|| ROUTES_UNKNOWN.to_owned()),
    });
    let is_open = |member: &&&Planned<CrossConnect>| !member.is_planned() && !member.is_in_state;
    Verdict {
        group: group.clone(),
        judgement: Some(judgement),
        members: names(members.iter()),
        may_be_changed: names(members.iter().filter(is_open)),
        reason,
    }
}

fn unjudged(group: &RedundancyGroup) -> Verdict {
    Verdict {
        group: group.clone(),
        judgement: None,
        members: Vec::new(),
        may_be_changed: Vec::new(),
        reason: Some(
            "The members of the group are not known. The account could not be read, or the redundancy_group of a cross connect is known only \
             after apply."
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

/// A member to judge. Its routes are known only if its session is planned or listed.
fn leg(picture: &Picture, member: &Planned<CrossConnect>, sessions: &Sessions) -> Option<Leg> {
    let leg = redundancy_group::leg(picture, member)?;
    let routes = match (sessions, leg.routes) {
        (Sessions::All, None) if member.created().is_some() => routes_of_new_circuits(picture),
        (Sessions::All, routes) => routes,
        (Sessions::NotCounted | Sessions::FewerThan(_), _) => None,
    };
    Some(Leg { routes, ..leg })
}

/// The routes on every circuit that this plan orders. The SID of a new circuit is unknown, and so is the circuit of its session. If every new
/// circuit has a session and all these sessions announce the same routes, the assignment does not matter.
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

/// The facts that are unknown.
enum Unknown {
    /// Facts that decide the verdict.
    Circuits,
    /// Facts that decide the advice on routes.
    Routes,
}

fn unknown(legs: &[Leg], judgement: &Judgement) -> Option<Unknown> {
    if judgement.is_open() && !legs.is_empty() {
        return Some(Unknown::Circuits);
    }
    legs.iter().any(|leg| leg.routes.is_none()).then_some(Unknown::Routes)
}

const CIRCUITS_UNKNOWN: &str = "The exchange, the bandwidth, or the redundancy_role of a member, or the required_mbps of the group, is known only after apply.";
const ROUTES_UNKNOWN: &str = "The advice on routes (TWX205) is not available, because a member's routes or a session's cross connect are known only after apply.";

impl Verdict {
    /// The word for conditions, which never changes.
    pub(super) fn word(&self) -> crate::checks::Verdict {
        let judgement = self.judgement.as_ref();
        judgement.map_or(crate::checks::Verdict::NotJudged, |judgement| judgement.verdict)
    }

    /// The codes of blockers or of advice.
    pub(super) fn codes(&self, of: fn(&Judgement) -> &[Shortcoming]) -> Vec<&'static str> {
        let found = self.judgement.as_ref().map(of).unwrap_or_default();
        found.iter().map(|found| found.check.code).collect()
    }
}

/// The verdict on one redundancy group.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct VerdictModel {
    /// The redundancy group.
    #[attr(computed)]
    redundancy_group: Attr<String>,
    /// The verdict: `redundant`, `not_redundant`, or `not_judged`.
    #[attr(computed)]
    verdict: Attr<String>,
    /// The bandwidth in Mbps that must remain after the worst loss.
    #[attr(computed)]
    required_mbps: Attr<u32>,
    /// The bandwidth in Mbps that remains after the worst loss.
    #[attr(computed)]
    remaining_mbps: Attr<u32>,
    /// The worst loss, with the bandwidth that remains after it.
    #[attr(computed)]
    worst_loss: Attr<String>,
    /// A table of all losses and the bandwidth that remains after each one, in GitHub Flavored Markdown.
    #[attr(computed)]
    losses_markdown: Attr<String>,
    /// The codes of the broken rules.
    #[attr(computed)]
    blockers: Attr<List<String>>,
    /// The codes of the advice.
    #[attr(computed)]
    advice: Attr<List<String>>,
    /// The members after the plan.
    #[attr(computed)]
    members: Attr<List<String>>,
    /// The members that this plan may still change.
    #[attr(computed)]
    may_be_changed: Attr<List<String>>,
    /// The reason why the group was not judged.
    #[attr(computed)]
    reason: Attr<String>,
}

impl VerdictModel {
    /// The model of a verdict.
    pub(super) fn of(verdict: &Verdict) -> Self {
        let judgement = verdict.judgement.as_ref();
        let worst_loss = judgement.and_then(Judgement::worst_loss);
        let codes = |of| List::from_iter(verdict.codes(of).into_iter().map(str::to_owned)).into();
        Self {
            redundancy_group: verdict.group.to_string().into(),
            verdict: verdict.word().as_str().to_owned().into(),
            required_mbps: judgement.and_then(|it| it.requirement).map(|it| it.mbps).into(),
            remaining_mbps: worst_loss.and_then(|loss| loss.remains).into(),
            worst_loss: judgement.and_then(worst).into(),
            losses_markdown: judgement.map(|it| LossesTable(it).to_string()).into(),
            blockers: codes(|judgement| &judgement.blockers),
            advice: codes(|judgement| &judgement.advice),
            members: List::from_iter(verdict.members.iter().cloned()).into(),
            may_be_changed: List::from_iter(verdict.may_be_changed.iter().cloned()).into(),
            reason: verdict.reason.clone().into(),
        }
    }
}
