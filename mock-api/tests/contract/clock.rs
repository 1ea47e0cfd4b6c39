//! Virtual time.

use std::time::Duration;

use jiff::Timestamp;
use mock_api::{Clock, Settings};
use reqwest::Method;
use serde_json::json;

use crate::client::{Answer, Api, ORDER, START};

#[tokio::test]
async fn sixty_days_pass_in_one_call_and_everything_happens_in_its_order() {
    let api = Api::start().await;
    let first = api.placed("requested").await;
    let second = api.placed("configuring").await;
    let advanced = api
        .control(Method::POST, "/_mock/clock/advance", &json!({"days": 61}))
        .await
        .expect(200);
    assert_eq!(advanced.text("now"), "2026-03-07T09:00:00Z");
    assert_eq!(api.status(&first).await, "loa_expired");
    let events = api.get(&format!("{first}/Events")).await.expect(200);
    assert_eq!(
        (events.text("events/1/at"), events.text("events/2/at")),
        ("2026-01-05T11:00:00Z", "2026-03-07T00:00:00Z")
    );
    assert_eq!(
        api.get(&format!("{second}/Events")).await.text("events/3/at"),
        "2026-01-05T13:00:00Z"
    );
}

#[tokio::test]
async fn letters_expire_with_the_sixtieth_day_at_the_exchange_whatever_the_calendar_says() {
    for (start, expires) in [
        // London is an hour ahead of UTC in summer.
        ("2026-01-31T00:00:00Z", "2026-04-01T23:00:00Z"),
        ("2026-12-31T23:59:59Z", "2027-03-02T00:00:00Z"),
        ("2028-01-01T00:00:00Z", "2028-03-02T00:00:00Z"),
        ("2028-02-29T12:00:00Z", "2028-04-29T23:00:00Z"),
    ] {
        let clock = Clock {
            start: Some(start.parse().unwrap()),
            speed: 0,
            ..Clock::default()
        };
        let api = Api::as_given(Settings {
            clock,
            ..Settings::default()
        })
        .await;
        let path = api.placed("loa_issued").await;
        assert_eq!(api.get(&path).await.text("letter_of_authorization/expires_at"), expires);
        let valid = expires.parse::<Timestamp>().unwrap().duration_since(api.mock.now());
        api.mock.advance(valid.unsigned_abs() - Duration::from_secs(1)).await;
        assert_eq!(api.status(&path).await, "loa_issued");
        api.mock.advance(Duration::from_secs(1)).await;
        assert_eq!(api.status(&path).await, "loa_expired");
        let events = api.get(&format!("{path}/Events")).await;
        assert_eq!(events.text("events/2/at"), expires);
    }
}

#[tokio::test]
async fn a_tick_with_each_request_moves_the_world_without_waiting() {
    let clock = Clock {
        start: Some(START.parse().unwrap()),
        speed: 0,
        tick_per_request: Duration::from_secs(3600),
    };
    let api = Api::as_given(Settings {
        clock,
        ..Settings::default()
    })
    .await;
    let ordered = api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    assert_eq!(ordered.text("date_created"), "2026-01-05T10:00:00Z");
    assert_eq!(ordered.header("retry-after"), Some("0"));
    let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));
    assert_eq!(api.status(&path).await, "requested");
    assert_eq!(api.status(&path).await, "loa_issued");
    let clock = api.control(Method::GET, "/_mock/clock", &json!({})).await.expect(200);
    assert_eq!(
        (clock.text("now"), clock.at("tick_per_request_seconds")),
        ("2026-01-05T12:00:00Z", &json!(3600))
    );
}

#[tokio::test]
async fn retry_after_is_in_real_seconds_and_only_where_a_machine_is_next() {
    let clock = Clock {
        start: Some(START.parse().unwrap()),
        speed: 60,
        ..Clock::default()
    };
    let api = Api::as_given(Settings {
        clock,
        ..Settings::default()
    })
    .await;
    let retry_after = |answer: &Answer| answer.header("retry-after").map(|text| text.parse::<u64>().unwrap());
    let ordered = api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    let seconds = retry_after(&ordered).unwrap();
    assert!(
        (118..=120).contains(&seconds),
        "two hours at sixty times the speed are two minutes, not {seconds} s"
    );
    let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));
    api.hours_pass(2).await;
    let issued = api.get(&path).await.expect(200);
    assert_eq!(
        (issued.text("status"), retry_after(&issued)),
        ("loa_issued", None),
        "the customer is next"
    );
    let deleted = api.delete(&path).await.expect(204);
    assert!((29..=30).contains(&retry_after(&deleted).unwrap()));
}

#[tokio::test]
async fn retry_after_is_nought_when_the_clock_is_frozen() {
    let api = Api::start().await;
    for status in ["requested", "configuring", "failed", "updating", "pending_deletion"] {
        let path = api.placed(status).await;
        assert_eq!(
            api.get(&path).await.expect(200).header("retry-after"),
            Some("0"),
            "{status}"
        );
    }
    for status in ["rejected", "loa_issued", "loa_expired", "active", "inactive"] {
        let path = api.placed(status).await;
        assert_eq!(api.get(&path).await.expect(200).header("retry-after"), None, "{status}");
    }
    let session = api.session_over(&api.placed("loa_issued").await).await;
    assert_eq!(api.get(&session).await.header("retry-after"), None, "a person is next");
    let session = api.session_over(&api.placed("configuring").await).await;
    assert_eq!(api.get(&session).await.header("retry-after"), Some("0"));
}

#[tokio::test]
async fn a_running_clock_runs() {
    let clock = Clock {
        start: Some(START.parse().unwrap()),
        speed: 1_000_000,
        ..Clock::default()
    };
    let api = Api::as_given(Settings {
        clock,
        ..Settings::default()
    })
    .await;
    let path = api.placed("requested").await;
    while api.status(&path).await == "requested" {
        tokio::task::yield_now().await;
    }
    assert!(api.mock.now() > START.parse().unwrap());
}

#[tokio::test]
async fn the_calendar_ends() {
    let api = Api::start().await;
    api.control(Method::POST, "/_mock/clock/advance", &json!({"days": 4_000_000}))
        .await
        .refused(422, 20422);
    api.control(Method::POST, "/_mock/clock/advance", &json!({"days": u64::MAX}))
        .await
        .refused(422, 20422);
    api.control(Method::POST, "/_mock/clock/advance", &json!({"days": -1}))
        .await
        .refused(422, 20422);
    assert_eq!(api.mock.now().to_string(), START);
}

#[tokio::test]
async fn every_answer_tells_the_virtual_time() {
    let api = Api::start().await;
    let date = |answer: &Answer| answer.headers["date"].to_str().unwrap().to_owned();
    assert_eq!(date(&api.get("/v1/Exchanges").await), "Mon, 05 Jan 2026 09:00:00 GMT");
    api.mock.advance(Duration::from_secs(86_400)).await;
    assert_eq!(date(&api.get("/v1/Nowhere").await), "Tue, 06 Jan 2026 09:00:00 GMT");
}
