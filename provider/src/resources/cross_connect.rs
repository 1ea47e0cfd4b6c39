//! A cross connect: a fiber between the customer's router and Twilio's, in the meet-me room of an exchange.
//!
//! The steps of an order: ordered (customer), letter of authorization issued (Twilio), cable installed and its completion reported
//! (data center and customer), configured (Twilio), active. Apply waits for Twilio's steps and never for a person. Where a person has
//! to act next, apply succeeds with a warning that contains `next_action`. An error would taint the circuit, and the next apply
//! would replace a circuit that is paid for and that took weeks to deliver.
//!
//! A change of `exchange` forces replacement, because another exchange is another circuit. The letter names `loa_entity`. Until
//! completion is reported, a change of it issues another letter; afterwards, it forces replacement.
//!
//! Source: Twilio's Cross Connect page; the states are those of Interconnect v1 (`docs/interconnect-v1.md`).

mod absent;
mod delete;
mod identity;
mod list;
mod message;
mod model;
mod plan;
mod review;
mod unlisted;
mod update;

use async_trait::async_trait;
use framework::private::Private;
use framework::resource::{
    AnyIdentity, AnyList, Context, Create, Delete, Failure, Imports, Outcome, PlansChanges, Read, Resource, Saved,
    Update, Validates, identified_by, listed_by,
};
use framework::{Diagnostic, Diagnostics};

use super::deletion::Deletion;
use super::finding;
use super::timeouts::Timeouts;
use super::wait::{End, Goal, Waiter};
use crate::api::{
    self, Answer, Client, CrossConnectFilter, CrossConnectOrder, Deadline, IdempotencyKey, Revision, WriteError,
};
use crate::attributes::broken_rule;
use crate::checks::status;
use crate::connection::Connection;
use crate::domain::{CrossConnectSid, CrossConnectStatus as Status, WaitFor};
use crate::refusal::FailedOperation;
use crate::resources;
use crate::run::{Absence, Run};
use model::CrossConnectModel;
pub(crate) use model::{CompletionModel, LetterModel};
use update::Updating;

/// The resource `twilio_cross_connect`.
pub(crate) struct CrossConnect {
    connection: Connection,
}

impl CrossConnect {
    /// The resource on a connection, which may not be configured yet.
    pub(crate) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl Resource for CrossConnect {
    type Model = CrossConnectModel;

    fn type_name(&self) -> &'static str {
        "twilio_cross_connect"
    }

    async fn create(&self, request: Create<CrossConnectModel>) -> Outcome<CrossConnectModel> {
        let run = self.connection.change(&request.context)?;
        let Create { planned, progress, .. } = request;
        let deadline = Deadline::after(Timeouts::create(&planned.timeouts));
        let client = run.client.until(deadline);
        // After the answer, the circuit exists and is billed. An error would taint it, and the next apply would order another one.
        // So only an order that Twilio has rejected may fail.
        let refused = resources::review::refusal(&run, review::ordered(&planned)).await;
        refused.into_result(())?;
        let ordered = order(&client, &planned).await?;
        progress.note(&planned.refreshed_from(&ordered.value), &remembered(&ordered.value));
        let sid = ordered.value.sid.clone();
        let waiter = Waiter::until_deadline(deadline, client.stop());
        let target = planned.wait_for();
        let end = waiter
            .until(
                Goal::Sight,
                ordered,
                |seen| reached(target, seen),
                || client.cross_connect(&sid),
            )
            .await;
        planned.created(&end)
    }

    async fn read(&self, request: Read<CrossConnectModel>) -> Result<Option<Saved<CrossConnectModel>>, Diagnostics> {
        if self.connection.is_postponed() {
            let kept = Saved::new(request.state).with_private(request.private);
            return Ok(Some(kept.with_warning(super::not_refreshed())));
        }
        let run = self.connection.run(&request.context)?;
        super::same_account(&run.client, &request.state.account_sid)?;
        let sid = request.state.stored_sid()?;
        match run.inventory.cross_connect(&run.client, &sid).await {
            Ok(seen) => Ok(Some(Self::seen(&run, &request, &seen))),
            Err(api::Error::NotFound(_)) => Self::missing(&run, request, &sid).await,
            Err(error) => unread(&run, request, &error).map(Some),
        }
    }

