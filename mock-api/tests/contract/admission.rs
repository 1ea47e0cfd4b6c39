//! A limit on how many requests are served at a time.

use std::time::Duration;

use mock_api::{Fault, FaultKind, MockApi};
use reqwest::Method;
use serde_json::json;
use tokio::join;
use tokio::time::timeout;

use crate::client::Api;
use crate::unplugged::{request, unplugged};

const EXCHANGES: &str = "/v1/Exchanges";
const LIST: &str = "/v1/CrossConnects";

fn admits(requests: u32, milliseconds: u64) -> Fault {
    Fault::new(FaultKind::Admits {
        requests,
        milliseconds,
        retry_after: None,
    })
}

async fn status(mock: &MockApi, path: &str) -> u16 {
    let answer = mock.answer(request("GET", path, "")).await.unwrap();
    answer.status().as_u16()
}

/// The statuses of three requests at once, in ascending order.
async fn three_at_once(mock: &MockApi, path: &str) -> [u16; 3] {
    let (one, two, three) = join!(status(mock, path), status(mock, path), status(mock, path));
    let mut statuses = [one, two, three];
    statuses.sort_unstable();
    statuses
}

#[tokio::test(start_paused = true)]
async fn requests_above_the_limit_are_refused_at_once_and_below_it_served() {
    let mock = unplugged(true).await;
    assert_eq!(
        three_at_once(&mock, EXCHANGES).await,
        [200, 200, 200],
        "without a limit"
    );
    mock.clear_requests();

    mock.add_fault(admits(2, 250)).await;
    assert_eq!(three_at_once(&mock, EXCHANGES).await, [200, 200, 429]);
    for entry in mock.requests() {
        let took = entry.answered_after_ms.unwrap() - entry.arrived_after_ms;
        let expected = match entry.status {
            Some(429) => (Some("admits"), Some(20429), 0),
            _ => (None, None, 250),
        };
        assert_eq!((entry.fault.as_deref(), entry.code, took), expected, "{entry}");
    }
    assert_eq!(
        three_at_once(&mock, EXCHANGES).await,
        [200, 200, 429],
        "the limit stays"
    );
    mock.clear_faults().await;
    assert_eq!(
        three_at_once(&mock, EXCHANGES).await,
        [200, 200, 200],
        "after the limit"
    );
}

#[tokio::test(start_paused = true)]
async fn a_limit_concerns_the_requests_that_it_matches() {
    let mock = unplugged(true).await;
    mock.add_fault(admits(1, 250).on("GET", EXCHANGES)).await;
    assert_eq!(three_at_once(&mock, EXCHANGES).await, [200, 429, 429]);
    assert_eq!(three_at_once(&mock, LIST).await, [200, 200, 200]);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_admitted_meets_the_other_faults_and_one_that_is_refused_does_not() {
    let mock = unplugged(true).await;
    mock.add_fault(admits(1, 250)).await;
    let unavailable = FaultKind::Refuse {
        status: 503,
        code: 20503,
        message: "later".to_owned(),
        retry_after: None,
        after_effect: false,
    };
    mock.add_fault(Fault::new(unavailable).times(1)).await;
    assert_eq!(three_at_once(&mock, EXCHANGES).await, [429, 429, 503]);
    assert_eq!(status(&mock, EXCHANGES).await, 200);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_hangs_up_frees_its_place() {
    let mock = unplugged(true).await;
    mock.add_fault(admits(1, 250)).await;
    let (served, refused) = join!(status(&mock, EXCHANGES), status(&mock, EXCHANGES));
    assert_eq!((served, refused), (200, 429), "the place is in use");
    timeout(Duration::from_millis(100), status(&mock, EXCHANGES))
        .await
        .unwrap_err();
    assert_eq!(status(&mock, EXCHANGES).await, 200);
}

#[tokio::test]
async fn a_limit_is_asked_for_over_http_and_may_say_when_to_come_back() {
    let api = Api::start().await;
    let limit = json!({"kind": {"admits": {"requests": 0, "retry_after": 7}}});
    api.control(Method::POST, "/_mock/faults", &limit).await.expect(201);
    for _ in 0..2 {
        let refused = api.get(LIST).await.refused(429, 20429);
        assert_eq!(refused.header("retry-after"), Some("7"));
    }
    let log = api
        .control(Method::GET, "/_mock/requests", &json!({}))
        .await
        .expect(200);
    assert_eq!(log.text("requests/1/fault"), "admits");
    assert!(log.at("requests/1/arrived_after_ms").is_u64(), "{:#}", log.body);
    api.control(Method::DELETE, "/_mock/faults", &json!({}))
        .await
        .expect(204);
    api.get(LIST).await.expect(200);
}
