//! Tests of statuses and dates: an order of 2026-01-01, with a letter that is issued on 2026-01-05 and valid through 2026-03-06.

use super::*;
use crate::checks::Fact;
use crate::checks::record::Notice;
use crate::checks::specimen::{
    account, being, changed, circuit, codes, created, destroyed, kept, letter, only, order, plan, session, whole,
};
use crate::domain::LoaEntity;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn ordered(status: &str) -> CrossConnect {
    let letter = letter("2026-01-05T11:00:00Z", "2026-03-06T11:00:00Z");
    CrossConnect {
        ordered_at: at("2026-01-01T09:00:00Z").into(),
        letter: letter.into(),
        ..being(status, circuit(1, "a", "ashburn-ix"))
    }
}

fn says(circuit: &CrossConnect, now: Option<&str>) -> Option<Finding> {
    of(circuit, now.map(at), Subject::default())
}

fn code(status: &str, now: &str) -> Option<&'static str> {
    says(&ordered(status), Some(now)).map(|found| found.check.code)
}

#[test]
fn every_status_says_what_a_person_has_to_know() {
    let table = [
        ("requested", None),
        ("loa_issued", None),
        ("loa_expired", Some("TWX304")),
        ("configuring", None),
        ("active", None),
        ("updating", None),
        ("inactive", Some("TWX315")),
        ("failed", Some("TWX314")),
        ("rejected", Some("TWX313")),
        ("pending_deletion", Some("TWX316")),
        ("deleted", None),
        ("polished", None),
    ];
    for (status, expected) in table {
        assert_eq!(code(status, "2026-01-10T00:00:00Z"), expected, "{status}");
    }
    for status in Status::WORDS {
        assert!(table.iter().any(|(each, _)| each == status), "{status}");
    }
}

#[test]
fn each_date_says_what_it_says_at_its_exact_limit() {
    let table = [
        ("requested", "2026-01-15T09:00:00Z", None),
        ("requested", "2026-01-15T09:00:01Z", Some("TWX306")),
        ("loa_issued", "2026-02-04T11:00:00Z", None),
        ("loa_issued", "2026-02-04T11:00:01Z", Some("TWX306")),
        ("loa_issued", "2026-02-13T10:59:59Z", Some("TWX306")),
        ("loa_issued", "2026-02-13T11:00:00Z", Some("TWX303")),
        ("loa_issued", "2026-03-06T10:59:59Z", Some("TWX303")),
        ("loa_issued", "2026-03-06T11:00:00Z", Some("TWX304")),
        ("loa_expired", "2026-01-10T00:00:00Z", Some("TWX304")),
    ];
    for (status, now, expected) in table {
        assert_eq!(code(status, now), expected, "{status} at {now}");
    }
}

#[test]
fn a_day_or_a_time_that_is_not_known_postpones() {
    for status in ["requested", "loa_issued"] {
        assert_eq!(says(&ordered(status), None), None, "{status}");
        let undated = CrossConnect {
            ordered_at: Fact::Unknown,
            letter: Fact::Unknown,
            ..ordered(status)
        };
        assert_eq!(says(&undated, Some("2030-01-01T00:00:00Z")), None, "{status}");
    }
    let unknown = CrossConnect {
        status: Fact::Unknown,
        ..ordered("active")
    };
    assert_eq!(says(&unknown, Some("2030-01-01T00:00:00Z")), None);
}

#[test]
fn the_words_name_the_day_the_sid_and_the_services_reason() {
    let told = |status: &str, now: &str| says(&ordered(status), Some(now)).unwrap();
    let table = [
        (
            "loa_issued",
            "2026-02-14T09:00:00Z",
            "Letter of authorization of \"a\" expires on 2026-03-06 [TWX303]",
        ),
        (
            "loa_expired",
            "2026-03-07T09:00:00Z",
            "Letter of authorization of \"a\" expired on 2026-03-06 [TWX304]",
        ),
        (
            "requested",
            "2026-02-14T09:00:00Z",
            "\"a\" has no letter of authorization yet [TWX306]",
        ),
        (
            "loa_issued",
            "2026-02-10T09:00:00Z",
            "\"a\" has no completion notice yet [TWX306]",
        ),
        (
            "rejected",
            "2026-02-14T09:00:00Z",
            "Order for \"a\" was rejected [TWX313]",
        ),
        (
            "failed",
            "2026-02-14T09:00:00Z",
            "Configuration of \"a\" failed [TWX314]",
        ),
        ("inactive", "2026-02-14T09:00:00Z", "\"a\" is out of service [TWX315]"),
        (
            "pending_deletion",
            "2026-02-14T09:00:00Z",
            "\"a\" is being removed [TWX316]",
        ),
    ];
    for (status, now, title) in table {
        assert_eq!(told(status, now).to_string(), title);
    }
    let reasoned = CrossConnect {
        reason: "no capacity, 62220".to_owned().into(),
        ..ordered("rejected")
    };
    let found = says(&reasoned, None).unwrap();
    assert!(
        found
            .detail
            .starts_with("The order XC1 (no capacity, 62220) was rejected, "),
        "{}",
        found.detail
    );
    let undated = CrossConnect {
        letter: Fact::Unknown,
        ..ordered("loa_expired")
    };
    assert_eq!(
        says(&undated, None).unwrap().title,
        "Letter of authorization of \"a\" has expired"
    );
}

