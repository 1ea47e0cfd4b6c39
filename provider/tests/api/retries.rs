//! The retries of a request.

use crate::fixtures::*;
use crate::scripted_service::{Reply, ScriptedService};
use provider::api::{Client, CrossConnectChange, Effect, Error, IdempotencyKey, Settings};
use provider::domain::{Bandwidth, MaxRetries, RequestTimeout};
use std::time::Duration;
use tokio::net::TcpListener;

fn bandwidth_change() -> CrossConnectChange {
    CrossConnectChange {
        bandwidth: Some(Bandwidth::trusted(100)),
        ..CrossConnectChange::default()
    }
}

/// The four transient failures of a service, each with an empty body.
fn passing() -> Vec<(&'static str, Reply)> {
    let status = |status| Reply::json(status, "");
    vec![
        ("429", status(429)),
        ("500", status(500)),
        ("502", status(502)),
        ("503", status(503)),
        ("504", status(504)),
        ("a closed connection", Reply::Close),
        ("half an answer", Reply::BreakOff),
    ]
}

#[tokio::test]
async fn reading_and_deleting_are_tried_again_after_every_passing_failure() {
    for (failure, reply) in passing() {
        let service = ScriptedService::start([
            reply.clone(),
            Reply::json(200, cross_connect()),
            reply,
            Reply::json(204, ""),
        ])
        .await;
        let client = client(&service.url);
        client.cross_connect(&cross_connect_sid()).await.expect(failure);
        client
            .delete_cross_connect(&cross_connect_sid(), None)
            .await
            .expect(failure);
        let methods: Vec<_> = service.received().into_iter().map(|request| request.method).collect();
        assert_eq!(methods, ["GET", "GET", "DELETE", "DELETE"], "after {failure}");
    }
}

#[tokio::test]
async fn an_order_is_sent_again_after_every_passing_failure_with_the_same_key() {
    for (failure, reply) in passing() {
        let service = ScriptedService::start([reply, Reply::json(201, cross_connect())]).await;
        let key = IdempotencyKey::random();
        client(&service.url)
            .order_cross_connect(&order(), &key)
            .await
            .expect(failure);
        let requests = service.received();
        assert_eq!(requests.len(), 2, "after {failure}");
        assert_eq!(requests[0].body, requests[1].body);
        for request in &requests {
            assert_eq!(request.header("idempotency-key"), Some(key.as_str()), "after {failure}");
        }
    }
}

#[tokio::test]
async fn an_order_whose_answer_cannot_be_read_is_asked_for_once_more_with_the_same_key() {
    let unreadable = Reply::json(201, "<html>");
    let service = ScriptedService::start([unreadable.clone(), Reply::json(200, cross_connect())]).await;
    let key = IdempotencyKey::random();
    let ordered = client(&service.url).order_cross_connect(&order(), &key).await.unwrap();
    assert_eq!(ordered.value.sid, cross_connect_sid());
    let keys: Vec<_> = service
        .received()
        .iter()
        .map(|request| request.header("idempotency-key").map(str::to_owned))
        .collect();
    assert_eq!(keys, [Some(key.to_string()), Some(key.to_string())]);

    let always = ScriptedService::start([unreadable.clone(), unreadable.clone()]).await;
    let error = client(&always.url)
        .order_cross_connect(&order(), &key)
        .await
        .unwrap_err();
    assert!(matches!(error.error, Error::Unexpected { .. }), "{error:?}");

    let change = ScriptedService::start([unreadable]).await;
    let changed = client(&change.url)
        .change_cross_connect(&cross_connect_sid(), &bandwidth_change(), None)
        .await;
    assert!(changed.is_err());
    assert_eq!(
        change.received().len(),
        1,
        "a change has no key, so it is not sent again"
    );
}

