//! The diagnostics of a provider.

use framework::path::{Path, Step};
use proto::tfplugin5::{AttributePath, Diagnostic, attribute_path::step::Selector, diagnostic::Severity};

/// Warnings and errors in their order.
#[derive(Clone, Debug, Default)]
pub struct Messages(pub Vec<Diagnostic>);

impl Messages {
    /// True where one is an error. A diagnostic without severity does not count (W18).
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|message| message.severity() == Severity::Error)
    }

    /// Returns each as `error name: summary`, or `warning: summary` for the whole.
    pub fn told(&self) -> Vec<String> {
        let told = |message: &Diagnostic| {
            let severity = match message.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Invalid => "nothing",
            };
            let path = message.attribute.as_ref().map(path_of).unwrap_or_default().to_string();
            let place = if path.is_empty() { path } else { format!(" {path}") };
            format!("{severity}{place}: {}", message.summary)
        };
        self.0.iter().map(told).collect()
    }

    /// Returns all summaries and details in one text, for searches.
    pub fn text(&self) -> String {
        let text = |message: &Diagnostic| format!("{}\n{}\n", message.summary, message.detail);
        self.0.iter().map(text).collect()
    }
}

/// A path from the wire; steps that select nothing are skipped (W17).
pub(super) fn path_of(path: &AttributePath) -> Path {
    let selectors = path.steps.iter().filter_map(|step| step.selector.clone());
    selectors
        .map(|selector| match selector {
            Selector::AttributeName(name) => Step::Attribute(name),
            Selector::ElementKeyString(key) => Step::Key(key),
            Selector::ElementKeyInt(index) => Step::Index(index),
        })
        .collect()
}
