//! The examples of plan checks contain the titles that the rules give for the same objects.

use super::Page;
use crate::checks::absence::{self, Lost};
use crate::checks::demarcation::Demarcation;
use crate::checks::picture::Extent;
use crate::checks::record::{BgpSession, CrossConnect, Declined, LetterToCome, Notice};
use crate::checks::specimen::{
    account, being, changed, circuit, created, destroyed, grouped, kept, leg, letter, named, new_session, order,
    protected, replaced, session,
};
use crate::checks::{Check, Fact, Finding, Picture, Planned, Subject, judge, status, traffic};
use crate::domain::{
    Asn, Bandwidth, CompletedOn, CompletionReference, CrossConnectSid, Exchange, InterfaceAddress, LoaEntity,
    LoaRevision, RedundancyRole,
};

const CIRCUIT: &str = "XC0123456789abcdef0123456789abcdef";
const SESSION: &str = "BG0123456789abcdef0123456789abcdef";

#[test]
fn examples_of_plan_checks_print_what_the_rules_say() {
    let found: Vec<_> = [
        groups(),
        names(),
        orders(),
        statuses(),
        losses(),
        interruptions(),
        rest(),
    ]
    .concat();
    for (check, finding) in &found {
        let finding = finding
            .as_ref()
            .unwrap_or_else(|| panic!("{} is not found", check.code));
        let page = Page::of(check.code).unwrap();
        let printed = finding.to_string().replace("BG1 ", &format!("{SESSION} "));
        assert!(
            page.example.contains(&format!(": {printed}\n")),
            "{printed}:\n{}",
            page.example
        );
    }
    let is_shown = |check: &&&Check| !found.iter().any(|(shown, _)| shown == *check);
    let reported = [Check::NEXT_STEP, Check::NOT_DONE, Check::UNKNOWN_STATUS];
    assert_eq!(
        Check::ALL.iter().filter(is_shown).copied().collect::<Vec<_>>(),
        reported
    );
}

type Shown = (&'static Check, Option<Finding>);

/// The finding of a check in a picture with these plans.
fn in_plan(
    check: &'static Check,
    mut picture: Picture,
    circuits: Vec<Planned<CrossConnect>>,
    sessions: Vec<Planned<BgpSession>>,
) -> Shown {
    picture.extent = Extent::Whole;
    for planned in circuits {
        picture.cross_connects.plan(planned);
    }
    for planned in sessions {
        picture.sessions.plan(planned);
    }
    let found = judge::all(&picture).into_iter().find(|found| found.check == check);
    (check, found)
}

fn voice(name: &str, exchange: &str) -> Planned<CrossConnect> {
    created(grouped(order(name, exchange), "voice"))
}

fn of_bandwidth(mbps: u32, circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        bandwidth: Bandwidth::trusted(mbps).into(),
        ..circuit
    }
}

fn in_one_cage(circuit: CrossConnect) -> CrossConnect {
    let demarcation = Demarcation {
        facility: "Equinix DC1".to_owned(),
        cage: Some("0450".to_owned()),
        patch_panel: None,
    };
    CrossConnect {
        demarcation: demarcation.into(),
        ..circuit
    }
}

fn ashburn() -> CrossConnect {
    circuit(1, "voice-ashburn", "ashburn-ix")
}

