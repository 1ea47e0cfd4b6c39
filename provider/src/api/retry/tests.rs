use super::*;
use tokio::time::sleep;

/// A run whose every attempt fails in the same way.
struct Failures {
    failing: Failing,
    deadline: Option<Deadline>,
    has_key: bool,
    advice: Option<Duration>,
    max_retries: Option<u32>,
}

impl Failures {
    fn of(failing: Failing) -> Self {
        Self {
            failing,
            deadline: None,
            has_key: false,
            advice: None,
            max_retries: None,
        }
    }

    fn within(mut self, limit: Duration) -> Self {
        self.deadline = Some(Deadline::after(limit));
        self
    }

    /// Retries until a limit ends the retries. Returns the seconds until then, and the limit.
    async fn end(self) -> (u64, Option<Limit>) {
        let began_at = Instant::now();
        let run = Mutex::new(Reachability::new(self.max_retries));
        let mut retry_state = RetryState::new(self.deadline, self.has_key);
        loop {
            InFlight::begin(&run).failed(self.failing);
            let next = retry_state.next(self.failing, self.advice, &run.lock().unwrap());
            match next {
                Ok(pause) => sleep(pause).await,
                Err(limit) => return (began_at.elapsed().as_secs(), limit),
            }
        }
    }
}

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test(start_paused = true)]
async fn a_refusal_for_the_number_of_requests_is_retried_for_the_whole_operation() {
    for failing in [Failing::TooMany, Failing::Unavailable] {
        let (seconds, limit) = Failures::of(failing).within(HOUR).end().await;
        assert!((3597..=3600).contains(&seconds), "{failing:?}: {seconds}");
        assert_eq!(limit, Some(Limit::Operation(HOUR)), "{failing:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_cannot_be_established_is_tried_for_15_seconds() {
    let (seconds, limit) = Failures::of(Failing::NotSent).within(HOUR).end().await;
    assert!((12..=15).contains(&seconds), "{seconds}");
    assert_eq!(limit, Some(Limit::Connecting));
}

#[tokio::test(start_paused = true)]
async fn another_failure_is_retried_for_two_minutes() {
    let (seconds, limit) = Failures::of(Failing::Uncertain).within(HOUR).end().await;
    assert!((117..=120).contains(&seconds), "{seconds}");
    assert_eq!(limit, Some(Limit::Failing));
}

#[tokio::test(start_paused = true)]
async fn a_read_ends_after_60_seconds_of_silence_and_an_answer_begins_them_anew() {
    let (seconds, limit) = Failures::of(Failing::TooMany).end().await;
    assert!((57..=60).contains(&seconds), "{seconds}");
    assert_eq!(limit, Some(Limit::Silence));

    let run = Mutex::new(Reachability::new(None));
    let left = || run.lock().unwrap().patience_left().as_secs();
    let first = InFlight::begin(&run);
    sleep(Duration::from_secs(50)).await;
    assert_eq!(left(), 10);
    InFlight::begin(&run).answered();
    assert_eq!(left(), 60);
    sleep(Duration::from_secs(60)).await;
    assert_eq!(left(), 0, "the first request still waits");
    drop(first);
    assert_eq!(left(), 60, "an abandoned request waits no longer");
}

#[tokio::test(start_paused = true)]
async fn advice_beyond_the_end_is_followed_by_one_last_attempt_before_it() {
    for seconds in [60, 3600] {
        let advised = |failing| Failures {
            advice: Some(Duration::from_secs(seconds)),
            ..Failures::of(failing)
        };
        for failing in [Failing::TooMany, Failing::Unavailable] {
            assert_eq!(advised(failing).end().await, (59, Some(Limit::Silence)));
            let limit = Duration::from_secs(30);
            let end = advised(failing).within(limit).end().await;
            assert_eq!(end, (29, Some(Limit::Operation(limit))));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_run_that_asks_nothing_is_not_silent() {
    let run = Mutex::new(Reachability::new(None));
    InFlight::begin(&run).answered();
    sleep(HOUR).await;
    assert_eq!(run.lock().unwrap().patience_left().as_secs(), 60);

    drop(InFlight::begin(&run));
    sleep(HOUR).await;
    assert_eq!(run.lock().unwrap().patience_left().as_secs(), 60);
}

#[tokio::test(start_paused = true)]
async fn a_creation_is_not_sent_again_when_its_key_may_be_forgotten() {
    let day = Duration::from_secs(30 * 86_400);
    let failures = Failures {
        has_key: true,
        ..Failures::of(Failing::TooMany).within(day)
    };
    let (seconds, limit) = failures.end().await;
    assert!((82_797..=82_800).contains(&seconds), "{seconds}");
    assert_eq!(limit, Some(Limit::KeyLife));
}

#[tokio::test(start_paused = true)]
async fn the_users_number_of_retries_ends_them_first() {
    let failures = Failures {
        max_retries: Some(2),
        advice: Some(Duration::from_secs(7)),
        ..Failures::of(Failing::TooMany).within(HOUR)
    };
    assert_eq!(failures.end().await, (14, Some(Limit::MaxRetries(2))));
}

#[test]
fn a_pause_is_within_its_bound_and_not_always_the_same() {
    let pauses: Vec<_> = (0..200).map(|_| jittered(1).as_millis()).collect();
    assert!(pauses.iter().all(|pause| *pause <= 200));
    assert!(
        pauses.iter().any(|pause| *pause > 100),
        "no pause uses the doubled bound"
    );
    assert!(
        pauses.iter().any(|pause| *pause < 100),
        "no pause is shorter than the bound"
    );
    assert!((0..200).all(|_| jittered(u32::MAX) <= CAP));
}

#[test]
fn only_an_uncertain_effect_keeps_a_request_from_being_repeated() {
    for (status, not_repeatable) in [(429, true), (503, false), (500, false), (502, false), (504, false)] {
        let failing = Failing::from_status(status).unwrap();
        assert!(failing.allows_retry(true), "{status}");
        assert_eq!(failing.allows_retry(false), not_repeatable, "{status}");
    }
    assert!(Failing::NotSent.allows_retry(false));
    for status in [200, 301, 400, 401, 403, 404, 408, 409, 412, 422, 501, 505] {
        assert_eq!(Failing::from_status(status), None, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn only_advice_beyond_the_end_gets_a_last_attempt_and_only_one() {
    let seconds = Duration::from_secs;
    let (now, end) = (Instant::now(), Instant::now() + seconds(10));
    let mut retry_state = RetryState::new(None, false);
    let before_end = Some(seconds(10) - LAST_ATTEMPT);
    assert_eq!(retry_state.fitting(now, seconds(5), None, end), Some(seconds(5)));
    assert_eq!(retry_state.fitting(now, seconds(20), None, end), None);
    assert_eq!(
        retry_state.fitting(now, seconds(20), Some(seconds(20)), end),
        before_end
    );
    retry_state.had_last = true;
    assert_eq!(retry_state.fitting(now, seconds(20), Some(seconds(20)), end), None);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_long_before_the_end_is_not_the_last_one() {
    let seconds = Duration::from_secs;
    let run = Reachability::new(None);
    let mut retry_state = RetryState::new(Some(Deadline::after(seconds(60))), false);
    let mut next = |advice| retry_state.next(Failing::TooMany, Some(seconds(advice)), &run);
    assert_eq!(next(1), Ok(seconds(1)));
    assert_eq!(next(1000), Ok(seconds(60) - LAST_ATTEMPT));
    assert_eq!(next(1000), Err(Some(Limit::Operation(seconds(60)))));
}

#[test]
fn a_limit_is_told_in_the_words_of_the_setting_that_it_comes_from() {
    let told = [Limit::MaxRetries(3), Limit::Operation(HOUR), Limit::Silence].map(|limit| limit.to_string());
    assert_eq!(
        told,
        [
            "max_retries = 3",
            "the time limit of the operation, 3600 s",
            "60 s without a response in this run"
        ]
    );
}
