//! How often a request is sent again, and how long after.
//!
//! Which failures allow it stands in `failing`; the loop that obeys is in `transport`. `reqwest-retry` was considered: its
//! policy does not see the answer, so it cannot follow `Retry-After`, and its strategy does not see whether a POST carries
//! a key.

use std::time::Duration;

/// How often and how long to wait before a request is sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The longest first pause; each further one may be twice as long.
    pub base: Duration,
    /// The longest pause, whatever the number of retries.
    pub cap: Duration,
    /// How often one request is sent again; 0 sends each once.
    pub max_retries: u32,
    /// The longest advice of the service's that is followed to the letter.
    pub longest_advice: Duration,
}

impl RetryPolicy {
    /// The numbers of Twilio's own library for Node: 100 ms doubled with each retry, 3 s at most, and a random part of it.
    pub const fn twilio(max_retries: u32) -> Self {
        Self {
            base: Duration::from_millis(100),
            cap: Duration::from_millis(3000),
            max_retries,
            longest_advice: Duration::from_secs(60),
        }
    }

    /// The pause before the next attempt, after so many retries: the service's advice, or a random part of the bound.
    pub(super) fn pause(&self, retries: u32, advice: Option<Duration>) -> Duration {
        if let Some(advice) = advice {
            return advice.min(self.longest_advice);
        }
        let bound = u64::try_from(self.bound(retries).as_nanos()).unwrap_or(u64::MAX);
        Duration::from_nanos(fastrand::u64(0..=bound))
    }

    fn bound(&self, retries: u32) -> Duration {
        let doubled = 2_u32
            .checked_pow(retries)
            .and_then(|factor| self.base.checked_mul(factor));
        doubled.map_or(self.cap, |bound| bound.min(self.cap))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_up_to_the_cap() {
        let policy = RetryPolicy::twilio(10);
        let bounds: Vec<_> = [0, 1, 2, 3, 4, 5, 31, 32, u32::MAX]
            .into_iter()
            .map(|n| policy.bound(n).as_millis())
            .collect();
        assert_eq!(bounds, [100, 200, 400, 800, 1600, 3000, 3000, 3000, 3000]);
    }

    #[test]
    fn a_pause_is_within_its_bound_and_not_always_the_same() {
        let policy = RetryPolicy::twilio(3);
        let pauses: Vec<_> = (0..200).map(|_| policy.pause(1, None)).collect();
        assert!(pauses.iter().all(|pause| *pause <= Duration::from_millis(200)));
        assert!(
            pauses.iter().any(|pause| *pause > Duration::from_millis(100)),
            "no pause uses the doubled bound"
        );
        assert!(
            pauses.iter().any(|pause| *pause < Duration::from_millis(100)),
            "no pause is shorter than the bound"
        );
    }

    #[test]
    fn the_services_advice_wins_up_to_its_limit() {
        let policy = RetryPolicy::twilio(3);
        for (advice, pause) in [(0, 0), (7, 7), (60, 60), (86_400, 60)] {
            assert_eq!(
                policy.pause(0, Some(Duration::from_secs(advice))),
                Duration::from_secs(pause)
            );
        }
    }
}
