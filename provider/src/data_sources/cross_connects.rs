//! The cross connects of the account.

use async_trait::async_trait;
use framework::collection::List;
use framework::data_source::{DataSource, Found};
use framework::resource::Context;
use framework::{Attr, Diagnostics, Model};

use super::cross_connect::CrossConnectModel;
use crate::api::CrossConnectFilter;
use crate::connection::Connection;
use crate::domain::{CrossConnectSid, CrossConnectStatus, Exchange, RedundancyGroupFilter};
use crate::refusal::FailedOperation;

/// The data source `twilio_cross_connects`.
pub(super) struct CrossConnectsLookup {
    connection: Connection,
}

impl CrossConnectsLookup {
    /// The data source on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl DataSource for CrossConnectsLookup {
    type Model = CrossConnectsModel;

    fn type_name(&self) -> &'static str {
        "twilio_cross_connects"
    }

    async fn read(
        &self,
        config: CrossConnectsModel,
        context: &Context,
    ) -> Result<Found<CrossConnectsModel>, Diagnostics> {
        let run = self.connection.run(context)?;
        let client = &run.client;
        let listed = client.list_cross_connects(&config.filter()).await;
        let listed = listed.map_err(|error| LISTING.failed_at(client, &error))?.value;
        Ok(Found::new(CrossConnectsModel {
            sids: List::from_iter(listed.iter().map(|seen| seen.sid.clone())).into(),
            cross_connects: List::from_iter(listed.iter().map(CrossConnectModel::of)).into(),
            ..config
        }))
    }
}

/// The cross connects in the account that match all filters, oldest first. If none match, the lists are empty, and the data source returns no
/// error.
///
/// Terraform reads them during each plan, and again during an apply if a dependency of the data source changes. The provider requests up to 1,000
/// cross connects at a time.
#[derive(Clone, Debug, Model)]
pub(super) struct CrossConnectsModel {
    /// The edge id of the exchange that the cross connects are in.
    #[attr(optional)]
    exchange: Attr<Exchange>,
    /// The status of the cross connects, such as `loa_issued`.
    #[attr(optional)]
    status: Attr<CrossConnectStatus>,
    /// The redundancy group of the cross connects. Set it to an empty string to match cross connects that have no group.
    #[attr(optional)]
    redundancy_group: Attr<RedundancyGroupFilter>,
    /// The cross connects. Each has the attributes of the data source `twilio_cross_connect`.
    #[attr(computed)]
    cross_connects: Attr<List<CrossConnectModel>>,
    /// The SIDs of the cross connects, in the same order.
    #[attr(computed)]
    sids: Attr<List<CrossConnectSid>>,
}

impl CrossConnectsModel {
    fn filter(&self) -> CrossConnectFilter {
        CrossConnectFilter {
            unique_name: None,
            exchange: self.exchange.known().cloned(),
            status: self.status.known().cloned(),
            redundancy_group: self.redundancy_group.known().cloned(),
        }
    }
}

const LISTING: FailedOperation<'_> = FailedOperation {
    verb: "list cross connects",
    existing: "",
};
