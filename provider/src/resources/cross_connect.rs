//! A cross connect: a fibre between the customer's router and Twilio's, in the meet-me room of an exchange.
//!
//! Its life: ordered (customer), letter of authorization issued (Twilio), cable laid and its completion reported (data
//! centre and customer), configured (Twilio), active. Apply waits for Twilio's steps and never for a person: where a
//! person is next, it ends in success with a warning that carries `next_action`. An error would taint the circuit,
//! and the next apply would replace what somebody pays for and waited weeks for.
//!
//! Another exchange is another circuit, so `exchange` replaces. `loa_entity` is named on the letter: another entity gets
//! another letter until completion is reported, and needs another circuit afterwards.
//!
//! Source: Twilio's Cross Connect page; the states are those of Interconnect v1 (`docs/interconnect-v1.md`).

mod model;
mod plan;

use async_trait::async_trait;
use framework::private::Private;
use framework::resource::{
    Context, Create, Delete, Failure, Imports, Outcome, PlansChanges, Read, Resource, Saved, Update, Validates,
};
use framework::{Diagnostic, Diagnostics};

use super::next_action::{self, Turn};
use super::refusal::Attempt;
use super::timeouts::Timeouts;
use super::wait::{End, Patience, Pause};
use crate::api::{self, Answer, Client, CrossConnectFilter, CrossConnectOrder, IdempotencyKey, Revision};
use crate::attributes::broken_rule;
use crate::connection::Connection;
use crate::domain::{CrossConnectSid, CrossConnectStatus as Status, WaitFor};
use model::CrossConnectModel;

/// The resource `twilio_cross_connect`.
pub(crate) struct CrossConnect {
    connection: Connection,
}

impl CrossConnect {
    /// The resource on a connection that need not be configured yet.
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
        let client = self.connection.client()?;
        let Create {
            planned,
            progress,
            context,
            ..
        } = request;
        // From the answer on the circuit exists and is billed. An error would taint it and the next apply would
        // order another, so only an order that Twilio has turned down may fail.
        let ordered = order(&client, &planned).await?;
        progress.note(&planned.refreshed_from(&ordered.value), &remembered(&ordered.value));
        let sid = ordered.value.sid.clone();
        let patience = Patience::of(Timeouts::create(&planned.timeouts), &context.stop);
        let target = planned.wait_for();
        let end = patience
            .until(ordered, |seen| reached(target, seen), || client.cross_connect(&sid))
            .await;
        planned.created(end)
    }

    async fn read(&self, request: Read<CrossConnectModel>) -> Result<Option<Saved<CrossConnectModel>>, Diagnostics> {
        let Read { state, private, .. } = request;
        if self.connection.is_postponed() {
            return Ok(Some(
                Saved::new(state)
                    .with_private(private)
                    .with_warning(super::not_refreshed()),
            ));
        }
        let client = self.connection.client()?;
        let Some(sid) = state.sid.known() else { return Ok(None) };
        match client.cross_connect(sid).await {
            Ok(Answer { value, .. }) if value.status == Status::Deleted => Ok(None),
            Ok(Answer { value, .. }) => Ok(Some(state.refreshed_from(&value).saved_after_read(&value))),
            Err(api::Error::NotFound(_)) => Ok(None),
            Err(error) => Err(attempt("read cross connect", "The state is as it was.").failed(&error)),
        }
    }

    async fn update(&self, request: Update<CrossConnectModel>) -> Outcome<CrossConnectModel> {
        let client = self.connection.client()?;
        let patience = Patience::of(Timeouts::update(&request.planned.timeouts), &request.context.stop);
        Updating {
            client: &client,
            patience,
            request,
        }
        .run()
        .await
    }

    async fn delete(&self, request: Delete<CrossConnectModel>) -> Result<Diagnostics, Failure<CrossConnectModel>> {
        let Delete {
            state,
            private,
            context,
        } = request;
        // The plan refuses this already; but a tainted object is destroyed without being planned.
        if state.is_protected() {
            return Err(model::protected(&state).into());
        }
        let client = self.connection.client()?;
        let Some(sid) = state.sid.known() else {
            return Ok(Diagnostics::new());
        };
        match client.delete_cross_connect(sid, revision(&private)).await {
            Ok(_) => {}
            Err(api::Error::NotFound(_)) => return Ok(Diagnostics::new()),
            Err(error) => return Err(not_deleted(sid, &error).into()),
        }
        let patience = Patience::of(Timeouts::delete(&state.timeouts), &context.stop);
        until_gone(&client, sid, &patience).await.map_err(Failure::from)
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
}

