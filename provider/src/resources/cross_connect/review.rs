//! The plan of one cross connect, as records for the plan checks.

use std::collections::BTreeSet;

use framework::path::Path;
use framework::private::Private;
use framework::resource::Plan;
use framework::{Attr, Diagnostics};
use jiff::Timestamp;

use super::model::{CompletionModel, CrossConnectModel};
use super::{CrossConnect, LAST_ENABLED, REPORTED};
use crate::account;
use crate::api;
use crate::checks::demarcation::Demarcation;
use crate::checks::object_index::ObjectIndex;
use crate::checks::planned::{Cause, Change, Planned};
use crate::checks::record::{self, Letter, Notice};
use crate::checks::{Check, Fact, Finding, Part, Picture, Subject, capacity, judge, status};
use crate::domain::{CompletedOn, CompletionReference, CrossConnectSid, Exchange};
use crate::resources::review::{self, Entry, Judged, fact};
use crate::run::Run;

impl CrossConnect {
    /// The findings of the checks on a plan.
    pub(super) async fn review(&self, plan: &Plan<CrossConnectModel>) -> Diagnostics {
        let Some((entry, run)) = entry(plan).zip(self.connection.ready(&plan.context)) else {
            return Diagnostics::new();
        };
        let mut said = super::unlisted::check(&run, plan).await;
        said.extend(review::of(&run, &plan.context, entry).await);
        said
    }
}

fn entry(plan: &Plan<CrossConnectModel>) -> Option<Entry<record::CrossConnect>> {
    let change = match (&plan.prior, &plan.planned) {
        (None, None) => return None,
        (None, Some(planned)) => match super::predecessor(&plan.private) {
            Some(sid) => return Some(Entry::Successor(sid, ordered(planned))),
            None => Change::Created(ordered(planned)),
        },
        (Some(prior), None) => Change::Destroyed(record(prior)),
        (Some(prior), Some(planned)) if plan.replace.is_empty() => kept(prior, planned, &plan.private),
        (Some(prior), Some(planned)) => Change::Replaced {
            before: record(prior),
            after: ordered(planned),
            cause: Cause::Changed(plan.replace.iter().map(Path::to_string).collect()),
        },
    };
    Some(Entry::Plan(Planned::new(change)))
}

/// The change of a circuit that is neither created, replaced, nor destroyed.
fn kept(prior: &CrossConnectModel, planned: &CrossConnectModel, private: &Private) -> Change<record::CrossConnect> {
    let before = record::CrossConnect {
        last_enabled: private.get::<bool>(LAST_ENABLED).into(),
        completion: notice_before(prior, planned, private),
        ..record(prior)
    };
    let after = record(planned).kept_from(&before);
    Change::Kept { before, after }
}

/// The completion notice to compare a block with: the block of the state or, for an added block, the notice that the last read
/// returned.
fn notice_before(prior: &CrossConnectModel, planned: &CrossConnectModel, private: &Private) -> Fact<Notice> {
    let is_added = prior.completion.is_null() && !planned.completion.is_null();
    let reported = private.get::<[String; 2]>(REPORTED).filter(|_| is_added);
    reported.map_or_else(
        || record(prior).completion,
        |[reference, completed_on]| {
            let day = completed_on.parse().ok().map(CompletedOn::trusted);
            Fact::Known(Notice {
                reference: CompletionReference::trusted(reference).into(),
                completed_on: day.into(),
            })
        },
    )
}

/// The record of a circuit that this plan orders.
pub(super) fn ordered(planned: &CrossConnectModel) -> record::CrossConnect {
    record(planned).ordered()
}

/// The record of a cross connect of the state or of a plan.
pub(super) fn record(model: &CrossConnectModel) -> record::CrossConnect {
    record::CrossConnect {
        sid: model.sid.known().cloned(),
        name: fact(&model.unique_name),
        exchange: fact(&model.exchange),
        bandwidth: fact(&model.bandwidth_mbps),
        loa_entity: fact(&model.loa_entity),
        group: fact(&model.redundancy_group),
        role: fact(&model.redundancy_role),
        enabled: fact(&model.enabled),
        loa_revision: fact(&model.loa_revision),
        completion: match &model.completion {
            Attr::Null => Fact::Null,
            Attr::Unknown => Fact::Unknown,
            Attr::Known(completion) => notice(completion).into(),
        },
        protection: fact(&model.deletion_protection),
        status: fact(&model.status),
        reason: Fact::Unknown,
        link: Fact::Unknown,
        letter: letter(model),
        demarcation: demarcation(model),
        ordered_at: instant(&model.date_created).map_or(Fact::Unknown, Fact::Known),
        ..record::CrossConnect::default()
    }
}

fn notice(completion: &CompletionModel) -> Notice {
    Notice {
        reference: fact(&completion.reference),
        completed_on: fact(&completion.completed_on),
    }
}

fn letter(model: &CrossConnectModel) -> Fact<Letter> {
    let Attr::Known(letter) = &model.letter_of_authorization else {
        return if model.letter_of_authorization.is_null() {
            Fact::Null
        } else {
            Fact::Unknown
        };
    };
    let dates = instant(&letter.issued_at).zip(instant(&letter.expires_at));
    dates.map_or(Fact::Unknown, |(issued_at, expires_at)| {
        let known = Letter {
            issued_on: letter.issued_on.known().and_then(|day| day.parse().ok()),
            expires_on: letter.expires_on.known().and_then(|day| day.parse().ok()),
            revision: letter
                .revision
                .known()
                .and_then(|revision| u64::try_from(*revision).ok()),
            issued_at,
            expires_at,
        };
        known.into()
    })
}

fn demarcation(model: &CrossConnectModel) -> Fact<Demarcation> {
    let Attr::Known(letter) = &model.letter_of_authorization else {
        return if model.letter_of_authorization.is_null() {
            Fact::Null
        } else {
            Fact::Unknown
        };
    };
    let facility = letter.facility.known().cloned();
    facility.map_or(Fact::Unknown, |facility| {
        let shown = Demarcation {
            facility,
            cage: letter.cage.known().cloned(),
            patch_panel: letter.patch_panel.known().cloned(),
        };
        shown.into()
    })
}

fn instant(text: &Attr<String>) -> Option<Timestamp> {
    text.known()?.parse().ok()
}

/// Records a cross connect that a read returned, and returns the finding about its status.
pub(super) fn seen(run: &Run, seen: &api::CrossConnect, state: &CrossConnectModel) -> Option<Finding> {
    let shown = record::CrossConnect {
        protection: fact(&state.deletion_protection),
        ..account::cross_connect(seen)
    };
    run.picture
        .with(|picture| picture.cross_connects.add_read(shown.clone()));
    let subject = Subject::circuit(&Planned::untouched(shown.clone()));
    status::of(&shown, run.client.last_date(), subject)
}

impl Judged for record::CrossConnect {
    fn index(picture: &mut Picture) -> &mut ObjectIndex<Self> {
        &mut picture.cross_connects
    }

    fn parts(planned: &Planned<Self>, is_heard: impl Fn(&Check) -> bool) -> BTreeSet<Part> {
        judge::parts_for_circuit(planned, is_heard)
    }

    fn findings(picture: &Picture, planned: &Planned<Self>) -> Vec<Finding> {
        judge::of_cross_connect(picture, planned)
    }

    fn circuit(planned: &Planned<Self>) -> Option<&CrossConnectSid> {
        planned.sid()
    }

    fn exchange(planned: &Planned<Self>) -> Option<&Exchange> {
        let (exchange, _) = capacity::wanted(planned)?;
        exchange.is_listed().then_some(exchange)
    }
}
