//! The requests that delete a cross connect.

use async_trait::async_trait;
use framework::Diagnostics;

use super::message;
use crate::account;
use crate::api::{self, Answer, Client, CrossConnect, CrossConnectFilter, Revision, WaitingFor, WriteError};
use crate::checks::planned::Planned;
use crate::domain::{CrossConnectSid, CrossConnectStatus as Status, UniqueName};
use crate::resources::deletion::Deletable;
use crate::resources::write::Write;
use crate::run::{Missing, Run};

#[async_trait]
impl Deletable for CrossConnect {
    const KIND: &'static str = "cross connect";
    const HOLDS: &'static str = ", and keeps its name";

    async fn delete(client: &Client, sid: &CrossConnectSid, at: Option<Revision>) -> Result<Answer<()>, WriteError> {
        client.delete_cross_connect(sid, at).await
    }

    async fn look(client: &Client, sid: &CrossConnectSid) -> Result<Answer<Self>, api::Error> {
        client.cross_connect(sid).await
    }

    async fn is_listed(client: &Client, missing: &Missing<CrossConnectSid, UniqueName>) -> Result<bool, api::Error> {
        let filter = CrossConnectFilter {
            unique_name: missing.place.clone(),
            ..CrossConnectFilter::default()
        };
        let listed = client.list_cross_connects(&filter).await?;
        let is_it = |each: &CrossConnect| each.sid == missing.sid && !each.is_deleted();
        Ok(listed.value.iter().any(is_it))
    }

    fn is_going(&self) -> bool {
        self.status == Status::PendingDeletion
    }

    fn left_to(&self) -> Option<&WaitingFor> {
        self.waits_for_somebody()
    }

    /// The circuit has its name until a person decides. The same apply must not order another circuit under this name, whether or not the
    /// service would refuse the order.
    fn record(&self, run: &Run) {
        let holder = Planned::untouched(account::cross_connect(self));
        run.picture.with(|picture| picture.cross_connects.plan(holder).clone());
    }

    fn write(sid: &CrossConnectSid) -> Write<'_> {
        Write::DeleteCrossConnect(sid)
    }

    fn refused(sid: &CrossConnectSid, failed: &WriteError) -> Diagnostics {
        message::not_deleted(sid, failed)
    }
}
