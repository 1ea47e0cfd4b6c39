//! A BGP session on a cross connect: Twilio's router and the customer's router exchange routes.
//!
//! A session can be declared together with its cross connect. It is `pending` until the connection is configured, and then the service
//! configures it. Apply waits for automatic steps and never for people. It waits for a step of the cross connect only if the same apply completes
//! the cross connect. One cross connect carries one session, so a change of the cross connect forces replacement. A change of the ASN, the interface
//! address, or the MD5 key resets the session; a change of routes does not.
//!
//! The states are those of Interconnect v1 (`docs/interconnect-v1.md`).

mod assigned;
mod declined_key;
mod delete;
mod generate;
mod identity;
mod list;
mod lost_key;
mod message;
mod model;
mod plan;
mod review;
mod unconfirmed_key;
mod update;

use async_trait::async_trait;
use framework::private::Private;
use framework::resource::{
    AnyIdentity, AnyList, Context, Create, Delete, Failure, GeneratesConfig, Imports, Outcome, PlansChanges, Read,
    Resource, Saved, Update, Validates, identified_by, listed_by,
};
use framework::{Diagnostic, Diagnostics};

use super::deletion::Deletion;
use super::finding;
use super::timeouts::Timeouts;
use super::wait::{End, Goal, Waiter};
use crate::account;
use crate::api::{self, Deadline, IdempotencyKey, Revision};
use crate::attributes::broken_rule;
use crate::connection::Connection;
use crate::domain::{AssignedBy, BgpSessionSid, BgpSessionStatus as Status};
use crate::refusal::FailedOperation;
use crate::resources;
use crate::run::{Absence, Run};
use model::BgpSessionModel;
use update::Updating;

/// The resource `twilio_bgp_session`.
pub(crate) struct BgpSession {
    connection: Connection,
}

impl BgpSession {
    /// The resource on a connection, which may not be configured yet.
    pub(crate) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl Resource for BgpSession {
    type Model = BgpSessionModel;

    fn type_name(&self) -> &'static str {
        "twilio_bgp_session"
    }

    async fn create(&self, request: Create<BgpSessionModel>) -> Outcome<BgpSessionModel> {
        let run = self.connection.change(&request.context)?;
        let Create {
            planned,
            config,
            progress,
            ..
        } = request;
        let deadline = Deadline::after(Timeouts::create(&planned.timeouts));
        let client = run.client.until(deadline);
        let order = planned.to_order(&config).ok_or_else(message::incomplete)?;
        let refused = resources::review::refusal(&run, review::created(&planned)).await;
        refused.into_result(())?;
        let made = match client.create_bgp_session(&order, &IdempotencyKey::random()).await {
            Ok(made) => made,
            Err(failed) => return Err(message::not_made(&order, &failed).into()),
        };
        progress.note(&planned.refreshed_from(&made.value), &remembered(&made.value));
        let sid = made.value.sid.clone();
        let waiter = Waiter::until_deadline(deadline, client.stop());
        let awaits_circuit = plan::comes_with_its_circuit(&run, &planned);
        let settled = |seen: &api::BgpSession| is_settled(seen, awaits_circuit);
        let end = waiter.until(Goal::Sight, made, settled, || client.bgp_session(&sid));
        Ok(planned.ended(&end.await))
    }

    async fn read(&self, request: Read<BgpSessionModel>) -> Result<Option<Saved<BgpSessionModel>>, Diagnostics> {
        if self.connection.is_postponed() {
            let kept = Saved::new(request.state).with_private(request.private);
            return Ok(Some(kept.with_warning(super::not_refreshed())));
        }
        let run = self.connection.run(&request.context)?;
        super::same_account(&run.client, &request.state.account_sid)?;
        let sid = request.state.stored_sid()?;
        match run.inventory.bgp_session(&run.client, &sid).await {
            Ok(seen) => Ok(Some(Self::seen(&run, &request, &seen))),
            Err(api::Error::NotFound(_)) => Self::missing(&run, request, &sid).await,
            Err(error) => unread(&run, request, &error).map(Some),
        }
    }

