//! The maximum number of retries of a request.

use super::rule::{Problem, Rule};
use super::text::quoted;
use std::fmt;

/// The maximum number of times that one request is sent again, 0 to 100. Without it, only time limits end the retries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MaxRetries(u32);

impl MaxRetries {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be a whole number from 0 to 100. With 0, the provider sends each request once. By default, there is no limit.";

    /// Reads a whole number, in decimal.
    ///
    /// # Errors
    /// `TWX164` for anything but 0 to 100.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let number = text
            .parse::<u32>()
            .ok()
            .filter(|number| *number <= MOST && number.to_string() == text);
        number.map(Self).ok_or_else(|| {
            vec![Problem::new(
                Rule::MAX_RETRIES,
                format!("{} is not a number of retries", quoted(text)),
                "Use a whole number from 0 to 100. With 0, each request is sent once.",
            )]
        })
    }

    /// Takes a number without a check.
    pub const fn trusted(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for MaxRetries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

const MOST: u32 = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_to_a_hundred_is_accepted() {
        for text in ["0", "3", "100"] {
            assert_eq!(
                MaxRetries::parse(text).map(|number| number.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in ["-1", "101", "1.5", "", "+3", "03"] {
            assert_eq!(
                MaxRetries::parse(text).expect_err(text)[0].rule,
                Rule::MAX_RETRIES,
                "{text}"
            );
        }
    }
}
