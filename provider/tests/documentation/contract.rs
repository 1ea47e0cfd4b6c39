//! The statement that Interconnect v1 is not an API of Twilio. Every page for users contains it exactly once.

use crate::page::FOLDERS;
use crate::tree;

/// The words by which the statement is recognized.
pub(crate) const STATEMENT: &str = "this project's own HTTP contract";

const SENTENCE: &str =
    "Twilio publishes no API for Interconnect: the provider uses *Interconnect v1*, this project's own HTTP contract.";

/// Returns the sentence for a page whose description does not contain the statement.
pub(crate) fn statement_unless_in(description: &str) -> Option<String> {
    (!description.contains(STATEMENT)).then(|| SENTENCE.to_owned())
}

/// The pages that users read, by their paths in the workspace.
pub(crate) fn pages_for_users() -> Vec<String> {
    let mut pages: Vec<_> = FOLDERS
        .into_iter()
        .chain(["docs/guides"])
        .flat_map(tree::files_under)
        .collect();
    pages.extend(["docs/index.md", "docs/codes.md"].map(str::to_owned));
    pages
}

/// Counts the statements on a page.
pub(crate) fn statements_in(page: &str) -> usize {
    let text = tree::text(page).unwrap_or_default();
    let on_one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    on_one_line.matches(STATEMENT).count()
}
