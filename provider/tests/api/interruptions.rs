//! The requests that an interruption of a call ends, and the ones that continue.

use crate::fixtures::*;
use crate::scripted_carrier::{Ending, Script};
use Ending::{Advice, Answer, Late};
use provider::api::{Client, CrossConnectChange, Deadline, Effect, Error, IdempotencyKey, Revision, WriteError};
use provider::domain::Bandwidth;
use std::time::Duration;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

const AN_HOUR: Duration = Duration::from_secs(3600);

/// A client whose call is interrupted after three seconds.
fn interrupted(script: &Script) -> Client {
    let settings = provider::api::Settings {
        max_retries: None,
        ..settings("http://127.0.0.1:9")
    };
    let stop = CancellationToken::new();
    let client = script
        .client(settings)
        .until(Deadline::after(AN_HOUR))
        .stopped_by(&stop);
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(3)).await;
        stop.cancel();
    });
    client
}

fn seconds_since(began_at: Instant) -> u64 {
    began_at.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn a_read_a_list_and_a_deletion_are_abandoned_at_once() {
    let late = || Late(Duration::from_secs(25), 200, cross_connect());
    let began_at = Instant::now();
    let error = interrupted(&Script::of([late()]))
        .cross_connect(&cross_connect_sid())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Interrupted), "{error:?}");
    assert_eq!(seconds_since(began_at), 3);

    let began_at = Instant::now();
    let all = interrupted(&Script::of([late()]));
    let error = all.list_cross_connects(&Default::default()).await.unwrap_err();
    assert!(matches!(error, Error::Interrupted), "{error:?}");
    assert_eq!(seconds_since(began_at), 3);

    let began_at = Instant::now();
    let client = interrupted(&Script::of([late()]));
    let failed = client
        .delete_cross_connect(&cross_connect_sid(), None)
        .await
        .unwrap_err();
    assert!(matches!(failed.error, Error::Interrupted), "{failed:?}");
    assert_eq!((failed.effect, seconds_since(began_at)), (Effect::Perhaps, 3));
}

#[tokio::test(start_paused = true)]
async fn a_pause_before_a_retry_and_a_pause_of_the_process_are_over_at_once() {
    for status in [429, 503] {
        let script = Script::of([Advice(status, error(status, 20_000, "later"), 60)]);
        let began_at = Instant::now();
        let failed = order_with(&interrupted(&script)).await.unwrap_err();
        assert!(matches!(failed.error, Error::Interrupted), "{failed:?}");
        assert_eq!(seconds_since(began_at), 3);
        let effect = if status == 429 { Effect::None } else { Effect::Perhaps };
        assert_eq!(failed.effect, effect, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_in_flight_gets_ten_seconds_for_its_answer() {
    let began_at = Instant::now();
    let answered = Script::of([Late(Duration::from_secs(8), 201, cross_connect())]);
    order_with(&interrupted(&answered)).await.unwrap();
    assert_eq!(seconds_since(began_at), 8);

    let began_at = Instant::now();
    let silent = Script::of([Late(Duration::from_secs(25), 201, cross_connect())]);
    let failed = order_with(&interrupted(&silent)).await.unwrap_err();
    assert_eq!((failed.effect, seconds_since(began_at)), (Effect::Perhaps, 13));
    assert_eq!(silent.attempts().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_change_in_flight_gets_ten_seconds_for_its_answer() {
    let silent = Script::of([Late(Duration::from_secs(25), 200, cross_connect())]);
    let change = CrossConnectChange {
        bandwidth: Some(Bandwidth::trusted(100)),
        ..CrossConnectChange::default()
    };
    let began_at = Instant::now();
    let failed = interrupted(&silent)
        .change_cross_connect(&cross_connect_sid(), &change, Some(Revision::trusted(1)))
        .await
        .unwrap_err();
    assert_eq!((failed.effect, seconds_since(began_at)), (Effect::Perhaps, 13));
}

#[tokio::test(start_paused = true)]
async fn what_is_interrupted_before_it_is_sent_has_no_effect() {
    let stop = CancellationToken::new();
    stop.cancel();
    let script = Script::of([Answer(201, cross_connect())]);
    let client = script.client(settings("http://127.0.0.1:9"));
    let failed = order_with(&client.stopped_by(&stop)).await.unwrap_err();
    assert_eq!((failed.effect, script.attempts().len()), (Effect::None, 0));

    // Control: the same client sends if its call is not interrupted.
    order_with(&client).await.unwrap();
    assert_eq!(script.attempts().len(), 1);
}

async fn order_with(client: &Client) -> Result<(), WriteError> {
    let ordered = client.order_cross_connect(&order(), &IdempotencyKey::random()).await;
    ordered.map(drop)
}
