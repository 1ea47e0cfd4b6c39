//! The losses that a set of cross connects is meant to withstand.

use super::rule::{Problem, Rule};
use super::text::quoted;
use std::fmt;

/// The losses that a set of cross connects is meant to withstand. A set is judged by these losses only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RedundancyIntent {
    /// The loss of an exchange: the members are at exchanges in different metros.
    Geographic,
    /// The loss of one cross connect: the members may share their exchange.
    Metro,
    /// No loss: one cross connect is enough, or the set is not redundant on purpose.
    None,
}

impl RedundancyIntent {
    /// The values that a person may write.
    pub const WORDS: &'static [&'static str] = &["geographic", "metro", "none"];
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be `geographic`, `metro`, or `none`.";

    /// Reads one of the three words.
    ///
    /// # Errors
    /// `TWX191` for any other text, with the nearest word if there is a near one.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        match text {
            "geographic" => Ok(Self::Geographic),
            "metro" => Ok(Self::Metro),
            "none" => Ok(Self::None),
            other => Err(vec![unknown(other)]),
        }
    }

    /// The word as it is written in configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Geographic => "geographic",
            Self::Metro => "metro",
            Self::None => "none",
        }
    }
}

impl fmt::Display for RedundancyIntent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn unknown(text: &str) -> Problem {
    let meant = meant_by(text).map(|word| format!("; did you mean {word}?"));
    Problem::new(
        Rule::REDUNDANCY_INTENT,
        format!(
            "{} is not a redundancy intent{}",
            quoted(text),
            meant.unwrap_or_default()
        ),
        "Use geographic for exchanges in different metros, metro for two cross connects that may share their exchange, or none if no redundancy is \
         intended.",
    )
}

/// The word that a text probably means, by its beginning or a typing error: `geo`, `Metro`, `geografic`.
fn meant_by(text: &str) -> Option<&'static str> {
    let written = text.trim().to_lowercase();
    let is_begun = |word: &str| written.len() >= SHORTEST_BEGINNING && word.starts_with(&written);
    let is_slip = |word: &str| strsim::osa_distance(&written, word) <= FURTHEST_SLIP;
    let mut words = RedundancyIntent::WORDS.iter();
    words.find(|word| is_begun(word) || is_slip(word)).copied()
}

/// The fewest letters at the beginning of a word that identify it.
const SHORTEST_BEGINNING: usize = 3;
/// The most typing errors in a near miss.
const FURTHEST_SLIP: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_words_are_read() {
        for word in RedundancyIntent::WORDS {
            assert_eq!(RedundancyIntent::parse(word).map(RedundancyIntent::as_str), Ok(*word));
        }
    }

    #[test]
    fn a_word_that_comes_near_is_refused_with_the_right_one() {
        let cases = [
            ("geografic", "geographic"),
            ("geo", "geographic"),
            ("Metro", "metro"),
            ("mertro", "metro"),
            ("none ", "none"),
            ("no", "none"),
        ];
        for (written, meant) in cases {
            let problem = RedundancyIntent::parse(written).unwrap_err().remove(0);
            assert_eq!(problem.rule, Rule::REDUNDANCY_INTENT);
            assert!(
                problem.summary.ends_with(&format!("; did you mean {meant}?")),
                "{written}: {}",
                problem.summary
            );
        }
    }

    #[test]
    fn a_word_that_comes_near_none_is_refused_without_a_guess() {
        for text in ["", "regional", "two data centers"] {
            let problem = RedundancyIntent::parse(text).unwrap_err().remove(0);
            assert!(
                problem.summary.ends_with("is not a redundancy intent"),
                "{}",
                problem.summary
            );
        }
    }
}
