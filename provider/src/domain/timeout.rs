//! The time limit of an operation, as people write it.

use super::rule::{Problem, Rule};
use super::text::quoted;
use jiff::SignedDuration;
use std::fmt;
use std::time::Duration;

/// The time limit of a creation, an update, or a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timeout(Duration);

impl Timeout {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str =
        "Must be a duration such as `90s`, `30m`, or `1h30m`, greater than zero and at most `720h` (30 days).";

    /// Reads a duration.
    ///
    /// # Errors
    /// `TWX152` unless it is a duration with its unit, of more than zero and at most 30 days.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let problem = match read(text) {
            Some(duration) if duration.is_zero() => malformed(text),
            Some(duration) if duration > LONGEST => too_long(text),
            Some(duration) => return Ok(Self(duration)),
            None => malformed(text),
        };
        Err(vec![problem])
    }

    /// Reads a duration of the state. A longer duration than 30 days, stored by a version without this limit, becomes 30 days.
    pub fn stored(text: &str) -> Option<Self> {
        let duration = read(text).filter(|duration| !duration.is_zero())?;
        Some(Self(duration.min(LONGEST)))
    }

    /// Takes a duration, such as a default, without a check.
    pub const fn trusted(duration: Duration) -> Self {
        Self(duration)
    }

    /// The duration.
    pub const fn get(self) -> Duration {
        self.0
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(self.0, f)
    }
}

fn malformed(text: &str) -> Problem {
    Problem::new(
        Rule::TIMEOUT,
        format!("{} is not a time limit", quoted(text)),
        "Use a duration of more than zero with its unit, such as 90s, 30m, or 1h30m.",
    )
}

fn too_long(text: &str) -> Problem {
    Problem::new(
        Rule::TIMEOUT,
        format!("{} is longer than the longest time limit, 30 days", quoted(text)),
        "Use at most 720h, which is 30 days. Operations that the provider waits for do not take longer.",
    )
}

/// The longest limit, 30 days. It is above any wait and below the overflow of time arithmetic.
const LONGEST: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Reads a duration in hours, minutes, and seconds, without a sign.
pub(super) fn read(text: &str) -> Option<Duration> {
    // Terraform does not use ISO 8601 durations ("PT30M").
    let has_number_first = text.starts_with(|first: char| first.is_ascii_digit());
    let duration = text.parse::<SignedDuration>().ok().filter(|_| has_number_first)?;
    Duration::try_from(duration).ok()
}

/// Writes a duration in the form `1h 30m` or `45s`.
pub(super) fn show(duration: Duration, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match SignedDuration::try_from(duration) {
        Ok(duration) => write!(f, "{duration:#}"),
        Err(_) => write!(f, "{}s", duration.as_secs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn durations_with_units_are_read() {
        for (text, seconds) in [
            ("90s", 90),
            ("30m", 1800),
            ("1h30m", 5400),
            ("2h", 7200),
            ("1.5h", 5400),
        ] {
            assert_eq!(
                Timeout::parse(text).map(Timeout::get),
                Ok(Duration::from_secs(seconds)),
                "{text}"
            );
        }
        assert_eq!(Timeout::parse("1h30m").unwrap().to_string(), "1h 30m");
    }

    #[test]
    fn what_is_no_positive_duration_is_refused() {
        for text in [
            "",
            "30",
            "0s",
            "-30m",
            "half an hour",
            "30 x",
            "PT30M",
            "1mo",
            "30m ago",
        ] {
            assert_eq!(Timeout::parse(text).expect_err(text)[0].rule, Rule::TIMEOUT, "{text}");
        }
    }

    #[test]
    fn thirty_days_are_the_longest_and_the_state_may_hold_more() {
        assert_eq!(Timeout::parse("720h").unwrap().get(), LONGEST);
        for text in ["720h1s", "30d1s", "5y", "9223372036854775807s"] {
            let problem = Timeout::parse(text).expect_err(text).remove(0);
            assert_eq!(problem.rule, Rule::TIMEOUT, "{text}");
            assert_eq!(
                Timeout::stored(text).is_none(),
                !problem.detail.contains("720h"),
                "{text}"
            );
        }
        assert_eq!(Timeout::stored("9223372036854775807s"), Some(Timeout(LONGEST)));
        assert_eq!(Timeout::stored("30m"), Timeout::parse("30m").ok());
        assert_eq!((Timeout::stored("0s"), Timeout::stored("soon")), (None, None));
    }

    proptest! {
        #[test]
        fn a_time_limit_can_be_added_to_any_present_instant(seconds: u64, unit in "[hmsdwy]|ms|us|ns") {
            for text in [format!("{seconds}{unit}"), format!("{seconds}.5{unit}")] {
                let limits = [Timeout::parse(&text).ok(), Timeout::stored(&text)];
                for limit in limits.into_iter().flatten() {
                    prop_assert!(limit.get() <= LONGEST && !limit.get().is_zero(), "{}", text);
                    prop_assert!(std::time::Instant::now().checked_add(limit.get()).is_some());
                }
            }
        }

        #[test]
        fn reading_any_text_never_panics(text in "\\PC*") {
            let _ = Timeout::parse(&text);
            let _ = Timeout::stored(&text);
        }

        #[test]
        fn reading_a_duration_never_panics(text in "[0-9.]{0,24}[hmsd ]{0,3}[0-9]{0,24}[hms]{0,2}") {
            let _ = Timeout::parse(&text);
        }
    }
}
