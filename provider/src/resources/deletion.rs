//! The deletion of an object. It is requested once, and it succeeds when the absence of the object is proved.

use std::fmt::Display;
use std::time::Duration;

use async_trait::async_trait;
use framework::{Diagnostic, Diagnostics};

use super::wait::{Pause, Waiter};
use super::write::Write;
use crate::api::{self, Answer, Client, Deadline, Revision, WaitingFor, WriteError};
use crate::checks::Check;
use crate::refusal::FailedOperation;
use crate::resources::finding::apply_warning;
use crate::resources::next_action;
use crate::run::{Absence, Evident, Missing, Run};

/// An object that can be deleted.
#[async_trait]
pub(super) trait Deletable: Evident {
    /// The noun for the object, such as `cross connect`.
    const KIND: &'static str;
    /// The end of a sentence about the object until its removal: `, and keeps its name`.
    const HOLDS: &'static str;

    /// Requests the deletion.
    async fn delete(client: &Client, sid: &Self::Sid, at: Option<Revision>) -> Result<Answer<()>, WriteError>;

    /// Reads the object, with the service's advice for the time to the next read.
    async fn look(client: &Client, sid: &Self::Sid) -> Result<Answer<Self>, api::Error>;

    /// True if the list of the account contains the object.
    async fn is_listed(client: &Client, missing: &Missing<Self::Sid, Self::Place>) -> Result<bool, api::Error>;

    /// True if the deletion of the object was accepted.
    fn is_going(&self) -> bool;

    /// The person who has to remove the object; `None` if the removal is automatic.
    fn left_to(&self) -> Option<&WaitingFor>;

    /// Records an object that a person has to remove, for what the same apply creates afterwards. By default nothing depends on it.
    fn record(&self, _run: &Run) {}

    /// The deletion, for the texts of its errors.
    fn write(sid: &Self::Sid) -> Write<'_>;

    /// The error of a refused deletion. By default it is the error of every other write.
    fn refused(sid: &Self::Sid, failed: &WriteError) -> Diagnostics {
        Self::write(sid).failed(failed)
    }
}

/// True if the service refused a deletion because of the sessions on the object. Then no deletion was accepted.
fn has_sessions(failed: &WriteError) -> bool {
    let refusal = failed.error.refusal().filter(|_| failed.effect.is_none());
    refusal.is_some_and(|refusal| !refusal.bgp_session_sids.is_empty())
}

/// A deletion under way.
pub(super) struct Deletion<'a, T: Deletable> {
    run: &'a Run,
    /// The service, within the time limit of the deletion.
    client: Client,
    waiter: Waiter,
    missing: Missing<T::Sid, T::Place>,
}

/// The result of a read of an object that is being deleted.
enum Seen {
    Gone,
    Going(Option<Duration>),
    Waiting(WaitingFor),
    Unchanged,
}

