//! Twilio's identifiers: two capital letters that name the kind, and 32 hexadecimal digits.
//!
//! `XC`, `BG`, `LA` and `EX` are Interconnect v1's own; `AC` and `SK` are Twilio's.

use super::rule::{Problem, Rule};
use super::text::{quoted, text_value};

/// Declares one kind of SID with its prefix, its name and the rule that a wrong one breaks.
macro_rules! sid {
    ($name:ident, $prefix:literal, $noun:literal, $article:literal, $rule:expr) => {
        text_value! {
            #[doc = concat!("The SID of ", $article, " ", $noun, ": `", $prefix, "` and 32 hexadecimal digits.")]
            $name
        }

        impl $name {
            /// The two letters that this kind begins with.
            pub const PREFIX: &'static str = $prefix;
            /// The accepted values, as schema descriptions and documentation print them.
            pub const RULE_TEXT: &'static str = concat!(
                "The SID of ",
                $article,
                " ",
                $noun,
                " is `",
                $prefix,
                "` followed by 32 hexadecimal digits."
            );

            /// Reads a SID of this kind.
            ///
            /// # Errors
            #[doc = concat!("The form's rule for anything but `", $prefix, "` and 32 hexadecimal digits.")]
            pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
                let expected = Expected {
                    prefix: $prefix,
                    noun: concat!($article, " ", $noun),
                    rule: $rule,
                };
                check(text, &expected)
                    .map(Self::trusted)
                    .map_err(|problem| vec![problem])
            }
        }
    };
}

sid!(CrossConnectSid, "XC", "cross connect", "a", Rule::SID);
sid!(BgpSessionSid, "BG", "BGP session", "a", Rule::SID);
sid!(LetterSid, "LA", "letter of authorization", "a", Rule::SID);
sid!(ExchangeSid, "EX", "exchange", "an", Rule::SID);
sid!(AccountSid, "AC", "account", "an", Rule::ACCOUNT_SID);
sid!(ApiKeySid, "SK", "API key", "an", Rule::CREDENTIALS);

/// The SID of an object that a customer orders, of either kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ObjectSid {
    /// A cross connect.
    CrossConnect(CrossConnectSid),
    /// A BGP session.
    BgpSession(BgpSessionSid),
}

impl ObjectSid {
    /// Reads a SID; `None` for what is the SID of neither kind.
    pub fn parse(text: &str) -> Option<Self> {
        let cross_connect = CrossConnectSid::parse(text).map(Self::CrossConnect);
        let session = || BgpSessionSid::parse(text).map(Self::BgpSession);
        cross_connect.or_else(|_| session()).ok()
    }

    /// The SID as it is written.
    pub fn as_str(&self) -> &str {
        match self {
            Self::CrossConnect(sid) => sid.as_str(),
            Self::BgpSession(sid) => sid.as_str(),
        }
    }
}

impl std::fmt::Display for ObjectSid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

struct Expected {
    prefix: &'static str,
    noun: &'static str,
    rule: &'static Rule,
}

fn check<'text>(text: &'text str, expected: &Expected) -> Result<&'text str, Problem> {
    let body = text.strip_prefix(expected.prefix);
    match body {
        Some(digits) if digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => Ok(text),
        Some(digits) => Err(expected.wrong_body(text, digits)),
        None => Err(expected.wrong_prefix(text)),
    }
}

impl Expected {
    fn problem(&self, text: &str, reason: &str) -> Problem {
        Problem::new(
            self.rule,
            format!("{} is not the SID of {}", quoted(text), self.noun),
            format!(
                "{reason} The SID of {} is {} and 32 hexadecimal digits.",
                self.noun, self.prefix
            ),
        )
    }

    fn wrong_body(&self, text: &str, digits: &str) -> Problem {
        let characters = text.chars().count();
        let reason = if digits.chars().count() == DIGITS {
            "It contains a character that is not a hexadecimal digit.".to_owned()
        } else {
            format!("It has {characters} characters instead of 34.")
        };
        self.problem(text, &reason)
    }

