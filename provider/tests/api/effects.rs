//! The effect of a request, derived from all of its attempts.

use crate::fixtures::*;
use crate::scripted_carrier::{Ending, Script};
use Ending::{Advice, Answer, Lost, Refused, Stranger};
use provider::api::{
    CrossConnectChange, Deadline, Effect, Error, IdempotencyKey, Limit, Revision, Settings, WriteError,
};
use provider::domain::Bandwidth;
use serde_json::{Value, json};
use std::time::Duration;

fn refusal(status: u16) -> Ending {
    Answer(status, error(status, 20_001, "no"))
}

fn unlimited() -> Settings {
    Settings {
        max_retries: None,
        ..settings("http://127.0.0.1:9")
    }
}

async fn ordered(endings: impl IntoIterator<Item = Ending>) -> Result<(), WriteError> {
    let client = Script::of(endings).client(unlimited());
    let client = client.until(Deadline::after(Duration::from_secs(1800)));
    client
        .order_cross_connect(&order(), &IdempotencyKey::random())
        .await
        .map(drop)
}

#[tokio::test(start_paused = true)]
async fn an_order_is_denied_only_if_no_attempt_can_have_had_an_effect() {
    let html = || Answer(502, json!("<html>"));
    let malformed = || Answer(201, json!({"sid": 7}));
    let cases: Vec<(&str, Vec<Ending>, Effect)> = vec![
        ("refused", vec![refusal(400)], Effect::None),
        ("name in use", vec![refusal(409)], Effect::None),
        ("wrong credentials", vec![refusal(401)], Effect::None),
        ("never connected", vec![Refused], Effect::None),
        ("always too many", vec![refusal(429)], Effect::None),
        ("lost, then too many", vec![Lost, refusal(429)], Effect::Perhaps),
        (
            "lost, then wrong credentials",
            vec![Lost, refusal(401)],
            Effect::Perhaps,
        ),
        ("lost, then no right", vec![Lost, refusal(403)], Effect::Perhaps),
        ("lost, then refused", vec![Lost, refusal(400)], Effect::Perhaps),
        ("lost, then never connected", vec![Lost, Refused], Effect::Perhaps),
        (
            "a proxy fails, then refused",
            vec![html(), refusal(400)],
            Effect::Perhaps,
        ),
        ("503, then refused", vec![refusal(503), refusal(400)], Effect::Perhaps),
        (
            "a refusal of somebody else",
            vec![Answer(404, json!("<html>"))],
            Effect::Perhaps,
        ),
        (
            "a refusal of somebody else that says that it went no further",
            vec![Answer(401, json!("<html>"))],
            Effect::None,
        ),
        (
            "a success of somebody else",
            vec![Stranger(201, json!("<html>"))],
            Effect::Perhaps,
        ),
        ("unreadable twice", vec![malformed()], Effect::Certain),
        (
            "unreadable, then refused",
            vec![malformed(), refusal(400)],
            Effect::Certain,
        ),
        ("too many, then refused", vec![refusal(429), refusal(400)], Effect::None),
    ];
    for (name, endings, effect) in cases {
        let failed = ordered(endings).await.unwrap_err();
        assert_eq!(failed.effect, effect, "{name}: {failed:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_asked_for_again_under_the_same_key() {
    ordered([Lost, Answer(201, cross_connect())]).await.unwrap();
    ordered([Answer(201, json!("?")), Answer(201, cross_connect())])
        .await
        .unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_change_of_a_revision_is_repeated_and_one_of_none_is_not() {
    for (revision, attempts) in [(Some(Revision::trusted(1)), 2), (None, 1)] {
        let script = Script::of([Lost, Answer(412, error(412, 20_412, "changed"))]);
        let change = CrossConnectChange {
            bandwidth: Some(Bandwidth::trusted(100)),
            ..CrossConnectChange::default()
        };
        let client = script.client(unlimited());
        let failed = client
            .change_cross_connect(&cross_connect_sid(), &change, revision)
            .await
            .unwrap_err();
        assert_eq!(script.attempts().len(), attempts);
        assert_eq!(failed.effect, Effect::Perhaps);
    }
}

#[tokio::test(start_paused = true)]
async fn too_many_requests_are_retried_until_the_operation_is_over() {
    let began_at = tokio::time::Instant::now();
    let failed = ordered([Advice(429, error(429, 20_429, "Too many"), 60)])
        .await
        .unwrap_err();
    assert!(matches!(failed.error, Error::RateLimited { .. }), "{failed:?}");
    assert_eq!(failed.error.limit(), Some(Limit::Operation(Duration::from_secs(1800))));
    let seconds = began_at.elapsed().as_secs();
    assert!((1740..=1800).contains(&seconds), "{seconds} s");
}

#[tokio::test(start_paused = true)]
async fn reads_of_a_run_share_the_minute_of_silence() {
    let later = || -> Value { error(503, 20_503, "later") };
    let script = Script::of([Answer(503, later())]);
    let client = script.client(unlimited());
    let began_at = tokio::time::Instant::now();

    for _ in 0..50 {
        let error = client.cross_connect(&cross_connect_sid()).await.unwrap_err();
        assert_eq!(error.limit(), Some(Limit::Silence), "{error:?}");
    }

    assert!(
        began_at.elapsed() <= Duration::from_secs(60),
        "{:?}",
        began_at.elapsed()
    );
    tokio::time::advance(Duration::from_secs(60)).await;
    let attempts = script.attempts().len();
    for _ in 0..3 {
        client.cross_connect(&cross_connect_sid()).await.unwrap_err();
    }
    assert_eq!(
        script.attempts().len(),
        attempts,
        "once the minute is over, no read is sent"
    );

    let waiting = client.until(Deadline::after(Duration::from_secs(10)));
    assert!(waiting.cross_connect(&cross_connect_sid()).await.is_err());
    assert!(
        script.attempts().len() > attempts,
        "an operation has a time limit of its own"
    );
}

#[tokio::test(start_paused = true)]
async fn reads_of_a_run_share_the_seconds_without_a_connection() {
    let client = Script::of([Refused]).client(unlimited());
    let began_at = tokio::time::Instant::now();

    for _ in 0..50 {
        let error = client.cross_connect(&cross_connect_sid()).await.unwrap_err();
        assert_eq!(error.limit(), Some(Limit::Connecting), "{error:?}");
    }

    assert!(
        began_at.elapsed() <= Duration::from_secs(15),
        "{:?}",
        began_at.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn one_refusal_with_long_advice_does_not_end_a_read_or_an_order() {
    for status in [429, 503] {
        for seconds in [60, 600] {
            let busy = || Advice(status, error(status, 20_429, "later"), seconds);
            let client = Script::of([busy(), Answer(200, cross_connect())]).client(unlimited());
            let began_at = tokio::time::Instant::now();
            client.cross_connect(&cross_connect_sid()).await.unwrap();
            assert!(
                began_at.elapsed() >= Duration::from_secs(59),
                "{status}: {:?}",
                began_at.elapsed()
            );
            ordered([busy(), Answer(201, cross_connect())]).await.unwrap();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_beyond_the_time_limit_ends_with_the_refusal_at_the_limit() {
    for status in [429, 503] {
        let script = Script::of([Advice(status, error(status, 20_429, "later"), 600)]);
        let limit = Duration::from_secs(30);
        let client = script.client(unlimited()).until(Deadline::after(limit));
        let began_at = tokio::time::Instant::now();
        let error = client.cross_connect(&cross_connect_sid()).await.unwrap_err();
        assert_eq!(error.limit(), Some(Limit::Operation(limit)), "{error:?}");
        assert_eq!(error.refusal().map(|refusal| refusal.status), Some(status), "{error:?}");
        assert!(
            began_at.elapsed() >= Duration::from_secs(29),
            "{:?}",
            began_at.elapsed()
        );
    }
}
