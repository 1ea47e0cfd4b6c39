//! Whether a failed attempt is followed by another one, when, and which limit ends that.
//!
//! The bounds are times, not counts: a refusal for the number of requests (429) or for a pause of the service (503) is retried
//! as long as the operation may take, a connection that cannot be established for 15 seconds, and another failure of a request that
//! may be repeated for 2 minutes. A read has no time limit of its own: it ends when the service has not answered anything in
//! this run for 60 seconds.

use super::terms::Deadline;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// The kind of a failed attempt, which decides about the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failing {
    /// 429: the service did not process the request.
    TooMany,
    /// 503: the service asks to come again. Whether it processed the request is not known.
    Unavailable,
    /// Another 5xx, a broken connection or no answer in time: the request may have been processed.
    Uncertain,
    /// The connection was never established: the request was not processed.
    NotSent,
}

impl Failing {
    /// The failure that a status means, if another attempt can help.
    pub(super) fn from_status(status: u16) -> Option<Self> {
        match status {
            429 => Some(Self::TooMany),
            503 => Some(Self::Unavailable),
            500 | 502 | 504 => Some(Self::Uncertain),
            _ => None,
        }
    }

    /// Whether the same request may be sent again: always, unless its effect is uncertain and doing it twice would show.
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
    /// The time for which a connection that cannot be established is tried again.
    Connecting,
    /// The time for which a request that the service fails to process is sent again.
    Failing,
    /// The time without any answer of the service in this run, after which reads and plan checks end.
    Silence,
    /// The time for which the service remembers the key of a creation.
    KeyLife,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MaxRetries(count) => write!(f, "max_retries = {count}"),
            Self::Operation(limit) => write!(f, "the time limit of the operation, {} s", limit.as_secs()),
            Self::Connecting => write!(f, "{} s without a connection", CONNECTING.as_secs()),
            Self::Failing => write!(f, "{} s of failures", FAILING.as_secs()),
            Self::Silence => write!(f, "{} s without an answer in this run", SILENCE.as_secs()),
            Self::KeyLife => f.write_str("the 24 hours for which the service remembers an order's key"),
        }
    }
}

/// The course of one request so far.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) retries: u32,
    pub(super) began_at: Instant,
    /// The deadline of the operation; none for a read.
    pub(super) deadline: Option<Deadline>,
    /// Whether the request carries a key that the service remembers for a day.
    pub(super) has_key: bool,
    failing_since: Option<Instant>,
    /// Whether the last attempt was made, shortly before the end of the time.
    had_last: bool,
}

impl Course {
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

    /// The pause before the next attempt, or the limit that rules it out.
    pub(super) fn next(
        &mut self,
        failing: Failing,
        advice: Option<Duration>,
        run: &Reachability,
    ) -> Result<Duration, Option<Limit>> {
        let now = Instant::now();
        let since = *self.failing_since.get_or_insert(now);
        // Advice to come again at once is no leave to ask without a pause.
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

    /// The pause as far as the time allows. Where the service advises a longer one, a last attempt is made shortly before the end.
    fn fitting(&self, now: Instant, pause: Duration, advice: Option<Duration>, end: Instant) -> Option<Duration> {
        let left = end.saturating_duration_since(now);
        if pause < left {
            return Some(pause);
        }
        let before_end = left.checked_sub(LAST_ATTEMPT).filter(|pause| !pause.is_zero());
        before_end.filter(|_| advice.is_some() && !self.had_last)
    }
}

/// The answering of the service in this run, shared by all its requests.
#[derive(Debug, Clone)]
pub(super) struct Reachability {
    /// The most retries of one request, if the user set a number.
    pub(super) max_retries: Option<u32>,
    asking: usize,
    silent_since: Option<Instant>,
    unreachable_since: Option<Instant>,
}

impl Reachability {
    pub(super) fn new(max_retries: Option<u32>) -> Self {
        Self {
            max_retries,
            asking: 0,
            silent_since: None,
            unreachable_since: None,
        }
    }

    /// The time that is left before reads and plan checks end.
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

/// An attempt under way. One that is dropped without an end was abandoned.
#[derive(Debug)]
pub(super) struct Asking<'a> {
    run: &'a Mutex<Reachability>,
    is_abandoned: bool,
}

impl<'a> Asking<'a> {
    /// Notes that an attempt begins.
    pub(super) fn begin(run: &'a Mutex<Reachability>) -> Self {
        let mut noted = run.lock().unwrap_or_else(PoisonError::into_inner);
        noted.asking += 1;
        noted.silent_since.get_or_insert_with(Instant::now);
        drop(noted);
        Self {
            run,
            is_abandoned: true,
        }
    }

    /// Notes an answer that is more than an invitation to come again.
    pub(super) fn answered(mut self) {
        self.is_abandoned = false;
        let mut run = self.run();
        run.silent_since = (run.asking > 1).then(Instant::now);
        run.unreachable_since = None;
    }

    /// Notes a failure that another attempt may follow.
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

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        let mut run = self.run();
        run.asking = run.asking.saturating_sub(1);
        // The silence of a service that nobody asks any more is none.
        if self.is_abandoned && run.asking == 0 {
            run.silent_since = None;
        }
    }
}

fn elapsed(since: Option<Instant>, now: Instant) -> Duration {
    since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
}

/// A random part of a bound that doubles with each retry, as in Twilio's own library for Node: 100 ms at first, 3 s at most.
fn jittered(retries: u32) -> Duration {
    let doubled = 2_u32.checked_pow(retries).and_then(|factor| BASE.checked_mul(factor));
    let bound = doubled.map_or(CAP, |bound| bound.min(CAP));
    Duration::from_nanos(fastrand::u64(0..=u64::try_from(bound.as_nanos()).unwrap_or(u64::MAX)))
}

const BASE: Duration = Duration::from_millis(100);
const CAP: Duration = Duration::from_secs(3);
/// The time before the end of an operation at which a last attempt is made, where the service advises a pause beyond the end.
const LAST_ATTEMPT: Duration = Duration::from_secs(1);
/// The longest advice of the service's that is followed to the letter.
const LONGEST_ADVICE: Duration = Duration::from_secs(60);
const CONNECTING: Duration = Duration::from_secs(15);
const FAILING: Duration = Duration::from_secs(120);
const SILENCE: Duration = Duration::from_secs(60);
/// An hour less than the 24 hours of the contract.
const KEY_LIFE: Duration = Duration::from_secs(23 * 3600);

#[cfg(test)]
mod tests;
