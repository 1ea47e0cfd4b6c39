//! The secrets of a request, hidden in texts of the service.

use super::credentials::Credentials;
use super::encoded_text::SearchText;
use crate::domain::AccountSid;
use crate::domain::text::one_line;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};

/// The secrets of one request, which are hidden in texts of the service in every spelling that an error page could echo.
///
/// Texts of this program are not searched, because a short secret could occur in a word.
#[derive(Debug, Clone, Default)]
pub(super) struct Secrets(Vec<Secret>);

#[derive(Debug, Clone)]
struct Secret {
    text: SecretString,
    /// True where it is hidden only without an adjacent letter or digit, because it is short and could be part of a word.
    is_short: bool,
}

impl Secrets {
    /// Creates the secrets of credentials: the password, and the header that carries it.
    pub(super) fn of(credentials: &Credentials, account: &AccountSid) -> Self {
        let mut secrets = Self::default();
        secrets.add(credentials.password());
        let header = format!("{}:{}", credentials.user_name(account), credentials.password());
        secrets.add_base64(&header, false);
        secrets
    }

    /// Adds a secret, as it is, in base64, in base32, and in hexadecimal digits.
    pub(super) fn add(&mut self, secret: &str) {
        let is_short = secret.chars().count() < SHORTEST;
        self.push(secret.to_owned(), is_short);
        self.add_base64(secret, is_short);
        if secret.len() >= SHORTEST_PART {
            self.push(base32(secret.as_bytes()), false);
            self.push(secret.bytes().map(|byte| format!("{byte:02x}")).collect(), false);
            for shift in 0..3 {
                self.push(within_base64(secret, shift, &STANDARD_NO_PAD), false);
                self.push(within_base64(secret, shift, &URL_SAFE_NO_PAD), false);
            }
        }
    }

    /// Adds the secrets of another request.
    pub(super) fn with(mut self, others: &Secrets) -> Self {
        self.0.extend(others.0.iter().cloned());
        self
    }

    /// Returns a text of the service as one printable line of bounded length, without the secrets.
    ///
    /// The text is cleaned first, because a secret could contain the removed characters, and cut last.
    pub(super) fn line(&self, text: &str, longest: usize) -> String {
        one_line(&self.scrub(&one_line(text, usize::MAX)), longest)
    }

    /// Returns a text of the service without the secrets.
    pub(super) fn scrub(&self, text: &str) -> String {
        let mut scrubbed = String::with_capacity(text.len());
        let (mut rest, mut before) = (text, None);
        while let Some(letter) = rest.chars().next() {
            let hidden = self.0.iter().filter_map(|secret| secret.length(before, rest)).max();
            let length = hidden.unwrap_or(letter.len_utf8());
            let (head, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
            scrubbed.push_str(if hidden.is_some() { HIDDEN } else { head });
            before = head.chars().next_back();
            rest = tail;
        }
        scrubbed
    }

    fn add_base64(&mut self, secret: &str, is_short: bool) {
        for engine in [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE, &URL_SAFE_NO_PAD] {
            self.push(engine.encode(secret), is_short);
        }
    }

    fn push(&mut self, text: String, is_short: bool) {
        let is_new = !self.0.iter().any(|secret| secret.text.expose_secret() == text);
        if is_new && !text.is_empty() {
            let text = SecretString::from(text);
            self.0.push(Secret { text, is_short });
        }
    }
}

impl Secret {
    /// Returns the number of bytes at the beginning of `text` that are this secret. `before` is the character before the text.
    fn length(&self, before: Option<char>, text: &str) -> Option<usize> {
        let word = self.text.expose_secret();
        let length = SearchText {
            text: word,
            ignores_case: word.len() >= SHORTEST_IN_ANY_CASE,
        }
        .length_in(text)?;
        let behind = text.get(length..).and_then(|rest| rest.chars().next());
        let is_in_word = [before, behind].into_iter().flatten().any(char::is_alphanumeric);
        (!self.is_short || !is_in_word).then_some(length)
    }
}

/// Returns the part of the base64 of a longer text that depends on the secret alone. `shift` is the number of bytes before it, modulo 3.
fn within_base64(secret: &str, shift: usize, engine: &impl Engine) -> String {
    let bytes: Vec<u8> = std::iter::repeat_n(0, shift).chain(secret.bytes()).collect();
    let encoded = engine.encode(&bytes);
    let (first, last) = ((shift * 8).div_ceil(6), bytes.len() * 8 / 6);
    encoded.get(first..last).unwrap_or_default().to_owned()
}

/// Encodes base32 without padding (RFC 4648 section 6).
fn base32(bytes: &[u8]) -> String {
    let five_bits = |chunk: &[u8]| {
        let padded = chunk.iter().chain(&[0; 5]).take(5);
        let bits = padded.fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let digits = (chunk.len() * 8).div_ceil(5);
        (0..digits)
            .map(move |digit| bits >> (35 - 5 * digit) & 31)
            .collect::<Vec<_>>()
    };
    let digits = bytes.chunks(5).flat_map(five_bits);
    let letters = digits.filter_map(|digit| BASE32.get(usize::try_from(digit).ok()?));
    letters.map(|letter| char::from(*letter)).collect()
}

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// The replacement of a secret.
const HIDDEN: &str = "(hidden)";
/// A length in characters. A shorter secret is hidden only as a whole word.
const SHORTEST: usize = 4;
/// A length in bytes. A shorter secret is hidden only in its own case, because it could be a word.
const SHORTEST_IN_ANY_CASE: usize = 8;
/// A length in bytes. In the base64 of a longer text, a shorter secret could be a part of a word.
const SHORTEST_PART: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn secrets(secret: &str) -> Secrets {
        let mut secrets = Secrets::default();
        secrets.add(secret);
        secrets
    }

