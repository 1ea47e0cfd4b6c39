//! The requests that delete a BGP session.

use async_trait::async_trait;

use crate::api::{self, Answer, BgpSession, BgpSessionFilter, Client, Revision, WaitingFor, WriteError};
use crate::domain::{BgpSessionSid, BgpSessionStatus as Status, CrossConnectSid};
use crate::resources::deletion::Deletable;
use crate::resources::write::Write;
use crate::run::Missing;

#[async_trait]
impl Deletable for BgpSession {
    const KIND: &'static str = "BGP session";
    const HOLDS: &'static str = "";

    async fn delete(client: &Client, sid: &BgpSessionSid, at: Option<Revision>) -> Result<Answer<()>, WriteError> {
        client.delete_bgp_session(sid, at).await
    }

    async fn look(client: &Client, sid: &BgpSessionSid) -> Result<Answer<Self>, api::Error> {
        client.bgp_session(sid).await
    }

    async fn is_listed(client: &Client, missing: &Missing<BgpSessionSid, CrossConnectSid>) -> Result<bool, api::Error> {
        let filter = BgpSessionFilter {
            cross_connect_sid: missing.place.clone(),
            ..BgpSessionFilter::default()
        };
        let listed = client.list_bgp_sessions(&filter).await?;
        Ok(listed.value.iter().any(|each| each.sid == missing.sid))
    }

    fn is_going(&self) -> bool {
        self.status == Status::Deleting
    }

    fn left_to(&self) -> Option<&WaitingFor> {
        self.waits_for_somebody()
    }

    fn write(sid: &BgpSessionSid) -> Write<'_> {
        Write::DeleteBgpSession(sid)
    }
}
