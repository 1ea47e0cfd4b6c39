//! The parameters of a request: decoded pairs, with a check of their names.
//!
//! The modules of the routes read the values.

use std::str::FromStr;

use crate::code::Code;
use crate::refusal::Refusal;

/// Decoded `application/x-www-form-urlencoded` pairs, in the order in which they were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    pairs: Vec<(String, String)>,
}

/// The text in a log in place of a secret.
pub const MASK: &str = "***";

/// True for `Md5Key`, misspelled or not: the value of a misspelled name is also a secret.
fn is_secret(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_ascii_alphanumeric());
    let letters: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    letters.contains("md5") || letters.contains("key") || letters.contains("password")
}

/// Reads a whole number in its only decimal form: digits, without a sign and without leading zeros.
pub fn decimal<N: FromStr + ToString>(text: &str) -> Option<N> {
    text.parse::<N>().ok().filter(|number| number.to_string() == text)
}

impl Parameters {
    /// Decodes a body or a query string.
    pub fn decode(text: &[u8]) -> Self {
        Self {
            pairs: form_urlencoded::parse(text).into_owned().collect(),
        }
    }

    /// Refuses a name that is not a parameter of the call, and a repeated parameter that is not a list.
    ///
    /// # Errors
    /// 20001 for an unknown name, 20422 for a repeated one.
    pub fn accept(&self, single: &[&str], lists: &[&str]) -> Result<(), Refusal> {
        for (name, _) in &self.pairs {
            let name = name.as_str();
            if lists.contains(&name) {
                continue;
            }
            if !single.contains(&name) {
                let message = format!("'{name}' is not a parameter of this call");
                return Err(Refusal::new(Code::UnknownParameter, message).about(name));
            }
            if self.all(name).count() > 1 {
                let message = format!("{name} must not be repeated");
                return Err(Refusal::new(Code::InvalidParameter, message).about(name));
            }
        }
        Ok(())
    }

    /// The value as sent: `None` for a parameter that was left out, `Some("")` for an empty one.
    pub fn sent(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value; an empty one counts as left out.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.sent(name).filter(|value| !value.is_empty())
    }

    /// Every value of a repeated parameter.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The pairs, with the values of secret parameters masked, for a log.
    pub fn masked(&self) -> Vec<(String, String)> {
        let mask = |(name, value): &(String, String)| match is_secret(name) && !value.is_empty() {
            true => (name.clone(), MASK.to_owned()),
            false => (name.clone(), value.clone()),
        };
        self.pairs.iter().map(mask).collect()
    }

    /// True where a parameter is a secret.
    pub fn hold_a_secret(&self) -> bool {
        self.pairs.iter().any(|(name, _)| is_secret(name))
    }

    /// The pairs sorted, so that two requests with the same parameters in another order are equal.
    pub fn sorted(&self) -> Vec<(String, String)> {
        let mut pairs = self.pairs.clone();
        pairs.sort();
        pairs
    }
}
