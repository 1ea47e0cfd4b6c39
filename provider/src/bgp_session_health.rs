//! Measurements of a BGP session by the service, as the facts that [`crate::checks::health`] evaluates.

use crate::api::{self, Client};
use crate::checks::BgpHealth;
use crate::domain::BgpSessionSid;

/// A session and its health.
#[derive(Clone, Debug)]
pub(crate) struct Examined {
    /// The session.
    pub(crate) session: api::BgpSession,
    /// The health of the session, as the service measured it.
    pub(crate) health: api::Health,
}

impl Examined {
    /// Reads a session and its health from the service, in two requests.
    ///
    /// # Errors
    /// [`api::Error::NotFound`] if there is no such session, and every other error of the requests.
    pub(crate) async fn ask(client: &Client, sid: &BgpSessionSid) -> Result<Self, api::Error> {
        let session = client.bgp_session(sid).await?.value;
        let health = client.health(sid).await?.value;
        Ok(Self { session, health })
    }

    /// The facts to evaluate.
    pub(crate) fn facts(&self) -> BgpHealth {
        facts(&self.session, &self.health)
    }
}

/// The facts to evaluate, for a session that was read elsewhere.
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

/// The reasons why the service reports a session as unhealthy. An unhealthy session without a reason has one general reason.
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
