//! The action that reports the data center's completion notice.

use async_trait::async_trait;
use framework::action::{Action, Invoke, ProgressReport};
use framework::{Attr, Diagnostic, Diagnostics, Model};

use super::steps::Steps;
use super::{as_a_whole, before};
use crate::account;
use crate::api::{self, Answer, Client, Deadline, WriteError};
use crate::checks::record::Notice;
use crate::checks::{Check, Subject, lifecycle};
use crate::connection::Connection;
use crate::domain::{CompletedOn, Completion, CompletionReference, CrossConnectSid, CrossConnectStatus as Status};
use crate::refusal::FailedOperation;
use crate::resources::next_action;
use crate::resources::timeouts::UPDATE_LIMIT;
use crate::resources::wait::{End, Goal, Waiter};
use crate::resources::write::Write;

/// The action `twilio_report_completion`.
pub(super) struct ReportCompletion {
    connection: Connection,
}

impl ReportCompletion {
    /// The action on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

/// Reports the data center's completion notice of a cross connect. Twilio then configures the connection.
///
/// The action is an alternative to the `completion` block of `twilio_cross_connect`, which reports the same notice. You cannot withdraw a report.
/// If the same notice was already reported, the action does not report it again. A different notice is an error. Actions require Terraform 1.14
/// or later.
///
/// Twilio publishes no API for Interconnect: the provider uses *Interconnect v1*, this project's own HTTP contract.
#[derive(Clone, Debug, Model)]
pub(super) struct ReportCompletionModel {
    /// The SID of the cross connect that the data center completed.
    #[attr(required)]
    cross_connect_sid: Attr<CrossConnectSid>,
    /// The data center's reference, as printed on the completion notice.
    #[attr(required)]
    reference: Attr<CompletionReference>,
    /// The day when the data center completed the work.
    #[attr(required)]
    completed_on: Attr<CompletedOn>,
    /// If `true`, the action waits for up to 30 minutes until Twilio has configured the connection. Otherwise, the action ends after the report.
    #[attr(optional)]
    wait_until_active: Attr<bool>,
}

#[async_trait]
impl Action for ReportCompletion {
    type Model = ReportCompletionModel;

    fn type_name(&self) -> &'static str {
        "twilio_report_completion"
    }

    async fn invoke(&self, request: Invoke<ReportCompletionModel>) -> Result<Diagnostics, Diagnostics> {
        let run = self.connection.change(&request.context)?;
        let (Some(sid), Some(completion)) = (request.config.cross_connect_sid.known(), request.config.completion())
        else {
            return Ok(Diagnostics::new());
        };
        let deadline = Deadline::after(UPDATE_LIMIT);
        let client = run.client.until(deadline);
        let turn = run.turns.on(sid).await;
        let seen = before(&client, sid, REPORTING).await?;
        request.progress.say(status_message(&seen.value));
        let at = seen.value.revision;
        let (latest, mut warnings) = reported(&client, seen, &completion, &request.progress).await?;
        run.turns.note_revision(sid, at, latest.value.revision);
        drop(turn);
        if request.config.wait_until_active == Attr::Known(true) {
            let waiter = Waiter::until_deadline(deadline, client.stop());
            warnings.extend(watched(&client, latest, &waiter, &request.progress).await);
        }
        Ok(warnings)
    }
}

impl ReportCompletionModel {
    fn completion(&self) -> Option<Completion> {
        Some(Completion {
            reference: self.reference.known()?.clone(),
            completed_on: *self.completed_on.known()?,
        })
    }
}