fn groups() -> Vec<Shown> {
    let nothing = || account([], []);
    let legs = [leg(1, "voice-a", "ashburn-ix"), leg(2, "voice-b", "san-jose-ix")];
    let (wide, narrow) = (["52.1.2.0/24", "52.1.3.0/24"], ["52.1.2.0/24"]);
    let both = account(legs, [session(1, &wide), session(2, &narrow)]);
    let small = of_bandwidth(100, grouped(order("voice-san-jose-ix", "san-jose-ix"), "voice"));
    let backup = CrossConnect {
        role: RedundancyRole::Backup.into(),
        ..small.clone()
    };
    let caged = [leg(1, "voice-a", "ashburn-ix"), leg(2, "voice-b", "ashburn-ix")].map(in_one_cage);
    let one = caged[0].clone();
    vec![
        in_plan(
            Check::LONE_MEMBER,
            nothing(),
            vec![voice("voice-ashburn", "ashburn-ix")],
            vec![],
        ),
        in_plan(
            Check::SAME_EXCHANGE,
            nothing(),
            vec![voice("voice-a", "ashburn-ix"), voice("voice-b", "ashburn-ix")],
            vec![],
        ),
        in_plan(
            Check::NO_RECOMMENDED_PAIR,
            nothing(),
            vec![
                voice("voice-ashburn-ix", "ashburn-ix"),
                voice("voice-london-ix", "london-ix"),
            ],
            vec![],
        ),
        in_plan(
            Check::UNEQUAL_BANDWIDTH,
            nothing(),
            vec![voice("voice-ashburn-ix", "ashburn-ix"), created(small)],
            vec![],
        ),
        in_plan(Check::ROUTES_ON_ONE_LEG, both, vec![], vec![kept(session(1, &wide))]),
        in_plan(
            Check::TOO_LITTLE_LEFT,
            nothing(),
            vec![voice("voice-ashburn", "ashburn-ix"), created(backup)],
            vec![],
        ),
        in_plan(Check::SHARED_ELEMENT, account(caged, []), vec![kept(one)], vec![]),
    ]
}

fn names() -> Vec<Shown> {
    let route = ["52.1.2.0/24"];
    let (hq, dr) = (circuit(1, "hq", "ashburn-ix"), circuit(2, "dr", "ashburn-ix"));
    vec![
        in_plan(
            Check::NAME_IN_USE,
            account([ashburn()], []),
            vec![created(order("voice-ashburn", "ashburn-ix"))],
            vec![],
        ),
        in_plan(
            Check::SESSION_EXISTS,
            account([ashburn()], [on_circuit(session(1, &route))]),
            vec![],
            vec![created(on_circuit(new_session(1, &route)))],
        ),
        in_plan(
            Check::NAME_PASSES_ON,
            account([hq.clone(), dr.clone()], []),
            vec![changed(hq.clone(), named("dr", hq)), destroyed(dr)],
            vec![],
        ),
        in_plan(
            Check::NAME_FREED,
            account([ashburn()], []),
            vec![
                changed(ashburn(), named("voice-former", ashburn())),
                created(order("voice-ashburn", "ashburn-ix")),
            ],
            vec![],
        ),
        in_plan(
            Check::UNFIT_CIRCUIT,
            account([], []),
            vec![],
            vec![created(new_session(1, &route))],
        ),
        in_plan(
            Check::SESSION_LEFT,
            account([ashburn()], [session(1, &route)]),
            vec![destroyed(ashburn())],
            vec![kept(session(1, &route))],
        ),
    ]
}

fn completed(reference: &str, circuit: CrossConnect) -> CrossConnect {
    let notice = Notice {
        reference: CompletionReference::trusted(reference).into(),
        completed_on: CompletedOn::trusted("2026-02-28".parse().unwrap()).into(),
    };
    CrossConnect {
        completion: Fact::Known(notice),
        ..circuit
    }
}

fn orders() -> Vec<Shown> {
    let plan = |check, planned| in_plan(check, account([], []), vec![planned], vec![]);
    let reported = completed("1-206543210", ashburn());
    let narrowed = |status: &str| {
        let before = being(status, ashburn());
        changed(before.clone(), of_bandwidth(100, before))
    };
    let new = completed("1-206543210", order("voice-ashburn", "ashburn-ix"));
    let with_second_letter = CrossConnect {
        loa_revision: LoaRevision::trusted(2).into(),
        ..order("voice-ashburn", "ashburn-ix")
    };
    vec![
        plan(Check::COMPLETION_REFUSED, created(new)),
        plan(Check::BANDWIDTH_BEFORE_ACTIVE, narrowed("loa_issued")),
        plan(
            Check::COMPLETION_CHANGED,
            changed(reported.clone(), completed("1-206543211", ashburn())),
        ),
        plan(Check::COMPLETION_REMOVED, changed(reported, ashburn())),
        plan(Check::CHANGE_REFUSED, narrowed("rejected")),
        plan(Check::LETTER_REFUSED, created(with_second_letter)),
        completed_too_early(),
        declined(),
    ]
}

