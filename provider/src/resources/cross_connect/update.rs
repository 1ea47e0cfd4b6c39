//! The update of a cross connect: what has changed goes first, the completion notice second, then the wait.

use framework::Diagnostic;
use framework::resource::{Failure, Outcome, Saved, Update};

use super::model::CrossConnectModel;
use super::{attempt, reached, remembered, revision};
use crate::api::{self, Answer, Client};
use crate::domain::CrossConnectSid;
use crate::resources::wait::{End, Patience, Pause};

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
        let mut last = None;
        if let Some(change) = self.request.planned.change_from(&self.request.prior) {
            let at = revision(&self.request.private);
            last = Some(
                self.sent(&sid, || self.client.change_cross_connect(&sid, &change, at), None)
                    .await?,
            );
        }
        if let Some(completion) = self.request.planned.completion_since(&self.request.prior) {
            let at = last
                .as_ref()
                .map_or_else(|| revision(&self.request.private), |seen| Some(seen.value.revision));
            let report = || self.client.report_completion(&sid, &completion, at);
            self.sent(&sid, report, last.as_ref().map(|seen| &seen.value)).await?;
            last = None;
        }
        let latest = match last {
            Some(answer) => answer,
            None => self.look(&sid).await?,
        };
        self.settle(&sid, latest).await
    }

    /// Sends a change; where the service is still busy with an earlier one, waits and sends it again.
    async fn sent<T, F>(
        &self,
        sid: &CrossConnectSid,
        send: impl Fn() -> F + Send,
        before: Option<&api::CrossConnect>,
    ) -> Result<Answer<T>, Failure<CrossConnectModel>>
    where
        F: Future<Output = Result<Answer<T>, api::Error>> + Send,
    {
        loop {
            match send().await {
                Ok(answer) => return Ok(answer),
                Err(api::Error::InTransition(_))
                    if !self.patience.is_over() && self.patience.pause(None).await == Pause::Over => {}
                Err(error) => return Err(self.failed(sid, &error, before)),
            }
        }
    }

    async fn look(&self, sid: &CrossConnectSid) -> Result<Answer<api::CrossConnect>, Failure<CrossConnectModel>> {
        self.client
            .cross_connect(sid)
            .await
            .map_err(|error| self.failed(sid, &error, None))
    }

    async fn settle(&self, sid: &CrossConnectSid, latest: Answer<api::CrossConnect>) -> Outcome<CrossConnectModel> {
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
            None => format!("Cross connect {sid} is as it was."),
        };
        let diagnostics = attempt("change cross connect", &standing).failed(error);
        match before {
            Some(seen) => Failure::keeping(self.request.prior.refreshed_from(seen), remembered(seen), diagnostics),
            None => Failure::nothing_changed(diagnostics),
        }
    }
}
