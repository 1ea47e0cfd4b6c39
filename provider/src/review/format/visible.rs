//! Untrusted text that is safe to show to a person: nothing in it controls a terminal, a log, or the direction of writing.

/// Returns a text as one line. Line breaks and tabs become spaces, and an invisible character becomes an escape such as `\u{1b}`.
pub(super) fn line(text: &str) -> String {
    let spaced = text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    without_commands(&escaped(&spaced))
}

/// Returns the lines of a text, each treated as by [`line()`].
pub(super) fn lines(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// True for an invisible character that may control a terminal or a viewer.
pub(super) fn is_hidden(letter: char) -> bool {
    letter.is_control() || is_formatting(letter) || is_no_character(letter)
}

/// True for a formatting character: zero width, direction, line separator, byte order mark, or tag.
fn is_formatting(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// True for a code point that is never a character. XML forbids two of them.
fn is_no_character(letter: char) -> bool {
    matches!(u32::from(letter) & 0xffff, 0xfffe | 0xffff)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_hidden(letter) {
            escaped.extend(letter.escape_unicode());
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

/// Breaks up the commands of the runners of GitHub and Azure: a line that begins with `::`, or contains `##[` or `##vso[`.
fn without_commands(line: &str) -> String {
    let line = line.replace("##[", "## [").replace("##vso[", "## vso[");
    let Some(command) = line.trim_start().strip_prefix("::") else {
        return line;
    };
    let indentation = " ".repeat(line.len() - command.len() - 2);
    format!("{indentation}: :{command}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_as_an_escape() {
        assert_eq!(line("a\u{1b}[31mb\u{9b}c\u{7f}"), r"a\u{1b}[31mb\u{9b}c\u{7f}");
        assert_eq!(line("\u{202e}txt.\u{200b}\u{feff}"), r"\u{202e}txt.\u{200b}\u{feff}");
        assert_eq!(line("\u{ffff}\u{1fffe}"), r"\u{ffff}\u{1fffe}");
        assert_eq!(line("Größe 東京"), "Größe 東京");
    }

    #[test]
    fn a_line_stays_one_line_and_lines_stay_lines() {
        assert_eq!(line("a\r\nb\nc\td"), "a b c d");
        assert_eq!(lines("a\r\nb\u{7}\n c"), "a\nb\\u{7}\n c");
    }

    #[test]
    fn a_line_is_no_command_of_a_runner() {
        assert_eq!(line("  ::add-mask::x"), "  : :add-mask::x");
        assert_eq!(line("a ##[group]b ##vso[task]"), "a ## [group]b ## vso[task]");
        assert_eq!(line("a::b"), "a::b");
    }
}
