//! The review: the plan checks on one picture, as far as they concern the named circuits. This module sends no requests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::circuit::{Circuit, NameSource};
use super::finding::Judged;
use super::input::ReviewInput;
use super::verdict::{self, Verdict};
use crate::checks::catalogue::InPlan;
use crate::checks::object_index::ObjectIndex;
use crate::checks::picture::Extent;
use crate::checks::planned::{Change, Object, Planned};
use crate::checks::record::{BgpSession, CrossConnect};
use crate::checks::{Check, Fact, Finding, Part, Picture, Severities, Subject, judge};
use crate::domain::{CrossConnectSid, RedundancyGroup, UniqueName};

/// The request for a review.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    /// The names of the circuits.
    pub(super) names: BTreeSet<UniqueName>,
    /// The number of sessions on them in the configuration, if it is set.
    pub(super) sessions: Option<u32>,
}

impl Request {
    /// True if a circuit has one of the names, before or after the plan.
    pub(super) fn names_circuit(&self, circuit: &Planned<CrossConnect>) -> bool {
        let moments = circuit.before().into_iter().chain(circuit.after());
        let mut names = moments.filter_map(|moment| moment.name.known());
        names.any(|name| self.names.contains(name))
    }

    /// True if a finding concerns the named circuits: its subject is one of them, or a session whose circuit is not known yet.
    fn concerns(&self, finding: &Finding) -> bool {
        let subjects = std::iter::once(&finding.subject).chain(&finding.others);
        let mut subjects = subjects.map(|subject| self.concerns_subject(subject));
        subjects.any(|concerns| concerns)
    }

    fn concerns_subject(&self, subject: &Subject) -> bool {
        match &subject.unique_name {
            Some(name) => self.names.iter().any(|named| named.as_str() == name),
            None => subject.resource == SESSION && self.sessions.is_some_and(|count| count > 0),
        }
    }
}

const SESSION: &str = "twilio_bgp_session";

/// The result of a review.
#[derive(Clone, Debug, Default)]
pub(super) struct Review {
    /// The named circuits.
    pub(super) circuits: BTreeMap<UniqueName, Circuit>,
    /// The findings, in a fixed order.
    pub(super) findings: Vec<Judged>,
    /// A verdict for each redundancy group of the named circuits.
    pub(super) verdicts: Vec<Verdict>,
    /// The rules that were not judged.
    pub(super) not_judged: Vec<NotJudged>,
    /// The text for the case that fewer sessions were planned than the configuration has.
    pub(super) too_few_sessions: Option<String>,
}

impl Review {
    /// Marks the findings that the provider block accepts. They stay in the review, but none of them is an error.
    pub(super) fn accept(&mut self, accept: impl Fn(&mut Finding) -> bool) {
        for judged in &mut self.findings {
            judged.is_error &= !accept(&mut judged.finding);
        }
    }

    /// A review without results, for a reason.
    pub(super) fn unjudged(reason: &str) -> Self {
        let not_judged = NotJudged {
            reason: format!("{reason}, so the plan was not reviewed."),
            checks: Vec::new(),
        };
        Self {
            not_judged: vec![not_judged],
            ..Self::default()
        }
    }
}

/// Checks that were not judged, or only in part, with one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NotJudged {
    /// The reason, in full sentences.
    pub(super) reason: String,
    /// The checks.
    pub(super) checks: Vec<&'static Check>,
}

impl fmt::Display for NotJudged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<_> = self.checks.iter().map(|check| check.code).collect();
        f.write_str(&self.reason)?;
        if codes.is_empty() {
            return Ok(());
        }
        write!(f, " Not judged, or only in part: {}.", codes.join(", "))
    }
}

/// The known progress of planning the sessions on the named circuits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sessions {
    /// All sessions were planned.
    All,
    /// The number of sessions is not set.
    NotCounted,
    /// Fewer than this number.
    FewerThan(u32),
}

impl Sessions {
    /// The reason why the rules about sessions are not judged.
    pub(super) fn reason(&self) -> Option<String> {
        match self {
            Self::All => None,
            Self::NotCounted => Some("bgp_session_count is not set.".to_owned()),
            Self::FewerThan(count) => Some(format!(
                "Terraform planned fewer than {count} BGP sessions before it read this review."
            )),
        }
    }

    /// True if a finding is based on known facts. An interruption by the plan of a circuit does not depend on the plan of its session.
    fn allows(&self, finding: &Finding) -> bool {
        let is_of_circuit = finding.subject.resource != SESSION;
        let is_interruption = finding.check.group() == "4xx";
        *self == Self::All
            || is_of_circuit && (is_interruption || !judge::checks_of_sessions().contains(&finding.check))
    }
}

