//! A BGP session on a cross connect: Twilio's router and the customer's tell each other their routes.
//!
//! Its life follows the cross connect's: it may be declared at once and is `pending` until the connection is configured; then the
//! service configures it. Apply waits for the service and never for the cross connect, which waits for people. One cross
//! connect carries one session, so another cross connect is another session. A change of ASN, interface address or MD5
//! key resets the session; a change of routes does not.
//!
//! The states are those of Interconnect v1 (`docs/interconnect-v1.md`).

mod generate;
mod identity;
mod list;
mod message;
mod model;
mod plan;
mod review;

use async_trait::async_trait;
use framework::Diagnostics;
use framework::private::Private;
use framework::resource::{
    AnyIdentity, AnyList, Context, Create, Delete, Failure, GeneratesConfig, Imports, Outcome, PlansChanges, Read,
    Resource, Saved, Update, Validates, identified_by, listed_by,
};

use super::refusal::Attempt;
use super::timeouts::Timeouts;
use super::wait::{End, Patience, Pause};
use crate::account;
use crate::api::{self, Answer, Client, IdempotencyKey, Revision};
use crate::attributes::broken_rule;
use crate::connection::Connection;
use crate::domain::{AssignedBy, BgpSessionSid, BgpSessionStatus as Status};
use model::BgpSessionModel;

/// The resource `twilio_bgp_session`.
pub(crate) struct BgpSession {
    connection: Connection,
}

impl BgpSession {
    /// The resource on a connection that need not be configured yet.
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
        let client = self.connection.client()?;
        let Create {
            planned,
            config,
            progress,
            context,
            ..
        } = request;
        let order = planned.to_order(&config).ok_or_else(message::incomplete)?;
        let made = client
            .create_bgp_session(&order, &IdempotencyKey::random())
            .await
            .map_err(|error| message::not_made(&error))?;
        progress.note(&planned.refreshed_from(&made.value), &remembered(&made.value));
        let sid = made.value.sid.clone();
        let patience = Patience::of(Timeouts::create(&planned.timeouts), &context.stop);
        Ok(planned.ended(patience.until(made, is_settled, || client.bgp_session(&sid)).await))
    }

    async fn read(&self, request: Read<BgpSessionModel>) -> Result<Option<Saved<BgpSessionModel>>, Diagnostics> {
        let Read { state, private, .. } = request;
        let ledger = self.connection.ledger();
        let _busy = ledger.busy();
        if self.connection.is_postponed() {
            return Ok(Some(
                Saved::new(state)
                    .with_private(private)
                    .with_warning(super::not_refreshed()),
            ));
        }
        let client = self.connection.client()?;
        super::same_account(&client, &state.account_sid)?;
        let Some(sid) = state.sid.known() else { return Ok(None) };
        match self.connection.inventory().bgp_session(&client, sid).await {
            Ok(seen) => {
                ledger.note(|facts| facts.see_session(sid.clone(), account::bgp_session(&seen)));
                Ok(Some(saved_after_read(state.refreshed_from(&seen), &seen)))
            }
            Err(api::Error::NotFound(_)) => Ok(None),
            Err(error) => Err(attempt("read BGP session", "The state is as it was.").failed(&error)),
        }
    }

    async fn update(&self, request: Update<BgpSessionModel>) -> Outcome<BgpSessionModel> {
        let client = self.connection.client()?;
        let Update {
            prior,
            planned,
            config,
            private,
            progress,
            context,
        } = request;
        let sid = prior.sid.known().cloned().ok_or_else(message::incomplete)?;
        self.connection.inventory().forget_bgp_session(&sid).await;
        let patience = Patience::of(Timeouts::update(&planned.timeouts), &context.stop);
        let latest = match planned.change_from(&prior, &config, &private) {
            Some(change) => {
                changed(&client, &patience, &sid, || {
                    client.change_bgp_session(&sid, &change, revision(&private))
                })
                .await?
            }
            None => client
                .bgp_session(&sid)
                .await
                .map_err(|error| message::not_changed(&sid, &error))?,
        };
        progress.note(&planned.refreshed_from(&latest.value), &remembered(&latest.value));
        Ok(planned.ended(patience.until(latest, is_settled, || client.bgp_session(&sid)).await))
    }

    async fn delete(&self, request: Delete<BgpSessionModel>) -> Result<Diagnostics, Failure<BgpSessionModel>> {
        let client = self.connection.client()?;
        let Delete {
            state,
            private,
            context,
        } = request;
        super::same_account(&client, &state.account_sid)?;
        let Some(sid) = state.sid.known() else {
            return Ok(Diagnostics::new());
        };
        self.connection.inventory().forget_bgp_session(sid).await;
        let patience = Patience::of(Timeouts::delete(&state.timeouts), &context.stop);
        match client.delete_bgp_session(sid, revision(&private)).await {
            Ok(_) => until_gone(&client, sid, &patience).await.map_err(Failure::from),
            Err(api::Error::NotFound(_)) => Ok(Diagnostics::new()),
            Err(error) => Err(message::not_deleted(sid, &error).into()),
        }
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
    async fn import(&self, id: &str, _context: &Context) -> Result<Saved<BgpSessionModel>, Diagnostics> {
        let sid =
            BgpSessionSid::parse(id).map_err(|problems| problems.iter().map(broken_rule).collect::<Diagnostics>())?;
        let client = self.connection.client()?;
        self.found(&client, &sid).await
    }
}