/// Reports the completion, unless it was reported before, and reads the cross connect.
async fn reported(
    client: &Client,
    seen: Answer<api::CrossConnect>,
    completion: &Completion,
    progress: &ProgressReport,
) -> Result<(Answer<api::CrossConnect>, Diagnostics), Diagnostics> {
    if let Some(notice) = &seen.value.completion {
        let warning = known_already(&seen.value, notice, completion)?;
        return Ok((seen, warning.into()));
    }
    let notice = Notice {
        reference: completion.reference.clone().into(),
        completed_on: completion.completed_on.into(),
    };
    let circuit = account::cross_connect(&seen.value);
    if let Some(finding) = lifecycle::refused_completion(&circuit, &notice, client.last_date(), &Subject::default()) {
        return Err(Diagnostic::error(finding.to_string(), finding.detail).into());
    }
    let sid = &seen.value.sid;
    let report = client
        .report_completion(sid, completion, Some(seen.value.revision))
        .await;
    if let Err(failed) = report {
        return confirmed(client, sid, completion, &failed).await;
    }
    progress.say(format!(
        "Completion {} of {} was reported.",
        completion.reference, completion.completed_on
    ));
    let latest = client.cross_connect(sid).await;
    let latest = latest.map_err(|error| WATCHING.failed(&error))?;
    progress.say(status_message(&latest.value));
    Ok((latest, Diagnostics::new()))
}

/// The warning about a notice that was reported before, or the error about a different one.
fn known_already(
    circuit: &api::CrossConnect,
    notice: &api::CompletionNotice,
    completion: &Completion,
) -> Result<Diagnostic, Diagnostic> {
    let was = format!("{} of {}", notice.reference, notice.completed_on);
    if notice.reference == completion.reference && notice.completed_on == completion.completed_on {
        return Ok(Diagnostic::warning(
            "Completion was already reported",
            format!("The service has already recorded the notice {was}, so nothing was sent."),
        ));
    }
    let code = Check::COMPLETION_CHANGED.code;
    Err(Diagnostic::error(
        format!(
            "Completion of {} cannot be changed [{code}]",
            account::cross_connect(circuit).shown()
        ),
        format!(
            "The service has already recorded the notice {was}, so nothing was sent. To correct it, contact Twilio's support."
        ),
    ))
}

/// Waits until the connection is active, and reports each step.
async fn watched(
    client: &Client,
    latest: Answer<api::CrossConnect>,
    waiter: &Waiter,
    progress: &ProgressReport,
) -> Option<Diagnostic> {
    let sid = latest.value.sid.clone();
    let is_settled = |seen: &api::CrossConnect| !matches!(seen.status, Status::Configuring | Status::Failed);
    let steps = Steps::after(status_message(&latest.value), progress);
    let look = || async {
        let seen = client.cross_connect(&sid).await?;
        steps.tell(status_message(&seen.value));
        Ok(seen)
    };
    let (seen, why) = match waiter.until(Goal::Status, latest, is_settled, look).await {
        End::Settled(_) => return None,
        End::TimedOut(seen) => (seen, "The time limit was reached".to_owned()),
        End::Interrupted(seen) => (seen, "The wait was interrupted".to_owned()),
        End::Missing(seen) => (seen, "The service no longer returns the cross connect".to_owned()),
        End::Lost(_, error) => return Some(WATCHING.failed_softly(&error)),
    };
    Some(Diagnostic::warning(
        format!("Cross connect {} is not active yet", seen.unique_name),
        format!(
            "{why}, and its last known status is {}. The completion was reported. {}",
            seen.status,
            next_action::of(&seen).sentence
        ),
    ))
}

fn status_message(seen: &api::CrossConnect) -> String {
    format!(
        "Cross connect {} is {}. {}",
        seen.unique_name,
        seen.status,
        next_action::of(seen).sentence
    )
}

/// Decides a failed report. It succeeded if the service has the notice after a lost answer.
async fn confirmed(
    client: &Client,
    sid: &CrossConnectSid,
    completion: &Completion,
    failed: &WriteError,
) -> Result<(Answer<api::CrossConnect>, Diagnostics), Diagnostics> {
    let is_same = |notice: &api::CompletionNotice| {
        notice.reference == completion.reference && notice.completed_on == completion.completed_on
    };
    if failed.may_be_done()
        && let Ok(seen) = client.cross_connect(sid).await
        && seen.value.completion.as_ref().is_some_and(is_same)
    {
        return Ok((seen, Diagnostics::new()));
    }
    Err(as_a_whole(Write::ReportCompletion(sid).failed(failed)))
}

const REPORTING: FailedOperation<'_> = FailedOperation {
    verb: "report completion",
    existing: "Nothing was changed.",
};

const WATCHING: FailedOperation<'_> = FailedOperation {
    verb: "watch cross connect",
    existing: "The completion was reported.",
};
