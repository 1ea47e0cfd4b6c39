//! The label that the members of one redundant set share, and the filter for members by their label.

use std::fmt;

use super::rule::{Problem, Rule};
use super::text::{quoted, text_value};
use super::unique_name::{LABEL_FORM, label_fault};

text_value! {
    /// A label that several cross connects share because they back each other up.
    RedundancyGroup
}

impl RedundancyGroup {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be 1 to 64 letters, digits, `.`, `_`, or `-`.";

    /// Reads a label.
    ///
    /// # Errors
    /// `TWX105` unless it has 1 to 64 ASCII letters, digits, `.`, `_` and `-`.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        label_fault(text).map_or_else(
            || Ok(Self::trusted(text)),
            |fault| {
                let summary = format!("{} is not a valid redundancy group: {fault}", quoted(text));
                Err(vec![Problem::new(Rule::REDUNDANCY_GROUP, summary, LABEL_FORM)])
            },
        )
    }
}

/// A filter for cross connects by their redundancy group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RedundancyGroupFilter {
    /// The members of a group.
    MembersOf(RedundancyGroup),
    /// The cross connects without a group; written as an empty text.
    Ungrouped,
}

impl RedundancyGroupFilter {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be empty or 1 to 64 letters, digits, `.`, `_`, or `-`.";

    /// Reads a label, or an empty text.
    ///
    /// # Errors
    /// `TWX105` for a text that is neither empty nor a redundancy group.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        if text.is_empty() {
            return Ok(Self::Ungrouped);
        }
        RedundancyGroup::parse(text).map(Self::MembersOf)
    }

    /// Takes a text of the state without a check.
    pub fn trusted(text: &str) -> Self {
        if text.is_empty() {
            Self::Ungrouped
        } else {
            Self::MembersOf(RedundancyGroup::trusted(text))
        }
    }

    /// The text as written in configuration and in requests.
    pub fn as_str(&self) -> &str {
        match self {
            Self::MembersOf(group) => group.as_str(),
            Self::Ungrouped => "",
        }
    }
}

impl fmt::Display for RedundancyGroupFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_a_label_or_empty() {
        let members = RedundancyGroupFilter::MembersOf(RedundancyGroup::trusted("voice"));
        for (text, filter) in [("voice", members), ("", RedundancyGroupFilter::Ungrouped)] {
            assert_eq!(RedundancyGroupFilter::parse(text), Ok(filter.clone()));
            assert_eq!(RedundancyGroupFilter::trusted(text), filter);
            assert_eq!(filter.to_string(), text);
        }
        assert_eq!(
            RedundancyGroupFilter::parse(" ").unwrap_err()[0].rule,
            Rule::REDUNDANCY_GROUP
        );
    }

    #[test]
    fn a_label_is_read_and_one_outside_the_form_is_refused() {
        assert_eq!(
            RedundancyGroup::parse("us.voice_1"),
            Ok(RedundancyGroup::trusted("us.voice_1"))
        );
        for wrong in ["", "us voice", &"x".repeat(65)] {
            assert_eq!(
                RedundancyGroup::parse(wrong).unwrap_err()[0].rule,
                Rule::REDUNDANCY_GROUP
            );
        }
    }
}
