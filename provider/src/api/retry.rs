//! The retry rule: the next attempt after a failed one, the pause before it, and the limit that ends the retries.
//!
//! The bounds are times, not counts:
//!
//! - A refusal because of the number of requests (429), or a pause of the service (503), is retried until the operation ends.
//! - A connection that cannot be established is retried for 15 seconds.
//! - Another failure of a request that may be repeated is retried for 2 minutes.
//!
//! A read has no time limit of its own. It ends if the service has not answered any request of this run for 60 seconds.

use super::call_limits::Deadline;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// The kind of a failed attempt, on which the next attempt depends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failing {
    /// 429: the service did not process the request.
    TooMany,
    /// 503: the service is pausing. It may have processed the request.
    Unavailable,
    /// Another 5xx, a broken connection, or no answer in time: the request may have been processed.
    Uncertain,
    /// The connection was never established: the request was not processed.
    NotSent,
}

impl Failing {
    /// Returns the failure of a status, if another attempt can help.
    pub(super) fn from_status(status: u16) -> Option<Self> {
        match status {
            429 => Some(Self::TooMany),
            503 => Some(Self::Unavailable),
            500 | 502 | 504 => Some(Self::Uncertain),
            _ => None,
        }
    }

    /// True where the same request may be sent again: its effect is certainly none, or a second effect does no harm.
    pub(super) fn allows_retry(self, is_repeatable: bool) -> bool {
        is_repeatable || !matches!(self, Self::Uncertain | Self::Unavailable)
    }
}

/// The limit that ended the retries of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// `max_retries`, which the user set.
    MaxRetries(u32),
    /// The time limit of the operation.
    Operation(Duration),
    /// The time for which a connection that cannot be established is retried.
    Connecting,
    /// The time for which a failed request is retried.
    Failing,
    /// The time without any answer of the service in this run, after which reads and plan checks end.
    Silence,
    /// The time for which the service keeps the idempotency key of a creation.
    KeyLife,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MaxRetries(count) => write!(f, "max_retries = {count}"),
            Self::Operation(limit) => write!(f, "the time limit of the operation, {} s", limit.as_secs()),
            Self::Connecting => write!(f, "{} s without a connection", CONNECTING.as_secs()),
            Self::Failing => write!(f, "{} s of failures", FAILING.as_secs()),
            Self::Silence => write!(f, "{} s without a response in this run", SILENCE.as_secs()),
            Self::KeyLife => f.write_str("the 24 hours for which the service keeps the idempotency key of an order"),
        }
    }
}

/// The attempts of one request so far.
#[derive(Debug)]
pub(super) struct RetryState {
    pub(super) retries: u32,
    pub(super) began_at: Instant,
    /// The deadline of the operation; none for a read.
    pub(super) deadline: Option<Deadline>,
    /// True where the request carries an idempotency key, which the service keeps for a day.
    pub(super) has_key: bool,
    failing_since: Option<Instant>,
    /// True where the last attempt, shortly before the end of the time, was made.
    had_last: bool,
}

impl RetryState {
    pub(super) fn new(deadline: Option<Deadline>, has_key: bool) -> Self {
        Self {
            retries: 0,
            began_at: Instant::now(),
            deadline,
            has_key,
            failing_since: None,
            had_last: false,
        }
    }

    /// Returns the pause before the next attempt, or the limit that ends the retries.
    pub(super) fn next(
        &mut self,
        failing: Failing,
        advice: Option<Duration>,
        run: &Reachability,
    ) -> Result<Duration, Option<Limit>> {
        let now = Instant::now();
        let since = *self.failing_since.get_or_insert(now);
        // An advised pause of zero does not mean a retry without a pause.
        let advice = advice.filter(|advice| !advice.is_zero());
        let pause = advice.map_or_else(|| jittered(self.retries), |advice| advice.min(LONGEST_ADVICE));
        let next = now + pause;
        let (end, limit) = match self.deadline {
            Some(deadline) => (deadline.at, Limit::Operation(deadline.limit)),
            None => (run.silence_ends_at(now), Limit::Silence),
        };
        let fitting = self.fitting(now, pause, advice, end);
        let limits = [
            (run.max_retries.is_some_and(|most| self.retries >= most))
                .then(|| Limit::MaxRetries(run.max_retries.unwrap_or_default())),
            (failing == Failing::Uncertain && next >= since + FAILING).then_some(Limit::Failing),
            (failing == Failing::NotSent && run.unreachable_for(next) >= CONNECTING).then_some(Limit::Connecting),
            fitting.is_none().then_some(limit),
            (self.has_key && next >= self.began_at + KEY_LIFE).then_some(Limit::KeyLife),
        ];
        if let Some(limit) = limits.into_iter().flatten().next() {
            return Err(Some(limit));
        }
        let pause = fitting.unwrap_or(pause);
        self.had_last = next >= end;
        self.retries += 1;
        Ok(pause)
    }

