//! Findings of the plan checks as diagnostics.

use framework::Diagnostic;
use framework::path::Path;

use crate::checks::{Check, Finding, Severities, Severity};
use crate::run::Run;

/// A finding as a diagnostic of a severity, at its attribute.
pub(super) fn diagnostic(found: &Finding, severity: Severity) -> Diagnostic {
    let (summary, detail) = (found.to_string(), found.detail.clone());
    let diagnostic = match severity {
        Severity::Off | Severity::Warn => Diagnostic::warning(summary, detail),
        Severity::Error => Diagnostic::error(summary, detail),
    };
    diagnostic.at(found.attribute.map_or_else(Path::root, path))
}

/// A finding with the severity of the user or of the check; `None` if the check is switched off.
pub(super) fn reported(found: &Finding, severities: &Severities) -> Option<Diagnostic> {
    let severity = severities.of(found.check);
    (severity != Severity::Off).then(|| diagnostic(found, severity))
}

/// A finding of a read, which is at most a warning. An error would make the refresh before a destroy fail.
pub(super) fn warning(found: &Finding, severities: &Severities) -> Option<Diagnostic> {
    let is_off = severities.of(found.check) == Severity::Off;
    (!is_off).then(|| Diagnostic::warning(found.to_string(), found.detail.clone()))
}

/// The finding of a read about a status. The plan that follows does not repeat it. A finding of severity `error` is reported by the plan only.
pub(super) fn read_warning(run: &Run, found: &Finding) -> Option<Diagnostic> {
    let is_warning = run.severities.of(found.check) == Severity::Warn;
    let sid = found.subject.sid.as_deref().filter(|_| is_warning)?;
    run.reported.record_read(found.check, sid);
    warning(found, &run.severities)
}

/// A warning of an apply, with the code of a check.
pub(crate) fn apply_warning(check: &Check, title: &str, detail: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(format!("{title} [{}]", check.code), detail)
}

fn path(attribute: &str) -> Path {
    attribute
        .split('.')
        .fold(Path::root(), |path, name| path.child_attribute(name))
}
