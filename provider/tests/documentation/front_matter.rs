//! What the registry reads before the page: title and description.

/// The front matter of a page.
pub(crate) fn of(title: &str, description: &str) -> String {
    let first_paragraph = description.split("\n\n").next().unwrap_or_default();
    let plain = first_paragraph.replace(['`', '*'], "");
    format!("---\npage_title: \"{title}\"\nsubcategory: \"\"\ndescription: |-\n  {plain}\n---")
}
