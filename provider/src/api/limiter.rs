//! The limit of concurrent requests, adapted to the service by additive increase and multiplicative decrease.
//!
//! One limiter serves the process. It begins at its cap. A 429 halves it, and a further refusal in the same burst lowers it below the
//! number of requests that was refused. It grows again by one at each answer, until it reaches the number that was refused last. From
//! there on it grows rarely, each time half as often as before. A permit covers one attempt and never a pause. `Retry-After` on a 429
//! pauses the process.
//!
//! The crates for adaptive limits do not fit (`congestion-limiter`, `tower-resilience-adaptive`, `rate_limiter_aimd`). None has a pause of
//! the whole process, and all measure by a clock that a simulation cannot stop.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// The limiter of a process. Clones share its state.
#[derive(Debug, Clone)]
pub(super) struct Limiter {
    permits: Arc<Semaphore>,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    cap: usize,
    limit: usize,
    in_flight: usize,
    /// The permits to destroy on return, because the limit fell below the number of concurrent requests.
    surplus: usize,
    /// The number of concurrent requests at which the service last refused one.
    refused_at: Option<usize>,
    /// The answers since the limit last changed, above the last refusal.
    answers: usize,
    /// The number of answers before the next step above the last refusal.
    answers_for_a_probe: usize,
    decreased_at: Option<Instant>,
    pause: Option<Pause>,
}

/// A pause of the whole process.
#[derive(Debug, Clone, Copy)]
struct Pause {
    began_at: Instant,
    ends_at: Instant,
}

/// The permit for one attempt.
#[derive(Debug)]
pub(super) struct Permit {
    limiter: Limiter,
    permit: Option<OwnedSemaphorePermit>,
    granted_at: Instant,
}

impl Limiter {
    /// Creates a limiter with at most `cap` concurrent requests, and at least one.
    pub(super) fn new(cap: usize) -> Self {
        let cap = cap.clamp(1, Semaphore::MAX_PERMITS);
        Self {
            permits: Arc::new(Semaphore::new(cap)),
            state: Arc::new(Mutex::new(State::new(cap))),
        }
    }

    /// Waits for the end of a pause and for a free permit, in the order of the calls. Dropping the future gives up the place in the queue.
    pub(super) async fn permit(&self) -> Permit {
        loop {
            self.pause_over().await;
            // The semaphore is never closed.
            let permit = Arc::clone(&self.permits).acquire_owned().await.ok();
            if self.paused_until().is_none() {
                self.state().in_flight += 1;
                return Permit {
                    limiter: self.clone(),
                    permit,
                    granted_at: Instant::now(),
                };
            }
        }
    }

    async fn pause_over(&self) {
        while let Some(end) = self.paused_until() {
            sleep_until(end).await;
        }
    }

    fn paused_until(&self) -> Option<Instant> {
        let end = self.state().pause?.ends_at;
        (end > Instant::now()).then_some(end)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adjusts the number of permits to the limit: adds missing permits, and destroys surplus ones, idle ones now and others on return.
    fn resize(&self, state: &mut State, limit: usize) {
        let limit = limit.clamp(1, state.cap);
        if limit > state.limit {
            let forgiven = state.surplus.min(limit - state.limit);
            state.surplus -= forgiven;
            self.permits.add_permits(limit - state.limit - forgiven);
        } else {
            let wanted = state.limit - limit;
            state.surplus += wanted - self.permits.forget_permits(wanted);
        }
        state.limit = limit;
    }
}

impl Permit {
    /// Records that the service processed the request, whatever its answer.
    pub(super) fn admitted(self) {
        let limiter = self.limiter.clone();
        let mut state = limiter.state();
        if let Some(limit) = state.grown() {
            limiter.resize(&mut state, limit);
        }
    }

    /// Records a refusal because of the number or rate of requests (429), with the advised pause.
    pub(super) fn refused(self, advice: Option<Duration>) {
        let limiter = self.limiter.clone();
        let mut state = limiter.state();
        let now = Instant::now();
        if let Some(advice) = advice {
            state.pause_from(now, self.granted_at, advice.min(LONGEST_PAUSE));
        }
        // A request that was sent before the last decrease is of the same burst. Its refusal shows that fewer requests are too many, too.
        let limit = match state.decreased_at {
            Some(decrease) if self.granted_at < decrease => state.narrowed(now, decrease),
            Some(_) | None => state.halved(now),
        };
        limiter.resize(&mut state, limit);
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut state = self.limiter.state();
        state.in_flight = state.in_flight.saturating_sub(1);
        if state.surplus > 0
            && let Some(permit) = self.permit.take()
        {
            state.surplus -= 1;
            permit.forget();
        }
    }
}

impl State {
    fn new(cap: usize) -> Self {
        Self {
            cap,
            limit: cap,
            in_flight: 0,
            surplus: 0,
            refused_at: None,
            answers: 0,
            answers_for_a_probe: FIRST_PROBE,
            decreased_at: None,
            pause: None,
        }
    }

    fn pause_from(&mut self, now: Instant, granted_at: Instant, length: Duration) {
        let is_news = self.pause.is_none_or(|pause| granted_at >= pause.began_at);
        if is_news {
            self.pause = Some(Pause {
                began_at: now,
                ends_at: now + length,
            });
        }
    }

    /// Returns half of the number of concurrent requests at the refusal.
    fn halved(&mut self, now: Instant) -> usize {
        let under_way = self.in_flight.min(self.limit);
        let was_a_probe = self.refused_at == Some(under_way);
        self.answers_for_a_probe = if was_a_probe {
            self.answers_for_a_probe.saturating_mul(2).min(LAST_PROBE)
        } else {
            FIRST_PROBE
        };
        self.refused_at = Some(under_way);
        self.answers = 0;
        self.decreased_at = Some(now);
        under_way / 2
    }

    /// Returns one less than the number of concurrent requests at a further refusal of the same burst.
    fn narrowed(&mut self, now: Instant, decrease: Instant) -> usize {
        if now >= decrease + BURST {
            return self.limit;
        }
        let refused_at = self
            .refused_at
            .map_or(self.in_flight, |before| before.min(self.in_flight));
        self.refused_at = Some(refused_at);
        self.limit.min(refused_at.saturating_sub(1))
    }

    /// Returns the limit after one more answer, if it grows.
    fn grown(&mut self) -> Option<usize> {
        let refused_at = self.refused_at?;
        if self.limit >= self.cap {
            return None;
        }
        if self.limit + 1 < refused_at {
            return Some(self.limit + 1);
        }
        self.answers += 1;
        if self.answers < self.answers_for_a_probe {
            return None;
        }
        self.answers = 0;
        Some(self.limit + 1)
    }
}

/// The longest pause that the service can impose on the whole process.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// The time after a decrease in which another refusal belongs to the same burst.
const BURST: Duration = Duration::from_secs(1);
/// The answers before the limit first returns to the number that was refused.
const FIRST_PROBE: usize = 32;
/// The most answers between two attempts to return to that number.
const LAST_PROBE: usize = 512;

#[cfg(test)]
mod tests;
