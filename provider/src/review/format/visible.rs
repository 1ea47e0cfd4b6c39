//! Untrusted text as a person may be shown it: without whatever steers a terminal, a log, or the direction of writing.

/// One line: line breaks and tabs are spaces, and what cannot be seen is written as an escape, such as `\u{1b}`.
pub(super) fn line(text: &str) -> String {
    let spaced = text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    without_commands(&escaped(&spaced))
}

/// Lines, each as [`line()`] has it.
pub(super) fn lines(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Whether a character cannot be seen, and may steer whatever shows it.
pub(super) fn is_hidden(letter: char) -> bool {
    letter.is_control() || is_formatting(letter) || is_no_character(letter)
}

/// Characters of format: zero width, direction, separators of lines, byte order mark, and tags.
fn is_formatting(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Code points that are never characters, two of which no XML may contain.
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

/// The runners of GitHub and Azure take a line of a log that begins with `::` or that has `##[` or `##vso[` for a command.
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
