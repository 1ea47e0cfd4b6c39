//! When a request is sent again, and how long after.
//!
//! The loop that obeys is in `transport`. `reqwest-retry` was considered: its policy does not see the answer, so it
//! cannot follow `Retry-After`, and its strategy does not see whether a POST carries a key.

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

/// What a failed attempt says about the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failing {
    /// 429: the service says that it did not process the request.
    TooMany,
    /// 503: the service says to come again.
    Unavailable,
    /// Another 5xx of a passing kind, or the connection broke: the request may have had its effect.
    Uncertain,
    /// The connection never stood: the request certainly had no effect.
    NotSent,
}

impl Failing {
    /// Reads a status; none of those that pass is no reason to try again.
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
        is_repeatable || self != Self::Uncertain
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

    #[test]
    fn only_an_uncertain_effect_keeps_a_request_from_being_repeated() {
        for (status, repeatable, not) in [
            (429, true, true),
            (503, true, true),
            (500, true, false),
            (502, true, false),
            (504, true, false),
        ] {
            let failing = Failing::from_status(status).unwrap();
            assert_eq!(
                (failing.allows_retry(true), failing.allows_retry(false)),
                (repeatable, not),
                "{status}"
            );
        }
        assert!(Failing::NotSent.allows_retry(false));
        for status in [200, 301, 400, 401, 403, 404, 408, 409, 412, 422, 501, 505] {
            assert_eq!(Failing::from_status(status), None, "{status}");
        }
    }
}
