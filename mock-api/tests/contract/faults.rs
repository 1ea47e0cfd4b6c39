//! Faults on request.

use std::time::{Duration, Instant};

use mock_api::{Fault, FaultKind, MalformedForm};
use reqwest::Method;
use serde_json::json;

use crate::client::{Api, ORDER};

const LIST: &str = "/v1/CrossConnects";

fn refuse(status: u16, code: u32, after_effect: bool) -> FaultKind {
    FaultKind::Refuse {
        status,
        code,
        message: "because".to_owned(),
        retry_after: Some(3),
        after_effect,
    }
}

#[tokio::test]
async fn a_refusal_comes_before_the_effect_or_after_it() {
    let api = Api::start().await;
    api.mock
        .add_fault(Fault::new(refuse(503, 20503, false)).on("POST", LIST))
        .await;
    let refused = api.post(LIST, &ORDER).await.refused(503, 20503);
    assert_eq!(
        (refused.text("message"), refused.header("retry-after")),
        ("because", Some("3"))
    );
    assert_eq!(api.mock.cross_connects().await.len(), 0);

    api.mock
        .add_fault(Fault::new(refuse(500, 20500, true)).on("POST", LIST))
        .await;
    api.post(LIST, &ORDER).await.refused(500, 20500);
    assert_eq!(api.mock.cross_connects().await.len(), 1);
}

#[tokio::test]
async fn too_many_requests_may_say_when_to_come_back() {
    let api = Api::start().await;
    api.mock
        .add_fault(Fault::new(FaultKind::TooManyRequests { retry_after: Some(2) }))
        .await;
    api.mock
        .add_fault(Fault::new(FaultKind::TooManyRequests { retry_after: None }))
        .await;
    assert_eq!(api.get(LIST).await.refused(429, 20429).header("retry-after"), Some("2"));
    assert_eq!(api.get(LIST).await.refused(429, 20429).header("retry-after"), None);
    api.get(LIST).await.expect(200);
}

#[tokio::test]
async fn a_connection_breaks_before_the_effect_or_after_it() {
    let api = Api::start().await;
    for (kind, orders) in [(FaultKind::DropBeforeEffect, 0), (FaultKind::DropAfterEffect, 1)] {
        api.mock.add_fault(Fault::new(kind).on("POST", LIST)).await;
        let error = api.request(Method::POST, LIST).form(&ORDER).send().await.unwrap_err();
        assert!(error.is_request() && error.status().is_none(), "{error:?}");
        assert_eq!(api.mock.cross_connects().await.len(), orders);
    }
    let log = api.mock.requests();
    assert_eq!(log.iter().map(|entry| entry.status).collect::<Vec<_>>(), [None, None]);
    api.get(LIST).await.expect(200);
}

#[tokio::test]
async fn an_answer_can_be_late() {
    let api = Api::start().await;
    api.mock
        .add_fault(Fault::new(FaultKind::Delay { milliseconds: 200 }))
        .await;
    let before = Instant::now();
    api.get(LIST).await.expect(200);
    assert!(before.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn a_body_can_be_spoilt() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    let whole = api
        .request(Method::GET, &path)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let mut spoilt = Vec::new();
    for form in [
        MalformedForm::Truncated,
        MalformedForm::Html,
        MalformedForm::WrongTypes,
        MalformedForm::Empty,
    ] {
        api.mock.add_fault(Fault::new(FaultKind::MalformedBody { form })).await;
        let response = api.request(Method::GET, &path).send().await.unwrap();
        assert_eq!(response.status(), 200);
        spoilt.push(response.text().await.unwrap());
    }
    assert_eq!(spoilt[0], whole[..whole.len() / 2]);
    assert!(spoilt[1].starts_with("<!DOCTYPE html>"));
    let wrong: serde_json::Value = serde_json::from_str(&spoilt[2]).unwrap();
    assert_eq!((&wrong["sid"], &wrong["bandwidth_mbps"]), (&json!(34), &json!("100")));
    assert_eq!(spoilt[3], "");
}

#[tokio::test]
async fn an_answer_can_be_of_another_account_or_object_or_in_an_unknown_status() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    for path in [path.as_str(), LIST] {
        api.mock.add_fault(Fault::new(FaultKind::WrongObject)).await;
        let object = api.get(path).await.expect(200).body.to_string();
        assert!(object.contains("XCffffffffffffffffffffffffffffffff"), "{object}");
        api.mock.add_fault(Fault::new(FaultKind::WrongAccount)).await;
        api.mock
            .add_fault(Fault::new(FaultKind::UnknownStatus {
                status: "hibernating".to_owned(),
            }))
            .await;
        let account = api.get(path).await.expect(200).body.to_string();
        assert!(account.contains("ACffffffffffffffffffffffffffffffff"), "{account}");
        let status = api.get(path).await.expect(200).body.to_string();
        assert!(status.contains(r#""status":"hibernating""#), "{status}");
        assert!(!api.get(path).await.expect(200).body.to_string().contains("hibernating"));
    }
}

#[tokio::test]
async fn a_created_object_is_not_found_by_the_reads_of_a_lag() {
    let api = Api::start().await;
    api.mock
        .add_fault(Fault::new(FaultKind::Lag { reads: 2 }).on("POST", LIST))
        .await;
    let path = format!("{LIST}/{}", api.post(LIST, &ORDER).await.expect(201).text("sid"));
    api.get(&path).await.refused(404, 20404);
    assert_eq!(*api.get(LIST).await.expect(200).at("cross_connects"), json!([]));
    api.get(&path).await.expect(200);
}

#[tokio::test]
async fn a_deleted_object_is_shown_as_it_was_by_the_reads_of_a_lag() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    let session = api.session_over(&carrier).await;
    api.mock
        .add_fault(Fault::new(FaultKind::Lag { reads: 1 }).on("DELETE", "/v1/BgpSessions/*"))
        .await;
    api.delete(&session).await.expect(204);
    assert_eq!(api.status(&session).await, "available");
    assert_eq!(api.status(&session).await, "deleting");
}

#[tokio::test]
async fn an_object_that_is_there_can_be_hidden_for_some_reads() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    api.mock
        .add_fault(Fault::new(FaultKind::HiddenForReads { reads: 1 }).on("POST", "/v1/CrossConnects/*"))
        .await;
    api.post(&path, &[("UniqueName", "new")]).await.expect(200);
    api.get(&path).await.refused(404, 20404);
    api.get(&path).await.expect(200);
}

