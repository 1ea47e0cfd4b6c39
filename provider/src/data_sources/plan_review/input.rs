//! The input of a review: the picture of the run, and the objects of the account.

use std::collections::BTreeSet;
use std::sync::Arc;

use framework::Diagnostics;

use super::review::Request;
use crate::account;
use crate::api::{self, BgpSessionFilter, CrossConnectFilter};
use crate::checks::planned::{Object, Planned};
use crate::checks::record::CrossConnect;
use crate::checks::{Check, Part, Picture, Severity, capacity, judge};
use crate::domain::{CrossConnectSid, Exchange};
use crate::refusal::happened;
use crate::run::Run;

/// The input of a review.
#[derive(Debug)]
pub(super) struct ReviewInput {
    /// The known objects and their plans.
    pub(super) picture: Picture,
    /// The reason why the objects of the account are missing, in one sentence.
    pub(super) unread_reason: Option<String>,
}

/// The input of the review of a run, with the diagnostics of failed requests.
pub(super) async fn of(run: &Run, request: &Request) -> (ReviewInput, Diagnostics) {
    if run.has_applied() {
        return (applied(run).await, Diagnostics::new());
    }
    let mut said = Diagnostics::new();
    said.extend(run.load_parts(&ACCOUNT.into()).await);
    let unread_reason = unread_reason(run).await;
    if unread_reason.is_none() {
        said.extend(measure(run, request).await);
    }
    let picture = run.picture.with(|picture| Picture {
        now: run.client.last_date(),
        ..picture.clone()
    });
    (ReviewInput { picture, unread_reason }, said)
}

/// The parts of the account that a verdict needs.
const ACCOUNT: [Part; 2] = [Part::CrossConnects, Part::BgpSessions];

/// The account as it is now. Plans and reads from before the changes of this process are left out.
async fn applied(run: &Run) -> ReviewInput {
    let mut picture = Picture {
        required: run.picture.with(|picture| picture.required.clone()),
        ..Picture::default()
    };
    let unread_reason = reload_account(run, &mut picture).await.err();
    picture.now = run.client.last_date();
    ReviewInput {
        picture,
        unread_reason: unread_reason.map(|error| happened(&error)),
    }
}

async fn reload_account(run: &Run, picture: &mut Picture) -> Result<(), api::Error> {
    let circuits = run
        .client
        .list_cross_connects(&CrossConnectFilter::default())
        .await?
        .value;
    let sessions = run.client.list_bgp_sessions(&BgpSessionFilter::default()).await?.value;
    picture
        .cross_connects
        .add_account(circuits.iter().map(account::cross_connect));
    picture.sessions.add_account(sessions.iter().map(account::bgp_session));
    Ok(())
}

/// The reason why a part of the account could not be read. The run stores the answer and sends each request once.
async fn unread_reason(run: &Run) -> Option<String> {
    if run
        .picture
        .with(|picture| ACCOUNT.iter().all(|part| picture.has(*part)))
    {
        return None;
    }
    let circuits = run.inventory.all_cross_connects(&run.client).await.err();
    let error: Option<Arc<api::Error>> = match circuits {
        Some(error) => Some(error),
        None => run.inventory.all_bgp_sessions(&run.client).await.err(),
    };
    error.map(|error| happened(&error))
}

/// Reads the health and the capacity that the checks on the named circuits need.
async fn measure(run: &Run, request: &Request) -> Diagnostics {
    let measurements = run
        .picture
        .with(|picture| Measurements::of(picture, request, |check| run.severities.of(check) != Severity::Off));
    let mut said = Diagnostics::new();
    for circuit in &measurements.health {
        said.extend(run.measure_peers_of(circuit).await);
    }
    for exchange in &measurements.capacity {
        said.extend(run.ask_capacity_of(exchange).await);
    }
    said
}

/// The requests in addition to the lists of the account.
#[derive(Debug, Default)]
struct Measurements {
    health: BTreeSet<CrossConnectSid>,
    capacity: BTreeSet<Exchange>,
}

impl Measurements {
    fn of(picture: &Picture, request: &Request, is_heard: impl Fn(&Check) -> bool) -> Self {
        let mut measurements = Self::default();
        for circuit in planned(picture.cross_connects.iter()).filter(|circuit| request.names_circuit(circuit)) {
            let parts = judge::parts_for_circuit(circuit, &is_heard);
            let health = circuit.sid().filter(|_| parts.contains(&Part::Health));
            measurements.health.extend(health.cloned());
            let capacity = capacity::wanted(circuit).filter(|_| parts.contains(&Part::Capacity));
            measurements
                .capacity
                .extend(capacity.map(|(exchange, _)| exchange.clone()));
        }
        for session in planned(picture.sessions.iter()) {
            let parts = judge::parts_for_session(session, &is_heard);
            let on = session.before().and_then(|before| picture.carrier(before));
            let on = on.filter(|circuit| parts.contains(&Part::Health) && request.names_circuit(circuit));
            measurements
                .health
                .extend(on.and_then(Planned::<CrossConnect>::sid).cloned());
        }
        measurements
    }
}

fn planned<'a, T: Object>(all: impl Iterator<Item = &'a Planned<T>>) -> impl Iterator<Item = &'a Planned<T>> {
    all.filter(|each| each.is_planned())
}
