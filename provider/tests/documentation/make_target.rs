//! Commands of the form `make target` on the pages.

use crate::tree;

/// Returns the targets on a page that the Makefile does not have, each as `page: target`.
pub(crate) fn missing_in(page: &str) -> Vec<String> {
    let makefile = tree::text("Makefile").unwrap();
    let exists = |target: &str| makefile.lines().any(|line| line.starts_with(&format!("{target}:")));
    named_in(&tree::text(page).unwrap())
        .into_iter()
        .filter(|target| !exists(target))
        .map(|target| format!("{page}: make {target}"))
        .collect()
}

/// Returns the targets in code spans or at the beginning of lines.
fn named_in(text: &str) -> Vec<String> {
    let in_spans = text.split("`make ").skip(1);
    let in_lines = text.lines().filter_map(|line| line.strip_prefix("make "));
    in_spans.chain(in_lines).map(first_word).collect()
}

fn first_word(text: &str) -> String {
    let is_of_name = |letter: &char| letter.is_ascii_lowercase() || *letter == '-';
    text.chars().take_while(is_of_name).collect()
}
