//! The facts that every format contains.

use provider::review::{Format, Report, Verdict};

use crate::specimen;

/// Returns the text of a format without the escapes that occur in the texts below.
fn words(format: Format, report: &Report) -> String {
    let text = format.render(report);
    text.replace("\\\\_", "_")
        .replace("\\_", "_")
        .replace("%3A", ":")
        .replace("&quot;", "\"")
        .replace("\\\"", "\"")
}

#[test]
fn every_finding_is_in_every_format_also_without_a_place() {
    for format in Format::ALL {
        let text = words(format, &specimen::report());
        for code in ["TWX201", "TWX303", "TWX401", "TWX601"] {
            assert!(text.contains(code), "{}: {code}", format.name());
        }
        assert!(text.contains("voice-b"), "{}", format.name());
        assert!(
            text.contains("leg[\"ashburn\"]") || text.contains("leg\\[\"ashburn\"\\]"),
            "{}",
            format.name()
        );
    }
}

#[test]
fn an_accepted_finding_has_its_reason_and_its_date_in_every_format() {
    for format in Format::ALL {
        let text = words(format, &specimen::report());
        assert!(
            text.contains("planned maintenance") && text.contains("2027-01-31"),
            "{}",
            format.name()
        );
    }
}

#[test]
fn rules_that_were_not_judged_and_acceptances_that_were_not_used_are_in_every_format() {
    for format in Format::ALL {
        let text = words(format, &specimen::report());
        assert!(text.contains("because the account was not read"), "{}", format.name());
        assert!(text.contains("TWX204 of redundancy_group"), "{}", format.name());
    }
}

#[test]
fn a_report_that_was_not_judged_says_so_in_every_format() {
    for format in Format::ALL {
        for report in [specimen::relayed(), specimen::unreadable()] {
            assert!(words(format, &report).contains("Not judged"), "{}", format.name());
        }
        let judged = Report::new(Verdict::Passed, Vec::new());
        assert!(!words(format, &judged).contains("Not judged"), "{}", format.name());
    }
}

#[test]
fn text_is_in_the_manner_of_terraform() {
    let report = Report::new(Verdict::Failed, vec![specimen::protected()]);
    let text = Format::Text.render(&report);

    assert!(text.starts_with(
        "Error: Protected circuit will be destroyed [TWX601]\n  \
         on modules/region/main.tf line 12, with module.us.twilio_cross_connect.leg[\"ashburn\"]\n\n  \
         The circuit \"voice-a\""
    ));
    assert!(text.ends_with("\n\nReview failed: 1 error.\n"));
}
