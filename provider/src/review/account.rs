//! The account of a plan, as the service returns it.

use crate::account;
use crate::api::{BgpSessionFilter, Client, CrossConnectFilter, Error};
use crate::bgp_session_health;
use crate::checks::{Picture, capacity, traffic};
use crate::domain::CrossConnectSid;

/// Adds the account to a picture: its circuits and sessions, and the capacity of the exchanges. It also adds the health of the sessions
/// on which the effect of an interruption depends.
///
/// # Errors
/// The error of the request that failed.
pub(super) async fn add_account(picture: &mut Picture, client: &Client) -> Result<(), Error> {
    let circuits = client.list_cross_connects(&CrossConnectFilter::default()).await?.value;
    let sessions = client.list_bgp_sessions(&BgpSessionFilter::default()).await?.value;
    picture
        .cross_connects
        .add_account(circuits.iter().map(account::cross_connect));
    picture.sessions.add_account(sessions.iter().map(account::bgp_session));
    picture.now = client.last_date().or(picture.now);
    if picture.cross_connects.iter().any(capacity::asks_for_bandwidth) {
        for exchange in client.exchanges().await?.value {
            if let Some(available) = exchange.available_bandwidths {
                picture.capacity.insert(exchange.edge, available);
            }
        }
    }
    let planned = picture.cross_connects.iter().filter(|each| each.is_planned());
    let interrupted: Vec<CrossConnectSid> = planned.filter_map(|each| each.sid().cloned()).collect();
    let measured: std::collections::BTreeSet<_> = interrupted
        .iter()
        .flat_map(|sid| traffic::sessions_to_measure(picture, sid))
        .collect();
    for session in sessions.iter().filter(|session| measured.contains(&session.sid)) {
        let health = client.health(&session.sid).await?.value;
        picture
            .health
            .insert(session.sid.clone(), bgp_session_health::facts(session, &health));
    }
    Ok(())
}
