//! What the account has, as the facts that plan checks judge.

use framework::Diagnostic;

use crate::api;
use crate::bgp_session_health;
use crate::checks::disruption;
use crate::checks::record::{BgpSession, CrossConnect, Grouping};
use crate::domain::{Bandwidth, CrossConnectSid, Exchange, IpRoutes};

use super::Run;

/// Which parts of the account a check needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The cross connects.
    CrossConnects,
    /// The BGP sessions.
    BgpSessions,
}

impl Part {
    /// The right that listing it needs.
    fn right(self) -> &'static str {
        match self {
            Self::CrossConnects => "list cross connects",
            Self::BgpSessions => "list BGP sessions",
        }
    }
}

impl Run {
    /// Lays parts of the account down under the plan, each once in a run. Where the service does not answer, the checks that
    /// need it rest, and a warning says so, once.
    pub(crate) async fn lay_down(&self, parts: &[Part]) -> Option<Diagnostic> {
        for part in parts {
            let laid = match part {
                Part::CrossConnects => self.lay_cross_connects().await,
                Part::BgpSessions => self.lay_bgp_sessions().await,
            };
            if let Err(error) = laid {
                return self.unasked(part.right(), &error);
            }
        }
        None
    }

    async fn lay_cross_connects(&self) -> Result<(), std::sync::Arc<api::Error>> {
        if self.ledger.look(|facts| facts.has_cross_connects()) {
            return Ok(());
        }
        let all = self.inventory.all_cross_connects(&self.client).await?;
        let records = all.iter().map(|each| (each.sid.clone(), cross_connect(each)));
        self.ledger.note(|facts| {
            if !facts.has_cross_connects() {
                facts.lay_cross_connects(records);
            }
        });
        Ok(())
    }

    async fn lay_bgp_sessions(&self) -> Result<(), std::sync::Arc<api::Error>> {
        if self.ledger.look(|facts| facts.has_sessions()) {
            return Ok(());
        }
        let all = self.inventory.all_bgp_sessions(&self.client).await?;
        let records = all.iter().map(|each| (each.sid.clone(), bgp_session(each)));
        self.ledger.note(|facts| {
            if !facts.has_sessions() {
                facts.lay_sessions(records);
            }
        });
        Ok(())
    }

    /// Measures the sessions whose health decides whether the interruption of a leg can be borne. One that cannot be measured
    /// postpones the check.
    pub(crate) async fn measure_partners_of(&self, sid: &CrossConnectSid) -> Option<Diagnostic> {
        let wanted = self.ledger.look(|facts| disruption::sessions_to_measure(facts, sid));
        // A service that has let one question go unanswered is not asked for the health of each leg in turn.
        if wanted.is_empty() || self.is_unasked() {
            return None;
        }
        let all = self.inventory.all_bgp_sessions(&self.client).await.ok()?;
        for session in all.iter().filter(|session| wanted.contains(&session.sid)) {
            match self.client.health(&session.sid).await {
                Ok(health) => {
                    let facts = bgp_session_health::facts(session, &health.value);
                    self.ledger.note(|book| book.measure(session.sid.clone(), facts));
                }
                Err(error) => return self.unasked("read the health of BGP sessions", &error),
            }
        }
        None
    }

    /// What the service can deliver at an exchange now; nothing where it does not say.
    ///
    /// # Errors
    /// The warning that it does not answer; nothing in it where that was said before.
    pub(crate) async fn capacity_at(&self, exchange: &Exchange) -> Result<Option<Vec<Bandwidth>>, Option<Diagnostic>> {
        let all = self.inventory.exchanges(&self.client).await;
        let all = all.map_err(|error| self.unasked("list exchanges", &error))?;
        let found = all.iter().find(|each| each.edge == *exchange);
        Ok(found.and_then(|each| each.available_bandwidths.clone()))
    }
}

/// A cross connect as the rules see it.
pub(crate) fn cross_connect(seen: &api::CrossConnect) -> CrossConnect {
    CrossConnect {
        name: Some(seen.unique_name.clone()),
        exchange: Some(seen.exchange.clone()),
        bandwidth: Some(seen.bandwidth),
        group: seen.redundancy_group.clone().map_or(Grouping::Alone, Grouping::In),
        status: Some(seen.status.clone()),
        link: seen.link_status.clone(),
    }
}

/// A BGP session as the rules see it.
pub(crate) fn bgp_session(seen: &api::BgpSession) -> BgpSession {
    BgpSession {
        cross_connect_sid: Some(seen.cross_connect_sid.clone()),
        routes: Some(IpRoutes::trusted(seen.ip_routes.iter().copied())),
        enabled: Some(seen.enabled),
        status: Some(seen.status.clone()),
        reset_by: Vec::new(),
    }
}
