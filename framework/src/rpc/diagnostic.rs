//! Diagnostics and paths in their wire form.

use proto::tfplugin5 as pb;
use proto::tfplugin5::attribute_path::step::Selector;
use proto::tfplugin5::diagnostic::Severity as Wire;

use crate::diagnostics::{Diagnostics, Severity};
use crate::path::{Path, Step};

/// Returns the diagnostics, each of which is an error or a warning (conformance rule W18).
pub(super) fn to_wire(diagnostics: Diagnostics) -> Vec<pb::Diagnostic> {
    diagnostics
        .into_iter()
        .map(|diagnostic| pb::Diagnostic {
            severity: match diagnostic.severity {
                Severity::Error => Wire::Error.into(),
                Severity::Warning => Wire::Warning.into(),
            },
            attribute: (!diagnostic.path.is_root()).then(|| path_to_wire(&diagnostic.path)),
            summary: diagnostic.summary,
            detail: diagnostic.detail,
        })
        .collect()
}

/// Returns a path in the form that core reads (conformance rule W17).
pub(super) fn path_to_wire(path: &Path) -> pb::AttributePath {
    let selector = |step: &Step| match step {
        Step::Attribute(name) => Selector::AttributeName(name.clone()),
        Step::Key(key) => Selector::ElementKeyString(key.clone()),
        Step::Index(index) => Selector::ElementKeyInt(*index),
    };
    let steps = path.steps().iter().map(|step| pb::attribute_path::Step {
        selector: Some(selector(step)),
    });
    pb::AttributePath { steps: steps.collect() }
}
