//! JSON for a program.
//!
//! ```json
//! {
//!   "format_version": "1.0",
//!   "tool": { "name": "terraform-provider-twilio", "version": "0.1.0" },
//!   "judged": true,
//!   "verdict": "failed",
//!   "conclusion": "Review failed: 1 error.",
//!   "findings": [
//!     {
//!       "code": "TWX305",
//!       "severity": "error",
//!       "fails": true,
//!       "title": "Completion before a letter of authorization",
//!       "detail": "...",
//!       "documentation": "https://...#twx305",
//!       "address": "twilio_cross_connect.leg[\"ashburn\"]",
//!       "attribute": "completion.reference",
//!       "unique_name": "voice-a",
//!       "redundancy_group": "voice",
//!       "sid": null,
//!       "place": { "file": "main.tf", "start": { "line": 4, "column": 3 }, "end": { "line": 4, "column": 20 } },
//!       "accepted": null
//!     }
//!   ],
//!   "unjudged": [ { "codes": ["TWX501"], "reason": "Not judged, because the account was not read (use --account to read it)" } ],
//!   "unused_acceptances": [],
//!   "notes": [ "The plan is incomplete: ..." ]
//! }
//! ```
//!
//! Every field is always present. A value that is not known is `null`. `verdict` is `passed`, `failed`, `not_judged`, or `relayed`, and `judged`
//! is true for the first two. `severity` is `error` or `warning`. A finding fails the review if `fails` is true. `accepted` has `reason` and
//! `until`, a date. Lines and columns begin at 1, and a column counts Unicode code points. Findings are sorted by address and code.
//!
//! A new field raises the minor number of `format_version`. A removed field, or one with another meaning, raises the major number.

use serde::Serialize;

use super::json_text::json_text;
use crate::review::acceptance::Acceptance;
use crate::review::place::{Place, Position};
use crate::review::report::{Report, Unjudged};
use crate::review::reported::Reported;

/// The version of this format.
pub const FORMAT_VERSION: &str = "1.0";

/// Writes the whole report.
pub fn render(report: &Report) -> String {
    json_text(&Document {
        format_version: FORMAT_VERSION,
        tool: Tool {
            name: "terraform-provider-twilio",
            version: &report.tool_version,
        },
        judged: report.judged(),
        verdict: report.verdict.word(),
        conclusion: report.conclusion(),
        findings: report.findings().iter().map(Finding::from).collect(),
        unjudged: report.unjudged.iter().map(Rules::from).collect(),
        unused_acceptances: &report.unused_acceptances,
        notes: &report.notes,
    })
}

#[derive(Serialize)]
struct Document<'a> {
    format_version: &'static str,
    tool: Tool<'a>,
    judged: bool,
    verdict: &'static str,
    conclusion: String,
    findings: Vec<Finding<'a>>,
    unjudged: Vec<Rules<'a>>,
    unused_acceptances: &'a [String],
    notes: &'a [String],
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'static str,
    fails: bool,
    title: &'a str,
    detail: &'a str,
    documentation: String,
    address: Option<&'a str>,
    attribute: Option<&'a str>,
    unique_name: Option<&'a str>,
    redundancy_group: Option<&'a str>,
    sid: Option<&'a str>,
    place: Option<Range<'a>>,
    accepted: Option<Accepted<'a>>,
}

impl<'a> From<&'a Reported> for Finding<'a> {
    fn from(finding: &'a Reported) -> Self {
        Self {
            code: &finding.code,
            severity: finding.severity.word(),
            fails: finding.fails,
            title: &finding.title,
            detail: &finding.detail,
            documentation: finding.documentation(),
            address: finding.address.as_deref(),
            attribute: finding.attribute.as_deref(),
            unique_name: finding.unique_name.as_deref(),
            redundancy_group: finding.redundancy_group.as_deref(),
            sid: finding.sid.as_deref(),
            place: finding.place.as_ref().map(Range::from),
            accepted: finding.accepted.as_ref().map(Accepted::from),
        }
    }
}

#[derive(Serialize)]
struct Range<'a> {
    file: &'a str,
    start: Point,
    end: Point,
}

impl<'a> From<&'a Place> for Range<'a> {
    fn from(place: &'a Place) -> Self {
        Self {
            file: &place.file,
            start: place.start.into(),
            end: place.end.into(),
        }
    }
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
}

impl From<Position> for Point {
    fn from(Position { line, column }: Position) -> Self {
        Self { line, column }
    }
}

#[derive(Serialize)]
struct Accepted<'a> {
    reason: &'a str,
    until: String,
}

impl<'a> From<&'a Acceptance> for Accepted<'a> {
    fn from(acceptance: &'a Acceptance) -> Self {
        Self {
            reason: &acceptance.reason,
            until: acceptance.until.to_string(),
        }
    }
}

#[derive(Serialize)]
struct Rules<'a> {
    codes: &'a [String],
    reason: &'a str,
}

impl<'a> From<&'a Unjudged> for Rules<'a> {
    fn from(unjudged: &'a Unjudged) -> Self {
        Self {
            codes: &unjudged.codes,
            reason: &unjudged.reason,
        }
    }
}
