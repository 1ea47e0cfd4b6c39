//! What the service measures of a BGP session, as the facts that [`crate::checks::health`] judges.

use crate::api::{self, Client};
use crate::checks::BgpHealth;
use crate::domain::BgpSessionSid;

/// A session and how it is doing.
#[derive(Clone, Debug)]
pub(crate) struct Examined {
    /// The session.
    pub(crate) session: api::BgpSession,
    /// What the service measures of it.
    pub(crate) health: api::Health,
}

impl Examined {
    /// Asks the service for a session and its health, in two requests.
    ///
    /// # Errors
    /// [`api::Error::NotFound`] if there is no such session, and whatever keeps the service from answering.
    pub(crate) async fn ask(client: &Client, sid: &BgpSessionSid) -> Result<Self, api::Error> {
        let session = client.bgp_session(sid).await?.value;
        let health = client.health(sid).await?.value;
        Ok(Self { session, health })
    }

    /// The facts to judge.
    pub(crate) fn facts(&self) -> BgpHealth {
        facts(&self.session, &self.health)
    }
}

/// The facts to judge of a session that was read elsewhere.
pub(crate) fn facts(session: &api::BgpSession, health: &api::Health) -> BgpHealth {
    BgpHealth {
        enabled: session.enabled,
        status: session.status.clone(),
        state: health.state.clone(),
        since: health.since,
        missing: health.prefixes_missing.clone(),
        unexpected: health.prefixes_unexpected.clone(),
        complaints: complaints(health),
    }
}

/// What the service complains of; a session that it calls unhealthy without a reason is still a complaint.
fn complaints(health: &api::Health) -> Vec<String> {
    if health.healthy {
        return Vec::new();
    }
    if health.reasons.is_empty() {
        return vec!["the session is not healthy".to_owned()];
    }
    health.reasons.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn health(healthy: bool, reasons: &[&str]) -> api::Health {
        let record = serde_json::json!({
            "state": "established", "since": "2026-01-05T09:00:00Z", "prefixes_received": [], "prefixes_missing": [],
            "prefixes_unexpected": [], "healthy": healthy, "reasons": reasons
        });
        serde_json::from_value(record).unwrap()
    }

    #[test]
    fn the_service_complains_only_of_what_it_calls_unhealthy() {
        assert_eq!(
            complaints(&health(true, &["for your information"])),
            Vec::<String>::new()
        );
        assert_eq!(complaints(&health(false, &["the link flaps"])), ["the link flaps"]);
        assert_eq!(complaints(&health(false, &[])), ["the session is not healthy"]);
    }
}
