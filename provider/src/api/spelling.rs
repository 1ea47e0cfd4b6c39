//! The spellings in which a text can come back: as it is, percent-encoded, HTML-escaped, JSON-escaped.

/// The number of bytes at the beginning of `text` that spell `word`, each letter in any spelling; the longest way, if there is one.
pub(super) fn spelled(text: &str, word: &str) -> Option<usize> {
    let mut letters = word.chars();
    let mut ends: Vec<usize> = lengths(text, letters.next()?).into_iter().flatten().collect();
    for letter in letters {
        let mut next: Vec<usize> = Vec::new();
        for end in ends {
            let rest = text.get(end..).unwrap_or_default();
            next.extend(lengths(rest, letter).into_iter().flatten().map(|length| end + length));
        }
        next.sort_unstable();
        next.dedup();
        ends = next;
        if ends.is_empty() {
            break;
        }
    }
    ends.into_iter().max()
}

/// The lengths of the spellings of a letter at the beginning of a text.
fn lengths(text: &str, letter: char) -> [Option<usize>; 2] {
    let plain = text.starts_with(letter).then(|| letter.len_utf8());
    let escaped = match text.as_bytes().first() {
        Some(b'%') => percent(text, letter),
        Some(b'+') if letter == ' ' => Some(1),
        Some(b'&') => html(text, letter),
        Some(b'\\') => unicode_escape(text, letter).or_else(|| backslash(text, letter)),
        _ => None,
    };
    [plain, escaped]
}

/// `%2f` for each byte, the digits in either case (RFC 3986 section 2.1).
fn percent(text: &str, letter: char) -> Option<usize> {
    let mut buffer = [0; 4];
    let bytes = letter.encode_utf8(&mut buffer).bytes();
    let mut rest = text;
    for byte in bytes {
        let digits = rest.strip_prefix('%')?.get(..2)?;
        (number(digits, 16)? == u32::from(byte)).then_some(())?;
        rest = rest.get(3..)?;
    }
    Some(text.len() - rest.len())
}

/// `&amp;`, `&#38;`, `&#x26;`.
fn html(text: &str, letter: char) -> Option<usize> {
    let reference = until(text.get(1..)?, ';')?;
    let is_letter = match reference.strip_prefix('#') {
        Some(code) => {
            let hexadecimal = code.strip_prefix(['x', 'X']);
            let code = hexadecimal.map_or_else(|| number(code, 10), |digits| number(digits, 16));
            code == Some(u32::from(letter))
        }
        None => NAMED.contains(&(reference, letter)),
    };
    is_letter.then(|| reference.len() + 2)
}

/// `\u0026`, in two halves beyond the first plane (RFC 8259 section 7), and `\u{26}`.
fn unicode_escape(text: &str, letter: char) -> Option<usize> {
    if let Some(digits) = text.strip_prefix("\\u{").and_then(|rest| until(rest, '}')) {
        return (number(digits, 16)? == u32::from(letter)).then(|| digits.len() + 4);
    }
    let mut buffer = [0; 2];
    let mut rest = text;
    for unit in letter.encode_utf16(&mut buffer) {
        let digits = rest.strip_prefix("\\u")?.get(..4)?;
        (number(digits, 16)? == u32::from(*unit)).then_some(())?;
        rest = rest.get(6..)?;
    }
    Some(text.len() - rest.len())
}

fn backslash(text: &str, letter: char) -> Option<usize> {
    let escaped = match letter {
        '"' | '\\' | '/' | '\'' => letter,
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        _ => return None,
    };
    text.get(1..)?.starts_with(escaped).then_some(2)
}

/// The text before the first such letter, which is never far.
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

/// In characters: longer than any name below, and than any number with a few zeros before it.
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
        ] {
            assert_eq!(spelled(text, "a b/&ü"), Some(text.len()), "{text}");
            assert_eq!(spelled(&format!("{text}x"), "a b/&ü"), Some(text.len()), "{text}");
        }
        assert_eq!(spelled("\\ud83e\\udd80", "🦀"), Some(12));
        for text in [
            "a b", "A b/&ü", "a%2b/&ü", "a b/&#ü", "%", "%4", "&#x61", "&#;", "\\u00", "\\u{", "",
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
