//! The key that signs a BGP session's TCP segments.

use super::rule::{Problem, Rule};
use secrecy::{ExposeSecret, SecretString};

/// A shared secret for TCP MD5 signatures (RFC 2385). Only the request that sets the key reads it.
#[derive(Debug, Clone)]
pub struct Md5Key(SecretString);

impl Md5Key {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be 6 to 80 printable ASCII characters.";

    /// Reads a key. The problem never quotes it.
    ///
    /// # Errors
    /// `TWX141` unless it has 6 to 80 printable ASCII characters.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let is_printable = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let fault = if !is_printable {
            "contains a character that is not printable ASCII".to_owned()
        } else if !(SHORTEST..=LONGEST).contains(&length) {
            format!("has {length} characters")
        } else {
            return Ok(Self::trusted(text));
        };
        Err(vec![Problem::new(
            Rule::MD5_KEY,
            format!("the MD5 key {fault}"),
            "Use 6 to 80 printable ASCII characters, and configure the same key on your router.",
        )])
    }

    /// Draws a key that every router accepts: ASCII letters and digits, the first one a letter.
    ///
    /// Each character is equally likely: bytes of `random` that would favor some characters are drawn again. `random` fills a buffer
    /// from a cryptographic source.
    ///
    /// # Errors
    /// The error of `random`.
    pub fn drawn<E>(length: Md5KeyLength, mut random: impl FnMut(&mut [u8]) -> Result<(), E>) -> Result<Self, E> {
        let length = usize::try_from(length.get()).unwrap_or(usize::MAX);
        let (mut key, mut bytes) = (String::new(), [0_u8; DRAWN_AT_ONCE]);
        while key.len() < length {
            random(&mut bytes)?;
            for byte in bytes {
                let alphabet = if key.is_empty() { LETTERS } else { LETTERS_AND_DIGITS };
                let is_short = key.len() < length;
                key.extend(character(byte, alphabet).filter(|_| is_short));
            }
        }
        Ok(Self(SecretString::from(key)))
    }

    /// Takes a key that was read before, without a check.
    pub fn trusted(text: &str) -> Self {
        Self(SecretString::from(text))
    }

    /// The key, only for the request that sets it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// The number of characters of a drawn key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Md5KeyLength(u32);

impl Md5KeyLength {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str =
        "Must be a whole number from 6 to 80. Some routers accept at most 25 characters.";

    /// Reads a length, in decimal.
    ///
    /// # Errors
    /// `TWX141` unless it is a whole number from 6 to 80.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let length = text.parse().ok();
        let length = length.filter(|length| (SHORTEST..=LONGEST).contains(length));
        length.map(Self).ok_or_else(|| {
            vec![Problem::new(
                Rule::MD5_KEY,
                format!("an MD5 key cannot have {text} characters"),
                "Use a whole number from 6 to 80. The default is 24 characters.",
            )]
        })
    }

    /// Takes a length without a check.
    pub fn trusted(length: u32) -> Self {
        Self(length)
    }

    /// The number of characters.
    pub fn get(self) -> u32 {
        self.0
    }
}

/// 24 characters: about 142 bits, and within the limit of 25 of some routers.
impl Default for Md5KeyLength {
    fn default() -> Self {
        Self(24)
    }
}

/// The character for a drawn byte; `None` for a byte after the last whole repetition of the alphabet.
fn character(byte: u8, alphabet: &str) -> Option<char> {
    let rounds = 256 / alphabet.len();
    let place = usize::from(byte);
    (place < rounds * alphabet.len())
        .then(|| alphabet.chars().nth(place % alphabet.len()))
        .flatten()
}

const SHORTEST: u32 = 6;
const LONGEST: u32 = 80;
const DRAWN_AT_ONCE: usize = 64;
/// The first character of a key. Some routers read a number at this place as the kind of encryption that follows.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// The other characters of a key. Routers read spaces, quotes, `?`, `!`, and `$` in different ways.
const LETTERS_AND_DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

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

    /// Counts up from a byte, so that every value occurs.
    fn counting(mut from: u8) -> impl FnMut(&mut [u8]) -> Result<(), std::convert::Infallible> {
        move |buffer| {
            for byte in buffer {
                *byte = from;
                from = from.wrapping_add(1);
            }
            Ok(())
        }
    }

    #[test]
    fn a_drawn_key_has_its_length_begins_with_a_letter_and_keeps_the_rule() {
        for length in 6..=80_usize {
            for from in (0..=255).step_by(15) {
                let key = Md5Key::drawn(Md5KeyLength::parse(&length.to_string()).unwrap(), counting(from)).unwrap();
                let text = key.expose();
                assert_eq!(text.chars().count(), length);
                assert!(text.starts_with(|first: char| first.is_ascii_alphabetic()), "{text}");
                assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{text}");
                assert!(Md5Key::parse(text).is_ok());
            }
        }
    }

    #[test]
    fn every_character_is_as_likely_as_any_other() {
        for (alphabet, times) in [(LETTERS, 4), (LETTERS_AND_DIGITS, 4)] {
            let drawn: Vec<_> = (0..=255).filter_map(|byte| character(byte, alphabet)).collect();
            for letter in alphabet.chars() {
                assert_eq!(drawn.iter().filter(|one| **one == letter).count(), times, "{letter}");
            }
        }
    }

    #[test]
    fn a_source_that_fails_draws_no_key() {
        let broken = |_: &mut [u8]| Err("no entropy");
        assert_eq!(Md5Key::drawn(Md5KeyLength::default(), broken).err(), Some("no entropy"));
    }

    #[test]
    fn a_length_from_6_to_80_is_accepted_and_24_is_the_default() {
        for (text, length) in [
            ("6", Some(6)),
            ("80", Some(80)),
            ("5", None),
            ("81", None),
            ("-6", None),
            ("6.5", None),
        ] {
            assert_eq!(Md5KeyLength::parse(text).ok().map(Md5KeyLength::get), length, "{text}");
        }
        assert_eq!(Md5KeyLength::default().get(), 24);
    }

    #[test]
    fn the_key_does_not_show_itself() {
        let key = Md5Key::parse("hunter2-hunter2").unwrap();
        assert!(!format!("{key:?}").contains("hunter2"), "{key:?}");
        assert!(key.expose().contains("hunter2"));
    }
}