#[test]
fn no_text_counts_days_from_now() {
    for status in Status::WORDS {
        for now in [
            "2026-01-20T00:00:00Z",
            "2026-02-10T00:00:00Z",
            "2026-02-20T00:00:00Z",
            "2026-04-01T00:00:00Z",
        ] {
            let Some(found) = says(&ordered(status), Some(now)) else {
                continue;
            };
            let later = says(&ordered(status), Some(now)).unwrap();
            assert_eq!(found, later);
            for word in ["from now", "days ago", "in 9 days", "tomorrow"] {
                assert!(!format!("{} {}", found.title, found.detail).contains(word), "{found:?}");
            }
        }
    }
    let (one, other) = ("2026-02-14T00:00:00Z", "2026-02-21T00:00:00Z");
    assert_eq!(
        says(&ordered("loa_issued"), Some(one)),
        says(&ordered("loa_issued"), Some(other))
    );
}

fn status_codes(found: &[Finding]) -> Vec<&'static str> {
    let found = found.iter().filter(|finding| CHECKS.contains(&finding.check));
    found.map(|finding| finding.check.code).collect()
}

#[test]
fn a_growing_picture_says_the_status_of_what_this_run_has_read_and_a_whole_one_of_everything() {
    let inactive = || ordered("inactive");
    let mut picture = account([inactive()], []);
    assert_eq!(status_codes(&plan(&mut picture, kept(inactive()))), [""; 0], "not read");
    assert_eq!(status_codes(&whole(&picture, &[kept(inactive()).into()])), ["TWX315"]);
    picture.cross_connects.add_read(inactive());
    let found = plan(&mut picture, kept(inactive()));
    assert_eq!(status_codes(&found), ["TWX315"]);
    assert_eq!(only(found).subject.unique_name.as_deref(), Some("a"));
}

#[test]
fn a_failed_session_is_said_of_what_this_run_has_read() {
    let failed = || BgpSession {
        status: BgpSessionStatus::Failed.into(),
        ..session(1, &["52.1.2.0/24"])
    };
    let mut picture = account([ordered("active")], [failed()]);
    assert_eq!(codes(&plan(&mut picture, kept(failed()))), [""; 0], "not read");
    assert_eq!(codes(&whole(&picture, &[kept(failed()).into()])), ["TWX314"]);
    picture.sessions.add_read(failed());
    let found = only(plan(&mut picture, kept(failed())));
    assert_eq!(found.to_string(), "Configuration of BGP session BG1 failed [TWX314]");
    assert_eq!(found.subject.unique_name.as_deref(), Some("a"));
    for status in BgpSessionStatus::WORDS.iter().filter(|status| **status != "failed") {
        let session = BgpSession {
            status: BgpSessionStatus::trusted(status).into(),
            ..failed()
        };
        assert_eq!(of_failed_session(&session, Subject::default()), None, "{status}");
    }
}

#[test]
fn what_is_created_destroyed_or_replaced_has_no_status_to_act_on() {
    let mut picture = account([ordered("inactive")], []);
    picture.cross_connects.add_read(ordered("inactive"));
    let replaced = crate::checks::specimen::replaced(ordered("inactive"), order("a", "london-ix"), &["exchange"]);
    for planned in [
        created(order("b", "ashburn-ix")),
        destroyed(ordered("inactive")),
        replaced,
    ] {
        assert_eq!(status_codes(&plan(&mut picture, planned)), [""; 0]);
    }
}

#[test]
fn a_plan_that_does_what_an_order_waits_for_is_not_told_to_do_it() {
    let notice = |it: CrossConnect| CrossConnect {
        completion: Notice::default().into(),
        ..it
    };
    let entity = |it: CrossConnect| CrossConnect {
        loa_entity: LoaEntity::trusted("Other").into(),
        ..it
    };
    let table: [(&str, &str, Option<&str>); 4] = [
        ("loa_expired", "2026-03-07T00:00:00Z", None),
        ("loa_issued", "2026-02-14T09:00:00Z", None),
        ("loa_issued", "2026-02-10T09:00:00Z", None),
        ("inactive", "2026-02-10T09:00:00Z", Some("TWX315")),
    ];
    for (status, now, expected) in table {
        for edit in [notice as fn(CrossConnect) -> CrossConnect, entity] {
            let mut picture = account([ordered(status)], []);
            picture.cross_connects.add_read(ordered(status));
            picture.now = Some(at(now));
            let found = plan(&mut picture, changed(ordered(status), edit(ordered(status))));
            assert_eq!(
                status_codes(&found),
                expected.into_iter().collect::<Vec<_>>(),
                "{status}"
            );
            let unchanged = plan(&mut picture, kept(ordered(status)));
            assert_eq!(status_codes(&unchanged).len(), 1, "{status}");
        }
    }
}
