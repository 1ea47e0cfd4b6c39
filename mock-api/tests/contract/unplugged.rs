//! A server without a listener, under paused time.

use std::time::Duration;

use axum::http::Request;
use base64::Engine;
use mock_api::{Broken, Clock, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, Fault, FaultKind, MockApi, Settings};
use serde_json::{Value, json};

use crate::client::START;

const LIST: &str = "/v1/CrossConnects";
const ORDER: &str = "UniqueName=voice-a&Exchange=ashburn-ix&BandwidthMbps=100&LoaEntity=Example";

/// A server without a listener. Its clock starts at [`START`] and runs with Tokio's time.
pub(crate) async fn unplugged(name_guard: bool) -> MockApi {
    MockApi::unplugged(&Settings {
        clock: Clock {
            start: Some(START.parse().unwrap()),
            ..Clock::default()
        },
        name_guard,
        ..Settings::default()
    })
    .await
    .unwrap()
}

/// A request with credentials.
pub(crate) fn request(method: &str, path: &str, form: &'static str) -> Request<&'static str> {
    let pair = format!("{DEFAULT_ACCOUNT_SID}:{DEFAULT_AUTH_TOKEN}");
    let pair = base64::engine::general_purpose::STANDARD.encode(pair);
    Request::builder()
        .method(method)
        .uri(path)
        .header("Authorization", format!("Basic {pair}"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form)
        .unwrap()
}

async fn answered(mock: &MockApi, request: Request<&'static str>) -> (u16, Value) {
    let answer = mock.answer(request).await.unwrap();
    (answer.status().as_u16(), serde_json::from_slice(answer.body()).unwrap())
}

#[tokio::test(start_paused = true)]
async fn a_request_is_answered_without_a_connection() {
    let mock = unplugged(true).await;
    let (status, ordered) = answered(&mock, request("POST", LIST, ORDER)).await;
    assert_eq!((status, &ordered["unique_name"]), (201, &json!("voice-a")));
    assert_eq!(mock.cross_connects().await[0].sid, ordered["sid"]);
    mock.add_fault(Fault::new(FaultKind::DropBeforeEffect)).await;
    assert_eq!(mock.answer(request("GET", LIST, "")).await.unwrap_err(), Broken);
    let (status, clock) = answered(&mock, request("GET", "/_mock/clock", "")).await;
    assert_eq!((status, &clock["now"]), (200, &json!(START)));
}

#[tokio::test(start_paused = true)]
async fn the_virtual_clock_runs_with_paused_time_alone() {
    let mock = unplugged(true).await;
    answered(&mock, request("POST", LIST, ORDER)).await;
    std::thread::sleep(Duration::from_millis(1_100));
    assert_eq!(mock.now().to_string(), START);
    tokio::time::sleep(Duration::from_secs(2 * 3_600)).await;
    assert_eq!(mock.now().to_string(), "2026-01-05T11:00:00Z");
    let (_, list) = answered(&mock, request("GET", LIST, "")).await;
    assert_eq!(list["cross_connects"][0]["status"], "loa_issued");
    let log = mock.requests();
    assert_eq!(
        (log[1].arrived_after_ms, log[1].answered_after_ms),
        (7_200_000, Some(7_200_000))
    );
}

#[tokio::test(start_paused = true)]
async fn two_orders_have_one_name_only_where_the_guard_is_off() {
    for (name_guard, second) in [(true, 409), (false, 201)] {
        let mock = unplugged(name_guard).await;
        assert_eq!(answered(&mock, request("POST", LIST, ORDER)).await.0, 201);
        assert_eq!(answered(&mock, request("POST", LIST, ORDER)).await.0, second);
    }
}

#[tokio::test(start_paused = true)]
async fn the_guard_is_switched_while_the_server_runs() {
    let mock = unplugged(false).await;
    assert_eq!(answered(&mock, request("POST", LIST, ORDER)).await.0, 201);
    mock.set_name_guard(true);
    assert_eq!(answered(&mock, request("POST", LIST, ORDER)).await.0, 409);
    mock.set_name_guard(false);
    assert_eq!(answered(&mock, request("POST", LIST, ORDER)).await.0, 201);
}
