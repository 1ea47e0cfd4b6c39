//! GitLab's Code Quality: a subset of Code Climate's issues.
//!
//! GitLab drops an issue without a path and a line, and an issue whose fingerprint is a duplicate. A finding without a place, and a
//! remark on the review itself, therefore have the place of the root module.

use serde_json::{Value, json};

use super::json_text::json_text;
use super::{fingerprint, safe_markdown, visible};
use crate::review::detail::{self, Part};
use crate::review::place::Place;
use crate::review::report::Report;
use crate::review::reported::Reported;
use crate::review::severity::Level;

/// Writes one issue per finding, and one per remark.
pub fn render(report: &Report) -> String {
    let fingerprints = fingerprint::all(report);
    let findings = report.findings().iter().zip(&fingerprints);
    let issues = findings.map(|(finding, fingerprint)| issue(report, finding, fingerprint));
    let conclusion = (!report.judged()).then(|| report.conclusion());
    let remarks = conclusion.into_iter().chain(report.remarks());
    let remarks = remarks.map(|text| remark(report, &text));
    json_text(&issues.chain(remarks).collect::<Vec<_>>())
}

fn issue(report: &Report, finding: &Reported, fingerprint: &str) -> Value {
    json!({
        "type": "issue",
        "categories": ["Bug Risk"],
        "check_name": finding.code,
        "description": description(finding),
        "content": { "body": safe_markdown::detail(&finding.detail) },
        "fingerprint": fingerprint,
        "severity": severity(finding.level()),
        "location": location(report.place_of(finding)),
    })
}

/// Title, subject, acceptance, and the prose of the detail, on one line. GitLab shows no other field.
fn description(finding: &Reported) -> String {
    let subject = finding.subject().map(|subject| format!("({subject})"));
    let accepted = finding.accepted.as_ref().map(|accepted| format!("{accepted}."));
    let prose = detail::parts(&finding.detail)
        .into_iter()
        .filter_map(|part| match part {
            Part::Prose(text) => Some(text),
            Part::Block(_) => None,
        });
    let head = [Some(finding.headline()), subject, accepted].into_iter().flatten();
    visible::line(&head.chain(prose).collect::<Vec<_>>().join(" "))
}

fn remark(report: &Report, text: &str) -> Value {
    json!({
        "type": "issue",
        "categories": ["Bug Risk"],
        "check_name": "review",
        "description": visible::line(text),
        "fingerprint": fingerprint::of(["review", text]),
        "severity": severity(Level::Note),
        "location": location(&report.root),
    })
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "critical",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}

fn location(place: &Place) -> Value {
    json!({
        "path": place.file,
        "lines": { "begin": place.start.line, "end": place.end.line },
    })
}
