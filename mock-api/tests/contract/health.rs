//! The health of a session.

use reqwest::Method;
use serde_json::json;

use crate::client::{Api, sid_in};

#[tokio::test]
async fn a_session_in_service_is_healthy() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
    let health = api.get(&format!("{session}/Health")).await.expect(200);
    let expected = json!({
        "state": "established", "since": "2026-01-05T09:05:00Z", "prefixes_received": ["52.1.2.0/24"],
        "prefixes_missing": [], "prefixes_unexpected": [], "healthy": true, "reasons": [],
    });
    assert_eq!(health.body, expected);
}

#[tokio::test]
async fn a_session_that_waits_is_not_healthy() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("loa_issued").await).await;
    let health = api.get(&format!("{session}/Health")).await.expect(200);
    let expected = json!({
        "state": "idle", "since": "2026-01-05T09:00:00Z", "prefixes_received": [],
        "prefixes_missing": ["52.1.2.0/24"], "prefixes_unexpected": [], "healthy": false,
        "reasons": ["the session is not established", "missing prefixes: 52.1.2.0/24"],
    });
    assert_eq!(health.body, expected);
}

#[tokio::test]
async fn missing_and_unexpected_prefixes_are_named() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
    let control = format!("/_mock/bgp-sessions/{}", sid_in(&session));
    let edit = json!({"prefixes_missing": ["52.1.2.0/24"], "prefixes_unexpected": ["52.6.6.0/24"]});
    api.control(Method::POST, &control, &edit).await.expect(200);
    let health = api.get(&format!("{session}/Health")).await.expect(200);
    assert_eq!(*health.at("prefixes_received"), json!(["52.6.6.0/24"]));
    assert_eq!(
        *health.at("reasons"),
        json!(["missing prefixes: 52.1.2.0/24", "unexpected prefixes: 52.6.6.0/24"])
    );
    assert_eq!(*health.at("healthy"), false);

    let mend = json!({"prefixes_missing": [], "prefixes_unexpected": []});
    api.control(Method::POST, &control, &mend).await.expect(200);
    assert_eq!(*api.get(&format!("{session}/Health")).await.at("healthy"), true);
}

#[tokio::test]
async fn a_session_that_breaks_down_says_since_when() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
    api.hours_pass(1).await;
    let control = format!("/_mock/bgp-sessions/{}", sid_in(&session));
    let before = api.get(&session).await.at("revision").clone();
    api.control(Method::POST, &control, &json!({"session_state": "open_sent"}))
        .await
        .expect(200);
    let health = api.get(&format!("{session}/Health")).await.expect(200);
    assert_eq!(
        (health.text("state"), health.text("since")),
        ("open_sent", "2026-01-05T10:05:00Z")
    );
    assert_eq!(
        *api.get(&session).await.at("revision"),
        before,
        "the operation is nobody's change"
    );
    api.control(Method::POST, &control, &json!({"session_state": null}))
        .await
        .expect(200);
    assert_eq!(api.get(&session).await.text("session_state"), "established");
}
