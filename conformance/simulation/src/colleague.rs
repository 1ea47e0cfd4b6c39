//! A colleague with the same account, who uses the service by hand.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use http::{Method, Request};
use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, Outcome, OutcomeKind, Seed, SeedCrossConnect};

use crate::service::Service;

/// Does one thing, and returns it in words. Only in a wild life, the colleague uses a name of the configuration.
pub(crate) async fn act(service: &Service, random: &mut Rng, free_name: Option<String>) -> String {
    let held = service.mock.cross_connects().await;
    let chosen = random.choice(&held).map(|held| held.sid.clone());
    let session = random
        .choice(&service.mock.bgp_sessions().await)
        .map(|held| held.sid.clone());
    match (random.u8(0..6), chosen, session, free_name) {
        (0, Some(sid), _, _) => {
            let done = service.mock.remove(&sid).await;
            format!("a colleague removes {sid}: {done:?}")
        }
        (1, _, Some(sid), _) => {
            let done = service.mock.remove(&sid).await;
            format!("a colleague removes {sid}: {done:?}")
        }
        (2, _, _, Some(name)) => {
            let done = service.mock.plant(&order(&name)).await;
            format!("a colleague orders {name}: {done:?}")
        }
        (3, Some(sid), _, _) => reissue(service, &sid).await,
        (_, Some(sid), _, _) => regroup(service, &sid).await,
        (_, None, _, _) => "a colleague finds nothing to do".to_owned(),
    }
}

/// Makes a future step of Twilio fail, and returns it in words.
pub(crate) async fn decide(service: &Service, random: &mut Rng) -> String {
    let kinds = [OutcomeKind::Rejected, OutcomeKind::Failed, OutcomeKind::SessionFailed];
    let outcome = Outcome {
        unique_name: None,
        outcome: kinds[random.usize(0..kinds.len())],
    };
    service.mock.decide(outcome.clone()).await;
    format!("Twilio decides {:?}", outcome.outcome)
}

fn order(name: &str) -> Seed {
    Seed {
        cross_connects: vec![SeedCrossConnect {
            sid: None,
            unique_name: name.to_owned(),
            exchange: "frankfurt-ix".to_owned(),
            bandwidth_mbps: 100,
            loa_entity: "Example Corp".to_owned(),
            redundancy_group: None,
            redundancy_role: None,
            status: mock_api::CrossConnectStatus::LoaIssued,
            ordered_at: None,
        }],
        ..Seed::default()
    }
}

/// Requests a new letter, as a customer.
pub(crate) async fn reissue(service: &Service, sid: &str) -> String {
    let status = send(
        service,
        &Method::POST,
        &format!("/v1/CrossConnects/{sid}/LetterOfAuthorization"),
        "",
    )
    .await;
    format!("a colleague asks for a new letter of {sid}: {status}")
}

async fn regroup(service: &Service, sid: &str) -> String {
    let status = send(
        service,
        &Method::POST,
        &format!("/v1/CrossConnects/{sid}"),
        "RedundancyGroup=moved",
    )
    .await;
    format!("a colleague moves {sid} to another group: {status}")
}

/// Deletes a session, as a customer.
pub(crate) async fn delete_session(service: &Service, sid: &str) -> String {
    let status = send(service, &Method::DELETE, &format!("/v1/BgpSessions/{sid}"), "").await;
    format!("{sid} is deleted by hand: {status}")
}

async fn send(service: &Service, method: &Method, path: &str, form: &'static str) -> u16 {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", authorization())
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form);
    let Ok(request) = request else { return 0 };
    let answer = service.mock.answer(request).await;
    answer.map_or(0, |answer| answer.status().as_u16())
}

fn authorization() -> String {
    let pair = format!("{DEFAULT_ACCOUNT_SID}:{DEFAULT_AUTH_TOKEN}");
    format!("Basic {}", STANDARD.encode(pair))
}
