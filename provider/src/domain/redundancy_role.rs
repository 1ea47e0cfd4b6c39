//! The role of a cross connect in its redundant set.

use super::rule::{Problem, Rule};
use super::text::quoted;
use std::fmt;

/// The role of a cross connect in its redundant set. A cross connect without a role is a primary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RedundancyRole {
    /// The cross connect carries traffic.
    Primary,
    /// The cross connect carries traffic only when a primary is down.
    Backup,
}

impl RedundancyRole {
    /// The values that a person may write.
    pub const WORDS: &'static [&'static str] = &["primary", "backup"];
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be `primary` or `backup`.";

    /// Reads one of the two words.
    ///
    /// # Errors
    /// `TWX109` for any other text.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Self::stored(text).ok_or_else(|| {
            vec![Problem::new(
                Rule::REDUNDANCY_ROLE,
                format!("{} is not a redundancy role", quoted(text)),
                "Use backup for a cross connect that carries traffic only when a primary is down, or primary for any other cross connect.",
            )]
        })
    }

    /// Reads a word of the state or of the service; `None` for a word that this version does not recognize.
    pub fn stored(text: &str) -> Option<Self> {
        match text {
            "primary" => Some(Self::Primary),
            "backup" => Some(Self::Backup),
            _ => None,
        }
    }

    /// The word as it is written in configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Backup => "backup",
        }
    }
}

impl fmt::Display for RedundancyRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_words_are_read_and_others_are_refused() {
        for word in RedundancyRole::WORDS {
            assert_eq!(RedundancyRole::parse(word).map(RedundancyRole::as_str), Ok(*word));
        }
        for wrong in ["", "Primary", "secondary", "standby"] {
            let problems = RedundancyRole::parse(wrong).unwrap_err();
            assert_eq!(problems[0].rule, Rule::REDUNDANCY_ROLE);
            assert_eq!(RedundancyRole::stored(wrong), None);
        }
    }
}
