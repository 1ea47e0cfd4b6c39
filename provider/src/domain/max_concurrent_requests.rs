//! The maximum number of concurrent requests.

use super::rule::{Problem, Rule};
use super::text::quoted;
use std::fmt;

/// The maximum number of concurrent requests of the provider, 1 to 256; 64 by default. The provider sends fewer where the service
/// admits fewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MaxConcurrentRequests(u32);

impl MaxConcurrentRequests {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be a whole number from 1 to 256. The default is 64.";

    /// Reads a whole number, in decimal.
    ///
    /// # Errors
    /// `TWX167` for anything but 1 to 256.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let number = text
            .parse::<u32>()
            .ok()
            .filter(|number| (1..=MOST).contains(number) && number.to_string() == text);
        number.map(Self).ok_or_else(|| {
            vec![Problem::new(
                Rule::MAX_CONCURRENT_REQUESTS,
                format!("{} is not a number of concurrent requests", quoted(text)),
                "Use a whole number from 1 to 256.",
            )]
        })
    }

    /// A number that is known to be in the range.
    pub const fn trusted(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Default for MaxConcurrentRequests {
    fn default() -> Self {
        Self(64)
    }
}

impl fmt::Display for MaxConcurrentRequests {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

const MOST: u32 = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_to_256_is_accepted() {
        for text in ["1", "10", "256"] {
            assert_eq!(
                MaxConcurrentRequests::parse(text).map(|number| number.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in ["0", "-1", "257", "1.5", "", "+3", "03"] {
            assert_eq!(
                MaxConcurrentRequests::parse(text).expect_err(text)[0].rule,
                Rule::MAX_CONCURRENT_REQUESTS,
                "{text}"
            );
        }
    }
}
