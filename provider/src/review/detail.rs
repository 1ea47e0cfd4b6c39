//! The detail of a finding in parts: prose that may be reflowed, and blocks that keep their lines.
//!
//! A block is a run of lines that are indented by at least two spaces, or configuration from `name "label" {` to its `}`.

/// A part of a detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph, on one line.
    Prose(String),
    /// Lines that are kept, without their common indentation.
    Block(Vec<String>),
}

/// The parts of a detail, in order.
pub fn parts(detail: &str) -> Vec<Part> {
    let (mut parts, mut prose, mut block) = (Vec::new(), Vec::new(), Vec::new());
    let mut in_braces = false;
    for line in detail.lines() {
        let begins = !in_braces && is_head(line);
        if in_braces || begins || is_indented(line) || is_gap(line, &block) {
            end_prose(&mut prose, &mut parts);
            block.push(line);
        } else {
            end_block(&mut block, &mut parts);
            continue_prose(line, &mut prose, &mut parts);
        }
        in_braces = (in_braces || begins) && line.trim_end() != "}";
    }
    end_prose(&mut prose, &mut parts);
    end_block(&mut block, &mut parts);
    parts
}

/// True where a line begins a block of configuration: `moved {` or `resource "a" "b" {`.
fn is_head(line: &str) -> bool {
    let Some(head) = line.trim_end().strip_suffix('{') else {
        return false;
    };
    let mut words = head.split_whitespace();
    let is_name = |word: &str| word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    line.starts_with(|letter: char| letter.is_ascii_lowercase())
        && words.next().is_some_and(is_name)
        && words.all(|word| word.starts_with('"'))
}

fn is_indented(line: &str) -> bool {
    line.starts_with("  ") && !line.trim().is_empty()
}

/// True where an empty line may be inside a block. An empty line at the end of the block is removed later.
fn is_gap(line: &str, block: &[&str]) -> bool {
    line.trim().is_empty() && !block.is_empty()
}

fn continue_prose<'a>(line: &'a str, prose: &mut Vec<&'a str>, parts: &mut Vec<Part>) {
    if line.trim().is_empty() {
        end_prose(prose, parts);
    } else {
        prose.push(line.trim());
    }
}

fn end_prose(prose: &mut Vec<&str>, parts: &mut Vec<Part>) {
    if !prose.is_empty() {
        parts.push(Part::Prose(prose.join(" ")));
        prose.clear();
    }
}

fn end_block(block: &mut Vec<&str>, parts: &mut Vec<Part>) {
    while block.last().is_some_and(|line| line.trim().is_empty()) {
        block.pop();
    }
    if block.is_empty() {
        return;
    }
    let filled = block.iter().filter(|line| !line.trim().is_empty());
    let margin = filled.map(|line| line.len() - line.trim_start_matches(' ').len()).min();
    let without = |line: &str| line.get(margin.unwrap_or(0)..).unwrap_or("").trim_end().to_owned();
    parts.push(Part::Block(block.drain(..).map(without).collect()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(text: &str) -> Part {
        Part::Prose(text.to_owned())
    }

    fn block<const N: usize>(lines: [&str; N]) -> Part {
        Part::Block(lines.map(str::to_owned).to_vec())
    }

    #[test]
    fn prose_is_one_line_a_paragraph() {
        assert_eq!(
            parts("One\ntwo.\n\nThree {of} four."),
            [prose("One two."), prose("Three {of} four.")]
        );
    }

    #[test]
    fn a_block_of_configuration_is_kept_from_its_head_to_its_brace() {
        let detail = "To import it:\n\nimport {\n  to = a.b\n\n  id = \"XC\"\n}\n\nOr not.";

        let lines = ["import {", "  to = a.b", "", "  id = \"XC\"", "}"];
        assert_eq!(parts(detail), [prose("To import it:"), block(lines), prose("Or not.")]);
    }

    #[test]
    fn indented_lines_are_a_block_without_their_margin() {
        let detail = "Run:\n\n    terraform apply\n      -refresh=false\n\nThen look.";

        let lines = ["terraform apply", "  -refresh=false"];
        assert_eq!(parts(detail), [prose("Run:"), block(lines), prose("Then look.")]);
    }

    #[test]
    fn a_brace_that_is_never_closed_is_a_block_to_the_end() {
        assert_eq!(parts("moved {\nfrom = a"), [block(["moved {", "from = a"])]);
    }
}