#[tokio::test]
async fn a_change_of_no_revision_is_sent_again_only_if_the_failure_says_that_it_was_not_processed() {
    for (failure, reply) in passing() {
        let service = ScriptedService::start([reply, Reply::json(200, cross_connect())]).await;
        let outcome = client(&service.url)
            .change_cross_connect(&cross_connect_sid(), &bandwidth_change(), None)
            .await;
        let again = failure == "429";
        assert_eq!(outcome.is_ok(), again, "after {failure}");
        assert_eq!(service.received().len(), if again { 2 } else { 1 }, "after {failure}");
        if let Err(failed) = outcome {
            assert_eq!(failed.effect, Effect::Perhaps, "after {failure}: {failed:?}");
        }
    }
}

#[tokio::test]
async fn other_refusals_are_never_tried_again() {
    for status in [400, 401, 403, 404, 409, 410, 412, 415, 422, 501] {
        for code in [20_404, 20_162, 62_015] {
            let service = ScriptedService::start([Reply::json(status, error(status, code, "no"))]).await;
            client(&service.url)
                .cross_connect(&cross_connect_sid())
                .await
                .unwrap_err();
            assert_eq!(service.received().len(), 1, "after {status} with {code}");
        }
    }
}

#[tokio::test]
async fn a_request_is_given_up_after_the_last_retry() {
    let service = ScriptedService::start(vec![Reply::json(503, error(503, 20_503, "Later")); 9]).await;
    let error = client(&service.url)
        .cross_connect(&cross_connect_sid())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unavailable { .. }), "{error:?}");
    assert_eq!(service.received().len(), 4);

    let service = ScriptedService::start(vec![Reply::json(429, error429()); 9]).await;
    let never = Settings {
        max_retries: Some(MaxRetries::trusted(0)),
        ..settings(&service.url)
    };
    let error = Client::new(never)
        .unwrap()
        .cross_connect(&cross_connect_sid())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::RateLimited { .. }), "{error:?}");
    assert_eq!(service.received().len(), 1);
}

fn error429() -> serde_json::Value {
    error(429, 20_429, "Too many requests")
}

#[tokio::test]
async fn the_services_advice_is_given_on_with_the_last_failure() {
    let reply = Reply::json(429, error429()).with("Retry-After", "7");
    let service = ScriptedService::start([reply]).await;
    let once = Settings {
        max_retries: Some(MaxRetries::trusted(0)),
        ..settings(&service.url)
    };
    let error = Client::new(once)
        .unwrap()
        .cross_connect(&cross_connect_sid())
        .await
        .unwrap_err();
    let Error::RateLimited { retry_after, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(retry_after, Some(Duration::from_secs(7)));
}

#[tokio::test]
async fn a_connection_that_never_stood_allows_every_request_to_be_sent_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let log = crate::log::Log::start();
    let error = client(&url)
        .change_cross_connect(&cross_connect_sid(), &bandwidth_change(), None)
        .await
        .unwrap_err();
    assert!(
        matches!(error.error, Error::Unreachable { sent: false, .. }),
        "{error:?}"
    );
    assert_eq!(error.effect, Effect::None);
    let attempts = log
        .lines()
        .into_iter()
        .filter(|line| line.contains("not answered"))
        .count();
    assert_eq!(attempts, 4, "{:?}", log.lines());
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_a_lost_connection() {
    let service = ScriptedService::start([Reply::Stall, Reply::json(201, cross_connect()), Reply::Stall]).await;
    let hasty = Settings {
        request_timeout: RequestTimeout::trusted(Duration::from_millis(200)),
        ..settings(&service.url)
    };
    let client = Client::new(hasty).unwrap();
    client
        .order_cross_connect(&order(), &IdempotencyKey::random())
        .await
        .unwrap();
    assert_eq!(service.received().len(), 2);
    let error = client
        .change_cross_connect(&cross_connect_sid(), &bandwidth_change(), None)
        .await
        .unwrap_err();
    assert!(
        matches!(error.error, Error::Unreachable { sent: true, .. }),
        "{error:?}"
    );
    assert_eq!(error.effect, Effect::Perhaps);
    assert_eq!(service.received().len(), 3);
}
