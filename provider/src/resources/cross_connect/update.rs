//! The update of a cross connect: first the changed values, then a new letter, then the completion notice, then the wait.
//!
//! Each step that the service accepts is recorded, so that a later failure stores and reports it. After a lost answer, the step is
//! compared with the object: if the object has the requested values, the step succeeded.

mod letter;

use framework::diagnostics::Diagnostic;
use framework::resource::{Failure, Outcome, Saved, Update};

use super::model::CrossConnectModel;
use super::{message, reached, remembered, review, revision};
use crate::account;
use crate::api::{self, Answer, Client, CrossConnectChange, Deadline, Edit, Revision, WriteError};
use crate::checks::finding::Subject;
use crate::checks::lifecycle;
use crate::checks::planned::Planned;
use crate::checks::severity::Severity;
use crate::domain::{Completion, CrossConnectSid};
use crate::resources::finding;
use crate::resources::timeouts::Timeouts;
use crate::resources::wait::{End, Goal, Waiter};
use crate::resources::write::Write;
use crate::run::Run;

/// The cross connect as the service returned it.
type Seen = Answer<api::CrossConnect>;

/// An update that ended early.
type Stopped = Failure<CrossConnectModel>;

/// An update under way.
pub(super) struct Updating<'a> {
    run: &'a Run,
    sid: &'a CrossConnectSid,
    /// The service, within the time limit of the update.
    client: Client,
    waiter: Waiter,
    request: Update<CrossConnectModel>,
}

/// The steps that the service has accepted so far.
#[derive(Debug, Default)]
struct Achieved {
    /// The object as this update last read it.
    seen: Option<Seen>,
    /// True if the service accepted a change.
    changed: bool,
    /// True if the object was not read after the last step.
    is_out_of_sight: bool,
}

impl<'a> Updating<'a> {
    /// An update of a cross connect, whose time limit begins now.
    pub(super) fn new(run: &'a Run, sid: &'a CrossConnectSid, request: Update<CrossConnectModel>) -> Self {
        let deadline = Deadline::after(Timeouts::update(&request.planned.timeouts));
        Self {
            run,
            sid,
            client: run.client.until(deadline),
            waiter: Waiter::until_deadline(deadline, run.client.stop()),
            request,
        }
    }

    /// Sends the changed values, then requests a letter, then reports completion, then waits.
    pub(super) async fn run(self) -> Outcome<CrossConnectModel> {
        if self.is_of_the_state_alone() {
            return Ok(Saved::new(self.request.planned).with_private(self.request.private));
        }
        let mut achieved = Achieved::default();
        self.change(&mut achieved).await?;
        self.ask_for_letter(&mut achieved).await?;
        match self.complete(&mut achieved).await? {
            Some(latest) if !achieved.is_out_of_sight => self.settle(latest).await,
            latest => {
                achieved.seen = latest.or(achieved.seen);
                self.completed_out_of_sight(achieved)
            }
        }
    }

    /// True if the update sends no request and waits for nothing.
    fn is_of_the_state_alone(&self) -> bool {
        let Update { planned, prior, .. } = &self.request;
        planned.change_from(prior).is_none()
            && planned.letter_since(prior).is_none()
            // The planned status is unknown where the plan reports a completion or waits for an automatic step.
            && !planned.status.is_unknown()
    }

    /// The revision for the next step: the one that this operation read last or, without a change, the one of the plan.
    fn revision_after(&self, achieved: &Achieved, seen: &api::CrossConnect) -> Option<Revision> {
        if achieved.changed {
            Some(seen.revision)
        } else {
            self.revision()
        }
    }

    /// Sends the values that change in place.
    async fn change(&self, achieved: &mut Achieved) -> Result<(), Stopped> {
        let Some(change) = self.request.planned.change_from(&self.request.prior) else {
            return Ok(());
        };
        let at = self.revision();
        match self
            .sent(|| self.client.change_cross_connect(self.sid, &change, at))
            .await
        {
            Ok(changed) => self.accepted(achieved, changed),
            Err(failed) if !failed.may_be_done() => {
                return Err(self.failed(Write::ChangeCrossConnect(self.sid), &failed, achieved));
            }
            Err(failed) => match self.client.cross_connect(self.sid).await {
                Ok(seen) if has(&seen.value, &change) => self.accepted(achieved, seen),
                Ok(seen) => {
                    achieved.seen = (!failed.effect.is_none()).then_some(seen);
                    return Err(self.failed(Write::ChangeCrossConnect(self.sid), &failed, achieved));
                }
                Err(_) => {
                    let failed = failed.undecided();
                    return Err(self.failed(Write::ChangeCrossConnect(self.sid), &failed, achieved));
                }
            },
        }
        Ok(())
    }

