//! Untrusted text in Markdown, escaped so that it is not markup, a link, or a mention.

use super::visible;
use crate::review::detail::{self, Part};

/// The characters that begin markup anywhere in a line.
const MARKUP: &[char] = &[
    '\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '#', '|', '~', '&', '!', '$', '^',
];

/// Returns prose on one line. Text between two backticks stays code.
pub(super) fn prose(text: &str) -> String {
    let line = visible::line(text.trim());
    let pieces: Vec<_> = line.split('`').collect();
    let last = pieces.len().saturating_sub(1);
    let written = pieces.iter().enumerate().map(|(at, piece)| match at % 2 {
        1 if at == last => format!("\\`{}", escaped(piece)),
        1 if piece.is_empty() => "\\`\\`".to_owned(),
        1 => code(piece),
        // Adjacent code spans would become one.
        _ if piece.is_empty() && at > 0 && at < last => " ".to_owned(),
        _ => escaped(piece),
    });
    beginning(&written.collect::<String>())
}

/// Escapes markup, links, and mentions, except for marks that have a meaning only at the beginning of a line.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if MARKUP.contains(&letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
        // GitHub finds mentions in the rendered text, so an escape does not help. An invisible character breaks the name.
        if letter == '@' {
            escaped.push('\u{200b}');
        }
    }
    without_links(&escaped)
}

/// Escapes a line that would begin a list or underline a heading.
fn beginning(line: &str) -> String {
    if line.starts_with(['-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    without_number(line)
}

/// Escapes web addresses, which would become links.
fn without_links(text: &str) -> String {
    text.replace("://", "\\://")
        .replace("www.", "www\\.")
        .replace("WWW.", "WWW\\.")
}

/// Escapes `1.` and `1)` at the beginning of a line, which would begin a list.
fn without_number(text: &str) -> String {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.len() - rest.len();
    match (digits, text.split_at_checked(digits)) {
        (1.., Some((number, rest))) if rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ => text.to_owned(),
    }
}

/// Returns a name as a code span on one line.
pub(super) fn code(text: &str) -> String {
    let text = visible::line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let is_plain = !text.is_empty() && !text.starts_with([' ', '`']) && !text.ends_with([' ', '`']);
    let space = if is_plain { "" } else { " " };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Returns lines in a code fence that is longer than any run of backticks in them.
pub(super) fn fenced(language: &str, lines: &str) -> String {
    let text = visible::lines(lines);
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}")
}

/// Returns a detail with its blocks in fences and its prose on one line per paragraph.
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