#[tokio::test]
async fn a_changed_object_is_shown_as_it_was_by_the_reads_of_a_lag() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    api.mock
        .add_fault(Fault::new(FaultKind::Lag { reads: 2 }).on("POST", "/v1/CrossConnects/*"))
        .await;
    assert_eq!(
        api.post(&path, &[("UniqueName", "new")])
            .await
            .expect(200)
            .text("unique_name"),
        "new"
    );
    let stale = api.get(&path).await.expect(200);
    assert_eq!(
        (stale.text("unique_name"), stale.header("etag")),
        ("active", Some("\"2\""))
    );
    assert_eq!(
        api.get(LIST).await.expect(200).text("cross_connects/0/unique_name"),
        "active"
    );
    let fresh = api.get(&path).await.expect(200);
    assert_eq!(
        (fresh.text("unique_name"), fresh.header("etag")),
        ("new", Some("\"3\""))
    );
}

#[tokio::test]
async fn a_fault_waits_for_its_request() {
    let api = Api::start().await;
    api.mock
        .add_fault(
            Fault::new(refuse(503, 20503, false))
                .on("GET", "/v1/Exchanges")
                .after(1)
                .times(2),
        )
        .await;
    api.get(LIST).await.expect(200);
    api.get("/v1/Exchanges").await.expect(200);
    api.get("/v1/Exchanges").await.refused(503, 20503);
    api.get("/v1/Exchanges").await.refused(503, 20503);
    api.get("/v1/Exchanges").await.expect(200);
}

#[tokio::test]
async fn faults_are_asked_for_and_forgotten_over_http() {
    let api = Api::start().await;
    let fault = json!({"method": "GET", "path": "/v1/Exchanges", "times": 0, "kind": {"refuse": {"status": 503, "code": 20503, "message": "later"}}});
    api.control(Method::POST, "/_mock/faults", &fault).await.expect(201);
    api.control(
        Method::POST,
        "/_mock/faults",
        &json!({"kind": "drop_before_effect", "path": "/v1/BgpSessions"}),
    )
    .await
    .expect(201);
    for _ in 0..3 {
        api.get("/v1/Exchanges").await.refused(503, 20503);
    }
    api.request(Method::GET, "/v1/BgpSessions").send().await.unwrap_err();
    let left = api.control(Method::GET, "/_mock/faults", &json!({})).await.expect(200);
    assert_eq!(
        left.at("faults").as_array().unwrap().len(),
        1,
        "a used-up fault is gone"
    );
    api.control(Method::DELETE, "/_mock/faults", &json!({}))
        .await
        .expect(204);
    api.get("/v1/Exchanges").await.expect(200);
    api.control(Method::POST, "/_mock/faults", &json!({"kind": "explode"}))
        .await
        .refused(422, 20422);
}
