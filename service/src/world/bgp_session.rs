//! A BGP session over a cross connect: its administrative and its operational state.
//!
//! The methods here change one session. The effects of the cross connect (configured, rejected, deactivated) and the
//! addresses that the service assigns come from the world (`world/sessions.rs`).

use std::time::Duration;

use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::Code;
use crate::refusal::Refusal;
use crate::step_times::StepTimes;
use crate::world::asn;
use crate::world::asn::TWILIO_ASN;
use crate::world::bgp_session_change::Proposals;
use crate::world::cross_connect::{CrossConnect, Identity};
use crate::world::deletion::SessionDeletion;
use crate::world::event::Actor;
use crate::world::interface_address::{self, Allocation};
use crate::world::maintenance::Hold;
use crate::world::reason::Reason;
use crate::world::waiting::WaitingFor;

/// The administrative status of a session. A deleted session is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BgpSessionStatus {
    /// The cross connect is not configured yet.
    Pending,
    /// The service configures the session, for the first time or after a change.
    Configuring,
    /// In service.
    Available,
    /// In service, with a change of routes or of `enabled` in progress.
    Updating,
    /// Configuration did not succeed, or the cross connect was declined.
    Failed,
    /// Deleted by the customer; the service removes it.
    Deleting,
}

/// The operational state: the six states of RFC 4271 section 8.2.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionState {
    /// Refuses connections.
    Idle,
    /// Waits for the TCP connection.
    Connect,
    /// Tries to open the TCP connection.
    Active,
    /// Waits for the peer's OPEN.
    OpenSent,
    /// Waits for KEEPALIVE or NOTIFICATION.
    OpenConfirm,
    /// Exchanges routes.
    Established,
}

/// The source of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AssignedBy {
    /// The customer supplied it.
    Customer,
    /// The service assigns it.
    Twilio,
}

/// A BGP session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BgpSession {
    /// The place in the order of creation, among all objects.
    pub ordinal: u64,
    /// The SID.
    pub sid: String,
    /// The cross connect under the session.
    pub cross_connect_sid: String,
    /// The routes that the customer can announce, as sent.
    pub ip_routes: Vec<Ipv4Net>,
    /// The customer's ASN, once known.
    pub customer_asn: Option<u32>,
    /// The source of the ASN.
    pub customer_asn_assigned_by: AssignedBy,
    /// The customer's end of the link, once known.
    pub customer_address: Option<Ipv4Net>,
    /// The source of the address.
    pub customer_address_assigned_by: AssignedBy,
    /// Twilio's ASN, once the cross connect is configured.
    pub twilio_asn: Option<u32>,
    /// Twilio's end of the link, once the cross connect is configured.
    pub twilio_address: Option<Ipv4Net>,
    /// The administrative switch.
    pub enabled: bool,
    /// True if an MD5 key is set. The key itself is not stored.
    pub has_md5_key: bool,
    /// The administrative status.
    pub status: BgpSessionStatus,
    /// The reason of the status `failed`.
    pub status_reason: Option<Reason>,
    /// The operational state.
    pub session_state: SessionState,
    /// The instant at which the session entered its operational state.
    pub session_state_since: Timestamp,
    /// The state that a test has set in place of the regular state.
    pub forced_state: Option<SessionState>,
    /// The routes that do not arrive, as set by a test.
    pub withheld_prefixes: Vec<Ipv4Net>,
    /// The prefixes that arrive without a route, as set by a test.
    pub unexpected_prefixes: Vec<Ipv4Net>,
    /// The revision, which grows with each change by a customer.
    pub revision: u64,
    /// The instant of its creation.
    pub date_created: Timestamp,
    /// The instant of its last change.
    pub date_updated: Timestamp,
    /// The instant at which it entered its status.
    pub status_since: Timestamp,
    /// The end of the present machine step; none where a person ends the step.
    pub due: Option<Timestamp>,
    /// The changes that wait for a person, or were declined.
    pub proposals: Proposals,
    /// The removal; none before it is requested.
    pub deletion: Option<SessionDeletion>,
    /// The hold; none where it is not on hold.
    pub on_hold: Option<Hold>,
    /// The reason why its operational state is not known; none where it is known.
    pub unknown_because: Option<String>,
}

