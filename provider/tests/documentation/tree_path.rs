//! The paths of the project in code spans of the pages, such as `provider/src/api`.

use crate::tree;

/// Returns the paths on a page that do not exist in the tree, each as `page: path`.
pub(crate) fn missing_in(page: &str) -> Vec<String> {
    let text = tree::text(page).unwrap();
    spans_in(&text)
        .into_iter()
        .filter(|span| is_path(span) && !tree::root().join(span).exists())
        .map(|span| format!("{page}: {span}"))
        .collect()
}

fn spans_in(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// True where a code span is a path from the root of the project, without placeholders.
fn is_path(span: &str) -> bool {
    let starts_in_the_tree = span.split_once('/').is_some_and(|(first, _)| FOLDERS.contains(&first));
    starts_in_the_tree && !span.contains(['<', '{', '*', ' ', '\n'])
}

const FOLDERS: &[&str] = &[
    "acceptance-tests",
    "docs",
    "examples",
    "framework",
    "mock-api",
    "service",
    "proto",
    "provider",
];
