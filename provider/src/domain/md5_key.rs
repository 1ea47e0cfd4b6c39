//! The key that signs a BGP session's TCP segments.

use super::rule::{Problem, Rule};
use secrecy::{ExposeSecret, SecretString};

/// A shared secret for TCP MD5 signatures (RFC 2385). It shows itself to nobody but the request that carries it.
#[derive(Debug, Clone)]
pub struct Md5Key(SecretString);

impl Md5Key {
    /// What may be written, in one sentence.
    pub const RULE_TEXT: &'static str = "6 to 80 printable ASCII characters.";

    /// Reads a key. The problem never quotes it.
    ///
    /// # Errors
    /// `TWX141` unless it has 6 to 80 printable ASCII characters.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let is_printable = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        let length = text.chars().count();
        let fault = if !is_printable {
            "holds a character that is not printable ASCII".to_owned()
        } else if !(SHORTEST..=LONGEST).contains(&length) {
            format!("has {length} characters")
        } else {
            return Ok(Self::trusted(text));
        };
        Err(vec![Problem::new(
            Rule::MD5_KEY,
            format!("the MD5 key {fault}"),
            "Write 6 to 80 printable ASCII characters, and give the same key to your router.",
        )])
    }

    /// Believes a key that was read before.
    pub fn trusted(text: &str) -> Self {
        Self(SecretString::from(text))
    }

    /// The key itself, for the request that sets it and for nothing else.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

const SHORTEST: usize = 6;
const LONGEST: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_6_to_80_printable_characters_are_accepted() {
        for text in ["abcdef", "a b~!\"", &"x".repeat(80)] {
            assert_eq!(Md5Key::parse(text).unwrap().expose(), text);
        }
    }

    #[test]
    fn other_keys_are_refused_without_being_quoted() {
        for text in ["", "seven", &"secret".repeat(14), "secret\n", "sécret!", "secret\u{7f}"] {
            let problem = Md5Key::parse(text).expect_err(text).remove(0);
            assert_eq!(problem.rule, Rule::MD5_KEY);
            let shown = format!("{problem:?}");
            assert!(text.is_empty() || !shown.contains(text), "{shown}");
        }
    }

    #[test]
    fn the_key_does_not_show_itself() {
        let key = Md5Key::parse("hunter2-hunter2").unwrap();
        assert!(!format!("{key:?}").contains("hunter2"), "{key:?}");
        assert!(key.expose().contains("hunter2"));
    }
}