    fn wrong_prefix(&self, text: &str) -> Problem {
        let prefix = text.get(..2).unwrap_or_default();
        let known = KNOWN.iter().find(|(known, _)| *known == prefix);
        let reason = match known {
            Some((prefix, noun)) => format!("{prefix} is the prefix of the SID of {noun}."),
            None if prefix.eq_ignore_ascii_case(self.prefix) => "The prefix must be in uppercase.".to_owned(),
            None => format!("It does not begin with {}.", self.prefix),
        };
        self.problem(text, &reason)
    }
}

const DIGITS: usize = 32;

/// Kinds that people are likely to paste by mistake.
const KNOWN: &[(&str, &str)] = &[
    ("XC", "a cross connect"),
    ("BG", "a BGP session"),
    ("LA", "a letter of authorization"),
    ("EX", "an exchange"),
    ("AC", "an account"),
    ("SK", "an API key"),
    ("TK", "a SIP trunk"),
    ("PN", "a phone number"),
    ("CA", "a call"),
    ("SM", "a message"),
    ("IL", "an IP record"),
    ("IB", "a source IP mapping"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEX: &str = "0123456789abcdefABCDEF0123456789";

    fn detail(text: &str) -> String {
        CrossConnectSid::parse(text).expect_err(text).remove(0).detail
    }

    #[test]
    fn each_kind_reads_its_own_prefix_alone() {
        let reads = |text: &str| {
            [
                CrossConnectSid::parse(text).is_ok(),
                BgpSessionSid::parse(text).is_ok(),
                LetterSid::parse(text).is_ok(),
                ExchangeSid::parse(text).is_ok(),
                AccountSid::parse(text).is_ok(),
                ApiKeySid::parse(text).is_ok(),
            ]
        };
        for (place, prefix) in ["XC", "BG", "LA", "EX", "AC", "SK"].into_iter().enumerate() {
            let mut expected = [false; 6];
            expected[place] = true;
            assert_eq!(reads(&format!("{prefix}{HEX}")), expected, "{prefix}");
        }
    }

    #[test]
    fn a_refusal_says_what_was_expected_and_what_the_other_prefix_means() {
        let problem = CrossConnectSid::parse(&format!("BG{HEX}")).unwrap_err().remove(0);
        assert_eq!(problem.rule, Rule::SID);
        assert_eq!(
            problem.summary,
            format!("\"BG{HEX}\" is not the SID of a cross connect")
        );
        assert!(
            problem
                .detail
                .starts_with("BG is the prefix of the SID of a BGP session. The SID of a cross connect is XC and 32")
        );
    }

    #[test]
    fn length_digits_and_case_are_told_apart() {
        assert!(detail("XC12").starts_with("It has 4 characters instead of 34."));
        assert!(detail(&format!("XC{}g", &HEX[1..])).starts_with("It contains a character"));
        assert!(detail(&format!("xc{HEX}")).starts_with("The prefix must be in uppercase."));
        assert!(detail("ashburn-primary").starts_with("It does not begin with XC."));
        assert!(detail("").starts_with("It does not begin with XC."));
        assert!(detail(&format!("XC{}é", &HEX[2..])).starts_with("It has 33"));
    }

    #[test]
    fn account_and_key_break_rules_of_their_own() {
        assert_eq!(AccountSid::parse("x").unwrap_err()[0].rule, Rule::ACCOUNT_SID);
        assert_eq!(ApiKeySid::parse("x").unwrap_err()[0].rule, Rule::CREDENTIALS);
    }

    proptest! {
        #[test]
        fn reading_a_sid_never_panics(text in "(XC)?\\PC*") {
            let _ = CrossConnectSid::parse(&text);
        }
    }

    #[test]
    fn an_object_has_a_sid_of_one_of_two_kinds() {
        let digits = "0".repeat(32);
        for prefix in ["XC", "BG"] {
            let sid = format!("{prefix}{digits}");
            assert_eq!(ObjectSid::parse(&sid).map(|sid| sid.to_string()), Some(sid));
        }
        for text in [
            "",
            "XC1",
            &format!("LA{digits}"),
            &format!("XC{digits}0"),
            &format!(" XC{digits}"),
        ] {
            assert_eq!(ObjectSid::parse(text), None, "{text}");
        }
    }
}
