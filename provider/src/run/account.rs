//! Adds the objects of the account to the picture that plan checks judge.

use std::collections::BTreeSet;
use std::sync::Arc;

use framework::Diagnostic;

use super::Run;
use crate::account::{bgp_session, cross_connect};
use crate::api;
use crate::bgp_session_health;
use crate::checks::{Part, traffic};
use crate::domain::{CrossConnectSid, Exchange};

/// The permission that the read of a part of the account needs.
fn right(part: Part) -> &'static str {
    match part {
        Part::CrossConnects => "list cross connects",
        Part::BgpSessions => "list BGP sessions",
        Part::Health => "read the health of BGP sessions",
        Part::Capacity => "list exchanges",
    }
}

impl Run {
    /// Adds parts of the account to the picture, each one once in a run. If the service does not answer, the checks that
    /// need the part are postponed, and one warning reports it.
    pub(crate) async fn load_parts(&self, parts: &BTreeSet<Part>) -> Option<Diagnostic> {
        let (part, error) = self.read(parts).await.err()?;
        self.unasked(right(part), &error)
    }

    /// Adds parts of the account to the picture, each one once in a run.
    ///
    /// # Errors
    /// The first part that could not be read, with the reason.
    pub(crate) async fn read(&self, parts: &BTreeSet<Part>) -> Result<(), (Part, Arc<api::Error>)> {
        for part in parts.iter().copied() {
            if self.picture.with(|picture| picture.has(part)) {
                continue;
            }
            let read = match part {
                Part::CrossConnects => self.load_cross_connects().await,
                Part::BgpSessions => self.load_bgp_sessions().await,
                Part::Health | Part::Capacity => Ok(()),
            };
            read.map_err(|error| (part, error))?;
        }
        Ok(())
    }

    async fn load_cross_connects(&self) -> Result<(), Arc<api::Error>> {
        let all = self.inventory.all_cross_connects(&self.client).await?;
        let records = all.iter().map(cross_connect);
        self.picture.with(|picture| picture.cross_connects.add_account(records));
        Ok(())
    }

    async fn load_bgp_sessions(&self) -> Result<(), Arc<api::Error>> {
        let all = self.inventory.all_bgp_sessions(&self.client).await?;
        let records = all.iter().map(bgp_session);
        self.picture.with(|picture| picture.sessions.add_account(records));
        Ok(())
    }

    /// Reads the health of the sessions that decide the finding about the interruption of a circuit. A session without an answer
    /// counts as not read.
    pub(crate) async fn measure_peers_of(&self, sid: &CrossConnectSid) -> Option<Diagnostic> {
        let wanted = self.picture.with(|picture| traffic::sessions_to_measure(picture, sid));
        // After one failed read, the health of further circuits is not read.
        if wanted.is_empty() || self.is_unasked() {
            return None;
        }
        let all = self.inventory.all_bgp_sessions(&self.client).await.ok()?;
        for session in all.iter().filter(|session| wanted.contains(&session.sid)) {
            match self.client.health(&session.sid).await {
                Ok(health) => {
                    let measured = bgp_session_health::facts(session, &health.value);
                    self.picture
                        .with(|picture| picture.health.insert(session.sid.clone(), measured));
                }
                Err(error) => return self.unasked(right(Part::Health), &error),
            }
        }
        None
    }

    /// Reads the bandwidths that an exchange can deliver today. An exchange without this value postpones the check.
    pub(crate) async fn ask_capacity_of(&self, exchange: &Exchange) -> Option<Diagnostic> {
        let all = match self.inventory.exchanges(&self.client).await {
            Ok(all) => all,
            Err(error) => return self.unasked(right(Part::Capacity), &error),
        };
        let available = all
            .iter()
            .find(|each| each.edge == *exchange)?
            .available_bandwidths
            .clone()?;
        self.picture
            .with(|picture| picture.capacity.insert(exchange.clone(), available));
        None
    }
}
