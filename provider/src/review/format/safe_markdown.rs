//! Untrusted text within Markdown: shown as it is, and neither markup, nor a link, nor a mention.

use super::visible;
use crate::review::detail::{self, Part};

/// Letters that begin markup anywhere in a line.
const MARKUP: &[char] = &[
    '\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '#', '|', '~', '&', '!', '$', '^',
];

/// Prose on one line. What is between two backticks is code.
pub(super) fn prose(text: &str) -> String {
    let line = visible::line(text.trim());
    let pieces: Vec<_> = line.split('`').collect();
    let last = pieces.len().saturating_sub(1);
    let written = pieces.iter().enumerate().map(|(at, piece)| match at % 2 {
        1 if at == last => format!("\\`{}", escaped(piece)),
        1 if piece.is_empty() => "\\`\\`".to_owned(),
        1 => code(piece),
        // Two codes side by side would be read as one.
        _ if piece.is_empty() && at > 0 && at < last => " ".to_owned(),
        _ => escaped(piece),
    });
    beginning(&written.collect::<String>())
}

/// Text without markup, links, and mentions, but for what has a meaning at the beginning of a line.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if MARKUP.contains(&letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
        // A mention is found in what is shown, so that only another character keeps a name from being one.
        if letter == '@' {
            escaped.push('\u{200b}');
        }
    }
    without_links(&escaped)
}

/// A line that begins neither a list nor an underline of a heading.
fn beginning(line: &str) -> String {
    if line.starts_with(['-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    without_number(line)
}

/// Addresses of the web would become links.
fn without_links(text: &str) -> String {
    text.replace("://", "\\://")
        .replace("www.", "www\\.")
        .replace("WWW.", "WWW\\.")
}

/// `1.` and `1)` at the beginning of a line begin a list.
fn without_number(text: &str) -> String {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.len() - rest.len();
    match (digits, text.split_at_checked(digits)) {
        (1.., Some((number, rest))) if rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ => text.to_owned(),
    }
}

/// A name as code on one line.
pub(super) fn code(text: &str) -> String {
    let text = visible::line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let is_plain = !text.is_empty() && !text.starts_with([' ', '`']) && !text.ends_with([' ', '`']);
    let space = if is_plain { "" } else { " " };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Lines as they are, in a fence that none of them can close.
pub(super) fn fenced(language: &str, lines: &str) -> String {
    let text = visible::lines(lines);
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}")
}

/// A detail, its blocks fenced and its prose reflowed.
pub(super) fn detail(text: &str) -> String {
    let parts = detail::parts(text);
    let written = parts.iter().map(|part| match part {
        Part::Prose(text) => prose(text),
        Part::Block(lines) => fenced(language(lines), &lines.join("\n")),
    });
    written.collect::<Vec<_>>().join("\n\n")
}

fn language(block: &[String]) -> &'static str {
    let is_configuration = block.iter().any(|line| line.trim_end().ends_with('{'));
    if is_configuration { "hcl" } else { "text" }
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|letter| letter != '`');
    runs.map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_no_markup() {
        assert_eq!(
            prose("<img src=x> ![a](b) *d* | e_f &lt;"),
            r"\<img src=x\> \!\[a\](b) \*d\* \| e\_f \&lt;"
        );
        assert_eq!(prose("# a"), r"\# a");
        assert_eq!(prose("- a"), r"\- a");
        assert_eq!(prose("12. a"), r"12\. a");
        assert_eq!(prose("12 a."), "12 a.");
        assert_eq!(prose("a\n\n# b"), r"a  \# b");
    }

    #[test]
    fn what_prose_has_between_backticks_is_code_and_other_backticks_are_not() {
        assert_eq!(prose("set `a_b` or `<c>`."), "set `a_b` or `<c>`.");
        assert_eq!(prose("a `b_c"), r"a \`b\_c");
        assert_eq!(prose("`a``b`"), "`a` `b`");
        assert_eq!(prose("```a"), r"\`\` \`a");
    }

    #[test]
    fn prose_has_no_links_and_no_mentions() {
        assert_eq!(prose("see https://a.example"), r"see https\://a.example");
        assert_eq!(prose("www.a.example"), r"www\.a.example");
        assert_eq!(prose("@all"), "@\u{200b}all");
    }

    #[test]
    fn code_and_fences_are_longer_than_any_run_of_backticks_in_them() {
        assert_eq!(code("a.b[\"c\"]"), "`a.b[\"c\"]`");
        assert_eq!(code("a``b`"), "``` a``b` ```");
        assert_eq!(code(""), "`  `");
        assert_eq!(fenced("text", "a\n```\n<b>"), "````text\na\n```\n<b>\n````");
    }

    #[test]
    fn blocks_of_a_detail_are_fenced_and_its_prose_is_not() {
        assert_eq!(
            detail("To *keep* it:\n\nmoved {\n  from = a\n}"),
            "To \\*keep\\* it:\n\n```hcl\nmoved {\n  from = a\n}\n```"
        );
    }
}
