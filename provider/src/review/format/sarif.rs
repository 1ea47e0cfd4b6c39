//! SARIF 2.1.0, for code scanning.
//!
//! GitHub rejects a result without a physical location, so a finding without a place is at the root module, and its property `located` is
//! false. Of the partial fingerprints, GitHub reads only `primaryLocationLineHash`. An accepted finding is a note with a suppression, which
//! suits tools with and without support for suppressions.

use serde_json::{Map, Value, json};
use url::Url;

use super::json_text::json_text;
use super::{fingerprint, safe_markdown, visible};
use crate::checks::Check;
use crate::domain::Rule;
use crate::review::acceptance::Acceptance;
use crate::review::place::Place;
use crate::review::report::{Report, Verdict};
use crate::review::reported::{Reported, documentation};
use crate::review::severity::Level;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes a log of one run.
pub fn render(report: &Report) -> String {
    let rules = codes(report);
    json_text(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "terraform-provider-twilio",
                "version": report.tool_version,
                "rules": rules.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation(report)],
            "results": results(report, &rules),
            "properties": { "judged": report.judged(), "verdict": report.verdict.word() },
        }],
    }))
}

/// The codes of the findings, sorted, without duplicates.
fn codes(report: &Report) -> Vec<&str> {
    let mut codes: Vec<_> = report.findings().iter().map(|finding| finding.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn rule(code: &str) -> Value {
    let (title, page) = (title(code), documentation(code));
    json!({
        "id": code,
        "shortDescription": { "text": title },
        "fullDescription": { "text": title },
        "help": { "text": format!("{title}. See {page}.") },
        "helpUri": page,
    })
}

/// The title of a code in general, independent of a finding.
fn title(code: &str) -> &str {
    let checks = Check::ALL.iter().map(|check| (check.code, check.title));
    let rules = Rule::ALL.iter().map(|rule| (rule.code, rule.title));
    let known = checks.chain(rules).find(|(known, _)| *known == code);
    known.map_or(code, |(_, title)| title)
}

fn invocation(report: &Report) -> Value {
    let conclusion = (!report.judged()).then(|| report.conclusion());
    let remarks = conclusion.into_iter().chain(report.remarks());
    let notifications = remarks.map(|text| json!({ "level": "note", "message": { "text": plain(&text) } }));
    json!({
        "executionSuccessful": !matches!(report.verdict, Verdict::NotJudged(_)),
        "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
    })
}

fn results(report: &Report, rules: &[&str]) -> Vec<Value> {
    let fingerprints = fingerprint::all(report);
    let findings = report.findings().iter().zip(fingerprints);
    let results = findings.map(|(finding, fingerprint)| {
        json!({
            "ruleId": finding.code,
            "ruleIndex": rules.binary_search(&finding.code.as_str()).ok(),
            "level": level(finding.level()),
            "message": message(finding),
            "locations": [location(report, finding)],
            "partialFingerprints": { "primaryLocationLineHash": format!("{fingerprint}:1"), "finding/v1": fingerprint },
            "suppressions": finding.accepted.iter().map(suppression).collect::<Vec<_>>(),
            "properties": properties(finding),
        })
    });
    results.collect()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// The message as text and as Markdown. Both contain the acceptance, because GitHub shows it in no other field.
fn message(finding: &Reported) -> Value {
    let accepted = finding.accepted.as_ref().map(ToString::to_string);
    let text = [Some(finding.headline()), accepted.clone(), Some(finding.detail.clone())];
    let markdown = [
        Some(safe_markdown::prose(&finding.headline())),
        accepted.map(|accepted| safe_markdown::prose(&accepted)),
        Some(safe_markdown::detail(&finding.detail)),
    ];
    json!({ "text": plain(&paragraphs(text)), "markdown": paragraphs(markdown) })
}

fn paragraphs(parts: [Option<String>; 3]) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.trim().is_empty());
    parts.collect::<Vec<_>>().join("\n\n")
}

/// Returns plain text, in which `[...](...)` would be a link. Braces need no escape: a tool replaces `{0}` only in a message with arguments.
fn plain(text: &str) -> String {
    visible::lines(text).replace("](", "] (")
}

fn location(report: &Report, finding: &Reported) -> Value {
    let mut location = json!({ "physicalLocation": physical(report.place_of(finding)) });
    if let (Some(address), Some(location)) = (&finding.address, location.as_object_mut()) {
        let logical = json!([{ "fullyQualifiedName": address, "kind": "resource" }]);
        location.insert("logicalLocations".to_owned(), logical);
    }
    location
}

fn physical(place: &Place) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&place.file), "uriBaseId": "%SRCROOT%" },
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    })
}

/// Returns a path as a relative URI reference, percent-encoded.
fn uri(file: &str) -> String {
    let Ok(mut url) = Url::parse("file:///") else {
        return String::new();
    };
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.clear().extend(file.split('/'));
    }
    url.path().trim_start_matches('/').to_owned()
}

fn suppression(acceptance: &Acceptance) -> Value {
    json!({
        "kind": "external",
        "status": "accepted",
        "justification": visible::line(&acceptance.to_string()),
        "properties": { "until": acceptance.until.to_string() },
    })
}

/// The known facts for which SARIF has no field.
fn properties(finding: &Reported) -> Value {
    let names = [
        ("attribute", &finding.attribute),
        ("unique_name", &finding.unique_name),
        ("redundancy_group", &finding.redundancy_group),
        ("sid", &finding.sid),
    ];
    let known = names
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.as_ref()?)));
    let mut properties: Map<_, _> = known.map(|(key, value)| (key.to_owned(), json!(value))).collect();
    properties.insert("fails".to_owned(), json!(finding.fails));
    properties.insert("severity".to_owned(), json!(finding.severity.word()));
    properties.insert("located".to_owned(), json!(finding.place.is_some()));
    Value::Object(properties)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_relative_reference() {
        assert_eq!(uri("a b/ü#?%.tf"), "a%20b/%C3%BC%23%3F%25.tf");
        assert_eq!(uri("main.tf"), "main.tf");
    }

    #[test]
    fn a_rule_has_the_title_of_its_code() {
        assert_eq!(title("TWX601"), Check::DESTROY_PROTECTED.title);
        assert_eq!(title("TWX999"), "TWX999");
    }

    #[test]
    fn plain_text_has_no_links() {
        assert_eq!(plain("[a](http://b) leg[\"x\"]"), "[a] (http://b) leg[\"x\"]");
    }
}
