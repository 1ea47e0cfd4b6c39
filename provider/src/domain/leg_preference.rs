//! The rank of one leg among the legs of a router.

use super::rule::{Problem, Rule};
use super::text::quoted;
use std::fmt;

/// The rank of a leg. The router uses a primary leg while it is up, and a backup leg while no other leg is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegPreference {
    /// Used before legs without a preference.
    Primary,
    /// Used after legs without a preference.
    Backup,
}

impl LegPreference {
    /// The values that a person may write.
    pub const WORDS: [&'static str; 2] = ["primary", "backup"];

    /// Reads one of the words.
    ///
    /// # Errors
    /// `TWX188` for any other text, with the word that was probably meant.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        match text {
            "primary" => Ok(Self::Primary),
            "backup" => Ok(Self::Backup),
            other => Err(vec![unknown(other)]),
        }
    }

    /// The word as it is written in configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Backup => "backup",
        }
    }

    /// The local preference of the routes that are learned on the leg. Routes without one count as 100 on every platform.
    pub fn local_preference(self) -> u32 {
        match self {
            Self::Primary => 200,
            Self::Backup => 50,
        }
    }

    /// The number of times that the session's ASN is prepended, in addition to the one time by eBGP.
    pub fn prepends(self) -> usize {
        match self {
            Self::Primary => 0,
            Self::Backup => 2,
        }
    }
}

impl fmt::Display for LegPreference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn unknown(text: &str) -> Problem {
    let is_number = text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    let near = |word: &&str| strsim::osa_distance(&text.to_lowercase(), word) <= FURTHEST_SLIP;
    let guess = match LegPreference::WORDS.into_iter().find(near) {
        Some(word) => format!("; did you mean {word}?"),
        None => String::new(),
    };
    let number = match is_number {
        true => {
            " A number is not accepted: the configuration sets local preference 200 on a primary leg and 50 on a backup leg."
        }
        false => "",
    };
    Problem::new(
        Rule::ROUTER_PREFERENCE,
        format!("preference: {} is not a preference{guess}", quoted(text)),
        format!("Use primary or backup, or leave preference out for a leg that ranks between the two.{number}"),
    )
}

/// The most typing errors in a near miss. The two words differ in more letters than that.
const FURTHEST_SLIP: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_words_are_read_and_rank_around_the_default_of_100() {
        for word in LegPreference::WORDS {
            assert_eq!(LegPreference::parse(word).map(LegPreference::as_str), Ok(word));
        }
        assert!(LegPreference::Primary.local_preference() > 100);
        assert!(LegPreference::Backup.local_preference() < 100);
    }

    #[test]
    fn another_word_is_refused_with_the_one_that_is_near() {
        let refused = |text: &str| LegPreference::parse(text).expect_err(text).remove(0);

        assert_eq!(
            refused("Primry").summary,
            "preference: \"Primry\" is not a preference; did you mean primary?"
        );
        assert_eq!(refused("x").summary, "preference: \"x\" is not a preference");
        assert!(refused("x").detail.starts_with("Use primary or backup"));
        assert!(refused("300").detail.contains("A number is not accepted"));
        assert_eq!(refused("").rule, Rule::ROUTER_PREFERENCE);
    }
}