impl BgpSession {
    /// The end of the next machine step.
    pub fn next_step_at(&self) -> Option<Timestamp> {
        self.due.filter(|_| self.on_hold.is_none())
    }

    /// True while the service or its people have a step to take.
    pub fn has_step(&self) -> bool {
        match self.status {
            BgpSessionStatus::Configuring | BgpSessionStatus::Updating | BgpSessionStatus::Deleting => true,
            BgpSessionStatus::Failed => !self.is_declined(),
            BgpSessionStatus::Pending | BgpSessionStatus::Available => false,
        }
    }

    /// Sets or lifts the hold. A machine step whose time ended during the hold ends when the hold is lifted.
    pub fn hold(&mut self, reason: Option<String>, at: Timestamp) {
        self.on_hold = reason.map(|reason| Hold { reason, since: at });
        self.due = self.due.map(|due| due.max(at));
        self.date_updated = at;
    }

    /// The present wait. A pending session has the wait of its cross connect.
    pub fn waiting_for(&self, carrier: Option<&CrossConnect>) -> Option<WaitingFor> {
        match self.status {
            BgpSessionStatus::Pending => carrier.and_then(CrossConnect::waiting_for),
            BgpSessionStatus::Failed if self.is_declined() => None,
            BgpSessionStatus::Configuring
            | BgpSessionStatus::Updating
            | BgpSessionStatus::Deleting
            | BgpSessionStatus::Failed => {
                Some(WaitingFor::other(Actor::Twilio, self.status_since, self.next_step_at()))
            }
            BgpSessionStatus::Available => None,
        }
    }

    /// True for a session whose cross connect was declined.
    fn is_declined(&self) -> bool {
        self.status_reason.as_ref().is_some_and(Reason::is_of_declined_order)
    }

    /// Refuses a change that the status does not allow.
    ///
    /// # Errors
    /// 62015 while a change is in progress, 62028 after the cross connect was declined.
    pub fn allow_change(&self) -> Result<(), Refusal> {
        let message = match self.status {
            BgpSessionStatus::Pending | BgpSessionStatus::Available => return Ok(()),
            BgpSessionStatus::Failed if !self.is_declined() => return Ok(()),
            BgpSessionStatus::Failed => {
                return Err(Refusal::new(
                    Code::Expired,
                    "the order for the cross connect of the session was declined",
                ));
            }
            BgpSessionStatus::Configuring => "the session is being configured",
            BgpSessionStatus::Updating => "a change of the session is still in progress",
            BgpSessionStatus::Deleting => "the session is being deleted",
        };
        Err(Refusal::new(Code::InTransition, message))
    }

    /// True for a session that was never configured: its deletion has no step.
    pub fn was_never_configured(&self) -> bool {
        self.twilio_address.is_none()
    }

    /// Updates the operational state and the instant of its beginning.
    pub fn settle_state(&mut self, link_is_up: bool, at: Timestamp) {
        let state = self.forced_state.unwrap_or_else(|| self.natural_state(link_is_up));
        if state != self.session_state {
            self.session_state = state;
            self.session_state_since = at;
        }
    }

    fn natural_state(&self, link_is_up: bool) -> SessionState {
        match self.status {
            BgpSessionStatus::Pending | BgpSessionStatus::Failed | BgpSessionStatus::Deleting => SessionState::Idle,
            BgpSessionStatus::Configuring => SessionState::Connect,
            BgpSessionStatus::Available | BgpSessionStatus::Updating if self.is_enabled_in_service() && link_is_up => {
                SessionState::Established
            }
            BgpSessionStatus::Available | BgpSessionStatus::Updating => SessionState::Idle,
        }
    }
}

// The steps. Each one sets the end of the next machine step.
impl BgpSession {
    /// Begins the configuration of the session, for the first time or after a change.
    pub fn configure(&mut self, times: &StepTimes, at: Timestamp) {
        self.forced_state = None;
        self.enter(BgpSessionStatus::Configuring, at);
        self.due_after(times, times.session_configuration, at);
    }

