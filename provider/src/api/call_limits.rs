//! The limits of one call: its deadline, and the token that interrupts it.

use std::time::Duration;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// The limits of the requests of one call.
#[derive(Debug, Clone, Default)]
pub(super) struct CallLimits {
    /// The token that is cancelled when the user interrupts the run.
    pub(super) stop: CancellationToken,
    /// The deadline of the operation; none for a read, which ends if the service does not answer for too long.
    pub(super) deadline: Option<Deadline>,
}

/// The time limit of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The time limit.
    pub limit: Duration,
    /// The instant at which the time is over.
    pub at: Instant,
}

impl Deadline {
    /// Creates the deadline of an operation that begins now. A limit that overflows the clock ends a century from now.
    pub fn after(limit: Duration) -> Self {
        let now = Instant::now();
        let at = now.checked_add(limit).unwrap_or(now + CENTURY);
        Self { limit, at }
    }

    /// True where the time is over.
    pub fn is_over(self) -> bool {
        Instant::now() >= self.at
    }
}

const CENTURY: Duration = Duration::from_secs(100 * 365 * 86_400);

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_deadline_is_over_from_its_moment_on_and_one_beyond_all_time_is_not() {
        let soon = Deadline::after(Duration::from_secs(5));
        tokio::time::advance(Duration::from_millis(4999)).await;
        assert!(!soon.is_over());
        tokio::time::advance(Duration::from_millis(1)).await;
        assert!(soon.is_over());

        let never = Deadline::after(Duration::MAX);
        tokio::time::advance(Duration::from_secs(10 * 365 * 86_400)).await;
        assert!(!never.is_over());
    }
}