    /// Returns the pause, if it ends in time. If the service advises a longer one, a last attempt is made shortly before the end.
    fn fitting(&self, now: Instant, pause: Duration, advice: Option<Duration>, end: Instant) -> Option<Duration> {
        let left = end.saturating_duration_since(now);
        if pause < left {
            return Some(pause);
        }
        let before_end = left.checked_sub(LAST_ATTEMPT).filter(|pause| !pause.is_zero());
        before_end.filter(|_| advice.is_some() && !self.had_last)
    }
}

/// The record of answers and failures in this run, shared by all of its requests.
#[derive(Debug, Clone)]
pub(super) struct Reachability {
    /// The most retries of one request, if the user set a number.
    pub(super) max_retries: Option<u32>,
    in_flight: usize,
    silent_since: Option<Instant>,
    unreachable_since: Option<Instant>,
}

impl Reachability {
    pub(super) fn new(max_retries: Option<u32>) -> Self {
        Self {
            max_retries,
            in_flight: 0,
            silent_since: None,
            unreachable_since: None,
        }
    }

    /// The time before reads and plan checks end for lack of answers.
    pub(super) fn patience_left(&self) -> Duration {
        SILENCE.saturating_sub(self.silent_for(Instant::now()))
    }

    fn silence_ends_at(&self, now: Instant) -> Instant {
        self.silent_since.unwrap_or(now) + SILENCE
    }

    fn silent_for(&self, now: Instant) -> Duration {
        elapsed(self.silent_since, now)
    }

    fn unreachable_for(&self, now: Instant) -> Duration {
        elapsed(self.unreachable_since, now)
    }
}

/// An attempt in progress. If it is dropped without an end, it was abandoned.
#[derive(Debug)]
pub(super) struct InFlight<'a> {
    run: &'a Mutex<Reachability>,
    is_abandoned: bool,
}

impl<'a> InFlight<'a> {
    /// Records the beginning of an attempt.
    pub(super) fn begin(run: &'a Mutex<Reachability>) -> Self {
        let mut noted = run.lock().unwrap_or_else(PoisonError::into_inner);
        noted.in_flight += 1;
        noted.silent_since.get_or_insert_with(Instant::now);
        drop(noted);
        Self {
            run,
            is_abandoned: true,
        }
    }

    /// Records an answer other than a request to retry later.
    pub(super) fn answered(mut self) {
        self.is_abandoned = false;
        let mut run = self.run();
        run.silent_since = (run.in_flight > 1).then(Instant::now);
        run.unreachable_since = None;
    }

    /// Records a failure that may be retried.
    pub(super) fn failed(mut self, failing: Failing) {
        self.is_abandoned = false;
        let mut run = self.run();
        if failing == Failing::NotSent {
            run.unreachable_since.get_or_insert_with(Instant::now);
        } else {
            run.unreachable_since = None;
        }
    }

    fn run(&self) -> MutexGuard<'a, Reachability> {
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        let mut run = self.run();
        run.in_flight = run.in_flight.saturating_sub(1);
        // Without a request in progress, the service is not silent.
        if self.is_abandoned && run.in_flight == 0 {
            run.silent_since = None;
        }
    }
}

fn elapsed(since: Option<Instant>, now: Instant) -> Duration {
    since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
}

/// Returns a random part of a bound that doubles with each retry, from 100 ms to 3 s, as in Twilio's library for Node.
fn jittered(retries: u32) -> Duration {
    let doubled = 2_u32.checked_pow(retries).and_then(|factor| BASE.checked_mul(factor));
    let bound = doubled.map_or(CAP, |bound| bound.min(CAP));
    Duration::from_nanos(fastrand::u64(0..=u64::try_from(bound.as_nanos()).unwrap_or(u64::MAX)))
}

const BASE: Duration = Duration::from_millis(100);
const CAP: Duration = Duration::from_secs(3);
/// The time before the end of an operation at which the last attempt is made, if the advised pause is longer than the operation.
const LAST_ATTEMPT: Duration = Duration::from_secs(1);
/// The longest pause that is followed as the service advises it.
const LONGEST_ADVICE: Duration = Duration::from_secs(60);
const CONNECTING: Duration = Duration::from_secs(15);
const FAILING: Duration = Duration::from_secs(120);
const SILENCE: Duration = Duration::from_secs(60);
/// The time for which a creation is retried: an hour less than the 24 hours of the contract.
const KEY_LIFE: Duration = Duration::from_secs(23 * 3600);

#[cfg(test)]
mod tests;