#[async_trait]
impl Imports<CrossConnectModel> for CrossConnect {
    async fn import(&self, id: &str, _context: &Context) -> Result<Saved<CrossConnectModel>, Diagnostics> {
        let sid =
            CrossConnectSid::parse(id).map_err(|problems| problems.iter().map(broken_rule).collect::<Diagnostics>())?;
        let client = self.connection.client()?;
        let found = client.cross_connect(&sid).await.map_err(|error| match error {
            api::Error::NotFound(_) => not_found(&sid),
            other => attempt("import cross connect", "Nothing was imported.").failed(&other),
        })?;
        Ok(CrossConnectModel::imported(&found.value).saved_after_read(&found.value))
    }
}

/// An update under way: what it works with.
struct Updating<'a> {
    client: &'a Client,
    patience: Patience,
    request: Update<CrossConnectModel>,
}

impl Updating<'_> {
    async fn run(self) -> Outcome<CrossConnectModel> {
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
        Ok(planned.ended(end))
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

impl CrossConnectModel {
    /// What a creation ends with. Everything but a dead order is a success.
    fn created(&self, end: End<api::CrossConnect>) -> Outcome<Self> {
        match end {
            End::Settled(seen) if seen.status.is_dead() => {
                let state = self.refreshed_from(&seen);
                Err(Failure::keeping(state, remembered(&seen), turned_down(&seen)))
            }
            end => Ok(self.ended(end)),
        }
    }

    /// What a wait ends with: the object as it is now, and a warning where somebody still has to act.
    fn ended(&self, end: End<api::CrossConnect>) -> Saved<Self> {
        let warning = match &end {
            End::Settled(seen) => next_step(seen),
            End::TimedOut(seen) => Some(still_moving(seen, "The time limit is over")),
            End::Interrupted(seen) => Some(still_moving(seen, "The wait was interrupted")),
            End::Lost(seen, error) => Some(out_of_sight(seen, error)),
        };
        let seen = end.last();
        let saved = Saved::new(self.refreshed_from(&seen)).with_private(remembered(&seen));
        match warning {
            Some(warning) => saved.with_warning(warning),
            None => saved,
        }
    }

    /// What a look ends with: the states that need somebody's attention are warned of each time.
    fn saved_after_read(self, seen: &api::CrossConnect) -> Saved<Self> {
        let saved = Saved::new(self).with_private(remembered(seen));
        match seen.status {
            Status::Rejected | Status::Failed | Status::LoaExpired => saved.with_warning(needs_attention(seen)),
            _ => saved,
        }
    }
}

/// Orders under a fresh key, so that whatever happens to the answer, the order is placed once.
async fn order(client: &Client, planned: &CrossConnectModel) -> Result<Answer<api::CrossConnect>, Diagnostics> {
    let order = planned.to_order().ok_or_else(|| {
        Diagnostic::error(
            "Incomplete order",
            "A value of the order is not known. This is a bug; nothing was ordered.",
        )
    })?;
    match client.order_cross_connect(&order, &IdempotencyKey::random()).await {
        Ok(ordered) => Ok(ordered),
        Err(error) if error.is_outcome_unknown() => {
            placed_unseen(client, &order).await.ok_or_else(|| not_ordered(&error))
        }
        Err(error) => match error.refusal().and_then(|refusal| refusal.existing_sid.as_deref()) {
            Some(sid) => Err(name_in_use(&order, sid, &error)),
            None => Err(not_ordered(&error)),
        },
    }
}

/// Finds the order whose answer did not arrive. A name that was in use before would have been refused, so who bears it now
/// is the order just placed.
async fn placed_unseen(client: &Client, order: &CrossConnectOrder) -> Option<Answer<api::CrossConnect>> {
    let filter = CrossConnectFilter {
        unique_name: Some(order.unique_name.clone()),
        ..CrossConnectFilter::default()
    };
    let found = client.list_cross_connects(&filter).await.ok()?;
    let is_ours = |seen: &api::CrossConnect| seen.unique_name == order.unique_name && seen.exchange == order.exchange;
    let ours = found.value.iter().find(|seen| is_ours(seen))?.clone();
    Some(found.map(|_| ours))
}

/// Whether there is nothing left to wait for. A person's step ends every wait, and so does a status of tomorrow.
fn reached(target: WaitFor, seen: &api::CrossConnect) -> bool {
    match (&seen.status, target) {
        (Status::Updating, _) => false,
        (_, WaitFor::Requested) => true,
        (Status::Requested, _) => false,
        (_, WaitFor::LoaIssued) => true,
        (Status::Configuring | Status::Failed, WaitFor::Active) => false,
        (_, WaitFor::Active) => true,
    }
}

async fn until_gone(client: &Client, sid: &CrossConnectSid, patience: &Patience) -> Result<Diagnostics, Diagnostics> {
    loop {
        let advice = match client.cross_connect(sid).await {
            Err(api::Error::NotFound(_)) => return Ok(Diagnostics::new()),
            Ok(Answer { value, .. }) if value.status == Status::Deleted => return Ok(Diagnostics::new()),
            Ok(answer) => answer.retry_after,
            Err(error) => return Err(not_deleted(sid, &error)),
        };
        if patience.is_over() || patience.pause(advice).await == Pause::Interrupted {
            return Err(still_being_deleted(sid).into());
        }
    }
}

/// What is remembered about a cross connect: the revision that the next change is based on.
fn remembered(seen: &api::CrossConnect) -> Private {
    Private::new().with(REVISION, seen.revision.get())
}

fn revision(private: &Private) -> Option<Revision> {
    private.get(REVISION).map(Revision::trusted)
}

fn attempt<'a>(verb: &'a str, standing: &'a str) -> Attempt<'a> {
    Attempt { verb, standing }
}

fn not_ordered(error: &api::Error) -> Diagnostics {
    let standing = match error {
        api::Error::Unreachable { .. } | api::Error::Unexpected { .. } => {
            "Whether the order was placed is not known; the unique name keeps a second one from being placed, so apply again."
        }
        _ => "Nothing was ordered.",
    };
    attempt("order cross connect", standing).failed(error)
}

fn name_in_use(order: &CrossConnectOrder, sid: &str, error: &api::Error) -> Diagnostics {
    let name = &order.unique_name;
    let request = error
        .request_id()
        .map(|id| format!(" (request {id})"))
        .unwrap_or_default();
    Diagnostic::error(
        format!("Cross connect {name} is already ordered"),
        format!(
            "The account has a cross connect named {name}: {sid}. Nothing was ordered{request}. If it is this one, ordered by a \
             run whose state was lost, take it over by adding this block and applying again:\n\n\
             import {{\n  to = twilio_cross_connect.NAME # the address of this resource\n  id = \"{sid}\"\n}}\n\n\
             If it is another one, choose another unique_name."
        ),
    )
    .at(framework::path::Path::attribute("unique_name"))
    .into()
}

fn turned_down(seen: &api::CrossConnect) -> Diagnostic {
    Diagnostic::error(
        format!("Twilio turned the order of cross connect {} down", seen.unique_name),
        format!(
            "{} {} is kept in the state as tainted, so the next apply removes it and orders anew.",
            next_action::of(seen).sentence,
            seen.sid
        ),
    )
}

fn next_step(seen: &api::CrossConnect) -> Option<Diagnostic> {
    let next = next_action::of(seen);
    (next.turn == Turn::Yours).then(|| {
        Diagnostic::warning(
            format!("Cross connect {} waits for you", seen.unique_name),
            format!(
                "{} {} is {}; nothing is wrong.",
                next.sentence,
                seen.sid,
                seen.status.as_str()
            ),
        )
    })
}

fn still_moving(seen: &api::CrossConnect, why: &str) -> Diagnostic {
    Diagnostic::warning(
        format!("Cross connect {} is not settled yet", seen.unique_name),
        format!(
            "{why}, and {} is still {}. {} The order stands and is in the state; run terraform plan later to see how far it is.",
            seen.sid,
            seen.status.as_str(),
            next_action::of(seen).sentence
        ),
    )
}

fn out_of_sight(seen: &api::CrossConnect, error: &api::Error) -> Diagnostic {
    let standing = format!(
        "{} was {} when it was last seen; it stands, and is in the state.",
        seen.sid,
        seen.status.as_str()
    );
    attempt(&format!("watch cross connect {}", seen.unique_name), &standing).failed_softly(error)
}

fn needs_attention(seen: &api::CrossConnect) -> Diagnostic {
    Diagnostic::warning(
        format!("Cross connect {} is {}", seen.unique_name, seen.status.as_str()),
        format!("{} {} stays in the state.", next_action::of(seen).sentence, seen.sid),
    )
}

fn not_deleted(sid: &CrossConnectSid, error: &api::Error) -> Diagnostics {
    let sessions = error
        .refusal()
        .map(|refusal| refusal.bgp_session_sids.as_slice())
        .unwrap_or_default();
    if sessions.is_empty() {
        return attempt(
            "delete cross connect",
            &format!("{sid} still exists and is in the state."),
        )
        .failed(error);
    }
    Diagnostic::error(
        "Cross connect still carries BGP sessions",
        format!(
            "The service deletes {sid} only when no BGP session is left on it. On it now: {}. Delete them first (those that Terraform \
             manages by removing their twilio_bgp_session), then destroy the cross connect again.",
            sessions.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        ),
    )
    .into()
}

fn still_being_deleted(sid: &CrossConnectSid) -> Diagnostic {
    Diagnostic::error(
        "Cross connect is not gone yet",
        format!(
            "The service took the deletion of {sid}, but the data centre has not removed it within the time limit. It stays in \
             the state; destroy it again later, or give timeouts {{ delete = \"...\" }} more time."
        ),
    )
}

fn not_found(sid: &CrossConnectSid) -> Diagnostics {
    Diagnostic::error(
        "There is no such cross connect",
        format!("The account has no cross connect {sid}. Nothing was imported. Check the SID and the account."),
    )
    .into()
}

const REVISION: &str = "revision";