impl BgpSession {
    /// The session of a SID, to be taken over.
    async fn found(&self, client: &Client, sid: &BgpSessionSid) -> Result<Saved<BgpSessionModel>, Diagnostics> {
        let found = client
            .bgp_session(sid)
            .await
            .map_err(|error| message::not_imported(sid, &error))?;
        Ok(saved_after_read(BgpSessionModel::imported(&found.value), &found.value))
    }
}

impl BgpSessionModel {
    /// What a wait ends with: the session as it is now, and a warning where it is not done.
    fn ended(&self, end: End<api::BgpSession>) -> Saved<Self> {
        let warning = match &end {
            End::Settled(seen) => message::failed_status(seen),
            End::TimedOut(seen) => Some(message::still_moving(seen, "The time limit is over")),
            End::Interrupted(seen) => Some(message::still_moving(seen, "The wait was interrupted")),
            End::Lost(seen, error) => Some(message::out_of_sight(seen, error)),
        };
        let seen = end.last();
        let saved = Saved::new(self.refreshed_from(&seen)).with_private(remembered(&seen));
        match warning {
            Some(warning) => saved.with_warning(warning),
            None => saved,
        }
    }
}

fn saved_after_read(state: BgpSessionModel, seen: &api::BgpSession) -> Saved<BgpSessionModel> {
    let saved = Saved::new(state).with_private(remembered(seen));
    match message::failed_status(seen) {
        Some(warning) => saved.with_warning(warning),
        None => saved,
    }
}

/// Sends a change; where the service is still busy with an earlier one, waits and sends it again.
async fn changed<F>(
    client: &Client,
    patience: &Patience,
    sid: &BgpSessionSid,
    send: impl Fn() -> F + Send,
) -> Result<Answer<api::BgpSession>, Diagnostics>
where
    F: Future<Output = Result<Answer<api::BgpSession>, api::Error>> + Send,
{
    loop {
        match send().await {
            Ok(answer) => return Ok(answer),
            Err(error @ api::Error::InTransition(_)) => {
                let advice = client.bgp_session(sid).await.ok().and_then(|seen| seen.retry_after);
                if patience.is_over() || patience.pause(advice).await == Pause::Interrupted {
                    return Err(message::not_changed(sid, &error));
                }
            }
            Err(error) => return Err(message::not_changed(sid, &error)),
        }
    }
}

/// Whether the service has nothing in hand. A pending session waits for its cross connect, and so for people.
fn is_settled(seen: &api::BgpSession) -> bool {
    !matches!(seen.status, Status::Configuring | Status::Updating)
}

async fn until_gone(client: &Client, sid: &BgpSessionSid, patience: &Patience) -> Result<Diagnostics, Diagnostics> {
    loop {
        let advice = match client.bgp_session(sid).await {
            Err(api::Error::NotFound(_)) => return Ok(Diagnostics::new()),
            Ok(answer) => answer.retry_after,
            Err(error) => return Err(message::not_deleted(sid, &error)),
        };
        if patience.is_over() || patience.pause(advice).await == Pause::Interrupted {
            return Err(message::still_being_deleted(sid).into());
        }
    }
}

/// What is remembered about a session: the revision that the next change is based on, the SID, by which the plan of a successor
/// tells in whose place it comes, and what Twilio assigned, so that a plan can tell a value that the user gave up from one that
/// was never his.
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

/// The session in whose place another one is planned, by what was remembered of it.
fn predecessor(private: &Private) -> Option<BgpSessionSid> {
    private.get::<String>(SID).map(BgpSessionSid::trusted)
}

fn revision(private: &Private) -> Option<Revision> {
    private.get(REVISION).map(Revision::trusted)
}

fn attempt<'a>(verb: &'a str, standing: &'a str) -> Attempt<'a> {
    Attempt { verb, standing }
}

const REVISION: &str = "revision";
const SID: &str = "sid";
const ASN_IS_CUSTOMERS: &str = "customer_asn_is_the_customers";
const ADDRESS_IS_CUSTOMERS: &str = "customer_address_is_the_customers";
