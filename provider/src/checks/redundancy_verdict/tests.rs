//! Tests of verdicts: network designs, with the verdict on each design.

use super::*;
use crate::checks::demarcation::Demarcation;
use crate::domain::{Bandwidth, Exchange, IpRoute, IpRoutes, RedundancyRole};

/// A primary of 1000 Mbps.
fn leg(name: &str, exchange: &str) -> Leg {
    Leg {
        exchange: Some(Exchange::trusted(exchange)),
        bandwidth: Some(Bandwidth::trusted(1000)),
        role: Some(RedundancyRole::Primary),
        routes: Some(IpRoutes::trusted([IpRoute::parse("52.1.2.0/24").unwrap()])),
        ..Leg::named(name)
    }
}

fn of(mbps: u32, leg: Leg) -> Leg {
    Leg {
        bandwidth: Some(Bandwidth::trusted(mbps)),
        ..leg
    }
}

fn backup(leg: Leg) -> Leg {
    Leg {
        role: Some(RedundancyRole::Backup),
        ..leg
    }
}

fn silent(leg: Leg) -> Leg {
    Leg {
        routes: Some(IpRoutes::trusted([])),
        ..leg
    }
}

/// A leg with a letter that names a cage and a panel.
fn in_cage(cage: &str, panel: &str, leg: Leg) -> Leg {
    let facility = format!("the data center of {}", leg.exchange.as_ref().unwrap());
    Leg {
        demarcation: Some(Demarcation {
            facility,
            cage: Some(cage.to_owned()),
            patch_panel: Some(panel.to_owned()),
        }),
        ..leg
    }
}

fn a(name: &str) -> Leg {
    leg(name, "ashburn-ix")
}

fn s(name: &str) -> Leg {
    leg(name, "san-jose-ix")
}

/// The verdict, the bandwidth that remains after the worst loss, the worst loss, the blockers, and the advice.
fn line(intent: Intent, legs: &[Leg], required: Fact<RequiredMbps>) -> String {
    let judgement = judge(intent, legs, required);
    let codes = |all: &[Shortcoming]| all.iter().map(|found| found.check.code).collect::<Vec<_>>().join(" ");
    let worst = judgement.worst_loss();
    let worst = worst.map_or("nothing is lost".to_owned(), |loss| {
        format!(
            "{} of {} without {}",
            loss.remains.unwrap(),
            wanted(&judgement),
            loss.event
        )
    });
    let (verdict, blockers, advice) = (
        judgement.verdict.as_str(),
        codes(&judgement.blockers),
        codes(&judgement.advice),
    );
    format!("{verdict}; {worst}; blockers [{blockers}]; advice [{advice}]")
}

fn wanted(judgement: &Judgement) -> String {
    judgement
        .requirement
        .map_or("?".to_owned(), |requirement| requirement.mbps.to_string())
}

