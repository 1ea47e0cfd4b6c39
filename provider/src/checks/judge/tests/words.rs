//! Tests of the texts of findings: titles are labels, and no text depends on the present day.

use std::sync::LazyLock;

use super::*;
use crate::checks::demarcation::Demarcation;
use crate::checks::record::{Declined, LetterToCome, Notice};
use crate::checks::specimen::{letter, replaced, session_replaced};
use crate::domain::{
    Bandwidth, BgpSessionStatus, CompletedOn, CompletionReference, CrossConnectStatus, Exchange, InterfaceAddress,
    LoaEntity, LoaRevision, RedundancyRole,
};

/// Phrases that this project does not write.
const FORBIDDEN: [&str; 22] = [
    "shall",
    "is to be had",
    "nothing that a creation",
    "how it goes on",
    "how it stands",
    "says it of",
    "second way",
    "nothing is wrong",
    "as it should be",
    "as it was",
    "whoever",
    "those that",
    "gives way",
    "is still",
    "whatever",
    "works in the meet-me",
    "in its place.",
    "twoof",
    "the other one",
    "wants",
    "believe",
    "stands in",
];

fn voice(number: u32, exchange: &str) -> CrossConnect {
    let name = if number == 1 { "voice-ashburn" } else { "voice-san-jose" };
    leg(number, name, exchange)
}

fn one() -> CrossConnect {
    voice(1, "ashburn-ix")
}

fn two() -> CrossConnect {
    voice(2, "san-jose-ix")
}

fn dated(status: &str) -> CrossConnect {
    let letter = letter("2026-01-05T11:00:00Z", "2026-03-06T11:00:00Z");
    CrossConnect {
        letter: letter.into(),
        ordered_at: "2026-01-01T11:00:00Z".parse::<jiff::Timestamp>().unwrap().into(),
        ..being(status, one())
    }
}

fn changes() -> Vec<Step> {
    let notice = |day: &str| Notice {
        reference: CompletionReference::trusted("EQX-1").into(),
        completed_on: CompletedOn::parse(day).unwrap().into(),
    };
    let with = |day: &str, it: CrossConnect| CrossConnect {
        completion: notice(day).into(),
        ..it
    };
    let faster = |it: CrossConnect| CrossConnect {
        bandwidth: Bandwidth::trusted(5000).into(),
        ..it
    };
    let with_letter = |revision: u32, it: CrossConnect| CrossConnect {
        loa_revision: LoaRevision::trusted(revision).into(),
        ..it
    };
    let mut all: Vec<Step> = vec![
        created(with("2026-01-06", order("voice-ashburn", "ashburn-ix"))).into(),
        created(with_letter(2, order("voice-ashburn", "ashburn-ix"))).into(),
    ];
    for status in CrossConnectStatus::WORDS {
        let it = || dated(status);
        all.push(kept(it()).into());
        all.push(changed(it(), faster(it())).into());
        all.extend(["2026-01-01", "2026-02-01", "2027-01-01"].map(|day| changed(it(), with(day, it())).into()));
        all.push(changed(with("2026-01-06", it()), it()).into());
        all.push(changed(with("2026-01-06", it()), with("2026-01-07", it())).into());
        all.push(destroyed(protected(it())).into());
        all.push(destroyed(it()).into());
        for revision in [2, 3] {
            all.push(changed(it(), with_letter(revision, it())).into());
        }
        all.push(
            replaced(
                it(),
                with("2026-01-06", order("voice-ashburn", "london-ix")),
                &["exchange"],
            )
            .into(),
        );
        all.push(replaced(protected(it()), order("voice-ashburn", "ashburn-ix"), &["loa_entity"]).into());
        all.push(replaced_because(Cause::Requested, it(), order("voice-ashburn", "ashburn-ix")).into());
        all.push(replaced_because(Cause::Tainted, it(), order("voice-ashburn", "ashburn-ix")).into());
    }
    all
}

fn with_address(session: BgpSession) -> BgpSession {
    BgpSession {
        customer_address: InterfaceAddress::trusted("52.9.9.1/30".parse().unwrap()).into(),
        ..session
    }
}