    /// Records a change that the service has accepted.
    fn accepted(&self, achieved: &mut Achieved, seen: Seen) {
        if let Some(before) = self.revision() {
            self.run.turns.note_revision(self.sid, before, seen.value.revision);
        }
        achieved.changed = true;
        achieved.is_out_of_sight = false;
        achieved.seen = Some(seen);
    }

    /// Reports the completion that the plan adds, and reads the object. Returns `None` if the report is accepted and the read fails. A
    /// notice that the service already has, removed from the configuration and added again, is not reported again.
    async fn complete(&self, achieved: &mut Achieved) -> Result<Option<Seen>, Stopped> {
        let seen = match achieved.seen.take() {
            Some(seen) => seen,
            None => self.look().await?,
        };
        let completion = self.request.planned.completion_since(&self.request.prior);
        let Some(completion) = completion.filter(|completion| !is_reported(completion, &seen.value)) else {
            return Ok(Some(seen));
        };
        if let Some(refusal) = self.ends_letter_to_come(&seen.value) {
            let state = self.request.prior.refreshed_from(&seen.value);
            return Err(Failure::keeping(state, remembered(&seen.value), refusal));
        }
        let at = self.revision_after(achieved, &seen.value);
        achieved.seen = Some(seen);
        let sent = self
            .sent(|| self.client.report_completion(self.sid, &completion, at))
            .await;
        match sent {
            Ok(reported) => Ok(self.reported(achieved, at, reported.value).await),
            Err(failed) if failed.may_be_done() => self.confirmed(achieved, &completion, failed).await.map(Some),
            Err(failed) => Err(self.failed(Write::ReportCompletion(self.sid), &failed, achieved)),
        }
    }

    /// The refusal of a notice that would end the request for a new letter, which this update or an earlier one has sent. `None` if the
    /// severity of the check is not `error`.
    fn ends_letter_to_come(&self, seen: &api::CrossConnect) -> Option<Diagnostic> {
        let shown = account::cross_connect(seen);
        let subject = Subject::circuit(&Planned::untouched(shown.clone()));
        let after = review::record(&self.request.planned);
        let found = lifecycle::ends_letter_to_come(&shown, &after, &subject)?;
        let detail = format!("Completion was not reported. {}", found.detail);
        let title = found.title.clone();
        let is_refused = self.run.severities.of(found.check) == Severity::Error;
        is_refused.then(|| finding::diagnostic(&found.saying(title, detail), Severity::Error))
    }

    /// Reads the object after its completion was accepted; `None` if the read fails.
    async fn reported(
        &self,
        achieved: &mut Achieved,
        at: Option<Revision>,
        notice: api::CompletionNotice,
    ) -> Option<Seen> {
        if let Ok(latest) = self.client.cross_connect(self.sid).await {
            if let Some(at) = at {
                self.run.turns.note_revision(self.sid, at, latest.value.revision);
            }
            achieved.is_out_of_sight = false;
            return Some(latest);
        }
        if let Some(seen) = &mut achieved.seen {
            seen.value.completion = Some(notice);
        }
        None
    }

    /// Decides a report whose effect is unknown. It succeeded if the object has the notice.
    async fn confirmed(
        &self,
        achieved: &mut Achieved,
        completion: &Completion,
        failed: WriteError,
    ) -> Result<Seen, Stopped> {
        let write = Write::ReportCompletion(self.sid);
        let Ok(latest) = self.client.cross_connect(self.sid).await else {
            return Err(self.failed(write, &failed.undecided(), achieved));
        };
        if is_reported(completion, &latest.value) {
            achieved.is_out_of_sight = false;
            return Ok(latest);
        }
        if !failed.effect.is_none() {
            achieved.seen = Some(latest);
        }
        Err(self.failed(write, &failed, achieved))
    }

