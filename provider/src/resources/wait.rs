//! Waiting for the service: looking again until a step is done, the time is over, or the user interrupts.
//!
//! The service says when to look again (`Retry-After`); where it says nothing, [`DEFAULT_PACE`] holds. Repeating a
//! request that failed is not done here but in [`crate::api`]; and what a wait's end means is the resource's to say.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout_at};
use tokio_util::sync::CancellationToken;

use crate::api::{self, Answer};

/// How long, and until when, to wait.
#[derive(Clone, Debug)]
pub(crate) struct Patience {
    deadline: Instant,
    stop: CancellationToken,
}

/// How a wait ended. Each end carries the last answer.
#[derive(Debug)]
pub(crate) enum End<T> {
    /// What was waited for is there.
    Settled(T),
    /// The time is over.
    TimedOut(T),
    /// The user interrupted.
    Interrupted(T),
    /// The service could not be asked any more.
    Lost(T, api::Error),
}

impl<T> End<T> {
    /// The last answer, however the wait ended.
    pub(crate) fn last(self) -> T {
        match self {
            Self::Settled(last) | Self::TimedOut(last) | Self::Interrupted(last) | Self::Lost(last, _) => last,
        }
    }
}

impl Patience {
    /// Waits for at most `limit` from now.
    pub(crate) fn of(limit: Duration, stop: &CancellationToken) -> Self {
        Self {
            deadline: Instant::now() + limit,
            stop: stop.clone(),
        }
    }

    /// Looks again and again until `settled`.
    pub(crate) async fn until<T, L>(
        &self,
        first: Answer<T>,
        settled: impl Fn(&T) -> bool + Send,
        look: impl Fn() -> L + Send,
    ) -> End<T>
    where
        T: Send,
        L: Future<Output = Result<Answer<T>, api::Error>> + Send,
    {
        let mut last = first;
        loop {
            if settled(&last.value) {
                return End::Settled(last.value);
            }
            if self.pause(last.retry_after).await == Pause::Interrupted {
                return End::Interrupted(last.value);
            }
            if Instant::now() >= self.deadline {
                return End::TimedOut(last.value);
            }
            match timeout_at(self.deadline, look()).await {
                Ok(Ok(answer)) => last = answer,
                // A service that has just taken an order may not show it everywhere at once.
                Ok(Err(api::Error::NotFound(_))) => last.retry_after = None,
                Ok(Err(error)) => return End::Lost(last.value, error),
                Err(_) => return End::TimedOut(last.value),
            }
        }
    }

    /// Sleeps for what the service advised, but no longer than to the deadline.
    pub(crate) async fn pause(&self, advice: Option<Duration>) -> Pause {
        let rest = advice.unwrap_or(DEFAULT_PACE).max(LEAST_PACE);
        let until = (Instant::now() + rest).min(self.deadline);
        tokio::select! {
            () = self.stop.cancelled() => Pause::Interrupted,
            () = sleep(until.saturating_duration_since(Instant::now())) => Pause::Over,
        }
    }

    /// Whether the time is over.
    pub(crate) fn is_over(&self) -> bool {
        Instant::now() >= self.deadline
    }
}

/// How a pause ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pause {
    /// The time has passed.
    Over,
    /// The user interrupted.
    Interrupted,
}

/// How often to look where the service gives no advice.
const DEFAULT_PACE: Duration = Duration::from_secs(10);

/// The least time between two looks, whatever the service advises.
const LEAST_PACE: Duration = Duration::from_millis(50);

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

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
        }
    }

    #[tokio::test]
    async fn a_wait_looks_until_it_is_settled_and_no_further() {
        let looks = AtomicU32::new(0);
        let patience = Patience::of(AMPLE, &CancellationToken::new());

        let end = patience
            .until(
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
        let patience = Patience::of(AMPLE, &CancellationToken::new());

        let end = patience
            .until(answer(7), |_| true, || async { Err::<Answer<u32>, _>(lost()) })
            .await;

        assert!(matches!(end, End::Settled(7)), "{end:?}");
    }

    #[tokio::test]
    async fn a_limit_that_is_over_ends_the_wait_with_what_was_seen_last() {
        let patience = Patience::of(Duration::from_millis(1), &CancellationToken::new());

        let end = patience.until(answer(1), |_| false, || async { Ok(answer(2)) }).await;

        assert!(matches!(end, End::TimedOut(1 | 2)), "{end:?}");
        assert!(patience.is_over());
    }

    #[tokio::test]
    async fn an_interruption_ends_the_wait_at_once() {
        let stop = CancellationToken::new();
        stop.cancel();
        let silent = Answer {
            retry_after: Some(AMPLE),
            ..answer(5)
        };

        let end = Patience::of(AMPLE, &stop)
            .until(silent, |_| false, || async { Ok(answer(6)) })
            .await;

        assert!(matches!(end, End::Interrupted(5)), "{end:?}");
    }

    #[tokio::test]
    async fn a_service_that_fails_ends_the_wait_with_what_was_seen_last() {
        let patience = Patience::of(AMPLE, &CancellationToken::new());

        let end = patience
            .until(answer(4), |_| false, || async { Err::<Answer<u32>, _>(lost()) })
            .await;

        assert!(matches!(end, End::Lost(4, api::Error::Unreachable { .. })), "{end:?}");
    }
}
