//! The deletion of a cross connect: asked for once, and done when the object is proved to be gone.

use framework::Diagnostics;

use super::message;
use crate::api::{self, Client, CrossConnectFilter, Revision, WriteError};
use crate::domain::{CrossConnectSid, CrossConnectStatus as Status, UniqueName};
use crate::resources::wait::{Patience, Pause};
use crate::run::{Absence, Missing, Run};

/// A deletion under way: what it works with.
pub(super) struct Deleting<'a> {
    /// The run, which knows what is proved to be gone.
    pub(super) run: &'a Run,
    /// The service, within the time limit of the deletion.
    pub(super) client: Client,
    /// How long to wait.
    pub(super) patience: Patience,
    /// The object.
    pub(super) missing: Missing<CrossConnectSid, UniqueName>,
}

/// What a look shows of an object that is to go.
enum Seen {
    Gone,
    Going(Option<std::time::Duration>),
    Standing,
}

impl Deleting<'_> {
    /// Asks for the deletion and waits until the object is gone.
    pub(super) async fn run(&self, at: Option<Revision>) -> Result<Diagnostics, Diagnostics> {
        let sid = &self.missing.sid;
        match self.client.delete_cross_connect(sid, at).await {
            Ok(_) => self.until_gone().await,
            Err(failed) if failed.error.is_not_found() => self.confirm(&failed).await,
            Err(failed) if !failed.effect.is_none() => match self.look().await {
                Ok(Seen::Gone) => Ok(Diagnostics::new()),
                Ok(Seen::Going(_)) => self.until_gone().await,
                Ok(Seen::Standing) | Err(_) => Err(message::not_deleted(sid, &failed)),
            },
            Err(failed) => Err(message::not_deleted(sid, &failed)),
        }
    }

    /// The service does not find what it is to delete: that is success only if the object is proved to be gone.
    async fn confirm(&self, failed: &WriteError) -> Result<Diagnostics, Diagnostics> {
        let sid = &self.missing.sid;
        match self.run.absence::<api::CrossConnect>(&self.missing).await {
            Ok(Absence::Gone { .. }) => Ok(Diagnostics::new()),
            Ok(Absence::Present(seen)) if is_going(&seen.status) => self.until_gone().await,
            Ok(Absence::Present(_) | Absence::Contradicted { .. }) => Err(message::still_shown(sid, failed)),
            Err(error) => Err(message::absence_unproved(sid, &error)),
        }
    }

    async fn until_gone(&self) -> Result<Diagnostics, Diagnostics> {
        let sid = &self.missing.sid;
        loop {
            let advice = match self.look().await {
                Ok(Seen::Gone) => return Ok(Diagnostics::new()),
                Ok(Seen::Going(advice)) => advice,
                Ok(Seen::Standing) => None,
                Err(api::Error::Interrupted) => return Err(message::deletion_interrupted(sid).into()),
                Err(error) => return Err(message::deletion_out_of_sight(sid, &error)),
            };
            if self.patience.is_over() {
                return Err(message::still_being_deleted(sid).into());
            }
            if self.patience.pause(advice).await == Pause::Interrupted {
                return Err(message::deletion_interrupted(sid).into());
            }
        }
    }

    /// A look at the object. After an accepted deletion, a read that does not find it is confirmed by one list.
    async fn look(&self) -> Result<Seen, api::Error> {
        match self.client.cross_connect(&self.missing.sid).await {
            Ok(seen) if seen.value.status == Status::Deleted => Ok(Seen::Gone),
            Ok(seen) if is_going(&seen.value.status) => Ok(Seen::Going(seen.retry_after)),
            Ok(_) => Ok(Seen::Standing),
            Err(api::Error::NotFound(_)) if self.is_listed().await? => Ok(Seen::Going(None)),
            Err(api::Error::NotFound(_)) => Ok(Seen::Gone),
            Err(error) => Err(error),
        }
    }

    async fn is_listed(&self) -> Result<bool, api::Error> {
        let filter = CrossConnectFilter {
            unique_name: self.missing.place.clone(),
            ..CrossConnectFilter::default()
        };
        let listed = self.client.list_cross_connects(&filter).await?;
        Ok(listed.value.iter().any(|each| each.sid == self.missing.sid))
    }
}

fn is_going(status: &Status) -> bool {
    matches!(status, Status::PendingDeletion | Status::Deleted)
}
