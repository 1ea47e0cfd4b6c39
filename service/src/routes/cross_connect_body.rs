//! The JSON of a cross connect.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::routes::Place;
use crate::sid;
use crate::world::World;
use crate::world::cross_connect::{Completion, CrossConnect, CrossConnectStatus, LinkStatus, RedundancyRole};
use crate::world::cross_connect_change::Proposals;
use crate::world::deletion::DeletionBody;
use crate::world::letter::Letter;
use crate::world::maintenance::{Hold, Maintenance};
use crate::world::proposal::{Declined, Pending};
use crate::world::reason::Reason;
use crate::world::waiting::WaitingFor;

/// A cross connect.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CrossConnect)]
pub struct CrossConnectBody {
    sid: String,
    account_sid: String,
    unique_name: String,
    /// The edge id of the exchange.
    exchange: String,
    exchange_sid: String,
    data_center: String,
    bandwidth_mbps: u32,
    loa_entity: String,
    redundancy_group: Option<String>,
    redundancy_role: Option<RedundancyRole>,
    /// The administrative switch. A configured cross connect is `active` if the switch is true, and `inactive` otherwise.
    enabled: bool,
    status: CrossConnectStatus,
    status_reason: Option<Reason>,
    /// The current wait; null if the cross connect is not waiting for a step.
    waiting_for: Option<WaitingFor>,
    /// The changes that wait for a person; null if no change is waiting.
    pending_change: Option<PendingChange>,
    /// The changes that were declined and not requested again; null if there are none.
    last_declined: Option<LastDeclined>,
    /// The removal; null until the removal is requested.
    deletion: Option<DeletionBody>,
    /// The hold; null if the object is not on hold. No one acts on the object until the hold is lifted.
    on_hold: Option<Hold>,
    /// The maintenance periods in which the cross connect can be out of service.
    maintenance: Vec<Maintenance>,
    link_status: LinkStatus,
    letter_of_authorization: Option<Letter>,
    completion: Option<Completion>,
    /// The revision. It increases with each change by a customer, and does not change with steps of the service.
    revision: u64,
    #[schema(value_type = String, format = DateTime)]
    date_created: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    date_updated: Timestamp,
    url: String,
    links: Links,
}

/// The changes of a cross connect that wait for a person. A field is null if a change of its attribute is not waiting.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CrossConnectPendingChange)]
struct PendingChange {
    bandwidth_mbps: Option<Pending<u32>>,
    enabled: Option<Pending<bool>>,
    /// The party on the letter of authorization. When the change is accepted, a new letter is issued.
    loa_entity: Option<Pending<String>>,
    /// The revisions of the current letter and of the requested letter.
    letter_revision: Option<Pending<u64>>,
}

impl PendingChange {
    fn of(proposals: &Proposals) -> Option<Self> {
        proposals.are_pending().then(|| Self {
            bandwidth_mbps: proposals.bandwidth_mbps.pending.clone(),
            enabled: proposals.enabled.pending.clone(),
            loa_entity: proposals.loa_entity.pending.clone(),
            letter_revision: proposals.letter_revision.pending.clone(),
        })
    }
}

/// The changes of a cross connect that were declined. A field is null if a change of its attribute was not declined.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CrossConnectLastDeclined)]
struct LastDeclined {
    bandwidth_mbps: Option<Declined<u32>>,
    enabled: Option<Declined<bool>>,
    loa_entity: Option<Declined<String>>,
    letter_revision: Option<Declined<u64>>,
}

impl LastDeclined {
    fn of(proposals: &Proposals) -> Option<Self> {
        proposals.were_declined().then(|| Self {
            bandwidth_mbps: proposals.bandwidth_mbps.declined.clone(),
            enabled: proposals.enabled.declined.clone(),
            loa_entity: proposals.loa_entity.declined.clone(),
            letter_revision: proposals.letter_revision.declined.clone(),
        })
    }
}

/// The URLs of related resources.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CrossConnectLinks)]
struct Links {
    letter_of_authorization: String,
    completion_notices: String,
    events: String,
    bgp_sessions: String,
}

impl CrossConnectBody {
    /// Builds the JSON of a cross connect for a caller.
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
            pending_change: PendingChange::of(&cross_connect.proposals),
            last_declined: LastDeclined::of(&cross_connect.proposals),
            deletion: cross_connect.deletion.as_ref().map(DeletionBody::from),
            on_hold: cross_connect.on_hold.clone(),
            maintenance: cross_connect.maintenance.clone(),
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
