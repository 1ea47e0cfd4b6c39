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
    let path = api.placed("active").await;
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
    let path = api.placed("active").await;
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
        ("loa_issued", "expire", "loa_expired"),
        ("configuring", "finish-step", "active"),
        ("updating", "finish-step", "active"),
        ("failed", "finish-step", "configuring"),
    ] {
        let path = api.placed(from).await;
        api.control(Method::POST, &format!("{}/{action}", control_of(&path)), &json!({}))
            .await
            .expect(200);
        assert_eq!(api.status(&path).await, to, "{from} {action}");
        api.mock.remove(sid_in(&path)).await.unwrap();
    }
    let path = api.placed("active").await;
    api.control(Method::POST, &format!("{}/explode", control_of(&path)), &json!({}))
        .await
        .refused(404, 20404);
}

#[tokio::test]
async fn a_step_that_ends_in_removal_says_so() {
    let api = Api::start().await;
    let path = api.placed("pending_deletion").await;
    api.control(Method::POST, &format!("{}/finish-step", control_of(&path)), &json!({}))
        .await
        .expect(204);
    api.get(&path).await.refused(404, 20404);
}

#[tokio::test]
async fn a_colleague_changes_a_session() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
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
    let before = api.placed("requested").await;
    let times = api
        .control(Method::POST, "/_mock/step-times", &json!({"letter_issue": 60}))
        .await
        .expect(200);
    assert_eq!(
        (times.at("letter_issue"), times.at("configuration")),
        (&json!(60), &json!(4 * 3600))
    );
    let ordered = api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    api.minutes_pass(1).await;
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
    api.hours_pass(2).await;
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
        .add_fault(mock_api::Fault::new(mock_api::FaultKind::DropBeforeEffect).times(0))
        .await;
    Answer::to(api.anonymous(Method::GET, "/_mock/clock")).await.expect(200);
    Answer::to(api.anonymous(Method::GET, "/_mock/nothing"))
        .await
        .refused(404, 20404);
    Answer::to(api.anonymous(Method::PATCH, "/_mock/clock"))
        .await
        .refused(405, 20004);
    assert_eq!(api.mock.requests(), []);
}

#[tokio::test]
async fn the_server_says_that_it_is_there_and_ready() {
    let api = Api::start().await;
    for path in ["/_mock/health", "/_mock/ready"] {
        let answer = api.control(Method::GET, path, &json!({})).await.expect(200);
        assert_eq!(answer.text("status"), "ok", "{path}");
    }
}

#[tokio::test]
async fn decisions_are_listed_and_forgotten() {
    let api = Api::start().await;
    let decision = json!({"unique_name": "a", "outcome": "rejected"});
    let outcomes = "/_mock/outcomes";
    api.control(Method::POST, outcomes, &decision).await.expect(201);
    let listed = api.control(Method::GET, outcomes, &json!({})).await.expect(200);
    assert_eq!(*listed.at("outcomes"), json!([decision]));
    api.control(Method::DELETE, outcomes, &json!({})).await.expect(204);
    let listed = api.control(Method::GET, outcomes, &json!({})).await.expect(200);
    assert_eq!(*listed.at("outcomes"), json!([]));
}

#[tokio::test]
async fn the_clock_is_set_forward_and_never_back() {
    let api = Api::start().await;
    let path = api.placed("requested").await;
    let set = async |now: &str| api.control(Method::PUT, "/_mock/clock", &json!({ "now": now })).await;
    let clock = set("2026-03-01T00:00:00Z").await.expect(200);
    assert_eq!(clock.text("now"), "2026-03-01T00:00:00Z");
    assert_eq!(
        api.status(&path).await,
        "loa_issued",
        "what was due by then has happened"
    );
    set("2026-03-01T00:00:00Z").await.expect(200);
    set("2026-02-28T23:59:59Z").await.refused(422, 20422);
    set("tomorrow").await.refused(422, 20422);
}

#[tokio::test]
async fn requests_are_found_counted_and_paged() {
    let api = Api::start().await;
    let sid = api
        .post("/v1/CrossConnects", &ORDER)
        .await
        .expect(201)
        .text("sid")
        .to_owned();
    for _ in 0..3 {
        api.get(&format!("/v1/CrossConnects/{sid}")).await.expect(200);
    }
    api.get("/v1/CrossConnects?PageSize=1000").await.expect(200);
    api.get("/v1/CrossConnects/XC1").await.refused(400, 62001);
    let ask = async |query: &str| {
        api.control(Method::GET, &format!("/_mock/requests{query}"), &json!({}))
            .await
            .expect(200)
    };
    for (query, count) in [
        ("", 6),
        ("?method=GET", 5),
        ("?path=/v1/CrossConnects", 2),
        ("?path=/v1/CrossConnects/*", 4),
        ("?path=/v1/CrossConnects/*&status=200", 3),
        ("?method=DELETE", 0),
    ] {
        let filter = query.replacen('?', "/count?", 1);
        let counted = if query.is_empty() {
            ask("/count").await
        } else {
            ask(&filter).await
        };
        assert_eq!(
            (counted.at("count"), counted.at("dropped")),
            (&json!(count), &json!(0)),
            "{query}"
        );
        assert_eq!(
            ask(query).await.at("requests").as_array().unwrap().len(),
            count,
            "{query}"
        );
    }
    let page = ask("?method=GET&offset=3&limit=1").await;
    assert_eq!(page.at("requests").as_array().unwrap().len(), 1);
    assert_eq!(
        (page.text("requests/0/path"), page.at("count")),
        ("/v1/CrossConnects?PageSize=1000", &json!(5))
    );
}

