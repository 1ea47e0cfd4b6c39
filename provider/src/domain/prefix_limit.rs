//! The prefix limit above which a router ends a session.

use super::announced_prefix::AnnouncedPrefix;
use super::rule::{Problem, Rule};
use super::text::as_written;
use std::fmt;

/// The maximum number of prefixes that a router accepts from Twilio on one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrefixLimit(u32);

impl PrefixLimit {
    /// The limit with headroom: twice the largest number of prefixes that Twilio is known to announce.
    pub fn of(announced: &[AnnouncedPrefix]) -> Self {
        Self(most(announced).saturating_mul(2))
    }

    /// Reads a limit of the user, in decimal, for an exchange where Twilio announces these prefixes.
    ///
    /// # Errors
    /// `TWX189` for anything but a whole number from the number of listed prefixes to 1000000: a lower one would end every
    /// session.
    pub fn parse(text: &str, announced: &[AnnouncedPrefix]) -> Result<Self, Vec<Problem>> {
        let listed = u32::try_from(announced.len()).unwrap_or(u32::MAX);
        let is_decimal = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text
            .parse::<u32>()
            .ok()
            .filter(|number| (listed..=HIGHEST).contains(number));
        number
            .filter(|_| is_decimal)
            .map(Self)
            .ok_or_else(|| vec![refused(text, announced)])
    }
}

impl fmt::Display for PrefixLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The largest number of prefixes that Twilio is known to announce: every part of every block at once.
pub fn most(announced: &[AnnouncedPrefix]) -> u32 {
    announced.iter().map(|prefix| prefix.count()).sum()
}

fn refused(text: &str, announced: &[AnnouncedPrefix]) -> Problem {
    Problem::new(
        Rule::ROUTER_PREFIX_LIMIT,
        format!("max_prefixes: {} is not a prefix limit", as_written(text)),
        format!(
            "Use true, false, or a whole number. true sets {}, twice the largest number that Twilio is known to announce at this exchange. A \
             number must be from {} (the number of listed prefixes) to {HIGHEST}. false sets no limit.",
            PrefixLimit::of(announced),
            announced.len()
        ),
    )
}

/// The largest limit. It is above the size of the IPv4 routing table of the public Internet.
const HIGHEST: u32 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Exchange;

    fn at(edge: &str) -> Vec<AnnouncedPrefix> {
        AnnouncedPrefix::all_at(&Exchange::trusted(edge)).unwrap()
    }

    #[test]
    fn the_limit_is_twice_what_can_pass_the_filter() {
        // A /18 with all its parts down to /24 is 1 + 2 + 4 + ... + 64 prefixes. One /25 is added.
        assert_eq!(most(&at("ashburn-ix")), 128);
        assert_eq!(PrefixLimit::of(&at("ashburn-ix")).to_string(), "256");
        assert_eq!(PrefixLimit::of(&at("sao-paulo-ix")).to_string(), "6");
    }

    #[test]
    fn a_number_is_read_unless_the_listed_prefixes_exceed_it() {
        let listed = at("london-ix");
        assert_eq!(listed.len(), 3);
        for text in ["3", "50", "1000000"] {
            assert_eq!(
                PrefixLimit::parse(text, &listed).map(|limit| limit.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in ["0", "2", "-1", "3.5", "1000001", "", "x"] {
            let problem = PrefixLimit::parse(text, &listed).expect_err(text).remove(0);
            assert_eq!(problem.rule, Rule::ROUTER_PREFIX_LIMIT, "{text}");
            assert!(problem.summary.starts_with("max_prefixes: "), "{}", problem.summary);
            assert!(problem.detail.contains("from 3 "), "{}", problem.detail);
        }
    }
}