    #[test]
    fn a_secret_is_hidden_in_each_of_its_spellings() {
        let account = AccountSid::trusted("AC1");
        let mut secrets = Secrets::of(&Credentials::AuthToken(SecretString::from("hunter2")), &account);
        secrets.add("a b\"c<d");
        let header = STANDARD.encode("AC1:hunter2");
        let echo = format!(
            "token hunter2, Basic {header}, Md5Key=a+b%22c%3Cd or a%20b%22c%3cd, {{\"key\": \"a b\\\"c\\u003cd\"}}, plain a b\"c<d, \
             page a b&quot;c&lt;d or a b&#34;c&#x3C;d"
        );
        assert_eq!(
            secrets.scrub(&echo),
            "token (hidden), Basic (hidden), Md5Key=(hidden) or (hidden), {\"key\": \"(hidden)\"}, plain (hidden), \
             page (hidden) or (hidden)"
        );
    }

    #[test]
    fn a_secret_is_hidden_in_base64_of_both_alphabets_padded_or_not_and_within_a_longer_text() {
        let secret = "key?with>bytes~\u{ff}";
        for engine in [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE, &URL_SAFE_NO_PAD] {
            let encoded = engine.encode(secret);
            assert_eq!(
                secrets(secret).scrub(&format!("<{encoded}>")),
                "<(hidden)>",
                "{encoded}"
            );
            for before in ["", "x", "xy", "xyz", "user:"] {
                let longer = engine.encode(format!("{before}{secret} and more"));
                let scrubbed = secrets(secret).scrub(&longer);
                assert!(
                    scrubbed.contains(HIDDEN) && scrubbed.len() < longer.len(),
                    "{longer}: {scrubbed}"
                );
            }
        }
    }

    #[test]
    fn a_short_secret_is_hidden_as_a_word_and_damages_no_other() {
        let secrets = secrets("a");
        assert_eq!(
            secrets.scrub("Md5Key \"a\" has a length of 1; Md5Key=a&x (YQ==)"),
            "Md5Key \"(hidden)\" has (hidden) length of 1; Md5Key=(hidden)&x ((hidden))"
        );
    }

    #[test]
    fn a_secret_is_hidden_though_characters_that_print_nothing_or_line_ends_are_inside() {
        let secrets = secrets("sup3rs3cretkey");
        for inside in [
            "\u{200b}",
            "\u{ad}",
            "\u{202e}",
            "\u{1b}",
            "\n",
            "\r\n  ",
            "\\u200b",
            "\u{1b}\u{200b}",
        ] {
            let everywhere: Vec<_> = "sup3rs3cretkey".chars().map(String::from).collect();
            for echo in [format!("sup3r{inside}s3cretkey"), everywhere.join(inside)] {
                assert_eq!(
                    secrets.line(&format!("bad key {echo}!"), 100),
                    "bad key (hidden)!",
                    "{echo:?}"
                );
            }
        }
        assert_eq!(secrets.line("xx sup3rs3cretkey", 6), "xx (hi...");
    }

    #[test]
    fn a_secret_with_spaces_or_unprintable_characters_is_hidden_as_it_is_printed() {
        for secret in [" pass word\u{1b}1 ", "pass\u{200b} word1"] {
            assert_eq!(
                secrets(secret).line(&format!("<{secret}>"), 100).replace(' ', ""),
                "<(hidden)>"
            );
        }
    }

    #[test]
    fn a_secret_is_hidden_in_hexadecimal_digits_in_base32_and_in_the_other_case() {
        let secrets = secrets("thisisatoken");
        let echo = "74686973697361746F6B656E 74 68 69 73 69 73 61 74 6f 6b 65 6e ORUGS43JONQXI33LMVXA==== THISisaTOKEN";
        assert_eq!(secrets.scrub(echo), "(hidden) (hidden) (hidden)==== (hidden)");
    }

    #[test]
    fn without_a_secret_nothing_is_hidden() {
        assert_eq!(secrets("").scrub("any text"), "any text");
    }

    proptest! {
        #[test]
        fn no_text_keeps_a_secret_that_is_no_part_of_a_word(before in "\\PC{0,20}", secret in "[!-~]{4,20}", after in "\\PC{0,20}") {
            let scrubbed = secrets(&secret).scrub(&format!("{before}{secret}{after}"));
            prop_assert!(!scrubbed.replace(HIDDEN, "\0").contains(&secret), "{}", scrubbed);
        }
    }
}
