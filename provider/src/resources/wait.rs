//! Waits for the service: reads an object until a step is done, the time limit is reached, or the user interrupts.
//!
//! The service sets the time to the next read (`Retry-After`); without that header, [`DEFAULT_PACE`] is used. [`crate::api`] retries
//! failed requests. The resource decides the outcome of each end of a wait.

use std::time::Duration;

use tokio::time::{Instant, interval_at, sleep, timeout_at};
use tokio_util::sync::CancellationToken;

use crate::api::{self, Answer, Deadline, Limit, WriteError};

/// The waits of one operation, with their deadline and their interruption.
#[derive(Clone, Debug)]
pub(crate) struct Waiter {
    deadline: Deadline,
    stop: CancellationToken,
}

/// The end of a wait, with the last answer.
#[derive(Debug)]
pub(crate) enum End<T> {
    /// The object has reached the goal.
    Settled(T),
    /// The deadline has passed.
    TimedOut(T),
    /// The user interrupted.
    Interrupted(T),
    /// No read has returned the object for [`OUT_OF_SIGHT`].
    Missing(T),
    /// A read failed, and so the wait could not continue.
    Lost(T, api::Error),
}

impl<T> End<T> {
    /// The last answer, however the wait ended.
    pub(crate) fn last(&self) -> &T {
        match self {
            Self::Settled(last) | Self::TimedOut(last) | Self::Interrupted(last) | Self::Missing(last) => last,
            Self::Lost(last, _) => last,
        }
    }
}

/// The goal of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// The object has reached its status. The first answer counts.
    Status,
    /// The object has reached its status, and a read has returned the object.
    Sight,
}

impl Waiter {
    /// Waits until a deadline.
    pub(crate) fn until_deadline(deadline: Deadline, stop: &CancellationToken) -> Self {
        Self {
            deadline,
            stop: stop.clone(),
        }
    }

    /// Reads the object repeatedly until `settled`. Every 30 seconds, a log line reports the wait.
    pub(crate) async fn until<T, L>(
        &self,
        goal: Goal,
        first: Answer<T>,
        settled: impl Fn(&T) -> bool + Send,
        look: impl Fn() -> L + Send,
    ) -> End<T>
    where
        T: Send,
        L: Future<Output = Result<Answer<T>, api::Error>> + Send,
    {
        let began_at = Instant::now();
        let mut notice = interval_at(began_at + NOTICE, NOTICE);
        let mut looking = std::pin::pin!(self.looking(goal, first, settled, look));
        loop {
            tokio::select! {
                biased;
                end = &mut looking => return end,
                _ = notice.tick() => tracing::info!(seconds = began_at.elapsed().as_secs(), "still waiting for a step of the service"),
            }
        }
    }

    async fn looking<T, L>(
        &self,
        goal: Goal,
        first: Answer<T>,
        settled: impl Fn(&T) -> bool + Send,
        look: impl Fn() -> L + Send,
    ) -> End<T>
    where
        T: Send,
        L: Future<Output = Result<Answer<T>, api::Error>> + Send,
    {
        let mut last = first;
        let mut unseen_since = (goal == Goal::Sight).then(Instant::now);
        if goal == Goal::Sight {
            // The first read is sent at once.
            last.retry_after = Some(Duration::ZERO);
        }
        loop {
            if unseen_since.is_none() && settled(&last.value) {
                return End::Settled(last.value);
            }
            if unseen_since.is_some_and(|since| since.elapsed() >= OUT_OF_SIGHT) {
                return End::Missing(last.value);
            }
            if self.pause(last.retry_after).await == Pause::Interrupted {
                return End::Interrupted(last.value);
            }
            if self.is_over() {
                return End::TimedOut(last.value);
            }
            match timeout_at(self.deadline.at, look()).await {
                Ok(Ok(answer)) => {
                    last = answer;
                    unseen_since = None;
                }
                // A service that has just accepted an order may not return it from every replica at once.
                Ok(Err(api::Error::NotFound(_))) => {
                    last.retry_after = Some(LOOK_AGAIN);
                    unseen_since.get_or_insert_with(Instant::now);
                }
                Ok(Err(api::Error::Interrupted)) => return End::Interrupted(last.value),
                Ok(Err(error)) if matches!(error.limit(), Some(Limit::Operation(_))) => {
                    return End::TimedOut(last.value);
                }
                Ok(Err(error)) => return End::Lost(last.value, error),
                Err(_) => return End::TimedOut(last.value),
            }
        }
    }

