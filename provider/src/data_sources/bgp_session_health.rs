//! The live health of a BGP session.

use async_trait::async_trait;
use framework::collection::{List, Set};
use framework::data_source::{DataSource, Found};
use framework::resource::Context;
use framework::{Attr, Diagnostics, Model};
use ipnet::Ipv4Net;

use super::not_found::Sought;
use crate::api::{self, Client};
use crate::bgp_session_health::Examined;
use crate::checks::health;
use crate::connection::Connection;
use crate::domain::{BgpSessionSid, BgpSessionStatus, CrossConnectSid};
use crate::refusal::FailedOperation;

/// The data source `twilio_bgp_session_health`.
pub(super) struct HealthLookup {
    connection: Connection,
}

impl HealthLookup {
    /// The data source on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl DataSource for HealthLookup {
    type Model = HealthModel;

    fn type_name(&self) -> &'static str {
        "twilio_bgp_session_health"
    }

    async fn read(&self, config: HealthModel, context: &Context) -> Result<Found<HealthModel>, Diagnostics> {
        let run = self.connection.run(context)?;
        let client = &run.client;
        let Some(sid) = config.sid.known() else {
            return Ok(Found::new(config));
        };
        let examined = Examined::ask(client, sid).await;
        let examined = examined.map_err(|error| not_examined(client, sid, &error))?;
        Ok(Found::new(HealthModel::of(&examined)))
    }
}

/// The live health of a BGP session, for `check` blocks and postconditions.
///
/// A session is healthy when it is enabled and established, and your router announces exactly its `ip_routes`. Terraform reads the health during
/// each plan, and again during an apply if a dependency of the data source changes. If the session is unhealthy, the data source returns no
/// error.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct HealthModel {
    /// The SID of the session.
    #[attr(required)]
    sid: Attr<BgpSessionSid>,
    /// True if the session is healthy.
    #[attr(computed)]
    healthy: Attr<bool>,
    /// The reasons why the session is not healthy and what to check, one sentence each; empty if the session is healthy.
    #[attr(computed)]
    reasons: Attr<List<String>>,
    /// The BGP state of the session: `idle`, `connect`, `active`, `open_sent`, `open_confirm`, or `established` (RFC 4271).
    #[attr(computed)]
    state: Attr<String>,
    /// The time when the session entered this state, in UTC.
    #[attr(computed)]
    since: Attr<String>,
    /// The prefixes that your router announces.
    #[attr(computed)]
    prefixes_received: Attr<Set<String>>,
    /// The `ip_routes` that your router does not announce. While the session is not established, all `ip_routes` are missing.
    #[attr(computed)]
    prefixes_missing: Attr<Set<String>>,
    /// The prefixes that your router announces but that are not in `ip_routes`.
    #[attr(computed)]
    prefixes_unexpected: Attr<Set<String>>,
    /// True if the session is administratively enabled. `false` keeps the session down.
    #[attr(computed)]
    enabled: Attr<bool>,
    /// The status of the configuration, as in `twilio_bgp_session`.
    #[attr(computed)]
    status: Attr<BgpSessionStatus>,
    /// The cross connect that carries the session.
    #[attr(computed)]
    cross_connect_sid: Attr<CrossConnectSid>,
}

impl HealthModel {
    fn of(examined: &Examined) -> Self {
        let Examined { session, health: seen } = examined;
        let facts = examined.facts();
        Self {
            sid: session.sid.clone().into(),
            healthy: health::is_healthy(&facts).into(),
            reasons: List::from_iter(health::reasons(&facts)).into(),
            state: seen.state.to_string().into(),
            since: seen.since.map(|since| since.to_string()).into(),
            prefixes_received: prefixes(&seen.prefixes_received),
            prefixes_missing: prefixes(&seen.prefixes_missing),
            prefixes_unexpected: prefixes(&seen.prefixes_unexpected),
            enabled: session.enabled.into(),
            status: session.status.clone().into(),
            cross_connect_sid: session.cross_connect_sid.clone().into(),
        }
    }
}

fn prefixes(networks: &[Ipv4Net]) -> Attr<Set<String>> {
    Set::from_iter(networks.iter().map(Ipv4Net::to_string)).into()
}

fn not_examined(client: &Client, sid: &BgpSessionSid, error: &api::Error) -> Diagnostics {
    if let api::Error::NotFound(_) = error {
        let sought = Sought {
            attribute: "sid",
            kind: "BGP session",
            which: sid.as_str(),
            advice: "Check the SID and the account.",
        };
        return sought.not_found(client, Some(error));
    }
    FailedOperation {
        verb: "read the health of a BGP session",
        existing: "",
    }
    .failed_at(client, error)
}
