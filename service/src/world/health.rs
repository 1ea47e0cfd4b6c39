//! What is known about a session's condition at this moment.

use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::world::bgp_session::{BgpSession, SessionState};

/// The health of a session: its state, and the prefixes that arrive against those that should.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = BgpSessionHealth)]
pub struct Health {
    /// The operational state.
    state: SessionState,
    /// Since when the state holds.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// What the customer's router announces.
    #[schema(value_type = Vec<String>)]
    prefixes_received: Vec<Ipv4Net>,
    /// Routes of the session that do not arrive.
    #[schema(value_type = Vec<String>)]
    prefixes_missing: Vec<Ipv4Net>,
    /// Prefixes that arrive and are no route of the session.
    #[schema(value_type = Vec<String>)]
    prefixes_unexpected: Vec<Ipv4Net>,
    /// Established, with exactly the session's routes.
    healthy: bool,
    /// Why it is not healthy, one sentence each.
    reasons: Vec<String>,
}

impl Health {
    /// Looks at a session.
    pub fn of(session: &BgpSession) -> Self {
        let established = session.session_state == SessionState::Established;
        let arrives = |route: &&Ipv4Net| established && !session.withheld_prefixes.contains(route);
        let (received, missing): (Vec<_>, Vec<_>) = session.ip_routes.iter().partition(arrives);
        let unexpected: Vec<Ipv4Net> = if established {
            session.unexpected_prefixes.clone()
        } else {
            Vec::new()
        };
        let mut health = Self {
            state: session.session_state,
            since: session.session_state_since,
            prefixes_received: received.into_iter().chain(&unexpected).copied().collect(),
            prefixes_missing: missing.into_iter().copied().collect(),
            prefixes_unexpected: unexpected,
            healthy: false,
            reasons: Vec::new(),
        };
        health.reasons = health.complaints(session.enabled);
        health.healthy = health.reasons.is_empty();
        health
    }

    fn complaints(&self, enabled: bool) -> Vec<String> {
        let mut complaints = Vec::new();
        if !enabled {
            complaints.push("the session is disabled".to_owned());
        }
        if self.state != SessionState::Established {
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
