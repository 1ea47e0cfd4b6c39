//! A BGP session on the wire.

use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::routes::Place;
use crate::world::World;
use crate::world::bgp_session::{AssignedBy, BgpSession, BgpSessionStatus, SessionState};
use crate::world::reason::Reason;
use crate::world::waiting::WaitingFor;

/// A session on the wire.
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
    /// The present wait; null when nothing is awaited. A pending session waits for what its cross connect waits for.
    waiting_for: Option<WaitingFor>,
    session_state: SessionState,
    /// Grows with each change by a customer, never with a step of the service.
    revision: u64,
    #[schema(value_type = String, format = DateTime)]
    date_created: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    date_updated: Timestamp,
    url: String,
}

impl BgpSessionBody {
    /// Renders a session for a caller.
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
            session_state: session.session_state,
            revision: session.revision,
            date_created: session.date_created,
            date_updated: session.date_updated,
            url: format!("{}/v1/BgpSessions/{}", place.base_url, session.sid),
        }
    }
}
