//! Printable characters in texts for people: names on letters, and references of notices.

/// True for a printable character of any script.
///
/// Control characters are not printable. Neither are Unicode characters that print nothing and change how a text is shown or compared.
/// They are direction marks (Unicode Standard Annex 9), joiners, fillers, line and paragraph ends, the byte order mark, and tags.
pub fn is_printable(letter: char) -> bool {
    !letter.is_control()
        && !matches!(
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_every_script_are_printable_and_what_prints_nothing_is_not() {
        for text in ["Łódź S.A.", "日本電信電話", "שלום", "مثال", "e\u{301}", "🦀"] {
            assert!(text.chars().all(is_printable), "{text}");
        }
        for letter in [
            '\u{202e}',
            '\u{2066}',
            '\u{200b}',
            '\u{feff}',
            '\n',
            '\u{1b}',
            '\u{e0041}',
        ] {
            assert!(!is_printable(letter), "{letter:?}");
        }
    }
}
