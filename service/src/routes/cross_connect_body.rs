//! A cross connect on the wire.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::routes::Place;
use crate::sid;
use crate::world::World;
use crate::world::cross_connect::{Completion, CrossConnect, CrossConnectStatus, LinkStatus, RedundancyRole};
use crate::world::letter::Letter;
use crate::world::reason::Reason;
use crate::world::waiting::WaitingFor;

/// A cross connect on the wire.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CrossConnect)]
pub struct CrossConnectBody {
    sid: String,
    account_sid: String,
    unique_name: String,
    /// The edge id.
    exchange: String,
    exchange_sid: String,
    data_center: String,
    bandwidth_mbps: u32,
    loa_entity: String,
    redundancy_group: Option<String>,
    redundancy_role: Option<RedundancyRole>,
    /// The administrative switch. What is configured is `active` with it, and `inactive` without.
    enabled: bool,
    status: CrossConnectStatus,
    status_reason: Option<Reason>,
    /// The present wait; null when nothing is awaited.
    waiting_for: Option<WaitingFor>,
    link_status: LinkStatus,
    letter_of_authorization: Option<Letter>,
    completion: Option<Completion>,
    /// Grows with each change by a customer, never with a step of the service.
    revision: u64,
    #[schema(value_type = String, format = DateTime)]
    date_created: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    date_updated: Timestamp,
    url: String,
    links: Links,
}

/// Where to go from a cross connect.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CrossConnectLinks)]
struct Links {
    letter_of_authorization: String,
    completion_notices: String,
    events: String,
    bgp_sessions: String,
}

impl CrossConnectBody {
    /// Renders a cross connect for a caller.
    pub fn new(cross_connect: &CrossConnect, world: &World, place: Place<'_>) -> Self {
        let exchange = world.exchange(&cross_connect.exchange);
        let base_url = place.base_url;
        let url = format!("{base_url}/v1/CrossConnects/{}", cross_connect.sid);
        Self {
            sid: cross_connect.sid.clone(),
            account_sid: place.account_sid.to_owned(),
            unique_name: cross_connect.unique_name.clone(),
            exchange: cross_connect.exchange.clone(),
            exchange_sid: sid::derived(sid::EXCHANGE, &cross_connect.exchange),
            data_center: exchange
                .map(|exchange| exchange.data_center.clone())
                .unwrap_or_default(),
            bandwidth_mbps: cross_connect.bandwidth_mbps,
            loa_entity: cross_connect.loa_entity.clone(),
            redundancy_group: cross_connect.redundancy_group.clone(),
            redundancy_role: cross_connect.redundancy_role,
            enabled: cross_connect.enabled,
            status: cross_connect.status,
            status_reason: cross_connect.status_reason.clone(),
            waiting_for: cross_connect.waiting_for(),
            link_status: cross_connect.link_status(),
            letter_of_authorization: cross_connect.letter.clone(),
            completion: cross_connect.completion.clone(),
            revision: cross_connect.revision,
            date_created: cross_connect.date_created,
            date_updated: cross_connect.date_updated,
            links: Links {
                letter_of_authorization: format!("{url}/LetterOfAuthorization"),
                completion_notices: format!("{url}/CompletionNotices"),
                events: format!("{url}/Events"),
                bgp_sessions: format!("{base_url}/v1/BgpSessions?CrossConnectSid={}", cross_connect.sid),
            },
            url,
        }
    }
}
