//! The sample reports of the tests.

use jiff::civil::date;
use provider::review::{Acceptance, Place, Position, Report, Reported, Severity, Unjudged, Verdict};

/// A report with a finding of every kind.
pub(crate) fn report() -> Report {
    let mut report = Report::new(Verdict::Failed, vec![protected(), lone(), accepted(), letter()]);
    report.tool_version = "1.2.3".to_owned();
    report.unjudged = vec![Unjudged {
        codes: vec!["TWX301".to_owned(), "TWX501".to_owned()],
        reason: "Not judged, because the account was not read".to_owned(),
    }];
    report.unused_acceptances = vec!["TWX204 of redundancy_group \"data\", until 2026-12-31".to_owned()];
    report
}

/// The same report without a judged plan.
pub(crate) fn relayed() -> Report {
    let mut report = report();
    report.verdict = Verdict::Relayed;
    report
}

/// The report of a plan that could not be read.
pub(crate) fn unreadable() -> Report {
    Report::new(Verdict::NotJudged("The plan is errored.".to_owned()), Vec::new())
}

pub(crate) fn protected() -> Reported {
    Reported {
        detail: "The circuit \"voice-a\" (XC0123456789abcdef0123456789abcdef) will be destroyed. It is protected.\n\n\
                 To keep it under its new address:\n\n\
                 moved {\n  from = twilio_cross_connect.leg[0]\n  to   = twilio_cross_connect.leg[\"ashburn\"]\n}\n\n\
                 To destroy it anyway, remove `protected` in a plan of its own."
            .to_owned(),
        address: Some("module.us.twilio_cross_connect.leg[\"ashburn\"]".to_owned()),
        unique_name: Some("voice-a".to_owned()),
        redundancy_group: Some("voice".to_owned()),
        sid: Some("XC0123456789abcdef0123456789abcdef".to_owned()),
        place: Some(place("modules/region/main.tf", 12)),
        ..Reported::new("TWX601", Severity::Error, "Protected circuit will be destroyed")
    }
}

/// A warning without a place.
pub(crate) fn lone() -> Reported {
    Reported {
        detail: "Group \"voice\" has one circuit in service.".to_owned(),
        unique_name: Some("voice-b".to_owned()),
        redundancy_group: Some("voice".to_owned()),
        ..Reported::new("TWX201", Severity::Warning, "Group of one circuit")
    }
}

pub(crate) fn accepted() -> Reported {
    Reported {
        fails: false,
        detail: "Both legs reset their sessions.".to_owned(),
        address: Some("twilio_bgp_session.leg".to_owned()),
        attribute: Some("md5_key".to_owned()),
        place: Some(place("sessions.tf", 3)),
        accepted: Some(Acceptance {
            reason: "planned maintenance".to_owned(),
            until: date(2027, 1, 31),
        }),
        ..Reported::new("TWX401", Severity::Error, "All legs interrupted")
    }
}

/// A warning that fails the review.
fn letter() -> Reported {
    Reported {
        fails: true,
        address: Some("twilio_cross_connect.leg".to_owned()),
        attribute: Some("completion.reference".to_owned()),
        place: Some(place("main.tf", 7)),
        ..Reported::new("TWX303", Severity::Warning, "Letter of authorization expires in 9 days")
    }
}

fn place(file: &str, line: u32) -> Place {
    Place {
        file: file.to_owned(),
        start: Position { line, column: 3 },
        end: Position { line, column: 20 },
    }
}
