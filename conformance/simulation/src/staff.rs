//! The people at the service and at the data center, who do the steps of a life at the pace of people.

use fastrand::Rng;
use http::{Method, Request};

use crate::service::Service;

/// Finishes or declines one step, and returns it in words.
pub(crate) async fn act(service: &Service, random: &mut Rng) -> String {
    let objects = objects(service).await;
    let Some(object) = random.choice(objects) else {
        return "the staff finds nothing to do".to_owned();
    };
    let verb = if random.u8(0..4) == 0 { "decline" } else { "finish-step" };
    let status = send(service, &object, verb).await;
    format!("the staff: {verb} of {object}: {status}")
}

/// Finishes every step that waits for a person.
pub(crate) async fn finish_all(service: &Service) {
    // A step may begin another one: removal, decision, letter, configuration.
    for _ in 0..STEPS_IN_A_ROW {
        for object in objects(service).await {
            send(service, &object, "finish-step").await;
        }
    }
}

/// Returns the paths of all objects.
async fn objects(service: &Service) -> Vec<String> {
    let circuits = service.mock.cross_connects().await.into_iter();
    let circuits = circuits.map(|held| format!("cross-connects/{}", held.sid));
    let sessions = service.mock.bgp_sessions().await.into_iter();
    circuits
        .chain(sessions.map(|held| format!("bgp-sessions/{}", held.sid)))
        .collect()
}

async fn send(service: &Service, object: &str, verb: &str) -> u16 {
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/_mock/{object}/{verb}"))
        .header("host", "127.0.0.1:8080")
        .header("content-type", "application/json")
        .body(r#"{"reason": "no"}"#.to_owned());
    let Ok(request) = request else { return 0 };
    let answer = service.mock.answer(request).await;
    answer.map_or(0, |answer| answer.status().as_u16())
}

const STEPS_IN_A_ROW: usize = 3;
