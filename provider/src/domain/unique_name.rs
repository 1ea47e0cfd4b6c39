//! The team's name for a circuit.

use super::rule::{Problem, Rule};
use super::text::{quoted, text_value};

text_value! {
    /// The name of a cross connect, unique in the account. It is the natural key that makes a second order impossible.
    UniqueName
}

impl UniqueName {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be 1 to 64 letters, digits, `.`, `_`, or `-`, and unique in the account.";

    /// Reads a name.
    ///
    /// # Errors
    /// `TWX104` unless it has 1 to 64 ASCII letters, digits, `.`, `_` and `-`.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let what = "unique_name";
        label_fault(text).map_or_else(
            || Ok(Self::trusted(text)),
            |fault| {
                Err(vec![Problem::new(
                    Rule::UNIQUE_NAME,
                    format!("{} is not a valid {what}: {fault}", quoted(text)),
                    LABEL_FORM,
                )])
            },
        )
    }
}

/// The fault of a label, as the end of a sentence.
pub(super) fn label_fault(text: &str) -> Option<String> {
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    match text.chars().count() {
        0 => Some("it is empty".to_owned()),
        length if length > LONGEST => Some(format!("it has {length} characters, more than {LONGEST}")),
        _ => {
            let wrong = text.chars().find(|letter| !is_allowed(*letter))?;
            Some(format!("the character {wrong:?} is not allowed"))
        }
    }
}

/// The longest label, in characters.
const LONGEST: usize = 64;

/// The form of a label, as the detail of a message.
pub(super) const LABEL_FORM: &str = "Use 1 to 64 ASCII letters, digits, dots, underscores, and hyphens.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_within_the_form_are_accepted() {
        for text in ["a", "ashburn-primary", "A.b_c-9", "-", &"x".repeat(64)] {
            assert_eq!(
                UniqueName::parse(text).map(|name| name.as_str().to_owned()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn names_outside_the_form_are_refused_with_the_fault() {
        let cases = [
            ("", "it is empty".to_owned()),
            ("a b", "the character ' ' is not allowed".to_owned()),
            ("zürich", "the character 'ü' is not allowed".to_owned()),
            ("a/b", "the character '/' is not allowed".to_owned()),
            (&"x".repeat(65), "it has 65 characters, more than 64".to_owned()),
        ];
        for (text, fault) in cases {
            let problem = UniqueName::parse(text).expect_err(text).remove(0);
            assert_eq!(problem.rule, Rule::UNIQUE_NAME);
            assert!(problem.summary.ends_with(&fault), "{}", problem.summary);
        }
    }
}
