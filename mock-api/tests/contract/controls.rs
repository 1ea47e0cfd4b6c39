//! The controls under `/_mock`.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Answer, Api, ORDER, sid_in};

fn control_of(path: &str) -> String {
    format!("/_mock/cross-connects/{}", sid_in(path))
}

#[tokio::test]
async fn a_colleague_changes_a_cross_connect_behind_the_callers_back() {
    let api = Api::start().await;
    let path = api.placed("active");
    let edit = json!({"bandwidth_mbps": 1000, "redundancy_group": "pair", "loa_entity": "Other"});
    api.control(Method::POST, &control_of(&path), &edit).await.expect(200);
    let changed = api.get(&path).await.expect(200);
    assert_eq!(
        (
            changed.at("bandwidth_mbps"),
            changed.text("status"),
            changed.at("revision")
        ),
        (&json!(1000), "active", &json!(3))
    );
    api.control(Method::PUT, &control_of(&path), &json!({"redundancy_group": null}))
        .await
        .expect(200);
    let changed = api.get(&path).await.expect(200);
    assert_eq!(
        (changed.at("redundancy_group"), changed.text("loa_entity")),
        (&Value::Null, "Other")
    );
    api.control(Method::POST, &control_of(&path), &json!({"color": "blue"}))
        .await
        .refused(422, 20422);
}

#[tokio::test]
async fn an_object_is_removed_at_once() {
    let api = Api::start().await;
    let path = api.placed("active");
    let session = api.session_over(&path).await;
    api.control(
        Method::DELETE,
        &format!("/_mock/bgp-sessions/{}", sid_in(&session)),
        &json!({}),
    )
    .await
    .expect(204);
    api.get(&session).await.refused(404, 20404);
    let session = api.session_over(&path).await;
    api.control(Method::DELETE, &control_of(&path), &json!({}))
        .await
        .expect(204);
    api.get(&path).await.refused(404, 20404);
    api.get(&session).await.refused(404, 20404);
    api.control(Method::DELETE, &control_of(&path), &json!({}))
        .await
        .refused(404, 20404);
}

#[tokio::test]
async fn a_cross_connect_is_made_to_take_a_step() {
    let api = Api::start().await;
    for (from, action, to) in [
        ("requested", "reject", "rejected"),
        ("configuring", "fail", "failed"),
        ("active", "deactivate", "inactive"),
        ("inactive", "activate", "active"),
        ("requested", "finish-step", "loa_issued"),
        ("loa_issued", "finish-step", "loa_expired"),
        ("configuring", "finish-step", "active"),
        ("updating", "finish-step", "active"),
        ("failed", "finish-step", "configuring"),
    ] {
        let path = api.placed(from);
        api.control(Method::POST, &format!("{}/{action}", control_of(&path)), &json!({}))
            .await
            .expect(200);
        assert_eq!(api.status(&path).await, to, "{from} {action}");
        api.mock.remove(sid_in(&path)).unwrap();
    }
    let path = api.placed("active");
    api.control(Method::POST, &format!("{}/explode", control_of(&path)), &json!({}))
        .await
        .refused(404, 20404);
}

#[tokio::test]
async fn a_step_that_ends_in_removal_says_so() {
    let api = Api::start().await;
    let path = api.placed("pending_deletion");
    api.control(Method::POST, &format!("{}/finish-step", control_of(&path)), &json!({}))
        .await
        .expect(204);
    api.get(&path).await.refused(404, 20404);
}

#[tokio::test]
async fn a_colleague_changes_a_session() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active")).await;
    let control = format!("/_mock/bgp-sessions/{}", sid_in(&session));
    let edit = json!({"ip_routes": ["52.5.5.0/24"], "customer_asn": 3320, "customer_address": "52.9.9.1/30", "enabled": false});
    api.control(Method::POST, &control, &edit).await.expect(200);
    let changed = api.get(&session).await.expect(200);
    assert_eq!(
        (changed.at("ip_routes"), changed.at("revision")),
        (&json!(["52.5.5.0/24"]), &json!(2))
    );
    assert_eq!(
        (changed.text("twilio_address"), changed.text("session_state")),
        ("52.9.9.2/30", "idle")
    );
    assert_eq!(changed.text("customer_asn_assigned_by"), "customer");
}

#[tokio::test]
async fn step_times_hold_for_the_steps_that_begin_afterwards() {
    let api = Api::start().await;
    let before = api.placed("requested");
    let times = api
        .control(Method::POST, "/_mock/step-times", &json!({"letter_issue": 60}))
        .await
        .expect(200);
    assert_eq!(
        (times.at("letter_issue"), times.at("configuration")),
        (&json!(60), &json!(4 * 3600))
    );
    let ordered = api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    api.minutes_pass(1);
    assert_eq!(api.status(&before).await, "requested");
    assert_eq!(
        api.status(&format!("/v1/CrossConnects/{}", ordered.text("sid"))).await,
        "loa_issued"
    );
    let read = api
        .control(Method::GET, "/_mock/step-times", &json!({}))
        .await
        .expect(200);
    assert_eq!(read.body, times.body);
}

#[tokio::test]
async fn outcomes_and_seeds_are_given_over_http() {
    let api = Api::start().await;
    let outcome = json!({"unique_name": "ashburn-primary", "outcome": "rejected"});
    api.control(Method::POST, "/_mock/outcomes", &outcome).await.expect(201);
    let seed = json!({
        "cross_connects": [{"unique_name": "ashburn-primary", "exchange": "ashburn-ix", "bandwidth_mbps": 10, "status": "requested"}],
        "faults": [{"kind": "wrong_account"}],
    });
    api.control(Method::POST, "/_mock/seed", &seed).await.expect(204);
    api.hours_pass(2);
    let list = api.get("/v1/CrossConnects").await.expect(200);
    assert_eq!(list.text("cross_connects/0/status"), "rejected");
    assert_eq!(
        list.text("cross_connects/0/account_sid"),
        "ACffffffffffffffffffffffffffffffff"
    );
    api.control(Method::POST, "/_mock/seed", &seed)
        .await
        .refused(422, 20422);
}

#[tokio::test]
async fn the_server_stops_when_told() {
    let mut api = Api::start().await;
    api.control(Method::POST, "/_mock/shutdown", &json!({}))
        .await
        .expect(204);
    api.mock.stopped().await;
    api.request(Method::GET, "/v1/Exchanges").send().await.unwrap_err();
}

#[tokio::test]
async fn controls_are_neither_authenticated_nor_logged_nor_ticking_nor_faulty() {
    let api = Api::start().await;
    api.mock
        .add_fault(mock_api::Fault::new(mock_api::FaultKind::DropBeforeEffect).times(0));
    Answer::to(api.anonymous(Method::GET, "/_mock/clock")).await.expect(200);
    Answer::to(api.anonymous(Method::GET, "/_mock/nothing"))
        .await
        .refused(404, 20404);
    Answer::to(api.anonymous(Method::PATCH, "/_mock/clock"))
        .await
        .refused(405, 20004);
    assert_eq!(api.mock.requests(), []);
}
