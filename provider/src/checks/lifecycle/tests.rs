//! Tests of changes that the service refuses: every status and every attribute.

use super::*;
use crate::checks::planned::Cause;
use crate::checks::record::{self, LetterToCome};
use crate::checks::specimen::{
    account, being, changed, circuit, codes, created, destroyed, grouped, kept, letter, named, only, order, plan,
    replaced_because, routes_of, session, xc,
};
use crate::checks::{Severities, Severity, judge};
use crate::domain::{
    Asn, Bandwidth, CompletedOn, CompletionReference, InterfaceAddress, LoaEntity, LoaRevision, RedundancyRole,
};

const NOW: &str = "2026-02-01T12:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// An order with a letter that is issued on 2026-01-05 and valid through 2026-03-06.
fn ordered(status: &str) -> CrossConnect {
    let letter = letter("2026-01-05T23:30:00Z", "2026-03-06T11:00:00Z");
    CrossConnect {
        letter: letter.into(),
        ..being(status, circuit(1, "a", "ashburn-ix"))
    }
}

fn notice(reference: &str, day: &str) -> Notice {
    Notice {
        reference: CompletionReference::trusted(reference).into(),
        completed_on: CompletedOn::parse(day).unwrap().into(),
    }
}

fn with(notice: Notice, circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        completion: notice.into(),
        ..circuit
    }
}

fn completed(circuit: CrossConnect) -> CrossConnect {
    with(notice("X-1", "2026-01-20"), circuit)
}

fn faster(circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        bandwidth: Bandwidth::trusted(5000).into(),
        ..circuit
    }
}

fn for_another(circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        loa_entity: LoaEntity::trusted("Other").into(),
        ..circuit
    }
}

fn renamed(circuit: CrossConnect) -> CrossConnect {
    named("b", circuit)
}

fn in_another_group(circuit: CrossConnect) -> CrossConnect {
    grouped(circuit, "video")
}

fn backup(circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        role: RedundancyRole::Backup.into(),
        ..circuit
    }
}

fn deactivated(circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        enabled: false.into(),
        ..circuit
    }
}

fn with_letter(revision: u32, circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        loa_revision: LoaRevision::trusted(revision).into(),
        ..circuit
    }
}

fn with_another_letter(circuit: CrossConnect) -> CrossConnect {
    with_letter(2, circuit)
}

fn says_at(now: Option<&str>, planned: Planned<CrossConnect>) -> Vec<Finding> {
    let mut picture = account([], []);
    picture.now = now.map(at);
    let found = plan(&mut picture, planned).into_iter();
    found.filter(|finding| CHECKS.contains(&finding.check)).collect()
}

fn says(planned: Planned<CrossConnect>) -> Vec<Finding> {
    says_at(Some(NOW), planned)
}

type Edit = fn(CrossConnect) -> CrossConnect;

const EDITS: [(&str, Edit); 8] = [
    ("bandwidth_mbps", faster),
    ("loa_entity", for_another),
    ("unique_name", renamed),
    ("redundancy_group", in_another_group),
    ("redundancy_role", backup),
    ("enabled", deactivated),
    ("loa_revision", with_another_letter),
    ("completion.reference", completed),
];

/// The codes for each change in a status, in the order of [`EDITS`].
const TABLE: [(&str, [&str; 8]); 12] = [
    ("requested", ["TWX307", "", "", "", "", "", "TWX326", "TWX305"]),
    ("loa_issued", ["TWX307", "", "", "", "", "", "", ""]),
    ("loa_expired", ["TWX319", "", "", "", "", "", "", ""]),
    ("configuring", ["TWX307", "", "", "", "", "", "TWX326", ""]),
    ("active", ["", "", "", "", "", "", "TWX326", ""]),
    ("updating", ["", "", "", "", "", "", "TWX326", ""]),
    ("inactive", ["TWX307", "", "", "", "", "", "TWX326", ""]),
    ("failed", ["TWX307", "", "", "", "", "", "TWX326", ""]),
    ("rejected", ["TWX319", "TWX319", "", "", "", "", "TWX326", "TWX305"]),
    (
        "pending_deletion",
        [
            "TWX319", "TWX319", "TWX319", "TWX319", "TWX319", "TWX319", "TWX326", "TWX305",
        ],
    ),
    ("deleted", ["TWX307", "", "", "", "", "", "", ""]),
    ("polished", ["", "", "", "", "", "", "", ""]),
];

