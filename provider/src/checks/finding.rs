//! What a check has found.

use std::fmt;

use super::catalogue::Check;

/// One finding, about one attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static Check,
    /// The attribute that it is about, with dots where it stands in a block; `None` for the whole object.
    pub attribute: Option<&'static str>,
    /// One line that names what is wrong, without the code.
    pub summary: String,
    /// Why it matters and what to write or do instead.
    pub detail: String,
}

impl Finding {
    /// Whether the summary names an object, as a whole word.
    pub fn names(&self, name: &str) -> bool {
        let is_of_a_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
        self.summary
            .split(|letter| !is_of_a_name(letter))
            .any(|word| word == name)
    }

    /// The same about the object `name`, told at another one.
    #[must_use]
    pub fn said_for(self, name: &str) -> Self {
        let detail = format!(
            "{} This is about {name}, and not about the resource named above, which was planned later.",
            self.detail
        );
        Self {
            attribute: None,
            detail,
            ..self
        }
    }
}

/// The summary with the code in brackets at its end.
impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} [{}]", self.summary, self.check.code)
    }
}
