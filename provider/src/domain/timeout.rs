//! How long an operation may take, as people write it.

use super::rule::{Problem, Rule};
use super::text::quoted;
use jiff::SignedDuration;
use std::fmt;
use std::time::Duration;

/// The time limit of a creation, an update or a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timeout(Duration);

impl Timeout {
    /// What may be written, in one sentence.
    pub const RULE_TEXT: &'static str = "A duration of more than zero such as `90s`, `30m` or `1h30m`.";

    /// Reads a duration.
    ///
    /// # Errors
    /// `TWX152` unless it is a duration of more than zero with its unit.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        read(text)
            .filter(|duration| !duration.is_zero())
            .map(Self)
            .ok_or_else(|| {
                vec![Problem::new(
                    Rule::TIMEOUT,
                    format!("{} is not a time limit", quoted(text)),
                    "Write a duration of more than zero with its unit: 90s, 30m, 1h30m.",
                )]
            })
    }

    /// Believes a duration, such as a default.
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

/// A duration in hours, minutes and seconds, without a sign.
pub(super) fn read(text: &str) -> Option<Duration> {
    // ISO 8601 durations ("PT30M") are not what people know from Terraform.
    let has_number_first = text.starts_with(|first: char| first.is_ascii_digit());
    let duration = text.parse::<SignedDuration>().ok().filter(|_| has_number_first)?;
    Duration::try_from(duration).ok()
}

/// A duration as people write it: `1h 30m`, `45s`.
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

    proptest! {
        #[test]
        fn reading_a_duration_never_panics(text in "[0-9.]{0,24}[hmsd ]{0,3}[0-9]{0,24}[hms]{0,2}") {
            let _ = Timeout::parse(&text);
        }
    }
}
