//! The findings of the plan of one object, from the checks that concern it and the picture of its run.

use std::collections::BTreeSet;

use framework::resource::Context;
use framework::{Attr, Diagnostic, Diagnostics};

use super::finding;
use crate::api;
use crate::checks::object_index::ObjectIndex;
use crate::checks::picture::Extent;
use crate::checks::planned::{Change, Object, Planned};
use crate::checks::{Check, Fact, Finding, Part, Picture, Severity, judge};
use crate::domain::{CrossConnectSid, Exchange};
use crate::run::Run;

/// The change of an object in one plan request.
pub(super) enum Entry<T: Object> {
    /// The plan of an object.
    Plan(Planned<T>),
    /// The second plan of a replacement: the object that replaces the object with the SID.
    Successor(T::Sid, T),
}

/// A kind of object whose plans are checked.
pub(super) trait Judged: Object {
    /// The index of this kind in a picture.
    fn index(picture: &mut Picture) -> &mut ObjectIndex<Self>;
    /// The parts of the account that the checks of the object need.
    fn parts(planned: &Planned<Self>, is_heard: impl Fn(&Check) -> bool) -> BTreeSet<Part>;
    /// The findings that involve the object.
    fn findings(picture: &Picture, planned: &Planned<Self>) -> Vec<Finding>;
    /// The circuit whose traffic the plan may interrupt.
    fn circuit(planned: &Planned<Self>) -> Option<&CrossConnectSid>;
    /// The exchange whose capacity the plan requires.
    fn exchange(planned: &Planned<Self>) -> Option<&Exchange>;
}

/// The findings that are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hearing {
    /// Warnings and errors.
    All,
    /// Errors only: the plan is part of an apply, or the client allows deferred answers. No field distinguishes these two cases.
    Errors,
}

impl Hearing {
    fn of(run: &Run, context: &Context) -> Self {
        if context.is_deferral_allowed() || run.has_applied() {
            Self::Errors
        } else {
            Self::All
        }
    }

    fn hears(self, severity: Severity) -> bool {
        match self {
            Self::All => severity != Severity::Off,
            Self::Errors => severity == Severity::Error,
        }
    }
}

/// The diagnostics of the plan of an object.
pub(super) async fn of<T: Judged>(run: &Run, context: &Context, entry: Entry<T>) -> Diagnostics {
    let hearing = Hearing::of(run, context);
    let mut said = asked(run, &preview(run, &entry), hearing).await;
    if hearing == Hearing::Errors {
        said.retain_errors();
    }
    let found = run.picture.with(|picture| {
        picture.now = run.client.last_date();
        let planned = match entry {
            Entry::Plan(planned) => T::index(picture).plan(planned).clone(),
            Entry::Successor(sid, after) => T::index(picture).plan_successor(&sid, after).clone(),
        };
        T::findings(picture, &planned)
    });
    for mut found in found {
        let mut severity = judge::severity_in_plan(&found, &run.severities);
        if run.accept(&mut found) {
            severity = severity.min(Severity::Warn);
        }
        if hearing.hears(severity) && !is_repeated(run, &found, severity) {
            said.push(finding::diagnostic(&found, severity));
        }
    }
    said
}

/// The errors of an object that is about to be created, before its request is sent; empty if no check refuses it. The plan has reported
/// them as warnings.
pub(super) async fn refusal<T: Judged>(run: &Run, new: T) -> Diagnostics {
    let planned = Planned::new(Change::Created(new));
    let is_refused =
        |check: &Check| Check::REFUSE_CREATION.contains(&check) && run.severities.of(check) == Severity::Error;
    let parts = T::parts(&planned, is_refused);
    match run.read(&parts).await {
        Err((_, error)) if is_of_the_list(&error) => return unread(&error).into(),
        Err(_) | Ok(()) => {}
    }
    if let Some(exchange) = T::exchange(&planned).filter(|_| parts.contains(&Part::Capacity)) {
        drop(run.ask_capacity_of(exchange).await);
    }
    let found = run.picture.with(|picture| {
        // Terraform has planned the object once more in this process, right before its creation.
        T::index(picture).forget_creations_in_place_of(planned.latest());
        let planned = T::index(picture).plan(planned).clone();
        let whole = Extent::Whole;
        let growing = std::mem::replace(&mut picture.extent, whole);
        let found = T::findings(picture, &planned);
        picture.extent = growing;
        found
    });
    let refused = found
        .iter()
        .filter(|found| found.subject.is_new && is_refused(found.check));
    refused
        .map(|found| finding::diagnostic(found, Severity::Error))
        .collect()
}

/// True for an error of the list that the creation need not have: a response that cannot be read, or a refusal. After any other error, the
/// request that creates the object fails by itself, or it is permitted although the list is not.
fn is_of_the_list(error: &api::Error) -> bool {
    match error {
        api::Error::Unexpected { .. } | api::Error::Refused(_) | api::Error::NotFound(_) => true,
        api::Error::Conflict(_) | api::Error::InTransition(_) => true,
        api::Error::Forbidden(_) | api::Error::Unauthorized(_) => false,
        api::Error::RateLimited { .. } | api::Error::Unavailable { .. } | api::Error::Unreachable { .. } => false,
        api::Error::Interrupted | api::Error::Setup { .. } => false,
    }
}

/// The refusal to create an object while the account cannot be read: the object may exist already.
fn unread(error: &api::Error) -> Diagnostic {
    let detail = format!(
        "The account could not be read, so it is not known whether this object exists already: {error}. No request to create it was sent. Apply \
         again when the service answers as Interconnect v1 describes, or correct base_url if it leads to another service."
    );
    Diagnostic::error("Object not created because the account could not be read", detail)
}

/// The planned object for the picture, from which the required requests follow.
fn preview<T: Judged>(run: &Run, entry: &Entry<T>) -> Planned<T> {
    match entry {
        Entry::Plan(planned) => planned.clone(),
        Entry::Successor(sid, after) => run
            .picture
            .with(|picture| T::index(picture).successor(sid, after.clone())),
    }
}

/// Sends the requests that the checks need, and returns the diagnostics of failed requests.
async fn asked<T: Judged>(run: &Run, planned: &Planned<T>, hearing: Hearing) -> Diagnostics {
    let is_new = planned.created().is_some();
    let parts = T::parts(planned, |check| {
        hearing.hears(judge::most_severe_in_plan(check, is_new, &run.severities))
    });
    let mut said = Diagnostics::new();
    said.extend(run.load_parts(&parts).await);
    if let Some(circuit) = T::circuit(planned).filter(|_| parts.contains(&Part::Health)) {
        said.extend(run.measure_peers_of(circuit).await);
    }
    if let Some(exchange) = T::exchange(planned).filter(|_| parts.contains(&Part::Capacity)) {
        said.extend(run.ask_capacity_of(exchange).await);
    }
    said
}

/// True if a read of this run has already reported a warning.
fn is_repeated(run: &Run, found: &Finding, severity: Severity) -> bool {
    let sid = found.subject.sid.as_deref().unwrap_or_default();
    severity == Severity::Warn && run.reported.was_reported_by_read(found.check, sid)
}

/// An attribute as a fact for the checks.
pub(super) fn fact<T: Clone>(attribute: &Attr<T>) -> Fact<T> {
    match attribute {
        Attr::Null => Fact::Null,
        Attr::Unknown => Fact::Unknown,
        Attr::Known(value) => Fact::Known(value.clone()),
    }
}
