//! Texts: the newtype of most values, and the functions that make a text printable.
//!
//! The form of a text is checked in the `parse` of its type.

/// Declares a text value with `trusted`, `as_str`, `Display` and ordering.
macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Takes a value of the service that its client has cleaned, or a value of the state.
            pub fn trusted(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The value as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// The value in quotes, cut to a length that a message can carry, with control characters escaped.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let shown: String = text.chars().take(LONGEST).collect();
    let ending = if text.chars().nth(LONGEST).is_some() { "..." } else { "" };
    format!("\"{}{ending}\"", shown.escape_debug())
}

/// A number as written; any other text in quotes.
pub(crate) fn as_written(text: &str) -> String {
    const LONGEST: usize = 40;
    let is_of_a_number = |letter: char| letter.is_ascii_digit() || "+-.eE".contains(letter);
    let is_number = !text.is_empty() && text.len() <= LONGEST && text.chars().all(is_of_a_number);
    if is_number { text.to_owned() } else { quoted(text) }
}

/// True for characters that cannot be printed.
///
/// These are control characters (C0 with ESC, DEL, C1), and characters of Unicode that are invisible but change how a text is
/// shown or compared. The latter are line and paragraph ends, byte order mark, marks that change the direction of writing
/// (Unicode Standard Annex 9), joiners, fillers, and tags.
pub(crate) fn is_unprintable(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// The first `longest` printable characters of a text. A text that a user may write is not changed.
pub(crate) fn printable(text: &str, longest: usize) -> String {
    text.chars()
        .filter(|letter| !is_unprintable(*letter))
        .take(longest)
        .collect()
}

/// The beginning of a text as one printable line with single spaces, and `...` if the text is longer.
pub(crate) fn one_line(text: &str, longest: usize) -> String {
    let mut line = String::new();
    let (mut length, mut is_gap) = (0, false);
    for letter in text.chars() {
        if letter.is_whitespace() || letter.is_control() {
            is_gap = !line.is_empty();
        } else if !is_unprintable(letter) {
            for letter in is_gap.then_some(' ').into_iter().chain([letter]) {
                if length == longest {
                    return line + "...";
                }
                line.push(letter);
                length += 1;
            }
            is_gap = false;
        }
    }
    line
}

pub(super) use text_value;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_of_every_script_stay_and_what_prints_nothing_goes() {
        for text in [
            "Example & Söhne",
            "日本電信電話",
            "שלום",
            "مثال",
            "Ελλάς  two spaces",
            "e\u{301}",
            "🦀",
        ] {
            assert_eq!(printable(text, 100), text);
        }
        assert_eq!(
            printable("a\u{1b}]0;x\u{7}b\u{9b}1m\u{202e}c\u{200b}\u{feff}\u{2066}d\n", 100),
            "a]0;xb1mcd"
        );
        assert_eq!(printable("\u{1b}abc", 2), "ab");
    }

    #[test]
    fn a_line_has_single_spaces_and_says_that_it_goes_on() {
        assert_eq!(one_line(" a\n\u{1b}[31mb\t\tc \u{202e}", 100), "a [31mb c");
        assert_eq!(one_line("ab cd", 4), "ab c...");
        assert_eq!(one_line("ab cd", 5), "ab cd");
    }

    proptest! {
        #[test]
        fn no_text_brings_an_unprintable_character_through(text in "\\PC*|[\\x00-\\u{10ffff}]*", longest in 0_usize..80) {
            for cleaned in [printable(&text, longest), one_line(&text, longest)] {
                prop_assert!(!cleaned.contains(is_unprintable));
                prop_assert!(cleaned.chars().count() <= longest + 3);
            }
        }
    }
}