/// A circuit that is completed while the letter for another party waits for a person.
fn completed_too_early() -> Shown {
    let asked = CrossConnect {
        loa_entity: LoaEntity::trusted("Example GmbH").into(),
        ..being("loa_issued", ashburn())
    };
    let shown = CrossConnect {
        letter_to_come: Some(LetterToCome::ForAnotherParty {
            current: LoaEntity::trusted("Example Corp"),
            requested: LoaEntity::trusted("Example GmbH"),
        }),
        ..asked.clone()
    };
    let after = completed("1-206543210", asked.clone());
    in_plan(
        Check::COMPLETION_ENDS_LETTER,
        account([shown], []),
        vec![changed(asked, after)],
        vec![],
    )
}

/// A circuit whose change of bandwidth was declined, and is asked for again.
fn declined() -> Shown {
    let narrow = CrossConnect {
        bandwidth: Bandwidth::trusted(100).into(),
        ..ashburn()
    };
    let shown = CrossConnect {
        declined: vec![Declined {
            attribute: "bandwidth_mbps",
            change: "to 1000".to_owned(),
            by: "Twilio".to_owned(),
            at: "2026-01-25T12:00:00Z".parse().unwrap(),
            reason: Some("no budget".to_owned()),
        }],
        ..narrow.clone()
    };
    let after = CrossConnect {
        bandwidth: Bandwidth::trusted(1000).into(),
        ..ashburn()
    };
    in_plan(
        Check::DECLINED,
        account([shown], []),
        vec![changed(narrow, after)],
        vec![],
    )
}

fn statuses() -> Vec<Shown> {
    let letter = letter("2026-01-05T11:00:00Z", "2026-03-06T11:00:00Z");
    let circuit = |status: &str| CrossConnect {
        letter: letter.into(),
        ordered_at: letter.issued_at.into(),
        ..being(status, ashburn())
    };
    let on = |day: &str| Some(format!("{day}T12:00:00Z").parse().unwrap());
    let of = |check, status: &str, day: &str| (check, status::of(&circuit(status), on(day), Subject::default()));
    let failed = BgpSession {
        status: crate::domain::BgpSessionStatus::trusted("failed").into(),
        ..session(1, &[])
    };
    vec![
        of(Check::LETTER_EXPIRES, "loa_issued", "2026-02-24"),
        of(Check::LETTER_EXPIRED, "loa_expired", "2026-03-07"),
        of(Check::ORDER_OVERDUE, "requested", "2026-01-25"),
        of(Check::REJECTED, "rejected", "2026-01-25"),
        of(Check::INACTIVE, "inactive", "2026-01-25"),
        of(Check::BEING_REMOVED, "pending_deletion", "2026-01-25"),
        (Check::FAILED, status::of_failed_session(&failed, Subject::default())),
    ]
}

fn losses() -> Vec<Shown> {
    let lost = |kind, name, sid| Lost {
        kind,
        name,
        sid,
        made_by: "orders",
    };
    let circuit = lost("Cross connect", "\"voice-ashburn\"", CIRCUIT);
    let gone = absence::gone(lost("BGP session", SESSION, SESSION), "available", None);
    vec![
        (Check::GONE, Some(gone)),
        (
            Check::CONTRADICTED,
            Some(absence::contradicted(circuit, "a list shows it")),
        ),
        (Check::GONE_PROTECTED, Some(absence::protected_gone(circuit, None))),
    ]
}

