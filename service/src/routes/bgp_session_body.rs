//! The JSON of a BGP session.

use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::routes::Place;
use crate::world::World;
use crate::world::bgp_session::{AssignedBy, BgpSession, BgpSessionStatus, SessionState};
use crate::world::bgp_session_change::Proposals;
use crate::world::maintenance::Hold;
use crate::world::proposal::{Declined, Pending};
use crate::world::reason::Reason;
use crate::world::waiting::WaitingFor;

/// A BGP session.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BgpSession)]
pub struct BgpSessionBody {
    sid: String,
    account_sid: String,
    cross_connect_sid: String,
    #[schema(value_type = Vec<String>)]
    ip_routes: Vec<Ipv4Net>,
    customer_asn: Option<u32>,
    customer_asn_assigned_by: AssignedBy,
    #[schema(value_type = Option<String>)]
    customer_address: Option<Ipv4Net>,
    customer_address_assigned_by: AssignedBy,
    twilio_asn: Option<u32>,
    #[schema(value_type = Option<String>)]
    twilio_address: Option<Ipv4Net>,
    enabled: bool,
    has_md5_key: bool,
    status: BgpSessionStatus,
    status_reason: Option<Reason>,
    /// The current wait; null if the session is not waiting for a step. A pending session has the wait of its cross connect.
    waiting_for: Option<WaitingFor>,
    /// The changes that wait for a person; null if no change is waiting.
    pending_change: Option<PendingChange>,
    /// The changes that were declined and not requested again; null if there are none.
    last_declined: Option<LastDeclined>,
    /// The hold; null if the object is not on hold. No one acts on the object until the hold is lifted.
    on_hold: Option<Hold>,
    session_state: SessionState,
    /// The revision. It increases with each change by a customer, and does not change with steps of the service.
    revision: u64,
    #[schema(value_type = String, format = DateTime)]
    date_created: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    date_updated: Timestamp,
    url: String,
}

/// The changes of a session that wait for a person. A field is null if a change of its attribute is not waiting.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BgpSessionPendingChange)]
struct PendingChange {
    ip_routes: Option<Pending<Vec<String>>>,
    /// The value from the customer; null for a value that Twilio assigns.
    customer_asn: Option<Pending<Option<u32>>>,
    /// The value from the customer; null for a value that Twilio assigns.
    customer_address: Option<Pending<Option<String>>>,
    /// True if an MD5 key is set.
    md5_key: Option<Pending<bool>>,
    enabled: Option<Pending<bool>>,
}

impl PendingChange {
    fn of(proposals: &Proposals) -> Option<Self> {
        proposals.are_pending().then(|| Self {
            ip_routes: proposals
                .ip_routes
                .pending
                .as_ref()
                .map(|pending| pending.map(|routes| texts(routes))),
            customer_asn: proposals.customer_asn.pending.clone(),
            customer_address: proposals
                .customer_address
                .pending
                .as_ref()
                .map(|pending| pending.map(text)),
            md5_key: proposals.md5_key.pending.clone(),
            enabled: proposals.enabled.pending.clone(),
        })
    }
}

/// The changes of a session that were declined. A field is null if a change of its attribute was not declined.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BgpSessionLastDeclined)]
struct LastDeclined {
    ip_routes: Option<Declined<Vec<String>>>,
    /// The value from the customer; null for a value that Twilio assigns.
    customer_asn: Option<Declined<Option<u32>>>,
    /// The value from the customer; null for a value that Twilio assigns.
    customer_address: Option<Declined<Option<String>>>,
    /// True if the request set an MD5 key.
    md5_key: Option<Declined<bool>>,
    enabled: Option<Declined<bool>>,
}

impl LastDeclined {
    fn of(proposals: &Proposals) -> Option<Self> {
        proposals.were_declined().then(|| Self {
            ip_routes: proposals
                .ip_routes
                .declined
                .as_ref()
                .map(|declined| declined.map(|routes| texts(routes))),
            customer_asn: proposals.customer_asn.declined.clone(),
            customer_address: proposals
                .customer_address
                .declined
                .as_ref()
                .map(|declined| declined.map(text)),
            md5_key: proposals.md5_key.declined.clone(),
            enabled: proposals.enabled.declined.clone(),
        })
    }
}

fn texts(routes: &[Ipv4Net]) -> Vec<String> {
    routes.iter().map(Ipv4Net::to_string).collect()
}

fn text(address: &Option<Ipv4Net>) -> Option<String> {
    address.map(|address| address.to_string())
}

impl BgpSessionBody {
    /// Builds the JSON of a session for a caller.
    pub fn new(session: &BgpSession, world: &World, place: Place<'_>) -> Self {
        Self {
            sid: session.sid.clone(),
            account_sid: place.account_sid.to_owned(),
            cross_connect_sid: session.cross_connect_sid.clone(),
            ip_routes: session.ip_routes.clone(),
            customer_asn: session.customer_asn,
            customer_asn_assigned_by: session.customer_asn_assigned_by,
            customer_address: session.customer_address,
            customer_address_assigned_by: session.customer_address_assigned_by,
            twilio_asn: session.twilio_asn,
            twilio_address: session.twilio_address,
            enabled: session.enabled,
            has_md5_key: session.has_md5_key,
            status: session.status,
            status_reason: session.status_reason.clone(),
            waiting_for: session.waiting_for(world.cross_connect(&session.cross_connect_sid).ok()),
            pending_change: PendingChange::of(&session.proposals),
            last_declined: LastDeclined::of(&session.proposals),
            on_hold: session.on_hold.clone(),
            session_state: session.session_state,
            revision: session.revision,
            date_created: session.date_created,
            date_updated: session.date_updated,
            url: format!("{}/v1/BgpSessions/{}", place.base_url, session.sid),
        }
    }
}
