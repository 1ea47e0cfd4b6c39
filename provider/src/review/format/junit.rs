//! JUnit's XML, in the dialect of `junit-10.xsd`, which Jenkins and GitLab read.
//!
//! Each finding is one case. A finding that fails the review is a failure, and an accepted finding is skipped. Any other finding is a
//! passed case with the finding as its output. The case `review` is always present, because Jenkins fails on a file without cases. GitLab
//! drops the second case of a name, so names are unique. GitLab shows no file, so the text contains the file.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::visible;
use crate::review::report::{Report, Verdict};
use crate::review::reported::Reported;

/// Writes the review as one suite.
pub fn render(report: &Report) -> String {
    let cases = cases(report);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    if document(&mut writer, report, &cases).is_err() {
        return String::new();
    }
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

/// A case of the suite.
struct Case {
    class: String,
    name: String,
    outcome: Outcome,
    text: String,
}

/// The outcome of a case, with its message.
enum Outcome {
    Passed,
    Failed(String),
    NotRun(String),
    Skipped(String),
}

impl Outcome {
    /// The element of the outcome, and its message. A passed case has none.
    fn element(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::Passed => None,
            Self::Failed(message) => Some(("failure", message)),
            Self::NotRun(message) => Some(("error", message)),
            Self::Skipped(message) => Some(("skipped", message)),
        }
    }
}

fn cases(report: &Report) -> Vec<Case> {
    let findings = report.findings().iter().map(of_finding);
    let mut cases: Vec<_> = std::iter::once(of_review(report)).chain(findings).collect();
    let mut seen = BTreeMap::new();
    for case in &mut cases {
        let count = seen.entry((case.class.clone(), case.name.clone())).or_insert(0_u32);
        *count += 1;
        if *count > 1 {
            case.name = format!("{} ({count})", case.name);
        }
    }
    cases
}

/// The case of the review as a whole. It fails if something other than a finding fails the review.
fn of_review(report: &Report) -> Case {
    let conclusion = report.conclusion();
    let outcome = match &report.verdict {
        Verdict::NotJudged(_) => Outcome::NotRun(conclusion.clone()),
        Verdict::Relayed => Outcome::Skipped(conclusion.clone()),
        Verdict::Failed if !report.findings().iter().any(|finding| finding.fails) => {
            Outcome::Failed(conclusion.clone())
        }
        Verdict::Failed | Verdict::Passed => Outcome::Passed,
    };
    let lines = std::iter::once(conclusion).chain(report.remarks());
    Case {
        class: "review".to_owned(),
        name: "review".to_owned(),
        outcome,
        text: lines.collect::<Vec<_>>().join("\n"),
    }
}

fn of_finding(finding: &Reported) -> Case {
    let subject = finding
        .subject()
        .map(|subject| format!(": {subject}"))
        .unwrap_or_default();
    let outcome = match &finding.accepted {
        Some(accepted) => Outcome::Skipped(accepted.to_string()),
        None if finding.fails => Outcome::Failed(finding.headline()),
        None => Outcome::Passed,
    };
    Case {
        class: finding.code.clone(),
        name: format!("{}{subject}", finding.title),
        outcome,
        text: text(finding),
    }
}

fn text(finding: &Reported) -> String {
    let head = format!("{}: {}", finding.label(), finding.headline());
    let place = finding
        .place
        .as_ref()
        .map(|place| format!("{}:{}", place.file, place.start.line));
    let attribute = finding
        .attribute
        .as_ref()
        .map(|attribute| format!("Attribute: {attribute}"));
    let accepted = finding.accepted.as_ref().map(ToString::to_string);
    let page = format!("See {}", finding.documentation());
    let parts = [
        Some(head),
        place,
        attribute,
        accepted,
        Some(finding.detail.clone()),
        Some(page),
    ];
    let parts = parts.into_iter().flatten().filter(|part| !part.trim().is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

type Written<'a> = io::Result<&'a mut Writer<Vec<u8>>>;

fn document(writer: &mut Writer<Vec<u8>>, report: &Report, cases: &[Case]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites = writer.create_element("testsuites").with_attribute(("name", NAME));
    suites.write_inner_content(|writer| suite(writer, report, cases).map(drop))?;
    Ok(())
}

const NAME: &str = "terraform-provider-twilio review";

fn suite<'a>(writer: &'a mut Writer<Vec<u8>>, report: &Report, cases: &[Case]) -> Written<'a> {
    let count = |element: &str| {
        let ended = cases.iter().filter_map(|case| case.outcome.element());
        ended.filter(|(name, _)| *name == element).count().to_string()
    };
    let suite = writer
        .create_element("testsuite")
        .with_attribute(("name", NAME))
        .with_attribute(("tests", cases.len().to_string().as_str()))
        .with_attribute(("failures", count("failure").as_str()))
        .with_attribute(("errors", count("error").as_str()))
        .with_attribute(("skipped", count("skipped").as_str()));
    suite.write_inner_content(|writer| {
        properties(writer, report)?;
        cases.iter().try_for_each(|one| case(writer, one).map(drop))
    })
}

fn properties<'a>(writer: &'a mut Writer<Vec<u8>>, report: &Report) -> Written<'a> {
    let values = [
        ("judged", report.judged().to_string()),
        ("verdict", report.verdict.word().to_owned()),
        ("version", visible::line(&report.tool_version)),
    ];
    writer.create_element("properties").write_inner_content(|writer| {
        for (name, value) in &values {
            let property = writer.create_element("property").with_attribute(("name", *name));
            property.with_attribute(("value", value.as_str())).write_empty()?;
        }
        Ok(())
    })
}

fn case<'a>(writer: &'a mut Writer<Vec<u8>>, case: &Case) -> Written<'a> {
    let element = writer
        .create_element("testcase")
        .with_attribute(("classname", visible::line(&case.class).as_str()))
        .with_attribute(("name", visible::line(&case.name).as_str()));
    element.write_inner_content(|writer| {
        let text = visible::lines(&case.text);
        let text = BytesText::new(&text);
        let written = match case.outcome.element() {
            None => writer.create_element("system-out").write_text_content(text),
            Some((name, message)) => writer
                .create_element(name)
                .with_attribute(("message", visible::line(message).as_str()))
                .write_text_content(text),
        };
        written.map(drop)
    })
}
