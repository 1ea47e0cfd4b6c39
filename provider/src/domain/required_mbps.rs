//! The bandwidth that must remain of a redundant set after its worst loss.

use super::rule::{Problem, Rule};
use super::text::as_written;
use std::fmt;

/// A bandwidth in Mbps that must remain of a redundant set. It is any whole number and not one of the bandwidths on sale, because several
/// cross connects carry it together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequiredMbps(u32);

impl RequiredMbps {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be a whole number of Mbps, at least 1.";

    /// Reads a number.
    ///
    /// # Errors
    /// `TWX169` unless the text is a whole number from 1 to 4294967295.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let number = text.parse::<u32>().ok().filter(|number| *number > 0);
        number.map(Self).ok_or_else(|| {
            vec![Problem::new(
                Rule::REQUIRED_MBPS,
                format!("{} is not a required bandwidth", as_written(text)),
                "Set the Mbps that must remain after the worst loss, as a whole number of 1 or more. One Mbps carries about 10 G.711 calls.",
            )]
        })
    }

    /// Takes a number of the state without a check.
    pub fn trusted(mbps: u32) -> Self {
        Self(mbps)
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for RequiredMbps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_from_1_is_read_and_others_are_refused() {
        for number in [1, 300, u32::MAX] {
            let read = RequiredMbps::parse(&number.to_string());
            assert_eq!(read.map(RequiredMbps::get), Ok(number));
        }
        for wrong in ["", "0", "-1", "1.5", "4294967296", "100 Mbps"] {
            let refused = RequiredMbps::parse(wrong).unwrap_err();
            assert_eq!(refused[0].rule, Rule::REQUIRED_MBPS, "{wrong}");
        }
    }
}