    async fn update(&self, request: Update<CrossConnectModel>) -> Outcome<CrossConnectModel> {
        let run = self.connection.change(&request.context)?;
        let sid = request.prior.stored_sid()?;
        if absent::is_marked(&request.private) {
            return Ok(absent::state_alone(request));
        }
        let _turn = run.turns.on(&sid).await;
        run.forget_cross_connect(&sid).await;
        Updating::new(&run, &sid, request).run().await
    }

    async fn delete(&self, request: Delete<CrossConnectModel>) -> Result<Diagnostics, Failure<CrossConnectModel>> {
        let run = self.connection.change(&request.context)?;
        let Delete { state, private, .. } = request;
        super::same_account(&run.client, &state.account_sid)?;
        let sid = state.stored_sid()?;
        // The plan refuses this too, but Terraform destroys a tainted object without planning its destruction.
        if state.is_protected() && !is_rejected(&run.client, &sid).await {
            return Err(model::protected(&state).into());
        }
        let _turn = run.turns.on(&sid).await;
        run.forget_cross_connect(&sid).await;
        let limit = Timeouts::delete(&state.timeouts);
        let at = revision(&private).map(|known| run.turns.latest(&sid, known));
        let deletion = Deletion::<api::CrossConnect>::new(&run, limit, state.missing(&sid));
        deletion.run(at).await.map_err(Failure::from)
    }

    fn validates(&self) -> Option<&dyn Validates<CrossConnectModel>> {
        Some(self)
    }

    fn plans_changes(&self) -> Option<&dyn PlansChanges<CrossConnectModel>> {
        Some(self)
    }

    fn imports(&self) -> Option<&dyn Imports<CrossConnectModel>> {
        Some(self)
    }

    fn identifies(&self) -> Option<Box<dyn AnyIdentity<CrossConnectModel> + '_>> {
        Some(identified_by(self))
    }

    fn lists(&self) -> Option<Box<dyn AnyList<CrossConnectModel> + '_>> {
        Some(listed_by(self))
    }
}

#[async_trait]
impl Imports<CrossConnectModel> for CrossConnect {
    async fn import(&self, id: &str, context: &Context) -> Result<Saved<CrossConnectModel>, Diagnostics> {
        let sid =
            CrossConnectSid::parse(id).map_err(|problems| problems.iter().map(broken_rule).collect::<Diagnostics>())?;
        let run = self.connection.run(context)?;
        Self::found(&run, &sid).await
    }
}

impl CrossConnect {
    /// The result of a read that found the object.
    fn seen(run: &Run, request: &Read<CrossConnectModel>, seen: &api::CrossConnect) -> Saved<CrossConnectModel> {
        // A finding that the plan may resolve is reported by the plan.
        let found = review::seen(run, seen, &request.state).filter(|found| !status::is_answered_by_a_plan(found));
        let warning = found.and_then(|found| finding::read_warning(run, &found));
        let private = remembered(seen).with(LAST_ENABLED, request.state.enabled.known());
        let saved = request.state.looked_at(seen).with_private(private);
        warning.into_iter().fold(saved, Saved::with_warning)
    }

    /// The result of a read that did not find the object, or found it deleted. It leaves the state only if its absence is proved.
    async fn missing(
        run: &Run,
        request: Read<CrossConnectModel>,
        sid: &CrossConnectSid,
    ) -> Result<Option<Saved<CrossConnectModel>>, Diagnostics> {
        match run.absence::<api::CrossConnect>(&request.state.missing(sid)).await {
            Ok(Absence::Present(seen)) => Ok(Some(Self::seen(run, &request, &seen))),
            Ok(Absence::Contradicted { by }) => Ok(Some(absent::contradicted(run, request, &by))),
            Ok(Absence::Gone { successor }) => Ok(absent::gone(run, request, successor.as_deref())),
            Err(error) => unread(run, request, &error).map(Some),
        }
    }

