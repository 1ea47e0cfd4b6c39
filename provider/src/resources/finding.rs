//! Findings of the plan checks as diagnostics.

use framework::path::Path;
use framework::{Diagnostic, Diagnostics};

use crate::checks::{Finding, Severities, Severity};

/// Reports findings with the severity that the user or the check gave them.
pub(super) fn report(findings: impl IntoIterator<Item = Finding>, severities: &Severities, to: &mut Diagnostics) {
    for finding in findings {
        let (summary, detail) = (finding.to_string(), finding.detail);
        let diagnostic = match severities.of(finding.check) {
            Severity::Off => continue,
            Severity::Warn => Diagnostic::warning(summary, detail),
            Severity::Error => Diagnostic::error(summary, detail),
        };
        to.push(diagnostic.at(finding.attribute.map_or_else(Path::root, path)));
    }
}

/// A finding of a read. It is a warning at most: an error would keep a destroy from refreshing.
pub(super) fn said(found: &Finding, severities: &Severities) -> Option<Diagnostic> {
    let is_off = severities.of(found.check) == Severity::Off;
    (!is_off).then(|| Diagnostic::warning(found.to_string(), found.detail.clone()))
}

fn path(attribute: &str) -> Path {
    attribute
        .split('.')
        .fold(Path::root(), |path, name| path.child_attribute(name))
}
