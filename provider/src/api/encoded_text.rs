//! The spellings in which an answer can repeat a text.
//!
//! They are: unchanged, percent-encoded (RFC 3986 section 2.1, also twice), HTML-escaped, escaped as in JSON or in a shell, and
//! quoted-printable (RFC 2045 section 6.7). Spaces or invisible characters can be between any two letters.

use crate::domain::text::is_unprintable;

/// A text to search for.
#[derive(Debug, Clone, Copy)]
pub(super) struct SearchText<'a> {
    pub(super) text: &'a str,
    /// True where upper and lower case of ASCII letters are the same.
    pub(super) ignores_case: bool,
}

impl SearchText<'_> {
    /// Returns the most bytes at the beginning of `text` that spell the word, each letter in any spelling.
    ///
    /// Characters that cleaning removes or turns into a space are ignored, between two letters of the text and in the word.
    pub(super) fn length_in(self, text: &str) -> Option<usize> {
        let first = self.text.chars().next()?;
        if !is_gap(first) && self.letter_ends(text, 0, first).next().is_none() {
            return None;
        }
        let mut ends = vec![0];
        for letter in self.text.chars() {
            let mut next: Vec<usize> = Vec::new();
            for end in ends {
                let behind_gaps = if end == 0 { vec![0] } else { gaps(text, end) };
                next.extend(
                    behind_gaps
                        .into_iter()
                        .flat_map(|at| self.letter_ends(text, at, letter)),
                );
                next.extend(is_gap(letter).then_some(end));
            }
            next.sort_unstable();
            next.dedup();
            ends = next;
            if ends.is_empty() {
                break;
            }
        }
        ends.into_iter().max().filter(|length| *length > 0)
    }

    /// Returns the ends of the spellings of a letter at a position in a text.
    fn letter_ends(self, text: &str, at: usize, letter: char) -> impl Iterator<Item = usize> {
        let readings = readings(text.get(at..).unwrap_or_default());
        let same = move |read: char| read == letter || self.ignores_case && read.eq_ignore_ascii_case(&letter);
        let found = readings.into_iter().flatten().filter(move |(read, _)| same(*read));
        found.map(move |(_, length)| at + length)
    }
}

/// Returns a position in a text, and the positions after each gap that begins there.
fn gaps(text: &str, at: usize) -> Vec<usize> {
    let mut places = vec![at];
    let mut rest = at;
    while places.len() < LONGEST_GAP {
        let readings = readings(text.get(rest..).unwrap_or_default());
        let Some((_, length)) = readings.into_iter().flatten().find(|(read, _)| is_gap(*read)) else {
            break;
        };
        rest += length;
        places.push(rest);
    }
    places
}

fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || is_unprintable(letter)
}

/// Returns the letters that the beginning of a text can spell, each with its length.
fn readings(text: &str) -> [Option<(char, usize)>; 4] {
    let plain = text.chars().next().map(|letter| (letter, letter.len_utf8()));
    let [first, second, third] = match text.as_bytes().first() {
        Some(b'%') => [0, 1, 2].map(|depth| in_bytes(text, |text| percent(text, depth))),
        Some(b'+') => [Some((' ', 1)), None, None],
        Some(b'=') => [in_bytes(text, |text| hexadecimal(text, "=")), None, None],
        Some(b'&') => [html(text), None, None],
        Some(b'\\') => [
            unicode_escape(text).or_else(|| backslash(text)),
            in_bytes(text, |text| hexadecimal(text, "\\x")),
            in_bytes(text, octal),
        ],
        _ => [None; 3],
    };
    [plain, first, second, third]
}

/// Reads a letter whose UTF-8 is spelled byte by byte.
fn in_bytes(text: &str, byte: impl Fn(&str) -> Option<(u8, usize)>) -> Option<(char, usize)> {
    let (first, mut length) = byte(text)?;
    let mut bytes = vec![first];
    for _ in 1..first.leading_ones().clamp(1, 4) {
        let (next, more) = byte(text.get(length..)?)?;
        bytes.push(next);
        length += more;
    }
    let letter = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((letter, length))
}

/// Reads `%2f`, with digits in either case, or `%252f` if it is encoded twice.
fn percent(text: &str, depth: usize) -> Option<(u8, usize)> {
    hexadecimal(text, ["%", "%25", "%2525"].get(depth)?)
}

fn hexadecimal(text: &str, prefix: &str) -> Option<(u8, usize)> {
    let digits = text.strip_prefix(prefix)?.get(..2)?;
    Some((u8::try_from(number(digits, 16)?).ok()?, prefix.len() + 2))
}

/// Reads an octal escape such as `\046`.
fn octal(text: &str) -> Option<(u8, usize)> {
    let digits = text.strip_prefix('\\')?.get(..3)?;
    Some((u8::try_from(number(digits, 8)?).ok()?, 4))
}

/// Reads a character reference: `&amp;`, `&#38;`, or `&#x26;`.
fn html(text: &str) -> Option<(char, usize)> {
    let reference = until(text.get(1..)?, ';')?;
    let letter = match reference.strip_prefix('#') {
        Some(code) => {
            let digits = code.strip_prefix(['x', 'X']);
            char::from_u32(digits.map_or_else(|| number(code, 10), |digits| number(digits, 16))?)?
        }
        None => NAMED.iter().find(|(name, _)| *name == reference)?.1,
    };
    Some((letter, reference.len() + 2))
}