    /// Sends a change, and repeats it while the service is busy with an earlier change. `look` returns the time that the service advises to
    /// wait before the next attempt.
    pub(crate) async fn while_busy<T, F, L>(
        &self,
        send: impl Fn() -> F + Send,
        look: impl Fn() -> L + Send,
    ) -> Result<Answer<T>, WriteError>
    where
        F: Future<Output = Result<Answer<T>, WriteError>> + Send,
        L: Future<Output = Option<Duration>> + Send,
    {
        loop {
            let failed = match send().await {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            let is_busy = matches!(failed.error, api::Error::InTransition(_)) && failed.effect.is_none();
            if !is_busy || self.is_over() || self.pause(look().await).await == Pause::Interrupted {
                return Err(failed);
            }
        }
    }

    /// Sleeps for the advised time, within bounds, but no longer than to the last read before the deadline. After that read, it sleeps to
    /// the deadline.
    pub(crate) async fn pause(&self, advice: Option<Duration>) -> Pause {
        let rest = advice.unwrap_or(DEFAULT_PACE).clamp(LEAST_PACE, LONGEST_PACE);
        let left = self.deadline.at.saturating_duration_since(Instant::now());
        let before_last_look = left.checked_sub(LAST_LOOK).filter(|left| !left.is_zero());
        let left = before_last_look.unwrap_or(left);
        tokio::select! {
            biased;
            () = self.stop.cancelled() => Pause::Interrupted,
            () = sleep(rest.min(left)) => Pause::Over,
        }
    }

    /// True if the deadline has passed.
    pub(crate) fn is_over(&self) -> bool {
        self.deadline.is_over()
    }
}

/// The end of a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pause {
    /// The time of the pause has passed.
    Over,
    /// The user interrupted.
    Interrupted,
}

/// The time between two reads if the service does not advise one.
const DEFAULT_PACE: Duration = Duration::from_secs(10);

/// The minimum time between two reads, whatever the service advises.
const LEAST_PACE: Duration = Duration::from_millis(50);

/// The maximum time between two reads, whatever the service advises.
const LONGEST_PACE: Duration = Duration::from_secs(60);

/// The time before the deadline at which the last read is sent.
const LAST_LOOK: Duration = Duration::from_secs(1);

/// The time between two reads of an object that the service does not return.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// The time after which the wait for an object ends, if no read returns the object.
pub(crate) const OUT_OF_SIGHT: Duration = Duration::from_secs(60);

