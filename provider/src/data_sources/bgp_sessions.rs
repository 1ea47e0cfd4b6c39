//! The BGP sessions of the account.

use async_trait::async_trait;
use framework::collection::List;
use framework::data_source::{DataSource, Found};
use framework::resource::Context;
use framework::{Attr, Diagnostics, Model};

use super::bgp_session::BgpSessionModel;
use crate::api::BgpSessionFilter;
use crate::connection::Connection;
use crate::domain::{BgpSessionSid, BgpSessionStatus, CrossConnectSid};
use crate::refusal::FailedOperation;

/// The data source `twilio_bgp_sessions`.
pub(super) struct BgpSessionsLookup {
    connection: Connection,
}

impl BgpSessionsLookup {
    /// The data source on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl DataSource for BgpSessionsLookup {
    type Model = BgpSessionsModel;

    fn type_name(&self) -> &'static str {
        "twilio_bgp_sessions"
    }

    async fn read(&self, config: BgpSessionsModel, context: &Context) -> Result<Found<BgpSessionsModel>, Diagnostics> {
        let run = self.connection.run(context)?;
        let client = &run.client;
        let listed = client.list_bgp_sessions(&config.filter()).await;
        let listed = listed.map_err(|error| LISTING.failed_at(client, &error))?.value;
        Ok(Found::new(BgpSessionsModel {
            sids: List::from_iter(listed.iter().map(|seen| seen.sid.clone())).into(),
            bgp_sessions: List::from_iter(listed.iter().map(BgpSessionModel::of)).into(),
            ..config
        }))
    }
}

/// The BGP sessions in the account that match all filters, oldest first. If none match, the lists are empty, and the data source returns no
/// error.
///
/// Terraform reads them during each plan, and again during an apply if a dependency of the data source changes. The provider requests up to 1,000
/// sessions at a time.
#[derive(Clone, Debug, Model)]
pub(super) struct BgpSessionsModel {
    /// The cross connect that carries the session. At most one session matches.
    #[attr(optional)]
    cross_connect_sid: Attr<CrossConnectSid>,
    /// The status of the sessions, such as `available`.
    #[attr(optional)]
    status: Attr<BgpSessionStatus>,
    /// The sessions. Each has the attributes of the data source `twilio_bgp_session`.
    #[attr(computed)]
    bgp_sessions: Attr<List<BgpSessionModel>>,
    /// The SIDs of the sessions, in the same order.
    #[attr(computed)]
    sids: Attr<List<BgpSessionSid>>,
}

impl BgpSessionsModel {
    fn filter(&self) -> BgpSessionFilter {
        BgpSessionFilter {
            cross_connect_sid: self.cross_connect_sid.known().cloned(),
            status: self.status.known().cloned(),
        }
    }
}

const LISTING: FailedOperation<'_> = FailedOperation {
    verb: "list BGP sessions",
    existing: "",
};