impl<'a, T: Deletable> Deletion<'a, T>
where
    T::Sid: Display,
{
    /// The deletion of an object, whose time limit begins now.
    pub(super) fn new(run: &'a Run, limit: Duration, missing: Missing<T::Sid, T::Place>) -> Self {
        let deadline = Deadline::after(limit);
        Self {
            run,
            client: run.client.until(deadline),
            waiter: Waiter::until_deadline(deadline, run.client.stop()),
            missing,
        }
    }

    /// Requests the deletion, and waits until the absence of the object is proved.
    pub(super) async fn run(&self, at: Option<Revision>) -> Result<Diagnostics, Diagnostics> {
        let sid = &self.missing.sid;
        match T::delete(&self.client, sid, at).await {
            Ok(_) => self.until_gone().await,
            Err(failed) if failed.error.is_not_found() => self.confirm(&failed).await,
            Err(failed) if failed.may_be_done() && !has_sessions(&failed) => self.settle(failed).await,
            Err(failed) => Err(T::refused(sid, &failed)),
        }
    }

    /// Decides a deletion whose effect is unknown, by a read of the object.
    async fn settle(&self, failed: WriteError) -> Result<Diagnostics, Diagnostics> {
        let sid = &self.missing.sid;
        match T::look(&self.client, sid).await {
            Ok(seen) if seen.value.is_going() => self.until_gone().await,
            Ok(_) => Err(T::refused(sid, &failed)),
            Err(api::Error::NotFound(_)) => self.confirm(&failed.undecided()).await,
            Err(_) => Err(T::refused(sid, &failed.undecided())),
        }
    }

    /// Decides a deletion whose object was not found. It succeeds only if the absence of the object is proved. If this deletion may have
    /// been accepted, earlier lists are not evidence.
    async fn confirm(&self, failed: &WriteError) -> Result<Diagnostics, Diagnostics> {
        let proof = if failed.effect.is_none() {
            self.run.absence::<T>(&self.missing).await
        } else {
            self.run.with_new_evidence().absence::<T>(&self.missing).await
        };
        match proof {
            Ok(Absence::Gone { .. }) => Ok(Diagnostics::new()),
            Ok(Absence::Present(seen)) if seen.is_going() => self.until_gone().await,
            Ok(Absence::Present(_) | Absence::Contradicted { .. }) => Err(self.still_shown(failed)),
            Err(error) => Err(self.absence_unproved(&error)),
        }
    }

    async fn until_gone(&self) -> Result<Diagnostics, Diagnostics> {
        loop {
            let advice = match self.look().await {
                Ok(Seen::Gone) => return Ok(Diagnostics::new()),
                Ok(Seen::Going(advice)) => advice,
                Ok(Seen::Waiting(waiting_for)) => return Ok(self.left_to_somebody(&waiting_for).into()),
                Ok(Seen::Unchanged) => None,
                Err(api::Error::Interrupted) => return Err(self.interrupted().into()),
                Err(error) => return Err(self.out_of_sight(&error)),
            };
            if self.waiter.is_over() {
                return Err(self.timed_out().into());
            }
            if self.waiter.pause(advice).await == Pause::Interrupted {
                return Err(self.interrupted().into());
            }
        }
    }

    /// Reads the object. After an accepted deletion, one list confirms a read that does not find the object.
    async fn look(&self) -> Result<Seen, api::Error> {
        match T::look(&self.client, &self.missing.sid).await {
            Ok(seen) if seen.value.is_going() => match seen.value.left_to() {
                Some(waiting_for) => {
                    seen.value.record(self.run);
                    Ok(Seen::Waiting(waiting_for.clone()))
                }
                None => Ok(Seen::Going(seen.retry_after)),
            },
            Ok(_) => Ok(Seen::Unchanged),
            Err(api::Error::NotFound(_)) if T::is_listed(&self.client, &self.missing).await? => Ok(Seen::Going(None)),
            Err(api::Error::NotFound(_)) => Ok(Seen::Gone),
            Err(error) => Err(error),
        }
    }

    /// The error of a deletion whose object was not found, but is returned by a list or another read.
    fn still_shown(&self, failed: &WriteError) -> Diagnostics {
        let sid = &self.missing.sid;
        let existing = format!(
            "{sid} still exists, because a list or another read returns it. It stays in the state. Destroy it again in a few minutes."
        );
        T::write(sid).failed_with(failed, &existing)
    }

    /// The error of a deletion whose object was not found, and whose absence could not be confirmed.
    fn absence_unproved(&self, error: &api::Error) -> Diagnostics {
        let verb = format!("confirm that the {} is gone", T::KIND);
        let existing = format!(
            "The service did not find {}, but the provider could not confirm that it is gone, so it stays in the state.",
            self.missing.sid
        );
        FailedOperation {
            verb: &verb,
            existing: &existing,
        }
        .failed(error)
    }

    /// The warning of a deletion that a person finishes. The object is removed from the state, because Terraform has nothing left to do.
    fn left_to_somebody(&self, waiting_for: &WaitingFor) -> Diagnostic {
        apply_warning(
            Check::NEXT_STEP,
            &format!(
                "Removal of {} {} waits for {}",
                T::KIND,
                self.missing.sid,
                waiting_for.actor
            ),
            format!(
                "The service accepted the deletion. {} The {} is no longer in the state, but stays in the account until it is removed{}.",
                next_action::somebody_acts(waiting_for),
                T::KIND,
                T::HOLDS
            ),
        )
    }

    fn interrupted(&self) -> Diagnostic {
        Diagnostic::error(
            format!("Interrupted while waiting for the deletion of a {}", T::KIND),
            format!(
                "The service accepted the deletion of {}, but the run was interrupted before the deletion finished. The object stays in the \
                 state. Run terraform plan to check its status, or destroy it again.",
                self.missing.sid
            ),
        )
    }

    fn out_of_sight(&self, error: &api::Error) -> Diagnostics {
        let verb = format!("check the progress of the deletion of a {}", T::KIND);
        let existing = format!(
            "The service accepted the deletion of {}, which stays in the state until the deletion is confirmed. Destroy it again later.",
            self.missing.sid
        );
        FailedOperation {
            verb: &verb,
            existing: &existing,
        }
        .failed(error)
    }

    fn timed_out(&self) -> Diagnostic {
        Diagnostic::error(
            format!("Deletion of a {} not finished", T::KIND),
            format!(
                "The service accepted the deletion of {}, but did not finish it within the time limit, so the object stays in the state. \
                 Destroy it again later, or increase the limit in timeouts {{ delete = \"...\" }}.",
                self.missing.sid
            ),
        )
    }
}

#[cfg(test)]
mod tests;