/// The time between two log lines about a wait.
const NOTICE: Duration = Duration::from_secs(30);

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;
    use crate::api::Effect;

    const AMPLE: Duration = Duration::from_secs(600);

    fn answer(value: u32) -> Answer<u32> {
        Answer {
            value,
            request_id: None,
            retry_after: Some(Duration::ZERO),
            is_replayed: false,
        }
    }

    fn lost() -> api::Error {
        api::Error::Unreachable {
            source: "gone".into(),
            sent: false,
            limit: None,
        }
    }

    #[tokio::test]
    async fn a_wait_looks_until_it_is_settled_and_no_further() {
        let looks = AtomicU32::new(0);
        let waiter = Waiter::until_deadline(Deadline::after(AMPLE), &CancellationToken::new());

        let end = waiter
            .until(
                Goal::Status,
                answer(0),
                |seen| *seen == 3,
                || async { Ok(answer(looks.fetch_add(1, Ordering::Relaxed) + 1)) },
            )
            .await;

        assert!(matches!(end, End::Settled(3)), "{end:?}");
        assert_eq!(looks.load(Ordering::Relaxed), 3);
    }

    #[tokio::test]
    async fn what_is_settled_already_is_not_looked_at() {
        let waiter = Waiter::until_deadline(Deadline::after(AMPLE), &CancellationToken::new());

        let end = waiter
            .until(
                Goal::Status,
                answer(7),
                |_| true,
                || async { Err::<Answer<u32>, _>(lost()) },
            )
            .await;

        assert!(matches!(end, End::Settled(7)), "{end:?}");
    }

    #[tokio::test]
    async fn a_limit_that_is_over_ends_the_wait_with_what_was_seen_last() {
        let waiter = Waiter::until_deadline(Deadline::after(Duration::from_millis(1)), &CancellationToken::new());

        let end = waiter
            .until(Goal::Status, answer(1), |_| false, || async { Ok(answer(2)) })
            .await;

        assert!(matches!(end, End::TimedOut(1 | 2)), "{end:?}");
        assert!(waiter.is_over());
    }

    #[tokio::test]
    async fn an_interruption_ends_the_wait_at_once() {
        let stop = CancellationToken::new();
        stop.cancel();
        let silent = Answer {
            retry_after: Some(AMPLE),
            ..answer(5)
        };

        let end = Waiter::until_deadline(Deadline::after(AMPLE), &stop)
            .until(Goal::Status, silent, |_| false, || async { Ok(answer(6)) })
            .await;

        assert!(matches!(end, End::Interrupted(5)), "{end:?}");
    }

    #[tokio::test]
    async fn a_service_that_fails_ends_the_wait_with_what_was_seen_last() {
        let waiter = Waiter::until_deadline(Deadline::after(AMPLE), &CancellationToken::new());

        let end = waiter
            .until(
                Goal::Status,
                answer(4),
                |_| false,
                || async { Err::<Answer<u32>, _>(lost()) },
            )
            .await;

        assert!(matches!(end, End::Lost(4, api::Error::Unreachable { .. })), "{end:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn two_looks_are_never_closer_than_the_least_pace_whatever_the_service_advises() {
        let began_at = Instant::now();
        let looks = AtomicU32::new(0);
        let waiter = Waiter::until_deadline(Deadline::after(AMPLE), &CancellationToken::new());

        waiter
            .until(
                Goal::Status,
                answer(0),
                |seen| *seen == 20,
                || async { Ok(answer(looks.fetch_add(1, Ordering::Relaxed) + 1)) },
            )
            .await;

        assert_eq!(looks.load(Ordering::Relaxed), 20);
        assert!(began_at.elapsed() >= LEAST_PACE * 20, "{:?}", began_at.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn advice_beyond_the_deadline_does_not_keep_the_wait_from_a_last_look() {
        let advised = |value| Answer {
            retry_after: Some(Duration::from_secs(100_000)),
            ..answer(value)
        };
        let waiter = Waiter::until_deadline(Deadline::after(Duration::from_secs(15)), &CancellationToken::new());

        let end = waiter
            .until(Goal::Status, advised(1), |seen| *seen == 2, || async { Ok(advised(2)) })
            .await;

        assert!(matches!(end, End::Settled(2)), "{end:?}");
    }

    fn hidden() -> api::Error {
        api::Error::NotFound(Box::default())
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_for_sight_looks_until_the_object_is_shown() {
        let began_at = Instant::now();
        let looks = AtomicU32::new(0);
        let waiter = Waiter::until_deadline(Deadline::after(AMPLE), &CancellationToken::new());
        let look = || async {
            match looks.fetch_add(1, Ordering::Relaxed) {
                0..3 => Err(hidden()),
                shown => Ok(answer(shown)),
            }
        };

        // The advice is about the next step of the object, not about the next read.
        let advised = Answer {
            retry_after: Some(AMPLE),
            ..answer(9)
        };
        let end = waiter.until(Goal::Sight, advised, |_| true, look).await;

        assert!(matches!(end, End::Settled(3)), "{end:?}");
        assert!(began_at.elapsed() < Duration::from_secs(10), "{:?}", began_at.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_limit_of_the_operation_ends_the_wait_as_such_also_within_a_look() {
        let waiter = Waiter::until_deadline(Deadline::after(AMPLE), &CancellationToken::new());
        for (limit, is_timed_out) in [(Limit::Operation(AMPLE), true), (Limit::MaxRetries(1), false)] {
            let look = || async {
                Err::<Answer<u32>, _>(api::Error::Unreachable {
                    source: "gone".into(),
                    sent: false,
                    limit: Some(limit),
                })
            };

            let end = waiter.until(Goal::Status, answer(4), |_| false, look).await;

            assert_eq!(matches!(end, End::TimedOut(4)), is_timed_out, "{end:?}");
        }
    }

    fn busy() -> WriteError {
        let error = api::Error::InTransition(Box::default());
        WriteError {
            error,
            effect: Effect::None,
            sid: None,
        }
    }

    /// Sends a change until it is accepted or abandoned. Returns whether it was accepted, and how often it was sent.
    async fn sent(waiter: &Waiter, refusals: u32, refusal: impl Fn() -> WriteError + Send + Sync) -> (bool, u32) {
        let attempts = AtomicU32::new(0);
        let send = || async {
            match attempts.fetch_add(1, Ordering::Relaxed) < refusals {
                true => Err(refusal()),
                false => Ok(answer(1)),
            }
        };
        let done = waiter.while_busy(send, || async { None }).await;
        (done.is_ok(), attempts.load(Ordering::Relaxed))
    }

    #[tokio::test(start_paused = true)]
    async fn a_change_is_sent_again_while_the_service_is_busy_and_only_then() {
        let ample = Waiter::until_deadline(Deadline::after(AMPLE), &CancellationToken::new());
        assert_eq!(sent(&ample, 3, busy).await, (true, 4));

        let perhaps = || WriteError {
            effect: Effect::Perhaps,
            ..busy()
        };
        assert_eq!(sent(&ample, 1, perhaps).await, (false, 1), "it may have happened");
        let other = || WriteError {
            error: lost(),
            ..busy()
        };
        assert_eq!(sent(&ample, 1, other).await, (false, 1), "the service is not busy");
    }

    #[tokio::test(start_paused = true)]
    async fn a_busy_service_is_waited_for_until_the_deadline_or_an_interruption() {
        let short = Waiter::until_deadline(Deadline::after(Duration::from_secs(15)), &CancellationToken::new());
        assert_eq!(sent(&short, 100, busy).await, (false, 4), "at 0, 10, 14 and 15 s");

        let stop = CancellationToken::new();
        stop.cancel();
        let stopped = Waiter::until_deadline(Deadline::after(AMPLE), &stop);
        assert_eq!(sent(&stopped, 100, busy).await, (false, 1));
    }

    #[tokio::test(start_paused = true)]
    async fn an_object_that_is_not_shown_for_a_minute_is_waited_for_no_longer() {
        for goal in [Goal::Sight, Goal::Status] {
            let began_at = Instant::now();
            let waiter = Waiter::until_deadline(Deadline::after(AMPLE), &CancellationToken::new());
            let look = || async { Err::<Answer<u32>, _>(hidden()) };

            let end = waiter.until(goal, answer(4), |_| goal == Goal::Sight, look).await;

            assert!(matches!(end, End::Missing(4)), "{end:?}");
            let seconds = began_at.elapsed().as_secs();
            assert!((60..=63).contains(&seconds), "{goal:?}: {seconds} s");
        }
    }
}
