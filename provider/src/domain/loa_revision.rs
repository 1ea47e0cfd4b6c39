//! The minimum revision of a cross connect's letter of authorization.

use super::rule::{Problem, Rule};
use super::text::as_written;
use std::fmt;

/// The minimum revision of a letter: the number of letters that must have been issued for a cross connect, the present one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LoaRevision(u32);

impl LoaRevision {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be a whole number, at least 1.";

    /// Reads a number.
    ///
    /// # Errors
    /// `TWX110` unless the text is a whole number from 1 to 4294967295.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let number = text.parse::<u32>().ok().filter(|number| *number > 0);
        number.map(Self).ok_or_else(|| {
            vec![Problem::new(
                Rule::LOA_REVISION,
                format!("{} is not the revision of a letter of authorization", as_written(text)),
                "The first letter has revision 1, and each new letter has the next number. Use a whole number of 1 or more, or remove loa_revision.",
            )]
        })
    }

    /// Takes a number of the state without a check.
    pub fn trusted(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for LoaRevision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_from_1_is_read_and_others_are_refused() {
        for number in [1, 2, u32::MAX] {
            assert_eq!(
                LoaRevision::parse(&number.to_string()).map(LoaRevision::get),
                Ok(number)
            );
        }
        for wrong in ["", "0", "-1", "1.5", "4294967296", "two"] {
            assert_eq!(
                LoaRevision::parse(wrong).unwrap_err()[0].rule,
                Rule::LOA_REVISION,
                "{wrong}"
            );
        }
    }
}
