//! Lists the BGP sessions of the account.

use std::collections::HashMap;
use std::ops::ControlFlow;

use async_trait::async_trait;
use framework::resource::{Finding, Findings, List, Lists};
use framework::{Attr, Diagnostics, Model};

use super::identity::BgpSessionIdentity;
use super::model::BgpSessionModel;
use super::{BgpSession, failed_operation};
use crate::api::{self, BgpSessionFilter, Client, CrossConnectFilter};
use crate::domain::{BgpSessionStatus, CrossConnectSid};
use crate::resources::page_size;

/// Lists the BGP sessions in the account that match all filters, oldest first.
///
/// Twilio publishes no API for Interconnect: the provider uses *Interconnect v1*, this project's own HTTP contract.
#[derive(Clone, Debug, Model)]
pub(crate) struct BgpSessionsToFind {
    /// The cross connect that carries the session. At most one session matches.
    #[attr(optional)]
    cross_connect_sid: Attr<CrossConnectSid>,
    /// The status of the sessions, such as `available`.
    #[attr(optional)]
    status: Attr<BgpSessionStatus>,
}

#[async_trait]
impl Lists<BgpSessionModel> for BgpSession {
    type Config = BgpSessionsToFind;

    async fn list(
        &self,
        request: List<BgpSessionsToFind>,
        found: Findings<BgpSessionModel, BgpSessionIdentity>,
    ) -> Result<Diagnostics, Diagnostics> {
        let run = self.connection.run(&request.context)?;
        let mut pages = run
            .client
            .bgp_session_pages(&request.config.filter(), page_size(request.limit));
        let mut names = None;
        while !pages.is_over() {
            let page = pages.next().await;
            let page = page.map_err(|error| failed_operation("list BGP sessions", "").failed(&error))?;
            if names.is_none() && !page.value.is_empty() {
                names = Some(names_of_cross_connects(&run.client).await);
            }
            for seen in &page.value {
                let finding = finding(seen, names.as_ref(), found.want_objects());
                if found.send(finding).await == ControlFlow::Break(()) {
                    return Ok(Diagnostics::new());
                }
            }
        }
        Ok(Diagnostics::new())
    }
}

impl BgpSessionsToFind {
    fn filter(&self) -> BgpSessionFilter {
        BgpSessionFilter {
            cross_connect_sid: self.cross_connect_sid.known().cloned(),
            status: self.status.known().cloned(),
        }
    }
}

type Names = HashMap<CrossConnectSid, String>;

/// The names of the cross connects, by SID. A session has no name, so the list shows the name of its cross connect, or else the SID.
async fn names_of_cross_connects(client: &Client) -> Names {
    let listed = client.list_cross_connects(&CrossConnectFilter::default()).await;
    let named = |seen: api::CrossConnect| (seen.sid, seen.unique_name.to_string());
    listed
        .map(|answer| answer.value.into_iter().map(named).collect())
        .unwrap_or_default()
}

fn finding(
    seen: &api::BgpSession,
    names: Option<&Names>,
    with_object: bool,
) -> Finding<BgpSessionModel, BgpSessionIdentity> {
    let object = BgpSessionModel::imported(seen);
    let over = names.and_then(|names| names.get(&seen.cross_connect_sid));
    let over = over.map_or(seen.cross_connect_sid.as_str(), String::as_str);
    let named = Finding::named(BgpSessionIdentity::of(&object), format!("BGP session on {over}"));
    if with_object { named.with_object(object) } else { named }
}
