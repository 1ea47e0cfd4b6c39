//! The rules for diagnostics (W17, W18).

use proto::tfplugin5::{Diagnostic, diagnostic::Severity};

use super::Broken;

/// Returns the broken rules of diagnostics. Core silently drops one without severity.
pub fn diagnostics(messages: &[Diagnostic]) -> Vec<Broken> {
    let mut found = Vec::new();
    for message in messages {
        if !matches!(message.severity(), Severity::Error | Severity::Warning) {
            let explanation = format!("{:?} is neither an error nor a warning", message.summary);
            found.push(Broken::whole("W18", explanation));
        }
        if message.summary.is_empty() {
            found.push(Broken::whole("W18", "a message without a summary"));
        }
        let steps = message.attribute.iter().flat_map(|path| &path.steps);
        if steps.into_iter().any(|step| step.selector.is_none()) {
            let explanation = format!("{:?} has a step that selects nothing", message.summary);
            found.push(Broken::whole("W17", explanation));
        }
    }
    found
}
