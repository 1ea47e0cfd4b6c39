//! The time limits of a request: pauses of the process, the limit of an attempt, and the minute without an answer.

use crate::fixtures::*;
use crate::scripted_carrier::{Ending, Script};
use Ending::{Advice, Answer, Late, Refused};
use provider::api::{Client, Deadline, Error, IdempotencyKey, Limit, Settings};
use std::time::Duration;
use tokio::time::{Instant, sleep};

const AN_HOUR: Duration = Duration::from_secs(3600);

fn client(script: &Script) -> Client {
    script.client(Settings {
        max_retries: None,
        ..settings("http://127.0.0.1:9")
    })
}

async fn read(client: &Client) -> Result<(), Error> {
    client.cross_connect(&cross_connect_sid()).await.map(drop)
}

#[tokio::test(start_paused = true)]
async fn advice_on_a_429_holds_every_request_and_on_a_503_only_that_one() {
    for (status, seconds) in [(429, 10), (503, 1)] {
        let script = Script::of([
            Advice(status, error(status, 20_000, "later"), 10),
            Answer(200, cross_connect()),
        ]);
        let client = client(&script);
        let began_at = Instant::now();
        let first = tokio::spawn({
            let client = client.clone();
            async move { read(&client).await }
        });
        sleep(Duration::from_secs(1)).await;

        read(&client).await.unwrap();

        assert_eq!(began_at.elapsed().as_secs(), seconds, "{status}");
        first.await.unwrap().unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_under_way_is_not_cut_short_by_the_time_limit_of_its_operation_and_a_read_is() {
    let in_five_seconds = || Deadline::after(Duration::from_secs(5));
    let slow = Script::of([Late(Duration::from_secs(8), 201, cross_connect())]);
    let ordering = client(&slow).until(in_five_seconds());
    ordering
        .order_cross_connect(&order(), &IdempotencyKey::random())
        .await
        .unwrap();

    let silent = Script::of([Late(AN_HOUR, 200, cross_connect())]);
    let began_at = Instant::now();
    let failed = read(&client(&silent).until(in_five_seconds())).await.unwrap_err();
    assert!(matches!(failed.limit(), Some(Limit::Operation(_))), "{failed:?}");
    assert_eq!(began_at.elapsed().as_secs(), 5);
}

#[tokio::test(start_paused = true)]
async fn an_answer_begins_the_minute_of_silence_anew() {
    let later = || Advice(503, error(503, 20_503, "later"), 13);
    let script = Script::of([later(), later(), later(), Answer(200, cross_connect()), later()]);
    let client = client(&script);
    let began_at = Instant::now();

    read(&client).await.unwrap();
    let answered_after = began_at.elapsed();
    let failed = read(&client).await.unwrap_err();

    assert_eq!(answered_after.as_secs(), 39);
    assert_eq!(failed.limit(), Some(Limit::Silence), "{failed:?}");
    let silent_for = began_at.elapsed() - answered_after;
    assert!((47..=60).contains(&silent_for.as_secs()), "{silent_for:?}");
}

#[tokio::test(start_paused = true)]
async fn a_read_that_is_never_answered_ends_with_the_minute() {
    let client = client(&Script::of([Late(AN_HOUR, 200, cross_connect())]));
    let began_at = Instant::now();

    let failed = read(&client).await.unwrap_err();

    assert_eq!(failed.limit(), Some(Limit::Silence), "{failed:?}");
    let elapsed = began_at.elapsed();
    assert!(
        elapsed > Duration::from_secs(59) && elapsed <= Duration::from_secs(60),
        "{elapsed:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn an_answer_begins_the_time_without_a_connection_anew() {
    let answer = || Answer(200, cross_connect());
    let script = Script::of([Refused, answer(), Refused, answer()]);
    let client = client(&script);
    read(&client).await.unwrap();
    sleep(Duration::from_secs(20)).await;
    read(&client).await.unwrap();

    let never = Script::of([Refused]);
    let failed = read(&self::client(&never)).await.unwrap_err();
    assert!(matches!(failed.limit(), Some(Limit::Connecting)), "{failed:?}");
}
