//! The front matter of a page, from which the registry reads title and description.

/// Writes the front matter of a page, with the first paragraph of its description.
pub(crate) fn of(title: &str, description: &str) -> String {
    let first_paragraph = description.split("\n\n").next().unwrap_or_default();
    let plain = first_paragraph.replace(['`', '*'], "");
    format!("---\npage_title: \"{title}\"\nsubcategory: \"\"\ndescription: |-\n  {plain}\n---")
}
