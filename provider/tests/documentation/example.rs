//! An example file on a page.

use crate::tree;

/// The path of an example in the workspace.
pub(crate) struct Example(pub(crate) String);

impl Example {
    /// Returns the section that shows the example.
    pub(crate) fn section(&self) -> Option<String> {
        let fenced = self.fenced("hcl");
        assert!(fenced.is_some(), "{} is not there", self.0);
        Some(format!("## Example Usage\n\n{}", fenced?))
    }

    /// Returns the file as a code block; `None` if it does not exist.
    pub(crate) fn fenced(&self, language: &str) -> Option<String> {
        let text = tree::text(&self.0)?;
        Some(format!("```{language}\n{}\n```", text.trim()))
    }
}
