//! The present health of a session, as far as it is known.

use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::world::bgp_session::{BgpSession, SessionState};

/// The operational state of a session: a state of RFC 4271, or `unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum HealthState {
    /// The service has not measured the state.
    Unknown,
    /// The session refuses connections.
    Idle,
    /// The session waits for the TCP connection.
    Connect,
    /// The session tries to open the TCP connection.
    Active,
    /// The session waits for the peer's OPEN.
    OpenSent,
    /// The session waits for KEEPALIVE or NOTIFICATION.
    OpenConfirm,
    /// The session exchanges routes.
    Established,
}

impl From<SessionState> for HealthState {
    fn from(state: SessionState) -> Self {
        match state {
            SessionState::Idle => Self::Idle,
            SessionState::Connect => Self::Connect,
            SessionState::Active => Self::Active,
            SessionState::OpenSent => Self::OpenSent,
            SessionState::OpenConfirm => Self::OpenConfirm,
            SessionState::Established => Self::Established,
        }
    }
}

/// The health of a session: its state, and the received prefixes compared with its routes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = BgpSessionHealth)]
pub struct Health {
    /// The operational state.
    state: HealthState,
    /// The time at which the session entered the state.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// The prefixes that Twilio receives from the customer's router.
    #[schema(value_type = Vec<String>)]
    prefixes_received: Vec<Ipv4Net>,
    /// The routes of the session that Twilio does not receive.
    #[schema(value_type = Vec<String>)]
    prefixes_missing: Vec<Ipv4Net>,
    /// The prefixes that Twilio receives although they are not routes of the session.
    #[schema(value_type = Vec<String>)]
    prefixes_unexpected: Vec<Ipv4Net>,
    /// True if the session is enabled and established, and receives exactly its routes. False if the state is unknown.
    healthy: bool,
    /// The reasons why the session is not healthy or the state is unknown, one sentence each.
    reasons: Vec<String>,
}

impl Health {
    /// The health of a session.
    pub fn of(session: &BgpSession) -> Self {
        match &session.unknown_because {
            Some(reason) => Self::unknown(session, reason),
            None => Self::measured(session),
        }
    }

    fn unknown(session: &BgpSession, reason: &str) -> Self {
        Self {
            state: HealthState::Unknown,
            since: session.session_state_since,
            prefixes_received: Vec::new(),
            prefixes_missing: Vec::new(),
            prefixes_unexpected: Vec::new(),
            healthy: false,
            reasons: vec![format!("the state is unknown: {reason}")],
        }
    }

    fn measured(session: &BgpSession) -> Self {
        let established = session.session_state == SessionState::Established;
        let arrives = |route: &&Ipv4Net| established && !session.withheld_prefixes.contains(route);
        let (received, missing): (Vec<_>, Vec<_>) = session.routes_in_service().iter().partition(arrives);
        let unexpected: Vec<Ipv4Net> = if established {
            session.unexpected_prefixes.clone()
        } else {
            Vec::new()
        };
        let mut health = Self {
            state: session.session_state.into(),
            since: session.session_state_since,
            prefixes_received: received.into_iter().chain(&unexpected).copied().collect(),
            prefixes_missing: missing.into_iter().copied().collect(),
            prefixes_unexpected: unexpected,
            healthy: false,
            reasons: Vec::new(),
        };
        health.reasons = health.complaints(session.is_enabled_in_service());
        health.healthy = health.reasons.is_empty();
        health
    }

    fn complaints(&self, enabled: bool) -> Vec<String> {
        let mut complaints = Vec::new();
        if !enabled {
            complaints.push("the session is disabled".to_owned());
        }
        if self.state != HealthState::Established {
            complaints.push("the session is not established".to_owned());
        }
        complaints.extend(sentence("missing", &self.prefixes_missing));
        complaints.extend(sentence("unexpected", &self.prefixes_unexpected));
        complaints
    }
}

fn sentence(what: &str, prefixes: &[Ipv4Net]) -> Option<String> {
    let listed: Vec<String> = prefixes.iter().map(Ipv4Net::to_string).collect();
    (!listed.is_empty()).then(|| format!("{what} prefixes: {}", listed.join(", ")))
}