    async fn update(&self, request: Update<BgpSessionModel>) -> Outcome<BgpSessionModel> {
        let run = self.connection.change(&request.context)?;
        let sid = request.prior.stored_sid()?;
        let _turn = run.turns.on(&sid).await;
        run.forget_bgp_session(&sid).await;
        Updating::new(&run, &sid, request).run().await
    }

    async fn delete(&self, request: Delete<BgpSessionModel>) -> Result<Diagnostics, Failure<BgpSessionModel>> {
        let run = self.connection.change(&request.context)?;
        let Delete { state, private, .. } = request;
        super::same_account(&run.client, &state.account_sid)?;
        let sid = state.stored_sid()?;
        let _turn = run.turns.on(&sid).await;
        run.forget_bgp_session(&sid).await;
        let limit = Timeouts::delete(&state.timeouts);
        let at = revision(&private).map(|known| run.turns.latest(&sid, known));
        let deletion = Deletion::<api::BgpSession>::new(&run, limit, state.missing(&sid));
        deletion.run(at).await.map_err(Failure::from)
    }

    fn validates(&self) -> Option<&dyn Validates<BgpSessionModel>> {
        Some(self)
    }

    fn plans_changes(&self) -> Option<&dyn PlansChanges<BgpSessionModel>> {
        Some(self)
    }

    fn imports(&self) -> Option<&dyn Imports<BgpSessionModel>> {
        Some(self)
    }

    fn identifies(&self) -> Option<Box<dyn AnyIdentity<BgpSessionModel> + '_>> {
        Some(identified_by(self))
    }

    fn lists(&self) -> Option<Box<dyn AnyList<BgpSessionModel> + '_>> {
        Some(listed_by(self))
    }

    fn generates(&self) -> Option<&dyn GeneratesConfig<BgpSessionModel>> {
        Some(self)
    }
}

#[async_trait]
impl Imports<BgpSessionModel> for BgpSession {
    async fn import(&self, id: &str, context: &Context) -> Result<Saved<BgpSessionModel>, Diagnostics> {
        let sid =
            BgpSessionSid::parse(id).map_err(|problems| problems.iter().map(broken_rule).collect::<Diagnostics>())?;
        let run = self.connection.run(context)?;
        Self::found(&run, &sid).await
    }
}

impl BgpSession {
    /// The result of a read that found the session.
    fn seen(run: &Run, request: &Read<BgpSessionModel>, seen: &api::BgpSession) -> Saved<BgpSessionModel> {
        run.picture
            .with(|picture| picture.sessions.add_read(account::bgp_session(seen)));
        let before = &request.private;
        let state = declined_key::restored(before, request.state.refreshed_from(seen), seen);
        let lost = lost_key::noticed(before, &state, seen);
        let saved = saved_after_read(run, lost_key::without(state, lost), seen);
        let private = unconfirmed_key::carried(before, saved.private.clone());
        let private = declined_key::carried(before, private, seen);
        saved.with_private(lost_key::marked(private, lost))
    }

    /// The result of a read that did not find the session. It leaves the state only if its absence is proved.
    async fn missing(
        run: &Run,
        request: Read<BgpSessionModel>,
        sid: &BgpSessionSid,
    ) -> Result<Option<Saved<BgpSessionModel>>, Diagnostics> {
        let state = &request.state;
        match run.absence::<api::BgpSession>(&state.missing(sid)).await {
            Ok(Absence::Present(seen)) => Ok(Some(Self::seen(run, &request, &seen))),
            Ok(Absence::Contradicted { by }) => {
                let warning = message::contradicted(sid, &by, &run.severities);
                let kept = Saved::new(request.state).with_private(request.private);
                Ok(Some(warning.into_iter().fold(kept, Saved::with_warning)))
            }
            Ok(Absence::Gone { successor }) => {
                let warning = message::gone(state, successor.as_deref(), &run.severities);
                warning.into_iter().for_each(|warning| request.warnings.add(warning));
                Ok(None)
            }
            Err(error) => unread(run, request, &error).map(Some),
        }
    }

    /// The session of a SID, for an import.
    async fn found(run: &Run, sid: &BgpSessionSid) -> Result<Saved<BgpSessionModel>, Diagnostics> {
        let found = run.find::<api::BgpSession>(sid).await;
        let found = found.map_err(|error| message::not_imported(sid, &error))?;
        Ok(saved_after_read(run, BgpSessionModel::imported(&found), &found))
    }
}

