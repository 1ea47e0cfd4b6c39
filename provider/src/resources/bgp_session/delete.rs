//! The deletion of a BGP session: asked for once, and done when the session is proved to be gone.

use std::time::Duration;

use framework::Diagnostics;

use super::message;
use super::model::BgpSessionModel;
use crate::api::{self, BgpSessionFilter, Client, Revision, WriteError};
use crate::domain::{BgpSessionSid, BgpSessionStatus as Status, CrossConnectSid};
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
    /// The session.
    pub(super) missing: Missing<BgpSessionSid, CrossConnectSid>,
}

/// What a look shows of a session that is to go.
enum Seen {
    Gone,
    Going(Option<Duration>),
    Standing,
}

impl Deleting<'_> {
    /// Asks for the deletion and waits until the session is gone.
    pub(super) async fn run(&self, at: Option<Revision>) -> Result<Diagnostics, Diagnostics> {
        let sid = &self.missing.sid;
        match self.client.delete_bgp_session(sid, at).await {
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

    /// The service does not find what it is to delete: that is success only if the session is proved to be gone.
    async fn confirm(&self, failed: &WriteError) -> Result<Diagnostics, Diagnostics> {
        let sid = &self.missing.sid;
        match self.run.absence::<api::BgpSession>(&self.missing).await {
            Ok(Absence::Gone { .. }) => Ok(Diagnostics::new()),
            Ok(Absence::Present(seen)) if seen.status == Status::Deleting => self.until_gone().await,
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

    /// A look at the session. After an accepted deletion, a read that does not find it is confirmed by one list.
    async fn look(&self) -> Result<Seen, api::Error> {
        match self.client.bgp_session(&self.missing.sid).await {
            Ok(seen) if seen.value.status == Status::Deleting => Ok(Seen::Going(seen.retry_after)),
            Ok(_) => Ok(Seen::Standing),
            Err(api::Error::NotFound(_)) if self.is_listed().await? => Ok(Seen::Going(None)),
            Err(api::Error::NotFound(_)) => Ok(Seen::Gone),
            Err(error) => Err(error),
        }
    }

    async fn is_listed(&self) -> Result<bool, api::Error> {
        let filter = BgpSessionFilter {
            cross_connect_sid: self.missing.place.clone(),
            ..BgpSessionFilter::default()
        };
        let listed = self.client.list_bgp_sessions(&filter).await?;
        Ok(listed.value.iter().any(|each| each.sid == self.missing.sid))
    }
}

impl BgpSessionModel {
    /// What the state knows of a session that the service does not find.
    pub(super) fn missing(&self, sid: &BgpSessionSid) -> Missing<BgpSessionSid, CrossConnectSid> {
        Missing {
            sid: sid.clone(),
            place: self.cross_connect_sid.known().cloned(),
            created_at: self.date_created.known().and_then(|created| created.parse().ok()),
        }
    }
}
