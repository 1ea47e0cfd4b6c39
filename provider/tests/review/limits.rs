//! Very large reports.

use provider::review::{Format, Report, Reported, Severity, Unjudged, Verdict};

const MOST: usize = provider::review::format::markdown::MOST;

fn many(number: usize, detail: &str) -> Report {
    let findings = (0..number).map(|number| Reported {
        detail: detail.to_owned(),
        address: Some(format!("twilio_cross_connect.leg[{number:04}]")),
        ..Reported::new("TWX201", Severity::Warning, "Lone member")
    });
    let worst = Reported::new("TWX601", Severity::Error, "Protected circuit will be destroyed");
    let worst = Reported {
        address: Some("z.z".to_owned()),
        ..worst
    };
    Report::new(Verdict::Failed, findings.chain([worst]).collect())
}

#[test]
fn markdown_of_many_findings_has_room_for_the_worst_and_says_how_many_are_left_out() {
    let text = Format::Markdown.render(&many(300, &"word ".repeat(200)));
    let shown = text.matches("\n### ").count();

    assert!(text.chars().count() <= MOST);
    assert!(shown > 30 && text.contains("Protected circuit"), "{shown}");
    assert!(
        text.contains(&format!("*{} more findings are not shown here.*", 301 - shown)),
        "{}",
        text.len()
    );
}

#[test]
fn markdown_of_few_findings_leaves_nothing_out() {
    let text = Format::Markdown.render(&many(3, "word"));

    assert_eq!(text.matches("\n### ").count(), 4);
    assert!(!text.contains("left out"));
}

#[test]
fn markdown_is_within_its_limit_whatever_is_too_long() {
    let long = "`é|".repeat(100_000);
    let mut report = many(2, &format!("{long}\n\n  {long}"));
    report.verdict = Verdict::NotJudged(long.clone());
    report.unused_acceptances = vec![long.clone(); 500];
    report.unjudged = vec![
        Unjudged {
            codes: vec![long.clone()],
            reason: long.clone(),
        };
        500
    ];
    let text = Format::Markdown.render(&report);

    assert!(text.chars().count() <= MOST, "{}", text.chars().count());
    assert!(text.contains("TWX601") && text.contains("TWX201") && text.contains("- and "));
}