#[test]
fn every_change_in_every_status_is_refused_or_not_on_the_attribute_that_changed() {
    for (status, expected) in TABLE {
        for ((attribute, edit), code) in EDITS.into_iter().zip(expected) {
            let found = says(changed(ordered(status), edit(ordered(status))));
            assert_eq!(
                codes(&found),
                [code].into_iter().filter(|code| !code.is_empty()).collect::<Vec<_>>(),
                "{attribute} while {status}"
            );
            for finding in found {
                assert_eq!(finding.attribute, Some(attribute), "{status}");
                assert_eq!(
                    judge::severity_in_plan(&finding, &Severities::default()),
                    Severity::Error
                );
            }
        }
        assert_eq!(says(kept(ordered(status))), [], "{status}");
    }
    for status in Status::WORDS {
        assert!(TABLE.iter().any(|(each, _)| each == status), "{status}");
    }
}

#[test]
fn a_value_that_is_not_known_yet_is_not_another_one() {
    let unknown = |it: CrossConnect| CrossConnect {
        name: Fact::Unknown,
        bandwidth: Fact::Unknown,
        loa_entity: Fact::Unknown,
        group: Fact::Unknown,
        completion: Fact::Unknown,
        ..it
    };
    for (status, _) in TABLE {
        assert_eq!(says(changed(ordered(status), unknown(ordered(status)))), [], "{status}");
        assert_eq!(says(changed(unknown(ordered(status)), ordered(status))), [], "{status}");
    }
    for (_, edit) in EDITS {
        let statusless = CrossConnect {
            status: Fact::Unknown,
            ..ordered("active")
        };
        assert_eq!(says(changed(statusless.clone(), edit(statusless))), []);
    }
}

#[test]
fn the_way_out_of_a_refused_bandwidth_is_the_one_that_works() {
    let table = [
        (
            "loa_issued",
            "(62014). Set bandwidth_mbps = 1000 until its status is active.",
        ),
        (
            "inactive",
            "(62016). Set enabled = true in the same apply, or set bandwidth_mbps = 1000.",
        ),
        ("loa_expired", "(62028). Set the value back until the status is active."),
        (
            "rejected",
            "(62028). Set the value back. To order again with other values, run terraform taint",
        ),
        (
            "pending_deletion",
            "(62020). Set the value back, or remove the resource",
        ),
    ];
    for (status, told) in table {
        let found = only(says(changed(ordered(status), faster(ordered(status)))));
        assert!(
            found.detail.starts_with(&format!("\"a\" (XC1) has status {status}, ")),
            "{}",
            found.detail
        );
        assert!(found.detail.contains(told), "{}", found.detail);
        assert_eq!(
            found.title,
            format!("bandwidth_mbps cannot be changed while \"a\" has status {status}")
        );
    }
}

#[test]
fn a_circuit_that_is_activated_takes_a_new_bandwidth_in_the_same_plan() {
    let inactive = deactivated(ordered("inactive"));
    let activated = CrossConnect {
        enabled: true.into(),
        ..faster(inactive.clone())
    };
    assert_eq!(says(changed(inactive.clone(), activated)), []);
    assert_eq!(codes(&says(changed(inactive.clone(), faster(inactive)))), ["TWX307"]);
}

#[test]
fn a_letter_is_asked_for_one_at_a_time() {
    let table = [
        (1, None),
        (2, None),
        (
            3,
            Some(
                "The current letter has revision 1, and each apply can request only one new letter. Set loa_revision = 2.",
            ),
        ),
    ];
    for (revision, told) in table {
        let planned = changed(ordered("loa_issued"), with_letter(revision, ordered("loa_issued")));
        let found = says(planned).pop();
        assert_eq!(found.as_ref().map(|found| found.detail.as_str()), told, "{revision}");
    }
    let stands = with_letter(3, ordered("loa_issued"));
    assert_eq!(says(kept(stands)), [], "a number that the state has asks for nothing");
    let unknown = CrossConnect {
        letter: Fact::Unknown,
        ..ordered("loa_issued")
    };
    assert_eq!(says(changed(unknown.clone(), with_letter(3, unknown))), []);
}

#[test]
fn a_new_order_has_its_first_letter() {
    let new = |revision| created(with_letter(revision, order("a", "ashburn-ix")));
    assert_eq!(says(new(1)), []);
    let found = only(says(new(2)));
    assert_eq!(
        found.to_string(),
        "Letter revision 2 cannot be issued for \"a\" [TWX326]"
    );
    assert_eq!(judge::severity_in_plan(&found, &Severities::default()), Severity::Warn);
}