/// The result of a read that the service did not answer: the state as stored, or an error.
fn unread(
    run: &Run,
    request: Read<BgpSessionModel>,
    error: &api::Error,
) -> Result<Saved<BgpSessionModel>, Diagnostics> {
    match run.unread("read BGP session", error) {
        Some(said) => Err(said),
        None => Ok(Saved::new(request.state).with_private(request.private)),
    }
}

impl BgpSessionModel {
    /// The SID of the state. A malformed SID is an error, because its path could address another object.
    fn stored_sid(&self) -> Result<BgpSessionSid, Diagnostic> {
        let stored = super::shown(&self.sid);
        BgpSessionSid::parse(&stored).map_err(|_| super::without_sid("BGP session", &stored, BgpSessionSid::RULE_TEXT))
    }

    /// The outcome of a wait: the session as it is now, with a warning if it is not finished.
    fn ended(&self, end: &End<api::BgpSession>) -> Saved<Self> {
        let warning = match end {
            End::Settled(seen) => message::not_available(seen),
            End::TimedOut(seen) => Some(message::still_moving(seen, "The time limit was reached")),
            End::Interrupted(seen) => Some(message::still_moving(seen, "The wait was interrupted")),
            End::Missing(seen) => Some(message::hidden(seen)),
            End::Lost(seen, error) => Some(message::out_of_sight(seen, error)),
        };
        let seen = end.last();
        let saved = Saved::new(self.refreshed_from(seen)).with_private(remembered(seen));
        let warnings = warning.into_iter().chain(message::waits_beside(seen));
        warnings.fold(saved, Saved::with_warning)
    }
}

fn saved_after_read(run: &Run, state: BgpSessionModel, seen: &api::BgpSession) -> Saved<BgpSessionModel> {
    let saved = Saved::new(state).with_private(remembered(seen));
    let failed = message::failed(seen).and_then(|found| finding::read_warning(run, &found));
    let warnings = failed.into_iter().chain(message::unknown_status(seen));
    warnings.fold(saved, Saved::with_warning)
}

/// True if no awaited automatic step is under way. A pending session waits for its cross connect, and so for people: automatic steps of
/// the cross connect count only if `awaits_circuit`.
fn is_settled(seen: &api::BgpSession, awaits_circuit: bool) -> bool {
    let kind = seen.waiting_for.as_ref().map(|waiting_for| waiting_for.kind);
    let is_automatic = kind == Some(api::Kind::Machine) && seen.on_hold.is_none();
    let is_awaited = matches!(seen.status, Status::Configuring | Status::Updating) || awaits_circuit && is_automatic;
    seen.waits_for_somebody().is_some() || !is_awaited
}

/// The private data of a session:
///
/// - the revision for the next change
/// - the SID, by which the plan of a replacement finds its predecessor
/// - the origin of the ASN and of the address, so that a plan can distinguish a removed value from a value that Twilio assigned
fn remembered(seen: &api::BgpSession) -> Private {
    Private::new()
        .with(REVISION, seen.revision.get())
        .with(SID, seen.sid.as_str())
        .with(
            ASN_IS_CUSTOMERS,
            seen.customer_asn_assigned_by == Some(AssignedBy::Customer),
        )
        .with(
            ADDRESS_IS_CUSTOMERS,
            seen.customer_address_assigned_by == Some(AssignedBy::Customer),
        )
}

/// The SID of the session that a planned one replaces, from the private data.
fn predecessor(private: &Private) -> Option<BgpSessionSid> {
    private.get::<String>(SID).map(BgpSessionSid::trusted)
}

fn revision(private: &Private) -> Option<Revision> {
    private.get(REVISION).map(Revision::trusted)
}

fn failed_operation<'a>(verb: &'a str, existing: &'a str) -> FailedOperation<'a> {
    FailedOperation { verb, existing }
}

const REVISION: &str = "revision";
const SID: &str = "sid";
const ASN_IS_CUSTOMERS: &str = "customer_asn_is_the_customers";
const ADDRESS_IS_CUSTOMERS: &str = "customer_address_is_the_customers";
