//! Lists the cross connects of the account.

use std::ops::ControlFlow;

use async_trait::async_trait;
use framework::resource::{Finding, Findings, List, Lists};
use framework::{Attr, Diagnostics, Model};

use super::identity::CrossConnectIdentity;
use super::model::CrossConnectModel;
use super::{CrossConnect, failed_operation};
use crate::api::{self, CrossConnectFilter};
use crate::domain::{CrossConnectStatus, Exchange, RedundancyGroupFilter, UniqueName};
use crate::resources::page_size;

/// Lists the cross connects in the account that match all filters, oldest first.
///
/// Twilio publishes no API for Interconnect: the provider uses *Interconnect v1*, this project's own HTTP contract.
#[derive(Clone, Debug, Model)]
pub(crate) struct CrossConnectsToFind {
    /// The name of a cross connect. At most one cross connect matches.
    #[attr(optional)]
    unique_name: Attr<UniqueName>,
    /// The edge id of the exchange that the cross connects are in.
    #[attr(optional)]
    exchange: Attr<Exchange>,
    /// The status of the cross connects, such as `loa_issued`.
    #[attr(optional)]
    status: Attr<CrossConnectStatus>,
    /// The redundancy group of the cross connects. Set it to an empty string to match cross connects that have no group.
    #[attr(optional)]
    redundancy_group: Attr<RedundancyGroupFilter>,
}

#[async_trait]
impl Lists<CrossConnectModel> for CrossConnect {
    type Config = CrossConnectsToFind;

    async fn list(
        &self,
        request: List<CrossConnectsToFind>,
        found: Findings<CrossConnectModel, CrossConnectIdentity>,
    ) -> Result<Diagnostics, Diagnostics> {
        let run = self.connection.run(&request.context)?;
        let mut pages = run
            .client
            .cross_connect_pages(&request.config.filter(), page_size(request.limit));
        while !pages.is_over() {
            let page = pages.next().await;
            let page = page.map_err(|error| failed_operation("list cross connects", "").failed(&error))?;
            for seen in &page.value {
                if found.send(finding(seen, found.want_objects())).await == ControlFlow::Break(()) {
                    return Ok(Diagnostics::new());
                }
            }
        }
        Ok(Diagnostics::new())
    }
}

impl CrossConnectsToFind {
    fn filter(&self) -> CrossConnectFilter {
        CrossConnectFilter {
            unique_name: self.unique_name.known().cloned(),
            exchange: self.exchange.known().cloned(),
            status: self.status.known().cloned(),
            redundancy_group: self.redundancy_group.known().cloned(),
        }
    }
}

fn finding(seen: &api::CrossConnect, with_object: bool) -> Finding<CrossConnectModel, CrossConnectIdentity> {
    let object = CrossConnectModel::imported(seen);
    let named = Finding::named(CrossConnectIdentity::of(&object), seen.unique_name.as_str());
    if with_object { named.with_object(object) } else { named }
}