    /// Begins a change that does not reset the session.
    pub fn update(&mut self, times: &StepTimes, at: Timestamp) {
        self.enter(BgpSessionStatus::Updating, at);
        self.due_after(times, times.session_update, at);
    }

    /// Puts the session in service.
    pub fn become_available(&mut self, at: Timestamp) {
        self.enter(BgpSessionStatus::Available, at);
    }

    /// Records a failed configuration. The service tries again after the recovery time.
    pub fn fail(&mut self, times: &StepTimes, at: Timestamp) {
        self.enter(BgpSessionStatus::Failed, at);
        self.status_reason = Some(Reason::network_unavailable());
        self.due_after(times, times.recovery, at);
    }

    /// Records that the cross connect was declined.
    pub fn fail_with_cross_connect(&mut self, reason: Option<Reason>, at: Timestamp) {
        self.enter(BgpSessionStatus::Failed, at);
        self.status_reason = reason;
    }

    /// Begins the deletion of the session.
    pub fn delete(&mut self, times: &StepTimes, at: Timestamp) {
        self.deletion = Some(SessionDeletion {
            status_before: self.status,
        });
        self.enter(BgpSessionStatus::Deleting, at);
        self.due_after(times, times.session_deletion, at);
    }

    /// Assigns an address and a private ASN from the pool, where the customer supplied none.
    pub fn assign(&mut self, allocation: &Allocation) {
        if self.customer_asn.is_none() {
            self.customer_asn = Some(asn::assigned(allocation.index));
        }
        if self.customer_address.is_none() {
            self.customer_address = Some(allocation.customer);
        }
        self.twilio_asn = Some(TWILIO_ASN);
        self.twilio_address = self.customer_address.as_ref().and_then(interface_address::peer);
    }

    pub(super) fn enter(&mut self, status: BgpSessionStatus, at: Timestamp) {
        if status != self.status {
            self.status_since = at;
        }
        self.status = status;
        self.status_reason = None;
        self.due = None;
        self.date_updated = at;
    }

    fn due_after(&mut self, times: &StepTimes, step: Duration, at: Timestamp) {
        self.due = times.end_of(step, at);
    }
}

/// The values of a request for a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRequest {
    /// The cross connect under the session.
    pub cross_connect_sid: String,
    /// The routes.
    pub ip_routes: Vec<Ipv4Net>,
    /// The customer's ASN; none: Twilio assigns one.
    pub customer_asn: Option<u32>,
    /// The customer's address; none: Twilio assigns one.
    pub customer_address: Option<Ipv4Net>,
    /// The administrative switch.
    pub enabled: bool,
    /// True if the request has an MD5 key.
    pub has_md5_key: bool,
}

impl SessionRequest {
    /// The session of the request, without the effects of its cross connect.
    pub fn open(self, identity: Identity, at: Timestamp) -> BgpSession {
        BgpSession {
            ordinal: identity.ordinal,
            sid: identity.sid,
            cross_connect_sid: self.cross_connect_sid,
            ip_routes: self.ip_routes,
            customer_asn_assigned_by: assigned_by(self.customer_asn.is_some()),
            customer_asn: self.customer_asn,
            customer_address_assigned_by: assigned_by(self.customer_address.is_some()),
            customer_address: self.customer_address,
            twilio_asn: None,
            twilio_address: None,
            enabled: self.enabled,
            has_md5_key: self.has_md5_key,
            status: BgpSessionStatus::Pending,
            status_reason: None,
            session_state: SessionState::Idle,
            session_state_since: at,
            forced_state: None,
            withheld_prefixes: Vec::new(),
            unexpected_prefixes: Vec::new(),
            revision: 1,
            date_created: at,
            date_updated: at,
            status_since: at,
            due: None,
            proposals: Proposals::default(),
            deletion: None,
            on_hold: None,
            unknown_because: None,
        }
    }
}

/// The source of a value: the customer, if the customer supplied it.
pub fn assigned_by(supplied: bool) -> AssignedBy {
    if supplied {
        AssignedBy::Customer
    } else {
        AssignedBy::Twilio
    }
}
