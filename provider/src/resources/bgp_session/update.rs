//! The update of a BGP session: one request with the changed values, then the wait for the service to configure them.

use framework::resource::{Failure, Outcome, Update};

use super::model::BgpSessionModel;
use super::{declined_key, is_settled, message, plan, remembered, revision, unconfirmed_key};
use crate::api::{self, Answer, BgpSessionChange, Client, Deadline, Edit, Revision, WriteError};
use crate::domain::BgpSessionSid;
use crate::resources::timeouts::Timeouts;
use crate::resources::wait::{Goal, Waiter};
use crate::resources::write::Write;
use crate::run::Run;

/// The session as the service returned it.
type Seen = Answer<api::BgpSession>;

/// An update under way.
pub(super) struct Updating<'a> {
    run: &'a Run,
    sid: &'a BgpSessionSid,
    /// The service, within the time limit of the update.
    client: Client,
    waiter: Waiter,
    request: Update<BgpSessionModel>,
}

impl<'a> Updating<'a> {
    /// An update of a session, whose time limit begins now.
    pub(super) fn new(run: &'a Run, sid: &'a BgpSessionSid, request: Update<BgpSessionModel>) -> Self {
        let deadline = Deadline::after(Timeouts::update(&request.planned.timeouts));
        Self {
            run,
            sid,
            client: run.client.until(deadline),
            waiter: Waiter::until_deadline(deadline, run.client.stop()),
            request,
        }
    }

    /// Sends the changed values, then waits.
    pub(super) async fn run(self) -> Outcome<BgpSessionModel> {
        let Update {
            prior,
            planned,
            config,
            private,
            progress,
            ..
        } = &self.request;
        let latest = match planned.change_from(prior, config, private) {
            Some(change) => self.changed(&change).await?,
            None => self.look().await?,
        };
        progress.note(&planned.refreshed_from(&latest.value), &remembered(&latest.value));
        let look = || self.client.bgp_session(self.sid);
        // The planned values are unknown until a step of the cross connect assigns them.
        let awaits_circuit = plan::is_pending(prior) && planned.twilio_asn.is_unknown();
        let settled = |seen: &api::BgpSession| is_settled(seen, awaits_circuit);
        let end = self.waiter.until(Goal::Status, latest, settled, look).await;
        let saved = planned.ended(&end);
        let marked = declined_key::marked(private, prior, saved.private.clone(), end.last());
        Ok(saved.with_private(marked))
    }

    /// Sends a change. After a lost answer, the change succeeded if the session has the requested values. A key cannot be compared, so its
    /// version is not stored, and the next apply sends the key again.
    async fn changed(&self, change: &BgpSessionChange) -> Result<Seen, Failure<BgpSessionModel>> {
        let known = revision(&self.request.private);
        let at = known.map(|known| self.run.turns.latest(self.sid, known));
        let failed = match self.sent(change, at).await {
            Ok(changed) => {
                if let Some(at) = at {
                    self.run.turns.note_revision(self.sid, at, changed.value.revision);
                }
                return Ok(changed);
            }
            Err(failed) => failed,
        };
        let write = Write::ChangeBgpSession(self.sid);
        if !failed.may_be_done() {
            return Err(write.failed(&failed).into());
        }
        let Ok(seen) = self.client.bgp_session(self.sid).await else {
            let told = unconfirmed_key::failed(write, &failed.undecided(), change);
            let private = unconfirmed_key::marked(self.request.private.clone(), change);
            return Err(Failure::keeping(self.request.prior.clone(), private, told));
        };
        let has_all_but_a_key = has(&seen.value, change);
        if has_all_but_a_key && change.md5_key.is_keep() {
            return Ok(seen);
        }
        let failed = if has_all_but_a_key { failed.undecided() } else { failed };
        if failed.effect.is_none() {
            return Err(write.failed(&failed).into());
        }
        let state = self.request.prior.refreshed_from(&seen.value);
        let told = unconfirmed_key::failed(write, &failed, change);
        let private = unconfirmed_key::marked(remembered(&seen.value), change);
        Err(Failure::keeping(state, private, told))
    }

    /// Sends a change. While the service is busy with an earlier change, waits and sends it again.
    async fn sent(&self, change: &BgpSessionChange, at: Option<Revision>) -> Result<Seen, WriteError> {
        let send = || self.client.change_bgp_session(self.sid, change, at);
        let look = || async { self.client.bgp_session(self.sid).await.ok()?.retry_after };
        self.waiter.while_busy(send, look).await
    }

    async fn look(&self) -> Result<Seen, Failure<BgpSessionModel>> {
        let seen = self.client.bgp_session(self.sid).await;
        seen.map_err(|error| message::unread_before_update(self.sid, &error).into())
    }
}

/// True if the session has all values of a change that the service returns.
fn has(seen: &api::BgpSession, change: &BgpSessionChange) -> bool {
    let routes = change.ip_routes.as_ref().is_none_or(|wanted| {
        let mut shown = seen.ip_routes.clone();
        let mut wanted: Vec<_> = wanted.iter().collect();
        shown.sort();
        wanted.sort();
        shown == wanted
    });
    routes
        && change.enabled.is_none_or(|enabled| enabled == seen.enabled)
        && is_now(
            &change.customer_asn,
            seen.customer_asn.as_ref(),
            seen.customer_asn_assigned_by.as_ref(),
        )
        && is_now(
            &change.customer_address,
            seen.customer_address.as_ref(),
            seen.customer_address_assigned_by.as_ref(),
        )
}

fn is_now<T: PartialEq>(edit: &Edit<T>, shown: Option<&T>, assigned_by: Option<&crate::domain::AssignedBy>) -> bool {
    match edit {
        Edit::Keep => true,
        Edit::Clear => assigned_by == Some(&crate::domain::AssignedBy::Twilio),
        Edit::Set(wanted) => shown == Some(wanted),
    }
}