    /// The cross connect of a SID, for an import.
    async fn found(run: &Run, sid: &CrossConnectSid) -> Result<Saved<CrossConnectModel>, Diagnostics> {
        let found = run.find::<api::CrossConnect>(sid).await;
        let found = found.map_err(|error| message::not_imported(sid, &error))?;
        let taken_over = CrossConnectModel::imported(&found);
        Ok(taken_over.looked_at(&found))
    }
}

/// The result of a read that the service did not answer: the state as stored, or an error.
fn unread(
    run: &Run,
    request: Read<CrossConnectModel>,
    error: &api::Error,
) -> Result<Saved<CrossConnectModel>, Diagnostics> {
    match run.unread("read cross connect", error) {
        Some(said) => Err(said),
        None => Ok(Saved::new(request.state).with_private(request.private)),
    }
}

impl CrossConnectModel {
    /// The SID of the state. A malformed SID is an error, because its path could address another object.
    fn stored_sid(&self) -> Result<CrossConnectSid, Diagnostic> {
        let stored = super::shown(&self.sid);
        CrossConnectSid::parse(&stored)
            .map_err(|_| super::without_sid("cross connect", &stored, CrossConnectSid::RULE_TEXT))
    }

    /// The outcome of a creation. Every end but a rejected or deleted order is a success.
    fn created(&self, end: &End<api::CrossConnect>) -> Outcome<Self> {
        if let End::Settled(seen) = end
            && seen.status.is_dead()
        {
            let state = self.refreshed_from(seen);
            return Err(Failure::keeping(state, remembered(seen), message::rejected(seen)));
        }
        Ok(self.ended(end))
    }

    /// The outcome of a wait: the object as it is now, with a warning if someone still has to act.
    fn ended(&self, end: &End<api::CrossConnect>) -> Saved<Self> {
        let warning = match end {
            End::Settled(seen) => message::next_step(seen),
            End::TimedOut(seen) => Some(message::still_moving(seen, "The time limit was reached")),
            End::Interrupted(seen) => Some(message::still_moving(seen, "The wait was interrupted")),
            End::Missing(seen) => Some(message::hidden(seen)),
            End::Lost(seen, error) => Some(message::out_of_sight(seen, error)),
        };
        let seen = end.last();
        // The next action also contains the hold and the changes that wait.
        let warning = warning.or_else(|| message::waits_beside(seen));
        self.saved(seen, warning)
    }

    /// The result of a read, with a warning about a letter that was issued after the state was written.
    fn looked_at(&self, seen: &api::CrossConnect) -> Saved<Self> {
        let letter_is_new = seen.status == Status::LoaIssued && self.status.known() == Some(&Status::Requested);
        self.saved(seen, letter_is_new.then(|| message::next_step(seen)).flatten())
    }

    fn saved(&self, seen: &api::CrossConnect, warning: Option<Diagnostic>) -> Saved<Self> {
        let saved = Saved::new(self.refreshed_from(seen)).with_private(remembered(seen));
        match warning {
            Some(warning) => saved.with_warning(warning),
            None => saved,
        }
    }
}

/// True if the service shows that the order of a circuit was rejected. The state may not have this status yet.
async fn is_rejected(client: &Client, sid: &CrossConnectSid) -> bool {
    let seen = client.cross_connect(sid).await;
    seen.is_ok_and(|seen| seen.value.status == Status::Rejected)
}

/// Sends the order under a new idempotency key, so that retries place the order only once.
async fn order(client: &Client, planned: &CrossConnectModel) -> Result<Answer<api::CrossConnect>, Diagnostics> {
    let order = planned.to_order().ok_or_else(|| {
        Diagnostic::error(
            "Incomplete order",
            "A value of the order is not known. This is a bug in the provider, and nothing was sent.",
        )
    })?;
    match client.order_cross_connect(&order, &IdempotencyKey::random()).await {
        Ok(ordered) => Ok(ordered),
        Err(failed) => Err(message::not_ordered(
            &order,
            &failed,
            named(client, &order, &failed).await.as_ref(),
        )),
    }
}