fn of_sessions() -> Vec<Step> {
    let failed = BgpSession {
        status: BgpSessionStatus::Failed.into(),
        ..session(1, ROUTES)
    };
    vec![
        kept(failed).into(),
        reset(1).into(),
        reset(2).into(),
        destroyed(session(1, ROUTES)).into(),
        session_replaced(session(1, ROUTES), new_session(2, ROUTES)).into(),
        created(new_session(1, ROUTES)).into(),
        created(new_session(9, ROUTES)).into(),
        created(with_address(new_session(1, ROUTES))).into(),
        created(with_address(new_session(9, ROUTES))).into(),
        created(order("voice-san-jose", "ashburn-ix")).into(),
        changed(one(), named("voice-san-jose", one())).into(),
        changed(two(), named("voice-ashburn", two())).into(),
        destroyed(two()).into(),
        created(grouped(order("voice-third", "ashburn-ix"), "voice")).into(),
    ]
}

/// The findings about a notice while a new letter waits for a person.
fn completed_too_early() -> Vec<Finding> {
    let of = |to_come: LetterToCome, before: CrossConnect| {
        let shown = CrossConnect {
            letter_to_come: Some(to_come),
            ..before.clone()
        };
        let notice = Notice {
            reference: CompletionReference::trusted("EQX-1").into(),
            completed_on: CompletedOn::parse("2026-02-01").unwrap().into(),
        };
        let after = CrossConnect {
            completion: notice.into(),
            ..before.clone()
        };
        whole(&account([shown], []), &[changed(before, after).into()])
    };
    let party = LetterToCome::ForAnotherParty {
        current: LoaEntity::trusted("Other"),
        requested: LoaEntity::trusted("Example Corp"),
    };
    let second = CrossConnect {
        loa_revision: LoaRevision::trusted(2).into(),
        ..dated("loa_issued")
    };
    [of(party, dated("loa_issued")), of(LetterToCome::OfRevision(2), second)].concat()
}

/// The findings about changes that were declined and that a plan requests again.
fn declined() -> Vec<Finding> {
    let refused = |attribute| Declined {
        attribute,
        change: String::new(),
        by: "the data center (operations)".to_owned(),
        at: "2026-01-25T12:00:00Z".parse().unwrap(),
        reason: Some("the cage is full.".to_owned()),
    };
    let circuit = CrossConnect {
        declined: vec![refused("loa_entity")],
        ..dated("loa_issued")
    };
    let session = BgpSession {
        declined: vec![refused("md5_key_wo_version"), refused("ip_routes")],
        ..session(1, ROUTES)
    };
    let key = BgpSession {
        md5_key_version: 2.into(),
        ..session.clone()
    };
    let entity = CrossConnect {
        loa_entity: LoaEntity::trusted("Other").into(),
        ..circuit.clone()
    };
    let picture = account([circuit.clone()], [session.clone()]);
    [
        whole(&picture, &[changed(circuit, entity).into()]),
        whole(&picture, &[changed(session, key).into()]),
    ]
    .concat()
}

/// The findings about sets with too little remaining bandwidth.
fn sets() -> Vec<Finding> {
    let backup = CrossConnect {
        bandwidth: Bandwidth::trusted(100).into(),
        role: RedundancyRole::Backup.into(),
        ..two()
    };
    let in_one_cage = |circuit: CrossConnect| CrossConnect {
        demarcation: Fact::Known(Demarcation {
            facility: "Equinix DC1".to_owned(),
            cage: Some("0450".to_owned()),
            patch_panel: Some("PP1".to_owned()),
        }),
        ..circuit
    };
    let caged = [one(), leg(3, "voice-third", "ashburn-ix")].map(in_one_cage);
    let kept_one = kept(caged[0].clone());
    [
        whole(&account([one(), backup], []), &[kept(one()).into()]),
        whole(&account(caged, []), &[kept_one.into()]),
    ]
    .concat()
}

/// Findings of every check that a picture can give, for one object and for two objects in one plan.
static FINDINGS: LazyLock<Vec<Finding>> = LazyLock::new(findings);

