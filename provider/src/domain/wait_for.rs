//! The status that the creation of a cross connect waits for.

use super::rule::{Problem, Rule};
use super::text::quoted;
use std::fmt;

/// The status at which the creation of an order ends.
///
/// A creation never waits for a person: if a person must take the next step, the creation ends before that status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum WaitFor {
    /// The order is accepted.
    Requested,
    /// The letter of authorization is issued.
    #[default]
    LoaIssued,
    /// The cross connect is in service.
    Active,
}

impl WaitFor {
    /// The values that a person may write.
    pub const WORDS: &'static [&'static str] = &["requested", "loa_issued", "active"];
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be `requested`, `loa_issued` (the default), or `active`.";

    /// Reads one of the three words.
    ///
    /// # Errors
    /// `TWX151` for any other text.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        match text {
            "requested" => Ok(Self::Requested),
            "loa_issued" => Ok(Self::LoaIssued),
            "active" => Ok(Self::Active),
            other => Err(vec![Problem::new(
                Rule::WAIT_FOR,
                format!("wait_for cannot be {}", quoted(other)),
                "Use requested, loa_issued, or active. An apply never waits for steps that people take, such as laying the cable.",
            )]),
        }
    }

    /// Reads a word of the state. An unknown word, stored by a newer version, is read as the default: only a creation uses the word,
    /// and it has ended.
    pub fn stored(text: &str) -> Self {
        Self::parse(text).unwrap_or_default()
    }

    /// The word as it is written in configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::LoaIssued => "loa_issued",
            Self::Active => "active",
        }
    }
}

impl fmt::Display for WaitFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_a_newer_version_in_the_state_is_read_as_the_default() {
        assert_eq!(WaitFor::stored("in_service"), WaitFor::LoaIssued);
        assert_eq!(WaitFor::stored("active"), WaitFor::Active);
    }

    #[test]
    fn the_three_words_are_read_and_others_are_refused() {
        for word in WaitFor::WORDS {
            assert_eq!(WaitFor::parse(word).map(WaitFor::as_str), Ok(*word));
        }
        for wrong in ["", "Active", "configuring", "loa-issued"] {
            let problems = WaitFor::parse(wrong).unwrap_err();
            assert_eq!(problems.len(), 1);
            assert_eq!(problems[0].rule, Rule::WAIT_FOR);
            assert!(problems[0].detail.contains("loa_issued"));
        }
    }
}
