//! The Diagnostic Format of reviewdog.
//!
//! Reviewdog posts a message as Markdown in a comment. Its filters drop a diagnostic without a path, so a finding without a place has the
//! path of the root module and no range. Columns are left out because reviewdog counts them in bytes.

use serde_json::{Value, json};

use super::json_text::json_text;
use super::safe_markdown::{detail, prose};
use crate::review::report::Report;
use crate::review::reported::Reported;
use crate::review::severity::Level;

/// Writes one diagnostic per finding, and one per remark.
pub fn render(report: &Report) -> String {
    let findings = report.findings().iter().map(|finding| diagnostic(report, finding));
    let conclusion = (!report.judged()).then(|| report.conclusion());
    let remarks = conclusion.into_iter().chain(report.remarks());
    let remarks = remarks.map(|text| remark(report, &text));
    json_text(&json!({
        "source": { "name": "terraform-provider-twilio" },
        "diagnostics": findings.chain(remarks).collect::<Vec<_>>(),
    }))
}

fn diagnostic(report: &Report, finding: &Reported) -> Value {
    json!({
        "message": message(finding),
        "severity": severity(finding.level()),
        "code": { "value": finding.code, "url": finding.documentation() },
        "location": location(report, finding),
    })
}

fn message(finding: &Reported) -> String {
    let subject = finding
        .subject()
        .map(|subject| format!(" ({subject})"))
        .unwrap_or_default();
    let title = prose(&format!("{}{subject}", finding.title));
    let accepted = finding.accepted.as_ref().map(|accepted| prose(&accepted.to_string()));
    let detail = Some(detail(&finding.detail)).filter(|detail| !detail.is_empty());
    let parts: Vec<_> = [Some(title), accepted, detail].into_iter().flatten().collect();
    parts.join("\n\n")
}

fn location(report: &Report, finding: &Reported) -> Value {
    match &finding.place {
        Some(place) => json!({
            "path": place.file,
            "range": { "start": { "line": place.start.line }, "end": { "line": place.end.line } },
        }),
        None => json!({ "path": report.root.file }),
    }
}

fn remark(report: &Report, text: &str) -> Value {
    json!({
        "message": prose(text),
        "severity": severity(Level::Note),
        "location": { "path": report.root.file },
    })
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Note => "INFO",
    }
}
