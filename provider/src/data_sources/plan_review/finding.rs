//! A finding of a review, as an object and as a diagnostic.

use framework::{Attr, Diagnostic, Model};

use crate::checks::{Finding, Severity, Subject};

/// A finding with the severity of its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judged {
    /// The finding of the check.
    pub(super) finding: Finding,
    /// True if the severity is `error`.
    pub(super) is_error: bool,
}

impl Judged {
    /// A finding; `None` if its check is switched off.
    pub(super) fn of(finding: Finding, severity: Severity) -> Option<Self> {
        (severity != Severity::Off).then_some(Self {
            finding,
            is_error: severity == Severity::Error,
        })
    }

    /// The severity: `error` or `warning`.
    pub(super) fn severity(&self) -> &'static str {
        if self.is_error { "error" } else { "warning" }
    }

    /// The object that the finding is about.
    pub(super) fn subject(&self) -> String {
        shown(&self.finding.subject)
    }

    /// The diagnostic: a warning, or an error if errors fail the plan.
    pub(super) fn diagnostic(&self, is_failing: bool) -> Diagnostic {
        let (title, detail) = (self.finding.to_string(), self.finding.detail.as_str());
        if self.is_error && is_failing {
            Diagnostic::error(title, format!("{}\n\n{WAY_PAST}", detail.trim_end()))
        } else {
            Diagnostic::warning(title, detail)
        }
    }
}

/// The advice on how to destroy objects while a review fails.
const WAY_PAST: &str = "This is an error because the review has fail = true. To destroy the resources anyway, run terraform destroy -refresh=false.";

fn shown(subject: &Subject) -> String {
    let name = subject.unique_name.as_ref().map(|name| format!("\"{name}\""));
    let sid = subject.sid.as_deref();
    if subject.resource == "twilio_bgp_session" {
        let session = sid.map_or_else(|| "new BGP session".to_owned(), |sid| format!("BGP session {sid}"));
        return name.map_or_else(|| session.clone(), |name| format!("{session} on {name}"));
    }
    let name = name.or_else(|| sid.map(str::to_owned));
    name.map_or_else(|| "cross connect".to_owned(), |name| format!("cross connect {name}"))
}

/// A finding of a review.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct FindingModel {
    /// The code of the plan check.
    #[attr(computed)]
    code: Attr<String>,
    /// The severity: `error` or `warning`.
    #[attr(computed)]
    severity: Attr<String>,
    /// The object that the finding is about.
    #[attr(computed)]
    subject: Attr<String>,
    /// The fault, as a label.
    #[attr(computed)]
    summary: Attr<String>,
    /// The event, its consequence, and the remedy.
    #[attr(computed)]
    detail: Attr<String>,
    /// The remedy, if it is separate from the detail.
    #[attr(computed)]
    fix: Attr<String>,
}

impl FindingModel {
    /// The model of a finding.
    pub(super) fn of(judged: &Judged) -> Self {
        let finding = &judged.finding;
        Self {
            code: finding.check.code.to_owned().into(),
            severity: judged.severity().to_owned().into(),
            subject: judged.subject().into(),
            summary: finding.title.clone().into(),
            detail: finding.detail.clone().into(),
            fix: finding.fix.clone().into(),
        }
    }
}