    /// Sends a change. While the service is busy with an earlier change, waits and sends it again.
    async fn sent<T, F>(&self, send: impl Fn() -> F + Send) -> Result<Answer<T>, WriteError>
    where
        F: Future<Output = Result<Answer<T>, WriteError>> + Send,
    {
        let look = || async { self.client.cross_connect(self.sid).await.ok()?.retry_after };
        self.waiter.while_busy(send, look).await
    }

    async fn look(&self) -> Result<Seen, Stopped> {
        let seen = self.client.cross_connect(self.sid).await;
        seen.map_err(|error| message::unread_before_update(self.sid, &error).into())
    }

    async fn settle(&self, latest: Seen) -> Outcome<CrossConnectModel> {
        let planned = &self.request.planned;
        self.request
            .progress
            .note(&planned.refreshed_from(&latest.value), &remembered(&latest.value));
        let target = planned.wait_for();
        let end = self
            .waiter
            .until(
                Goal::Status,
                latest,
                |seen| reached(target, seen),
                || self.client.cross_connect(self.sid),
            )
            .await;
        match &end {
            // The next step was reported when it became due. A rename does not report it again.
            End::Settled(seen) if !self.has_moved(seen) => {
                let saved = Saved::new(planned.refreshed_from(seen)).with_private(remembered(seen));
                Ok(message::waits_beside(seen).into_iter().fold(saved, Saved::with_warning))
            }
            End::Settled(_) | End::TimedOut(_) | End::Interrupted(_) | End::Missing(_) | End::Lost(..) => {
                Ok(planned.ended(&end))
            }
        }
    }

    /// The end of an update whose steps were all accepted, and whose last read failed.
    fn completed_out_of_sight(&self, achieved: Achieved) -> Outcome<CrossConnectModel> {
        let planned = &self.request.planned;
        let Some(seen) = achieved.seen else {
            return Err(message::unseen(self.sid).into());
        };
        let saved = Saved::new(planned.refreshed_from(&seen.value)).with_private(remembered(&seen.value));
        Ok(saved.with_warning(message::completed_out_of_sight(&seen.value)))
    }

    /// True if the order has another status or another letter than before.
    fn has_moved(&self, seen: &api::CrossConnect) -> bool {
        let now = self.request.prior.refreshed_from(seen);
        now.status != self.request.prior.status
            || now.letter_of_authorization != self.request.prior.letter_of_authorization
    }

    /// A failure that stores the object as last read, and lists the steps that were accepted.
    fn failed(&self, write: Write<'_>, failed: &WriteError, achieved: &Achieved) -> Stopped {
        let done = if achieved.changed {
            format!(
                "The service accepted the other changes of {}, and they are in the state.",
                self.sid
            )
        } else {
            String::new()
        };
        let diagnostics = write.failed_after(failed, &done);
        match &achieved.seen {
            Some(seen) => {
                let state = self.request.prior.refreshed_from(&seen.value);
                Failure::keeping(state, remembered(&seen.value), diagnostics)
            }
            None => Failure::nothing_changed(diagnostics),
        }
    }

    /// The revision of the plan, or the later one that this process alone has made of it.
    fn revision(&self) -> Option<Revision> {
        let known = revision(&self.request.private)?;
        Some(self.run.turns.latest(self.sid, known))
    }
}

/// True if the object has all values of a change.
fn has(seen: &api::CrossConnect, change: &CrossConnectChange) -> bool {
    is_edited(&change.redundancy_group, seen.redundancy_group.as_ref())
        && is_edited(&change.redundancy_role, seen.redundancy_role.as_ref())
        && change.enabled.is_none_or(|enabled| Some(enabled) == seen.enabled)
        && change.unique_name.as_ref().is_none_or(|name| *name == seen.unique_name)
        && change.bandwidth.is_none_or(|bandwidth| bandwidth == seen.bandwidth)
        && change
            .loa_entity
            .as_ref()
            .is_none_or(|entity| *entity == seen.loa_entity)
}

fn is_edited<T: PartialEq>(edit: &Edit<T>, seen: Option<&T>) -> bool {
    match edit {
        Edit::Keep => true,
        Edit::Clear => seen.is_none(),
        Edit::Set(value) => seen == Some(value),
    }
}

fn is_reported(completion: &Completion, seen: &api::CrossConnect) -> bool {
    let same = |notice: &api::CompletionNotice| {
        notice.reference == completion.reference && notice.completed_on == completion.completed_on
    };
    seen.completion.as_ref().is_some_and(same)
}