#[test]
fn a_notice_does_not_end_the_request_for_a_new_letter() {
    let entity = |name: &str| Fact::Known(LoaEntity::trusted(name));
    let party = || LetterToCome::ForAnotherParty {
        current: LoaEntity::trusted("Example Corp"),
        requested: LoaEntity::trusted("Example GmbH"),
    };
    let revision = |revision: u32| Fact::Known(LoaRevision::trusted(revision));
    let none = || Fact::Null;
    let table = [
        (
            "another party",
            party(),
            entity("Example GmbH"),
            none(),
            Some("set loa_entity = \"Example Corp\"."),
        ),
        ("the party on the letter", party(), entity("Example Corp"), none(), None),
        (
            "a revision",
            LetterToCome::OfRevision(2),
            entity("Example Corp"),
            revision(2),
            Some("set loa_revision = 1."),
        ),
        (
            "no revision",
            LetterToCome::OfRevision(2),
            entity("Example Corp"),
            none(),
            None,
        ),
        (
            "the revision of the letter",
            LetterToCome::OfRevision(2),
            entity("Example Corp"),
            revision(1),
            None,
        ),
    ];
    for (which, to_come, loa_entity, loa_revision, way_out) in table {
        let before = CrossConnect {
            loa_entity: loa_entity.clone(),
            loa_revision,
            ..ordered("loa_issued")
        };
        let completed = with(notice("X-1", "2026-01-10"), before.clone());
        let told = |shown: &CrossConnect, after: CrossConnect| {
            let planned = Planned {
                shown: Some(shown.clone()),
                ..changed(before.clone(), after)
            };
            let found = of_cross_connect(&Picture::default(), &planned);
            found
                .into_iter()
                .filter(|found| found.check == Check::COMPLETION_ENDS_LETTER)
                .collect::<Vec<_>>()
        };
        let waiting = CrossConnect {
            letter_to_come: Some(to_come),
            ..before.clone()
        };
        let found = told(&waiting, completed.clone());
        assert_eq!(found.len(), usize::from(way_out.is_some()), "{which}");
        for (finding, way_out) in found.iter().zip(way_out) {
            assert!(finding.detail.ends_with(way_out), "{}", finding.detail);
        }
        assert_eq!(told(&before, completed), [], "{which}: no letter waits");
        assert_eq!(told(&waiting, before.clone()), [], "{which}: no completion");
    }
}

fn completing(status: &str, day: &str, now: Option<&str>) -> Vec<Finding> {
    says_at(now, changed(ordered(status), with(notice("X-1", day), ordered(status))))
}

#[test]
fn the_day_of_completion_is_neither_before_the_letter_nor_after_it_nor_after_today() {
    // The first letter is valid from 2026-01-05 through 2026-03-06.
    let table = [
        (
            "2026-01-04",
            NOW,
            Some((
                "but the letter of authorization was issued later, on 2026-01-05. ",
                20422,
            )),
        ),
        ("2026-01-05", NOW, None),
        ("2026-02-01", NOW, None),
        // Ashburn is five hours behind UTC in winter.
        (
            "2026-02-02",
            "2026-02-02T04:59:59Z",
            Some(("which is after today (2026-02-01 at the exchange). ", 20422)),
        ),
        ("2026-02-02", "2026-02-02T05:00:00Z", None),
        ("2026-03-06", "2026-04-01T00:00:00Z", None),
        (
            "2026-03-07",
            "2026-04-01T00:00:00Z",
            Some((
                "but the letter of authorization was valid only through 2026-03-06. ",
                62028,
            )),
        ),
    ];
    for status in ["loa_issued", "loa_expired"] {
        for (day, now, expected) in table {
            let found = completing(status, day, Some(now));
            assert_eq!(found.len(), usize::from(expected.is_some()), "{day} at {now}");
            for (finding, (reason, code)) in found.iter().zip(expected) {
                let detail = &finding.detail;
                assert!(
                    detail.starts_with(&format!("completed_on is {day}, {reason}")),
                    "{detail}"
                );
                assert!(detail.ends_with(&format!("({code}).")), "{detail}");
                assert_eq!(finding.attribute, Some("completion.completed_on"));
            }
        }
    }
    assert_eq!(
        completing("loa_issued", "2026-01-04", None).len(),
        1,
        "no time is needed for this"
    );
    assert_eq!(completing("loa_issued", "2026-02-02", None), []);
}