/// The cross connect with the name of an order whose effect is unknown. It may be the result of this order or belong to another team.
async fn named(client: &Client, order: &CrossConnectOrder, failed: &WriteError) -> Option<api::CrossConnect> {
    if failed.effect.is_none() || client.stop().is_cancelled() {
        return None;
    }
    let filter = CrossConnectFilter {
        unique_name: Some(order.unique_name.clone()),
        ..CrossConnectFilter::default()
    };
    let listed = client
        .until(Deadline::after(STATUS_READ_TIMEOUT))
        .list_cross_connects(&filter)
        .await
        .ok()?;
    listed.value.into_iter().find(api::CrossConnect::holds_name)
}

/// True if nothing is left to wait for. A step of a person ends every wait, and so does an unknown status.
fn reached(target: WaitFor, seen: &api::CrossConnect) -> bool {
    if seen.waits_for_somebody().is_some() {
        return true;
    }
    is_there(target, &seen.status)
}

/// True if a status is the target of the wait, or has no automatic next step.
fn is_there(target: WaitFor, status: &Status) -> bool {
    match (status, target) {
        (Status::Updating, _) => false,
        (_, WaitFor::Requested) => true,
        (Status::Requested, _) => false,
        (_, WaitFor::LoaIssued) => true,
        (Status::Configuring | Status::Failed, WaitFor::Active) => false,
        (_, WaitFor::Active) => true,
    }
}

/// The private data of a cross connect:
///
/// - the revision for the next change
/// - the SID, by which the plan of a replacement finds its predecessor
/// - a flag for a next step of a person, because no apply waits for it
/// - the reported completion notice, which is not reported again
fn remembered(seen: &api::CrossConnect) -> Private {
    Private::new()
        .with(REVISION, seen.revision.get())
        .with(SID, seen.sid.as_str())
        .with(PERSON_IS_NEXT, seen.waits_for_somebody().is_some())
        .with(REPORTED, seen.completion.as_ref().map(in_private))
}

/// A completion notice in the private data: its reference and its day.
fn in_private(notice: &api::CompletionNotice) -> [String; 2] {
    [notice.reference.to_string(), notice.completed_on.to_string()]
}

/// The SID of the cross connect that a planned one replaces, from the private data.
fn predecessor(private: &Private) -> Option<CrossConnectSid> {
    private.get::<String>(SID).map(CrossConnectSid::trusted)
}

fn revision(private: &Private) -> Option<Revision> {
    private.get(REVISION).map(Revision::trusted)
}

fn failed_operation<'a>(verb: &'a str, existing: &'a str) -> FailedOperation<'a> {
    FailedOperation { verb, existing }
}

const REVISION: &str = "revision";
const SID: &str = "sid";
const PERSON_IS_NEXT: &str = "person_is_next";
const REPORTED: &str = "reported";
/// The position of the administrative switch in the state before the last read.
const LAST_ENABLED: &str = "last_enabled";
/// The time limit of a request that only adds to a message.
const STATUS_READ_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(10);

#[cfg(test)]
mod tests {
    use framework::Attr;

    use super::*;

    #[test]
    fn a_state_without_the_sid_of_a_cross_connect_is_an_error_that_tells_to_import() {
        let record = crate::run::tests::cross_connect(1, "voice-a");
        let mut state = CrossConnectModel::imported(&serde_json::from_value(record).unwrap());
        assert!(state.stored_sid().is_ok());
        let wrong = ["", "XC1", "x/../XC00000000000000000000000000000001", "../BgpSessions"];
        let wrong = wrong.map(|text| Attr::Known(CrossConnectSid::trusted(text)));
        for sid in wrong.into_iter().chain([Attr::Null]) {
            state.sid = sid;
            let error = state.stored_sid().unwrap_err();
            assert!(error.detail.contains("No request was sent."), "{error:?}");
            assert!(error.detail.ends_with("then import it by its SID."), "{error:?}");
        }
    }
}
