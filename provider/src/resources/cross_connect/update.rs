//! The update of a cross connect: what has changed goes first, the completion notice second, then the wait.

use framework::Diagnostic;
use framework::resource::{Failure, Outcome, Saved, Update};

use super::model::CrossConnectModel;
use super::{attempt, reached, remembered, revision};
use crate::api::{self, Answer, Client};
use crate::domain::{Completion, CrossConnectSid};
use crate::resources::wait::{End, Patience, Pause};

/// The cross connect as the service shows it.
type Seen = Answer<api::CrossConnect>;

/// An update that came to an end too early.
type Stopped = Failure<CrossConnectModel>;

/// An update under way: what it works with.
pub(super) struct Updating<'a> {
    /// The service.
    pub(super) client: &'a Client,
    /// How long to wait.
    pub(super) patience: Patience,
    /// What is asked for.
    pub(super) request: Update<CrossConnectModel>,
}

impl Updating<'_> {
    /// Sends what has changed, then the completion notice, then waits.
    pub(super) async fn run(self) -> Outcome<CrossConnectModel> {
        let Some(sid) = self.request.prior.sid.known().cloned() else {
            return Err(Diagnostic::error(
                "Cross connect without a SID",
                "The state holds no SID. Import it again.",
            )
            .into());
        };
        let changed = self.change(&sid).await?;
        let latest = self.complete(&sid, changed).await?;
        self.settle(&sid, latest).await
    }

    /// Sends what has changed in place; `None` where nothing has.
    async fn change(&self, sid: &CrossConnectSid) -> Result<Option<Seen>, Stopped> {
        let Some(change) = self.request.planned.change_from(&self.request.prior) else {
            return Ok(None);
        };
        let at = revision(&self.request.private);
        let send = || self.client.change_cross_connect(sid, &change, at);
        self.sent(sid, send, None).await.map(Some)
    }

    /// Reports the completion that the plan adds. A notice that the service has already, taken out of the configuration and put
    /// back, is not reported again.
    async fn complete(&self, sid: &CrossConnectSid, changed: Option<Seen>) -> Result<Seen, Stopped> {
        let at = changed
            .as_ref()
            .map_or_else(|| revision(&self.request.private), |seen| Some(seen.value.revision));
        let has_changed = changed.is_some();
        let seen = match changed {
            Some(seen) => seen,
            None => self.look(sid).await?,
        };
        let completion = self.request.planned.completion_since(&self.request.prior);
        let Some(completion) = completion.filter(|completion| !is_reported(completion, &seen.value)) else {
            return Ok(seen);
        };
        let report = || self.client.report_completion(sid, &completion, at);
        self.sent(sid, report, has_changed.then_some(&seen.value)).await?;
        self.look(sid).await
    }

    /// Sends a change; where the service is still busy with an earlier one, waits and sends it again.
    async fn sent<T, F>(
        &self,
        sid: &CrossConnectSid,
        send: impl Fn() -> F + Send,
        before: Option<&api::CrossConnect>,
    ) -> Result<Answer<T>, Stopped>
    where
        F: Future<Output = Result<Answer<T>, api::Error>> + Send,
    {
        loop {
            match send().await {
                Ok(answer) => return Ok(answer),
                Err(error @ api::Error::InTransition(_)) => {
                    let advice = self
                        .client
                        .cross_connect(sid)
                        .await
                        .ok()
                        .and_then(|seen| seen.retry_after);
                    if self.patience.is_over() || self.patience.pause(advice).await == Pause::Interrupted {
                        return Err(self.failed(sid, &error, before));
                    }
                }
                Err(error) => return Err(self.failed(sid, &error, before)),
            }
        }
    }

    async fn look(&self, sid: &CrossConnectSid) -> Result<Seen, Stopped> {
        self.client
            .cross_connect(sid)
            .await
            .map_err(|error| self.failed(sid, &error, None))
    }

    async fn settle(&self, sid: &CrossConnectSid, latest: Seen) -> Outcome<CrossConnectModel> {
        let planned = &self.request.planned;
        self.request
            .progress
            .note(&planned.refreshed_from(&latest.value), &remembered(&latest.value));
        let target = planned.wait_for();
        let end = self
            .patience
            .until(latest, |seen| reached(target, seen), || self.client.cross_connect(sid))
            .await;
        match end {
            // Whose turn it is was said when it became so; a rename is no reason to say it again.
            End::Settled(seen) if !self.has_moved(&seen) => {
                let private = remembered(&seen);
                Ok(Saved::new(planned.refreshed_from(&seen)).with_private(private))
            }
            End::Settled(_) | End::TimedOut(_) | End::Interrupted(_) | End::Lost(..) => Ok(planned.ended(end)),
        }
    }

    /// Whether the order stands elsewhere than before, or by another letter.
    fn has_moved(&self, seen: &api::CrossConnect) -> bool {
        let now = self.request.prior.refreshed_from(seen);
        now.status != self.request.prior.status
            || now.letter_of_authorization != self.request.prior.letter_of_authorization
    }

    /// A failure that keeps what has been done already.
    fn failed(
        &self,
        sid: &CrossConnectSid,
        error: &api::Error,
        before: Option<&api::CrossConnect>,
    ) -> Failure<CrossConnectModel> {
        let standing = match before {
            Some(_) => format!("Cross connect {sid} took the first part of the change and not the second."),
            None if error.is_outcome_unknown() => {
                "The state is as it was; whether the service took the change is not known.".to_owned()
            }
            None => format!("Cross connect {sid} is as it was."),
        };
        let diagnostics = attempt("change cross connect", &standing).failed(error);
        match before {
            Some(seen) => Failure::keeping(self.request.prior.refreshed_from(seen), remembered(seen), diagnostics),
            None => Failure::nothing_changed(diagnostics),
        }
    }
}

fn is_reported(completion: &Completion, seen: &api::CrossConnect) -> bool {
    let same = |notice: &api::CompletionNotice| {
        notice.reference == completion.reference && notice.completed_on == completion.completed_on
    };
    seen.completion.as_ref().is_some_and(same)
}