fn interruptions() -> Vec<Shown> {
    let route = ["52.1.2.0/24"];
    let with_key = BgpSession {
        has_md5_key: true.into(),
        ..session(1, &route)
    };
    let reset = |on| {
        let before = session(on, &route);
        let customer_asn = Asn::trusted(13335).into();
        changed(before.clone(), BgpSession { customer_asn, ..before })
    };
    let (ashburn, san_jose) = (
        leg(1, "voice-ashburn", "ashburn-ix"),
        leg(2, "voice-san-jose", "san-jose-ix"),
    );
    let pair = |other: CrossConnect| account([ashburn.clone(), other], [session(1, &route), session(2, &route)]);
    let disabled = BgpSession {
        enabled: false.into(),
        ..session(1, &route)
    };
    let moved = replaced(ashburn.clone(), order("voice-ashburn", "san-jose-ix"), &["exchange"]);
    vec![
        in_plan(
            Check::ALL_LEGS_DISRUPTED,
            pair(san_jose.clone()),
            vec![],
            vec![reset(1), reset(2)],
        ),
        in_plan(
            Check::PARTNER_NOT_HEALTHY,
            pair(being("inactive", san_jose.clone())),
            vec![],
            vec![reset(1)],
        ),
        (Check::KEY_SENT_AGAIN, Some(traffic::key_sent_again(SESSION))),
        in_plan(
            Check::KEY_DIFFERS,
            account([circuit(1, "voice-ashburn", "ashburn-ix")], [with_key]),
            vec![],
            vec![kept(session(1, &route))],
        ),
        in_plan(
            Check::LONE_CIRCUIT_DISRUPTED,
            account([circuit(1, "voice-ashburn", "ashburn-ix")], [session(1, &route)]),
            vec![],
            vec![changed(session(1, &route), disabled)],
        ),
        in_plan(Check::LEG_DISRUPTED, pair(san_jose), vec![], vec![reset(1)]),
        in_plan(Check::REPLACED, account([ashburn], []), vec![moved], vec![]),
    ]
}

fn rest() -> Vec<Shown> {
    let mut full = account([], []);
    full.capacity
        .insert(Exchange::trusted("ashburn-ix"), vec![Bandwidth::trusted(10)]);
    let london = circuit(2, "voice-london", "london-ix");
    let both = account(
        [ashburn(), london],
        [session(1, &["52.1.2.0/24"]), session(2, &["52.1.2.0/25"])],
    );
    let moved = protected(order("voice-ashburn", "san-jose-ix"));
    let at = |address: &str, session: BgpSession| BgpSession {
        customer_address: InterfaceAddress::trusted(address.parse().unwrap()).into(),
        ..session
    };
    vec![
        in_plan(
            Check::ADDRESS_IN_USE,
            account([ashburn()], [at("52.9.9.1/30", session(1, &["52.1.2.0/24"]))]),
            vec![],
            vec![created(at("52.9.9.2/30", new_session(2, &["52.1.3.0/24"])))],
        ),
        in_plan(
            Check::NO_CAPACITY,
            full,
            vec![created(order("voice-ashburn", "ashburn-ix"))],
            vec![],
        ),
        in_plan(
            Check::ROUTES_OVERLAP,
            both,
            vec![],
            vec![kept(session(1, &["52.1.2.0/24"]))],
        ),
        in_plan(
            Check::DESTROY_PROTECTED,
            account([], []),
            vec![destroyed(protected(ashburn()))],
            vec![],
        ),
        in_plan(
            Check::UNPROTECTED_DESTROYED,
            account([], []),
            vec![destroyed(ashburn())],
            vec![],
        ),
        in_plan(
            Check::REPLACE_PROTECTED,
            account([], []),
            vec![replaced(protected(ashburn()), moved, &["exchange"])],
            vec![],
        ),
    ]
}

/// The session on the cross connect that the pages name.
fn on_circuit(session: BgpSession) -> BgpSession {
    BgpSession {
        cross_connect_sid: CrossConnectSid::trusted(CIRCUIT).into(),
        ..session
    }
}