/// Evaluates the input of a review.
pub(super) fn of(input: ReviewInput, request: &Request, severities: &Severities) -> Review {
    let ReviewInput {
        mut picture,
        unread_reason,
    } = input;
    // Without the lists of the account, checks that depend on missing objects are not decided.
    picture.extent = if unread_reason.is_some() {
        Extent::Growing
    } else {
        Extent::Whole
    };
    let names = request.names.iter();
    let circuits: BTreeMap<_, _> = names.map(|name| (name.clone(), Circuit::of(&picture, name))).collect();
    keep_what_is_not_planned(&mut picture, &circuits);
    let sessions = sessions(&picture, &circuits, request);
    let groups = groups(&circuits);
    let verdicts = groups.iter().map(|group| verdict::of(&picture, group, &sessions));
    Review {
        findings: findings(&picture, request, &sessions, severities),
        verdicts: verdicts.collect(),
        not_judged: not_judged(&picture, unread_reason.as_deref(), &sessions),
        too_few_sessions: sessions.reason().filter(|_| request.sessions.is_some()),
        circuits,
    }
}

fn findings(picture: &Picture, request: &Request, sessions: &Sessions, severities: &Severities) -> Vec<Judged> {
    let found = judge::all(picture).into_iter();
    let found = found.filter(|finding| request.concerns(finding) && sessions.allows(finding));
    let judged = found.filter_map(|finding| {
        let severity = severities.of(finding.check);
        Judged::of(finding, severity)
    });
    judged.collect()
}

/// The groups of the named circuits.
fn groups(circuits: &BTreeMap<UniqueName, Circuit>) -> BTreeSet<RedundancyGroup> {
    let after = circuits.values().filter_map(|circuit| circuit.after.as_ref());
    after.filter_map(|circuit| circuit.group.known().cloned()).collect()
}

/// Marks the named circuits that are not planned, and their sessions, as unchanged objects of the plan.
fn keep_what_is_not_planned(picture: &mut Picture, circuits: &BTreeMap<UniqueName, Circuit>) {
    let unplanned = circuits
        .values()
        .filter(|circuit| circuit.source != NameSource::Planned);
    let sids: BTreeSet<CrossConnectSid> = unplanned
        .filter_map(|circuit| circuit.after.as_ref()?.sid.clone())
        .collect();
    keep(&mut picture.cross_connects, |circuit| {
        circuit.sid.as_ref().is_some_and(|sid| sids.contains(sid))
    });
    keep(&mut picture.sessions, |session| {
        session.cross_connect_sid.known().is_some_and(|sid| sids.contains(sid))
    });
}

fn keep<T: Object>(index: &mut ObjectIndex<T>, is_meant: impl Fn(&T) -> bool) {
    let untouched = index
        .iter()
        .filter(|planned| !planned.is_planned())
        .map(Planned::latest);
    let untouched = untouched.filter(|object| is_meant(object)).cloned();
    for object in untouched.collect::<Vec<_>>() {
        let (before, after) = (object.clone(), object);
        index.plan(Planned {
            is_in_state: true,
            ..Planned::new(Change::Kept { before, after })
        });
    }
}

/// The progress of planning the sessions on the named circuits. A session whose circuit is not known yet counts, because it may be on one of them.
fn sessions(picture: &Picture, circuits: &BTreeMap<UniqueName, Circuit>, request: &Request) -> Sessions {
    let Some(count) = request.sessions else {
        return Sessions::NotCounted;
    };
    let after = circuits.values().filter_map(|circuit| circuit.after.as_ref());
    let sids: BTreeSet<&CrossConnectSid> = after.filter_map(|circuit| circuit.sid.as_ref()).collect();
    let may_be_on_one = |session: &&BgpSession| match &session.cross_connect_sid {
        Fact::Unknown => true,
        Fact::Known(sid) => sids.contains(sid),
        Fact::Null => false,
    };
    let told = picture
        .sessions
        .iter()
        .filter(|each| each.is_planned() || each.is_in_state);
    let planned = told.filter_map(Planned::after).filter(may_be_on_one).count();
    if u32::try_from(planned).is_ok_and(|planned| planned < count) {
        Sessions::FewerThan(count)
    } else {
        Sessions::All
    }
}

fn not_judged(picture: &Picture, unread_reason: Option<&str>, sessions: &Sessions) -> Vec<NotJudged> {
    let unread_reason = unread_reason.map(|happened| NotJudged {
        reason: format!("The objects in the account could not be read. {happened}"),
        checks: needing(picture),
    });
    let sessions = sessions.reason().map(|reason| NotJudged {
        reason,
        checks: judge::checks_of_sessions(),
    });
    unread_reason.into_iter().chain(sessions).collect()
}

/// The checks that need a part of the account that was not read.
fn needing(picture: &Picture) -> Vec<&'static Check> {
    let is_lacking = |part: &Part| !picture.has(*part);
    let checks = Check::ALL.iter().copied();
    let checks = checks.filter(|check| check.in_plan != InPlan::Reported);
    checks.filter(|check| check.needs.iter().any(is_lacking)).collect()
}

#[cfg(test)]
mod tests;
