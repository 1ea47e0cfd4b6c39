//! The formats with untrusted text in every field.

use jiff::civil::date;
use proptest::prelude::*;
use provider::review::{Acceptance, Format, Place, Report, Reported, Severity, Unjudged, Verdict};

use crate::{markdown, schema, xsd};

/// Characters with a meaning in some format or tool.
const PIECES: &[&str] = &[
    "::error::",
    "##[group]",
    "\n",
    "\r\n",
    "\u{1b}[31m",
    "\u{9b}",
    "\u{202e}",
    "\u{ffff}",
    "\0",
    "%0A",
    "]]>",
    "<b>",
    "&",
    "```",
    "|",
    "@all",
    "[a](b)",
    "\"",
    "\\",
    "{\n",
    "}",
    "  ",
];

/// Texts in which these characters are frequent.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(PIECES).prop_map(str::to_owned),
        ".{0,8}",
        any::<char>().prop_map(String::from)
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    prop::option::of(text())
}

fn finding() -> impl Strategy<Value = Reported> {
    let texts = (text(), text(), text(), maybe(), maybe(), maybe());
    let rest = (maybe(), maybe(), maybe(), maybe(), any::<bool>(), any::<bool>());
    (texts, rest).prop_map(|(texts, rest)| {
        let (code, title, detail, address, attribute, unique_name) = texts;
        let (redundancy_group, sid, file, reason, is_error, fails) = rest;
        let severity = if is_error { Severity::Error } else { Severity::Warning };
        let until = date(2027, 1, 31);
        Reported {
            detail,
            fails,
            address,
            attribute,
            unique_name,
            redundancy_group,
            sid,
            place: file.map(Place::beginning_of),
            accepted: reason.map(|reason| Acceptance { reason, until }),
            ..Reported::new(code, severity, title)
        }
    })
}

fn verdict() -> impl Strategy<Value = Verdict> {
    let others = [Verdict::Passed, Verdict::Failed, Verdict::Relayed];
    prop_oneof![
        prop::sample::select(others.to_vec()),
        text().prop_map(Verdict::NotJudged)
    ]
}

fn report() -> impl Strategy<Value = Report> {
    let findings = prop::collection::vec(finding(), 0..4);
    (verdict(), findings, text(), text(), text()).prop_map(|(verdict, findings, version, reason, unused)| {
        let mut report = Report::new(verdict, findings);
        report.tool_version = version;
        report.unjudged = vec![Unjudged {
            codes: vec![reason.clone()],
            reason,
        }];
        report.unused_acceptances = vec![unused];
        report
    })
}

/// True for a character that could control a terminal, a log, or the direction of writing.
fn steers(letter: char) -> bool {
    let is_line_break = letter == '\n';
    (letter.is_control() && !is_line_break)
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{ffff}')
}

proptest! {
    #[test]
    fn no_format_has_a_character_that_steers_or_a_command_that_is_not_its_own(report in report()) {
        for format in Format::ALL {
            let text = format.render(&report);
            prop_assert!(!text.contains(steers), "{}: {text:?}", format.name());
            prop_assert!(!text.contains("##["), "{}: {text:?}", format.name());
            let commands = text.lines().filter(|line| line.trim_start().starts_with("::")).count();
            let own = if format == Format::Github { report.findings().len() + 3 } else { 0 };
            prop_assert_eq!(commands, own, "{}: {:?}", format.name(), text);
        }
    }

    #[test]
    fn github_has_one_line_a_command(report in report()) {
        let text = Format::Github.render(&report);
        prop_assert_eq!(text.lines().count(), report.findings().len() + 3);
    }

    #[test]
    fn structured_formats_are_of_their_schemas(report in report()) {
        schema::valid(&schema::JSON, &schema::parsed(Format::Json, &report));
        schema::valid(&schema::SARIF, &schema::parsed(Format::Sarif, &report));
        schema::valid(&schema::RDJSON, &schema::parsed(Format::Rdjson, &report));
        for issue in schema::parsed(Format::Gitlab, &report).as_array().unwrap() {
            schema::valid(&schema::GITLAB, issue);
        }
        prop_assert_eq!(xsd::problems(&Format::Junit.render(&report)), Vec::<String>::new());
    }

    #[test]
    fn markdown_has_no_markup_from_a_value(report in report()) {
        let text = Format::Markdown.render(&report);
        let shown = report.findings().len();
        let headings = markdown::headings(&text);
        prop_assert!(headings.len() == shown + 3 && markdown::strange(&text).is_empty(), "{:?}\n{text}", markdown::strange(&text));
    }

    #[test]
    fn json_has_every_value_as_it_was(report in report()) {
        let document = schema::parsed(Format::Json, &report);
        for (written, finding) in document["findings"].as_array().unwrap().iter().zip(report.findings()) {
            prop_assert_eq!(written["detail"].as_str(), Some(finding.detail.as_str()));
            prop_assert_eq!(written["address"].as_str(), finding.address.as_deref());
        }
    }
}