#[tokio::test]
async fn the_log_holds_ten_thousand_requests() {
    let api = Api::start().await;
    for _ in 0..10_001 {
        let request = axum::http::Request::get("/v1/Exchanges").body(Vec::new()).unwrap();
        api.mock.answer(request).await.unwrap();
    }
    let counted = api
        .control(Method::GET, "/_mock/requests/count", &json!({}))
        .await
        .expect(200);
    assert_eq!(
        (counted.at("count"), counted.at("dropped")),
        (&json!(9001), &json!(1000))
    );
}

#[tokio::test]
async fn a_snapshot_is_taken_up_again_at_its_time() {
    let api = Api::start().await;
    let path = api.placed("requested").await;
    api.control(Method::POST, "/_mock/faults", &json!({"kind": "wrong_account"}))
        .await
        .expect(201);
    let kept = api
        .control(Method::GET, "/_mock/snapshot", &json!({}))
        .await
        .expect(200)
        .body;
    api.hours_pass(48).await;
    api.placed("active").await;
    assert_eq!(
        (api.status(&path).await.as_str(), api.mock.cross_connects().await.len()),
        ("loa_issued", 2)
    );

    let other = Api::start().await;
    other.hours_pass(500).await;
    for server in [&api, &other] {
        server.control(Method::POST, "/_mock/snapshot", &kept).await.expect(204);
        assert_eq!(server.mock.now().to_string(), crate::client::START);
        let faults = server
            .control(Method::GET, "/_mock/faults", &json!({}))
            .await
            .expect(200);
        assert_eq!(faults.at("faults").as_array().unwrap().len(), 1);
        server.mock.clear_faults().await;
        assert_eq!(
            (
                server.status(&path).await.as_str(),
                server.mock.cross_connects().await.len()
            ),
            ("requested", 1)
        );
    }
    api.control(Method::POST, "/_mock/snapshot", &json!({"clock": 1}))
        .await
        .refused(422, 20422);
}

#[tokio::test]
async fn a_reset_begins_anew_with_the_seed_of_the_start() {
    let row = json!({"unique_name": "seeded", "exchange": "tokyo-ix", "bandwidth_mbps": 10, "status": "requested"});
    let seed = serde_json::from_value(json!({"cross_connects": [row]})).unwrap();
    let api = Api::with(mock_api::Settings {
        seed,
        ..mock_api::Settings::default()
    })
    .await;
    let keyed = || {
        let request = api
            .request(Method::POST, "/v1/CrossConnects")
            .header("Idempotency-Key", "k");
        Answer::to(request.form(&crate::client::ORDER))
    };
    let first: Vec<_> = api.mock.cross_connects().await;
    keyed().await.expect(201);
    api.hours_pass(1).await;
    api.placed("active").await;
    api.control(Method::POST, "/_mock/faults", &json!({"kind": "wrong_account"}))
        .await
        .expect(201);
    api.get("/v1/Exchanges").await.expect(200);

    api.control(Method::POST, "/_mock/reset", &json!({})).await.expect(204);

    assert_eq!(api.mock.cross_connects().await, first);
    assert_eq!(api.mock.now().to_string(), crate::client::START);
    assert_eq!(api.mock.requests(), []);
    let again = keyed().await.expect(201);
    assert_eq!(again.header("idempotency-replayed"), None, "keys are forgotten, too");
    let faults = api.control(Method::GET, "/_mock/faults", &json!({})).await.expect(200);
    assert_eq!(*faults.at("faults"), json!([]));
}

#[tokio::test]
async fn the_controls_are_for_this_machine_by_its_own_name() {
    let api = Api::start().await;
    for (name, value) in [("Host", "attacker.example"), ("Origin", "https://attacker.example")] {
        let request = api.anonymous(Method::POST, "/_mock/reset").header(name, value);
        Answer::to(request).await.refused(403, 20403);
    }
    let probe = api
        .anonymous(Method::GET, "/_mock/health")
        .header("Host", "attacker.example");
    Answer::to(probe).await.expect(200);
}

#[tokio::test]
async fn a_large_snapshot_is_taken_up_too() {
    let api = Api::start().await;
    let row = |number| json!({"unique_name": format!("c{number}"), "exchange": "tokyo-ix", "bandwidth_mbps": 10});
    let rows: Vec<Value> = (0..4000).map(row).collect();
    api.control(Method::POST, "/_mock/seed", &json!({ "cross_connects": rows }))
        .await
        .expect(204);
    let kept = api
        .control(Method::GET, "/_mock/snapshot", &json!({}))
        .await
        .expect(200)
        .body;
    assert!(kept.to_string().len() > 2 * 1024 * 1024);
    api.control(Method::POST, "/_mock/reset", &json!({})).await.expect(204);
    assert_eq!(api.mock.cross_connects().await.len(), 0);

    api.control(Method::POST, "/_mock/snapshot", &kept).await.expect(204);

    assert_eq!(api.mock.cross_connects().await.len(), 4000);
}