fn findings() -> Vec<Finding> {
    let mut lone = account([one()], [session(1, ROUTES)]);
    let mut pair = account([one(), two()], [session(1, ROUTES), session(2, ROUTES)]);
    let mut poor = account(
        [one(), voice(2, "london-ix"), circuit(3, "sip", "ashburn-ix")],
        [session(1, ROUTES), session(3, ROUTES)],
    );
    let mut all = sets();
    let steps: Vec<Step> = changes().into_iter().chain(of_sessions()).collect();
    for picture in [&mut lone, &mut pair, &mut poor] {
        picture
            .capacity
            .insert(Exchange::trusted("ashburn-ix"), vec![Bandwidth::trusted(100)]);
        for now in [
            "2026-01-20T00:00:00Z",
            "2026-02-10T00:00:00Z",
            "2026-02-20T00:00:00Z",
            "2026-04-01T00:00:00Z",
        ] {
            picture.now = now.parse().ok();
            for step in &steps {
                all.extend(whole(picture, std::slice::from_ref(step)));
                all.extend(plan_all(picture, std::slice::from_ref(step)).into_iter().flatten());
            }
        }
        for other in of_sessions() {
            for step in of_sessions() {
                all.extend(whole(picture, &[step, other.clone()]));
            }
        }
    }
    all.extend(declined());
    all.extend(completed_too_early());
    let with_key = BgpSession {
        has_md5_key: true.into(),
        ..session(1, ROUTES)
    };
    let picture = account([one()], [with_key]);
    all.extend(whole(
        &picture,
        &[changed(session(1, ROUTES), session(1, ROUTES)).into()],
    ));
    let mut seen = BTreeSet::new();
    all.retain(|finding| seen.insert((finding.title.clone(), finding.detail.clone())));
    all
}

#[test]
fn the_findings_here_are_of_every_check_that_a_plan_can_break() {
    let found: BTreeSet<&str> = FINDINGS.iter().map(|finding| finding.check.code).collect();
    // Found by a read or an apply, not in a picture.
    let elsewhere = ["TWX310", "TWX311", "TWX320", "TWX321", "TWX322", "TWX403", "TWX603"];
    let missed: Vec<_> = Check::ALL
        .iter()
        .map(|check| check.code)
        .filter(|code| !found.contains(code))
        .collect();
    assert_eq!(missed, elsewhere);
}

#[test]
fn every_title_is_a_short_label_without_its_code() {
    for found in FINDINGS.iter() {
        let title = &found.title;
        assert!(title.chars().count() <= 90, "{title}");
        assert!(
            !title.contains("TWX") && !title.ends_with(['.', ',', ';', ':', '!', '?']),
            "{title}"
        );
        assert!(!title.contains(". ") && !title.contains('\n'), "{title}");
        assert_eq!(found.to_string().matches("TWX").count(), 1);
    }
}

#[test]
fn every_detail_is_whole_sentences_without_what_this_project_does_not_write() {
    for found in FINDINGS.iter() {
        let text = format!("{} {}", found.title, found.detail);
        assert!(found.detail.trim_end().ends_with(['.', '}']), "{text}");
        assert!(
            found.detail.starts_with(|first: char| !first.is_lowercase())
                || found.detail.starts_with("ashburn-ix")
                || found.detail.contains('_'),
            "{text}"
        );
        let parts = found.detail.split("\n\n").filter(|part| !part.contains('{'));
        let prose = parts.collect::<Vec<_>>().join("\n\n");
        for twice in ["  ", "..", ". .", ",.", "()", " ."] {
            assert!(!prose.contains(twice), "{twice:?} in {text}");
        }
        for forbidden in FORBIDDEN {
            assert!(!text.to_lowercase().contains(forbidden), "{forbidden:?} in {text}");
        }
        assert!(!text.contains("TWX"), "{text}");
    }
}

#[test]
fn no_text_counts_days() {
    for found in FINDINGS.iter() {
        let text = format!("{} {}", found.title, found.detail);
        let words: Vec<&str> = text.split_whitespace().collect();
        for three in words.windows(3) {
            let counts = three[1].parse::<u32>().is_ok() && three[2].starts_with("day");
            assert!(!(three[0] == "in" && counts), "{text}");
        }
        assert!(!text.contains("from now") && !text.contains(" ago"), "{text}");
    }
}

#[test]
fn a_finding_says_at_most_four_things() {
    for found in FINDINGS.iter() {
        let prose = found.detail.split("\n\n").next().unwrap_or_default();
        assert!(prose.matches(". ").count() <= 6, "{}", found.detail);
        assert!(found.detail.chars().count() < 900, "{}", found.detail);
    }
}
