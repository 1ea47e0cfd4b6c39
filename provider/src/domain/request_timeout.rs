//! The time limit of one request to the service.

use super::rule::{Problem, Rule};
use super::text::quoted;
use super::timeout::{read, show};
use std::fmt;
use std::time::Duration;

/// The time limit of one attempt of one request, one second to ten minutes; 30 seconds by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestTimeout(Duration);

impl RequestTimeout {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be a duration from `1s` to `10m`. The default is `30s`.";

    /// Reads a duration.
    ///
    /// # Errors
    /// `TWX165` unless it is a duration from one second to ten minutes.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        read(text)
            .filter(|duration| (SHORTEST..=LONGEST).contains(duration))
            .map(Self)
            .ok_or_else(|| {
                vec![Problem::new(
                    Rule::REQUEST_TIMEOUT,
                    format!("{} is not a time limit for a request", quoted(text)),
                    "Use a duration from 1s to 10m with its unit, such as 30s. The limit applies to each attempt.",
                )]
            })
    }

    /// Takes a duration without a check.
    pub const fn trusted(duration: Duration) -> Self {
        Self(duration)
    }

    /// The duration.
    pub const fn get(self) -> Duration {
        self.0
    }
}

impl Default for RequestTimeout {
    fn default() -> Self {
        Self(Duration::from_secs(30))
    }
}

impl fmt::Display for RequestTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(self.0, f)
    }
}

const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(600);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_second_to_ten_minutes_is_accepted() {
        for (text, seconds) in [("1s", 1), ("30s", 30), ("10m", 600)] {
            assert_eq!(
                RequestTimeout::parse(text).map(RequestTimeout::get),
                Ok(Duration::from_secs(seconds))
            );
        }
        for text in ["999ms", "10m1s", "0s", "-1s", "30", ""] {
            assert_eq!(
                RequestTimeout::parse(text).expect_err(text)[0].rule,
                Rule::REQUEST_TIMEOUT,
                "{text}"
            );
        }
        assert_eq!(RequestTimeout::default().to_string(), "30s");
    }
}
