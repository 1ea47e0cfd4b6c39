//! The party that the letter of authorization names.

use super::rule::{Problem, Rule};
use super::text::{is_unprintable, quoted, text_value};

text_value! {
    /// The company that may have the cable laid, as printed on the letter.
    LoaEntity
}

impl LoaEntity {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be 1 to 128 printable characters, without leading or trailing spaces.";

    /// Reads an entity.
    ///
    /// # Errors
    /// `TWX103` unless it has 1 to 128 printable characters and no space at either end.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        printable_fault(text, LONGEST).map_or_else(
            || Ok(Self::trusted(text)),
            |fault| {
                Err(vec![Problem::new(
                    Rule::LOA_ENTITY,
                    format!("{} is not a valid loa_entity: {fault}", quoted(text)),
                    "Use the legal name of the company that orders the cable: 1 to 128 printable characters.",
                )])
            },
        )
    }
}

/// The fault of a text that must be printable and at most `longest` characters long, as the end of a sentence.
pub(super) fn printable_fault(text: &str, longest: usize) -> Option<String> {
    match text.chars().count() {
        _ if text.trim().is_empty() => Some("it is empty".to_owned()),
        length if length > longest => Some(format!("it has {length} characters, more than {longest}")),
        _ if text.chars().any(is_unprintable) => Some("it contains an unprintable character".to_owned()),
        _ if text.trim() != text => Some("it begins or ends with a space".to_owned()),
        _ => None,
    }
}

const LONGEST: usize = 128;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_companies_are_accepted() {
        for text in [
            "X",
            "Example Corp",
            "Größe & Söhne GmbH",
            "株式会社例",
            &"é".repeat(128),
        ] {
            assert!(LoaEntity::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_printed_or_does_not_fit_is_refused() {
        let cases = [
            ("", "empty"),
            ("   ", "empty"),
            (" Example", "begins or ends"),
            ("Example\t", "an unprintable character"),
            ("Exa\nmple", "an unprintable character"),
            ("Exa\u{202e}mple", "an unprintable character"),
            (&"é".repeat(129), "129 characters"),
        ];
        for (text, fault) in cases {
            let problem = LoaEntity::parse(text).expect_err(text).remove(0);
            assert_eq!(problem.rule, Rule::LOA_ENTITY);
            assert!(problem.summary.contains(fault), "{}", problem.summary);
        }
    }
}
