//! An example file on a page.

use crate::tree;

/// The path of an example in the workspace.
pub(crate) struct Example(pub(crate) String);

impl Example {
    /// The section that shows it.
    pub(crate) fn section(&self) -> Option<String> {
        let fenced = self.fenced("hcl");
        assert!(fenced.is_some(), "{} is not there", self.0);
        Some(format!("## Example Usage\n\n{}", fenced?))
    }

    /// The file as a code block; `None` where it is not there.
    pub(crate) fn fenced(&self, language: &str) -> Option<String> {
        let text = tree::text(&self.0)?;
        Some(format!("```{language}\n{}\n```", text.trim()))
    }
}