type Design = (&'static str, Vec<Leg>, Fact<RequiredMbps>);

fn designs() -> Vec<Design> {
    let need = |mbps| Fact::Known(RequiredMbps::trusted(mbps));
    vec![
        ("pair", vec![a("a"), s("b")], Fact::Null),
        ("pair that must carry 2000", vec![a("a"), s("b")], need(2000)),
        ("lone", vec![a("a")], Fact::Null),
        ("no member", vec![], Fact::Null),
        ("two at one exchange", vec![a("a"), a("b")], Fact::Null),
        ("two and one", vec![a("a"), a("b"), s("c")], Fact::Null),
        (
            "two and one that must carry 2000",
            vec![a("a"), a("b"), s("c")],
            need(2000),
        ),
        ("two and two", vec![a("a"), a("b"), s("c"), s("d")], Fact::Null),
        (
            "two and two that must carry 2000",
            vec![a("a"), a("b"), s("c"), s("d")],
            need(2000),
        ),
        (
            "two and two that must carry 2001",
            vec![a("a"), a("b"), s("c"), s("d")],
            need(2001),
        ),
        (
            "three exchanges",
            vec![a("a"), s("b"), leg("c", "london-ix")],
            need(2000),
        ),
        ("strangers", vec![a("a"), leg("b", "london-ix")], Fact::Null),
        (
            "primary and small backup",
            vec![a("a"), backup(of(100, s("b")))],
            Fact::Null,
        ),
        (
            "primary and small backup, accepted",
            vec![a("a"), backup(of(100, s("b")))],
            need(100),
        ),
        (
            "backups only",
            vec![backup(of(500, a("a"))), backup(of(100, s("b")))],
            Fact::Null,
        ),
        ("unequal primaries", vec![a("a"), of(100, s("b"))], Fact::Null),
        (
            "unequal primaries that must carry 1000",
            vec![a("a"), of(100, s("b"))],
            need(1000),
        ),
        ("routes on one side", vec![a("a"), silent(s("b"))], Fact::Null),
        (
            "two in one cage",
            vec![in_cage("1", "1", a("a")), in_cage("1", "2", a("b"))],
            Fact::Null,
        ),
        (
            "two on one panel",
            vec![in_cage("1", "1", a("a")), in_cage("1", "1", a("b"))],
            Fact::Null,
        ),
        (
            "two in two cages",
            vec![in_cage("1", "1", a("a")), in_cage("2", "1", a("b"))],
            Fact::Null,
        ),
        (
            "two, one letter not issued",
            vec![in_cage("1", "1", a("a")), a("b")],
            Fact::Null,
        ),
        (
            "cages of one number at two exchanges",
            vec![in_cage("1", "1", a("a")), in_cage("1", "1", s("b"))],
            Fact::Null,
        ),
        (
            "two in one cage and one elsewhere",
            vec![in_cage("1", "1", a("a")), in_cage("1", "2", a("b")), s("c")],
            Fact::Null,
        ),
        (
            "unknown bandwidth",
            vec![
                a("a"),
                Leg {
                    bandwidth: None,
                    ..s("b")
                },
            ],
            Fact::Null,
        ),
        (
            "unknown bandwidth, requirement set",
            vec![
                a("a"),
                Leg {
                    bandwidth: None,
                    ..s("b")
                },
            ],
            need(1000),
        ),
        (
            "unknown exchange",
            vec![
                a("a"),
                Leg {
                    exchange: None,
                    ..s("b")
                },
            ],
            Fact::Null,
        ),
        ("unknown role", vec![a("a"), Leg { role: None, ..s("b") }], Fact::Null),
        ("unknown requirement", vec![a("a"), s("b")], Fact::Unknown),
        (
            "unknown, and lost for certain",
            vec![
                a("a"),
                Leg {
                    bandwidth: None,
                    ..s("b")
                },
            ],
            need(1001),
        ),
    ]
}

#[test]
fn designs_are_judged_by_what_remains_after_the_worst_loss() {
    let told = |intent| {
        let each = designs().into_iter();
        let each = each.map(|(name, legs, required)| format!("{name}: {}\n", line(intent, &legs, required)));
        each.collect::<String>()
    };
    assert_eq!(told(Intent::Geographic), include_str!("geographic.txt"));
    assert_eq!(told(Intent::Metro), include_str!("metro.txt"));
}

#[test]
fn shortfalls_are_told_in_mbps_and_calls() {
    let of = |name: &str| designs().into_iter().find(|(of, ..)| *of == name).unwrap();
    let names = [
        "two at one exchange",
        "two and two that must carry 2001",
        "primary and small backup",
        "two on one panel",
        "unequal primaries",
        "lone",
    ];
    let told = names.map(|name| {
        let (_, legs, required) = of(name);
        let judgement = judge(Intent::Geographic, &legs, required);
        let each = judgement.found().map(|found| {
            let Shortcoming {
                what, explanation, fix, ..
            } = found;
            format!("{}: {what}. {explanation} {fix}\n", found.check.code)
        });
        format!("{name}\n{}", each.collect::<String>())
    });
    assert_eq!(told.join("\n"), include_str!("shortfalls.txt"));
}

#[test]
fn an_intent_of_none_judges_nothing() {
    let judgement = judge(Intent::None, &[a("a")], Fact::Null);
    assert_eq!(judgement.verdict, Verdict::NotAssessed);
    assert_eq!((judgement.losses.len(), judgement.found().count()), (0, 0));
}

#[test]
fn the_only_member_is_told_where_a_second_one_goes() {
    let only = [a("a")];
    let fix = |intent| judge_members(intent, &only, Fact::Null).blockers.remove(0).fix;

    assert!(fix(Intent::Geographic).starts_with("Add a second member at san-jose-ix, its recommended partner, or"));
    assert!(fix(Intent::Metro).starts_with("Add a second member at ashburn-ix, or set intent = \"none\""));
    assert_eq!(
        judge_members(Intent::Metro, &[], Fact::Null).blockers[0].check,
        Check::LONE_MEMBER
    );
    assert_eq!(judge_members(Intent::None, &[], Fact::Null).blockers, []);
}

#[test]
fn the_plan_and_a_list_of_members_are_judged_alike() {
    for (name, legs, required) in designs().into_iter().filter(|(_, legs, _)| legs.len() > 1) {
        let judgement = judge(Intent::Geographic, &legs, required);
        assert_eq!(judge_members(Intent::Geographic, &legs, required), judgement, "{name}");
    }
}