#[test]
fn a_day_before_a_letter_that_is_not_the_first_is_left_to_the_service() {
    let again = |completion: Fact<Notice>| CrossConnect {
        letter: record::Letter {
            revision: Some(2),
            ..letter("2026-03-12T11:00:00Z", "2026-05-11T11:00:00Z")
        }
        .into(),
        completion,
        ..ordered("loa_issued")
    };
    let planned = |day| changed(again(Fact::Null), again(notice("X-1", day).into()));
    let now = Some("2026-03-20T12:00:00Z");
    assert_eq!(
        says_at(now, planned("2026-03-01")),
        [],
        "the first letter may have been in force"
    );
    assert_eq!(codes(&says_at(now, planned("2026-03-22"))), ["TWX305"]);
}

#[test]
fn a_declined_change_is_told_where_it_is_asked_for_again() {
    let refused = |attribute, change: &str| Declined {
        attribute,
        change: change.to_owned(),
        by: "Twilio (network planning)".to_owned(),
        at: at("2026-01-25T23:00:00Z"),
        reason: Some("no budget this quarter".to_owned()),
    };
    let active = CrossConnect {
        declined: vec![refused("bandwidth_mbps", "to 5000"), refused("enabled", "to false")],
        ..being("active", circuit(1, "a", "ashburn-ix"))
    };
    let mut picture = account([active.clone()], []);
    let found = only(plan(&mut picture, changed(active.clone(), faster(active.clone()))));
    assert_eq!(
        found.to_string(),
        "Change of bandwidth_mbps of \"a\" was declined before [TWX324]"
    );
    assert_eq!(found.attribute, Some("bandwidth_mbps"));
    let told = "Twilio (network planning) declined the change to 5000 on 2026-01-25: no budget this quarter. ";
    assert!(found.detail.starts_with(told), "{}", found.detail);
    let mut picture = account([active.clone()], []);
    assert_eq!(plan(&mut picture, kept(active)), [], "nobody asks for it");
}

#[test]
fn a_notice_with_values_that_are_not_known_postpones() {
    let undated = Notice {
        completed_on: Fact::Unknown,
        ..notice("X-1", "2026-02-02")
    };
    assert_eq!(
        says(changed(ordered("loa_issued"), with(undated, ordered("loa_issued")))),
        []
    );
    let letterless = |status| CrossConnect {
        letter: Fact::Unknown,
        ..ordered(status)
    };
    let planned = changed(
        letterless("loa_issued"),
        with(notice("X-1", "2026-01-04"), letterless("loa_issued")),
    );
    assert_eq!(says(planned), []);
}

#[test]
fn a_notice_that_was_reported_is_final_and_told_at_the_value_that_changed() {
    let unknown = |reference: Fact<CompletionReference>, completed_on| Notice {
        reference,
        completed_on,
    };
    let was = || notice("X-1", "2026-01-20");
    let table = [
        (notice("X-2", "2026-01-20"), Some(("completion.reference", "\"X-1\""))),
        (
            notice("X-1", "2026-01-21"),
            Some(("completion.completed_on", "\"2026-01-20\"")),
        ),
        (notice("X-2", "2026-01-21"), Some(("completion.reference", "\"X-1\""))),
        (was(), None),
        (unknown(Fact::Unknown, was().completed_on), None),
        (unknown(was().reference, Fact::Unknown), None),
    ];
    for (now, expected) in table {
        let found = says(changed(
            with(was(), ordered("active")),
            with(now.clone(), ordered("active")),
        ));
        let told: Vec<_> = found
            .iter()
            .map(|finding| (finding.check.code, finding.attribute))
            .collect();
        let wanted = expected.map(|(attribute, _)| ("TWX308", Some(attribute)));
        assert_eq!(told, wanted.into_iter().collect::<Vec<_>>(), "{now:?}");
        let value = expected.map(|(_, value)| value.to_owned());
        assert!(
            found
                .iter()
                .all(|finding| finding.detail.contains(value.as_deref().unwrap_or_default()))
        );
    }
}

#[test]
fn a_notice_that_somebody_else_reported_is_compared_with_an_added_block() {
    let shown = || completed(ordered("configuring"));
    let added = |reference| {
        let after = with(notice(reference, "2026-01-20"), ordered("configuring"));
        changed(ordered("configuring"), after)
    };
    for (reference, expected) in [("X-1", vec![]), ("X-2", vec!["TWX308"])] {
        let mut listed = account([shown()], []);
        let found = plan(&mut listed, added(reference));
        assert_eq!(codes(&found), expected, "{reference}, listed before the plan");

        let mut planned_first = account([], []);
        plan(&mut planned_first, added(reference));
        planned_first.cross_connects.add_account([shown()]);
        let planned = planned_first.cross_connects.get(&xc(1)).unwrap().clone();
        let found = of_cross_connect(&planned_first, &planned);
        assert_eq!(codes(&found), expected, "{reference}, listed after the plan");
    }
}

