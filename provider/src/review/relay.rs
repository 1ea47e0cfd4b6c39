//! The findings in a log of `plan -json` or `apply -json`.

use serde::Deserialize;

use super::place::{Place, Position};
use super::{Reported, Severity};

#[derive(Deserialize)]
struct Line {
    diagnostic: Option<Diagnostic>,
}

#[derive(Deserialize)]
struct Diagnostic {
    severity: String,
    summary: String,
    #[serde(default)]
    detail: String,
    address: Option<String>,
    range: Option<Range>,
}

#[derive(Deserialize)]
struct Range {
    filename: String,
    start: Point,
    end: Point,
}

#[derive(Deserialize)]
struct Point {
    line: u32,
    column: u32,
}

/// Reads the findings of a log, and counts the messages without a code.
///
/// # Errors
/// An empty log, or the number of the line that is not JSON of a log.
pub(super) fn findings(text: &str) -> Result<(Vec<Reported>, usize), String> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let mut findings = Vec::new();
    let (mut without_code, mut read) = (0_usize, 0_usize);
    for (number, line) in lines {
        let line: Line = serde_json::from_str(line)
            .map_err(|error| format!("line {number} is not a line of a JSON log: {error}"))?;
        read = read.saturating_add(1);
        match line.diagnostic.map(finding) {
            Some(Some(found)) => findings.push(found),
            Some(None) => without_code = without_code.saturating_add(1),
            None => {}
        }
    }
    if read == 0 {
        return Err("the log is empty".to_owned());
    }
    Ok((findings, without_code))
}

fn finding(diagnostic: Diagnostic) -> Option<Reported> {
    let (title, code) = diagnostic.summary.rsplit_once(" [")?;
    let code = code
        .strip_suffix(']')
        .filter(|code| code.starts_with("TWX") && code.len() == 6)?;
    let severity = if diagnostic.severity == "error" {
        Severity::Error
    } else {
        Severity::Warning
    };
    Some(Reported {
        detail: diagnostic.detail,
        address: diagnostic.address,
        place: diagnostic.range.map(|range| Place {
            file: range.filename,
            start: position(&range.start),
            end: position(&range.end),
        }),
        ..Reported::new(code, severity, title)
    })
}

fn position(point: &Point) -> Position {
    Position {
        line: point.line,
        column: point.column,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = r#"{"@level":"info","@message":"Terraform 1.11.4","type":"version"}
{"@level":"warn","diagnostic":{"severity":"warning","summary":"unique_name \"a\" is in use [TWX301]","detail":"d","address":"twilio_cross_connect.a","range":{"filename":"main.tf","start":{"line":3,"column":5,"byte":9},"end":{"line":3,"column":9,"byte":13}}},"type":"diagnostic"}
{"@level":"error","diagnostic":{"severity":"error","summary":"Invalid reference","detail":""},"type":"diagnostic"}
"#;

    #[test]
    fn findings_with_a_code_are_relayed_and_the_others_counted() {
        let (findings, without_code) = findings(LOG).unwrap();
        assert_eq!((findings.len(), without_code), (1, 1));
        assert_eq!(
            (findings[0].code.as_str(), findings[0].title.as_str()),
            ("TWX301", "unique_name \"a\" is in use")
        );
        assert_eq!(findings[0].place.as_ref().unwrap().start.line, 3);
    }

    #[test]
    fn what_is_no_log_is_refused() {
        for text in ["", "\n", "not json", "{\"@level\":"] {
            assert!(findings(text).is_err(), "{text}");
        }
    }
}
