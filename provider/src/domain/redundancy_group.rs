//! The label that ties the members of one redundant set together.

use super::rule::{Problem, Rule};
use super::text::{quoted, text_value};
use super::unique_name::{LABEL_FORM, label_fault};

text_value! {
    /// A label that several cross connects share because they stand in for each other.
    RedundancyGroup
}

impl RedundancyGroup {
    /// What may be written, in one sentence.
    pub const RULE_TEXT: &'static str = "1 to 64 of letters, digits, `.`, `_` and `-`.";

    /// Reads a label.
    ///
    /// # Errors
    /// `TWX105` unless it has 1 to 64 ASCII letters, digits, `.`, `_` and `-`.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        label_fault(text).map_or_else(
            || Ok(Self::trusted(text)),
            |fault| {
                let summary = format!("{} is not a redundancy group: {fault}", quoted(text));
                Err(vec![Problem::new(Rule::REDUNDANCY_GROUP, summary, LABEL_FORM)])
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