#[test]
fn a_notice_that_is_taken_out_is_a_warning_that_the_service_keeps_it() {
    let found = only(says(changed(completed(ordered("active")), ordered("active"))));
    assert_eq!(
        found.to_string(),
        "Removing the completion block of \"a\" does not withdraw the notice [TWX309]"
    );
    assert_eq!(judge::severity_in_plan(&found, &Severities::default()), Severity::Warn);
}

#[test]
fn a_refused_status_leaves_a_notice_that_differs_to_be_told_too() {
    let after = with(notice("X-2", "2026-01-20"), faster(ordered("pending_deletion")));
    let found = says(changed(completed(ordered("pending_deletion")), after));
    assert_eq!(codes(&found), ["TWX308", "TWX319"]);
}

#[test]
fn a_notice_about_a_new_order_is_told_by_what_the_order_stands_for() {
    let new = || completed(order("a", "ashburn-ix"));
    let replace = |status| replaced_because(Cause::Changed(vec!["loa_entity".to_owned()]), ordered(status), new());
    let table = [
        (
            created(new()),
            "This plan orders a new circuit, whose letter",
            "import it and keep the block.",
        ),
        (
            replace("active"),
            "This plan will destroy \"a\" (XC1) and order another circuit, whose letter",
            "To keep the circuit, keep the completion block and revert the change that forces its replacement.",
        ),
        (
            replace("rejected"),
            "This plan orders a new circuit to replace \"a\" (XC1), whose letter",
            "To order it, remove the completion block until the data center has done the work.",
        ),
    ];
    for (planned, start, way_out) in table {
        let found = only(says(planned));
        assert_eq!(
            found.to_string(),
            "Completion of \"a\" is reported before the circuit is ordered [TWX305]"
        );
        assert!(found.detail.starts_with(start), "{}", found.detail);
        assert!(found.detail.contains(way_out), "{}", found.detail);
        assert_eq!(judge::severity_in_plan(&found, &Severities::default()), Severity::Warn);
    }
    assert_eq!(says(created(order("a", "ashburn-ix"))), []);
    let unknown = CrossConnect {
        completion: Fact::Unknown,
        ..order("a", "ashburn-ix")
    };
    assert_eq!(says(created(unknown)), []);
}

type EditOfSession = fn(BgpSession) -> BgpSession;

const EDITS_OF_SESSIONS: [(&str, EditOfSession); 5] = [
    ("ip_routes", |it| BgpSession {
        routes: routes_of(&["52.1.4.0/24"]).into(),
        ..it
    }),
    ("customer_asn", |it| BgpSession {
        customer_asn: Asn::trusted(3320).into(),
        ..it
    }),
    ("customer_address", |it| BgpSession {
        customer_address: InterfaceAddress::trusted("52.9.8.1/30".parse().unwrap()).into(),
        ..it
    }),
    ("enabled", |it| BgpSession {
        enabled: false.into(),
        ..it
    }),
    ("md5_key_wo_version", |it| BgpSession {
        md5_key_version: 2.into(),
        ..it
    }),
];

fn session_being(status: &str) -> BgpSession {
    BgpSession {
        status: BgpSessionStatus::trusted(status).into(),
        ..session(1, &["52.1.2.0/24"])
    }
}

fn says_of_session(planned: &Planned<BgpSession>) -> Vec<Finding> {
    of_session(&account([], []), planned)
}

#[test]
fn every_change_of_a_session_that_is_being_deleted_is_refused_and_no_other() {
    for status in BgpSessionStatus::WORDS {
        for (attribute, edit) in EDITS_OF_SESSIONS {
            let found = says_of_session(&changed(session_being(status), edit(session_being(status))));
            assert_eq!(
                found.len(),
                usize::from(*status == "deleting"),
                "{attribute} while {status}"
            );
            for finding in found {
                assert_eq!(
                    finding.to_string(),
                    format!("{attribute} cannot be changed while the BGP session is being deleted [TWX319]")
                );
                assert_eq!(finding.attribute, Some(attribute));
                assert_eq!(
                    judge::severity_in_plan(&finding, &Severities::default()),
                    Severity::Error
                );
            }
        }
    }
    let going = || session_being("deleting");
    let unknown = BgpSession {
        routes: Fact::Unknown,
        enabled: Fact::Unknown,
        ..going()
    };
    for planned in [kept(going()), destroyed(going()), changed(going(), unknown)] {
        assert_eq!(says_of_session(&planned), []);
    }
}