/// Reads `\u0026`, as a surrogate pair beyond the first plane (RFC 8259 section 7), or `\u{26}`.
fn unicode_escape(text: &str) -> Option<(char, usize)> {
    if let Some(digits) = text.strip_prefix("\\u{").and_then(|rest| until(rest, '}')) {
        return Some((char::from_u32(number(digits, 16)?)?, digits.len() + 4));
    }
    let unit = |text: &str| u16::try_from(number(text.strip_prefix("\\u")?.get(..4)?, 16)?).ok();
    let units = [unit(text), text.get(6..).and_then(unit)];
    let letter = char::decode_utf16(units.into_iter().flatten()).next()?.ok()?;
    Some((letter, 6 * letter.len_utf16())).filter(|_| units[0].is_some())
}

fn backslash(text: &str) -> Option<(char, usize)> {
    let letter = match text.chars().nth(1)? {
        letter @ ('"' | '\\' | '/' | '\'') => letter,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => return None,
    };
    Some((letter, 2))
}

/// Returns the text before the first `end`, if that is near.
fn until(text: &str, end: char) -> Option<&str> {
    let (length, _) = text
        .char_indices()
        .take(LONGEST_REFERENCE)
        .find(|(_, letter)| *letter == end)?;
    text.get(..length)
}

fn number(digits: &str, radix: u32) -> Option<u32> {
    let is_bare = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    is_bare.then(|| u32::from_str_radix(digits, radix).ok()).flatten()
}

/// The most characters that are ignored between two letters of a word.
const LONGEST_GAP: usize = 16;

/// The most characters of a reference. It is longer than any name below, and than any number with a few leading zeros.
const LONGEST_REFERENCE: usize = 16;

/// HTML's names of the characters that a key or a token may hold (HTML Living Standard section 13.5).
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("AMP", '&'),
    ("lt", '<'),
    ("LT", '<'),
    ("gt", '>'),
    ("GT", '>'),
    ("quot", '"'),
    ("QUOT", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("excl", '!'),
    ("num", '#'),
    ("dollar", '$'),
    ("percnt", '%'),
    ("lpar", '('),
    ("rpar", ')'),
    ("ast", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("period", '.'),
    ("sol", '/'),
    ("colon", ':'),
    ("semi", ';'),
    ("equals", '='),
    ("quest", '?'),
    ("commat", '@'),
    ("lsqb", '['),
    ("lbrack", '['),
    ("bsol", '\\'),
    ("rsqb", ']'),
    ("rbrack", ']'),
    ("Hat", '^'),
    ("lowbar", '_'),
    ("grave", '`'),
    ("lcub", '{'),
    ("lbrace", '{'),
    ("verbar", '|'),
    ("vert", '|'),
    ("rcub", '}'),
    ("rbrace", '}'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spelled(text: &str, word: &str) -> Option<usize> {
        let ignores_case = false;
        SearchText {
            text: word,
            ignores_case,
        }
        .length_in(text)
    }

    #[test]
    fn a_word_is_recognized_in_every_spelling() {
        for text in [
            "a b/&ü",
            "a+b%2F%26%C3%BC",
            "a%20b%2f%26%c3%bc",
            "a b/&amp;ü",
            "a&#32;b&#x2F;&#38;&#252;",
            "&#x61;&nbsp;b&sol;&#x26;&#xFC;",
            "a b\\/\\u0026\\u00fc",
            "\\u0061 b/&\\u00FC",
            "a b/&\\u{fc}",
            "a=20b\\x2f\\046\\xc3\\xbc",
            "a%2520b%25252F=26=C3=BC",
            "ab/&ü",
            "a b / & ü",
            "a\\u200b b\\x1b/%E2%80%AE&#8203;&ü",
        ] {
            assert_eq!(spelled(text, "a b/&ü"), Some(text.len()), "{text}");
            assert_eq!(spelled(&format!("{text}x"), "a b/&ü"), Some(text.len()), "{text}");
        }
        assert_eq!(spelled("\\ud83e\\udd80", "🦀"), Some(12));
        for text in [
            "a b", "A b/&ü", "a%2b/&ü", "a b_/&ü", "a b/&#ü", "%", "%4", "&#x61", "&#;", "\\u00", "\\u{", "",
        ] {
            assert_eq!(spelled(text, "a b/&ü"), None, "{text}");
        }
    }

    #[test]
    fn a_word_that_looks_like_an_escape_is_recognized_both_ways() {
        assert_eq!(spelled("%41", "%41"), Some(3));
        assert_eq!(spelled("%2541", "%41"), Some(5));
        assert_eq!(spelled("&amp;amp;", "&amp;"), Some(9));
        assert_eq!(spelled("\\\\n", "\\n"), Some(3));
    }

    #[test]
    fn a_word_is_recognized_in_the_other_case_where_that_is_asked_for() {
        for (ignores_case, expected) in [(true, Some(5)), (false, None)] {
            let word = SearchText {
                text: "aB%41",
                ignores_case,
            };
            assert_eq!(word.length_in("Ab%41"), expected);
        }
    }

    proptest! {
        #[test]
        fn looking_for_any_word_in_any_text_never_panics(
            text in "([%&\\\\+;u{}#x]|[0-9a-f]|\\PC)*",
            word in "([%&\\\\+;u{}#x]|[0-9a-f]|\\PC)+",
        ) {
            if let Some(length) = spelled(&text, &word) {
                prop_assert!(text.is_char_boundary(length));
            }
            prop_assert!(spelled(&word, &word).is_some());
        }
    }
}
