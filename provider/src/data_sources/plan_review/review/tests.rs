use super::*;
use crate::checks::Verdict as Word;
use crate::checks::specimen::{
    Step, account, being, bg, changed, circuit, created, destroyed, grouped, health, kept, leg, named, new_session,
    order, orders, plan, protected, session, xc,
};

const ROUTES: [&str; 1] = ["52.1.2.0/24"];

fn request<const N: usize>(names: [&str; N], sessions: impl Into<Option<u32>>) -> Request {
    Request {
        names: names.map(UniqueName::trusted).into(),
        sessions: sessions.into(),
    }
}

fn reviewed(picture: Picture, steps: &[Step], request: &Request) -> Review {
    reviewed_by(picture, steps, request, &Severities::default())
}

fn reviewed_by(mut picture: Picture, steps: &[Step], request: &Request, severities: &Severities) -> Review {
    for step in steps {
        plan(&mut picture, step.clone());
    }
    let unread_reason = None;
    of(ReviewInput { picture, unread_reason }, request, severities)
}

fn new_leg(name: &str, exchange: &str) -> Step {
    created(grouped(order(name, exchange), "voice")).into()
}

/// A session on a circuit that this plan orders.
fn session_on_new(routes: &[&str]) -> Step {
    created(BgpSession {
        cross_connect_sid: Fact::Unknown,
        ..new_session(0, routes)
    })
    .into()
}

fn codes(review: &Review) -> Vec<(&'static str, &'static str)> {
    let found = review.findings.iter();
    found
        .map(|found| (found.finding.check.code, found.severity()))
        .collect()
}

fn verdicts(review: &Review) -> Vec<(String, Word)> {
    let verdicts = review.verdicts.iter();
    verdicts
        .map(|verdict| (verdict.group.to_string(), verdict.word()))
        .collect()
}

fn sources(review: &Review) -> Vec<(&str, &'static str)> {
    let circuits = review.circuits.iter();
    circuits
        .map(|(name, circuit)| (name.as_str(), circuit.source.as_str()))
        .collect()
}

#[test]
fn a_lone_leg_is_told_by_the_plan_that_orders_it() {
    let steps = [new_leg("a", "ashburn-ix"), session_on_new(&ROUTES)];
    let review = reviewed(account([], []), &steps, &request(["a"], 1));

    assert_eq!(codes(&review), [("TWX201", "warning")]);
    assert_eq!(verdicts(&review), [("voice".to_owned(), Word::NotRedundant)]);
    assert_eq!(sources(&review), [("a", "planned")]);
    assert!(
        review.findings[0]
            .finding
            .fix
            .as_ref()
            .is_some_and(|fix| fix.contains("san-jose-ix"))
    );
}

#[test]
fn a_faultless_pair_is_redundant_in_the_plan_that_orders_it_in_any_order() {
    let steps = [
        new_leg("a", "ashburn-ix"),
        new_leg("b", "san-jose-ix"),
        session_on_new(&ROUTES),
        session_on_new(&ROUTES),
    ];
    for steps in orders(&steps) {
        let review = reviewed(account([], []), &steps, &request(["a", "b"], 2));

        assert_eq!(codes(&review), []);
        assert_eq!(verdicts(&review), [("voice".to_owned(), Word::Redundant)]);
        assert_eq!(review.not_judged, []);
    }
}

#[test]
fn sessions_that_differ_on_new_circuits_leave_the_advice_on_routes_open() {
    let steps = [
        new_leg("a", "ashburn-ix"),
        new_leg("b", "san-jose-ix"),
        session_on_new(&ROUTES),
        session_on_new(&["52.1.3.0/24"]),
    ];
    let review = reviewed(account([], []), &steps, &request(["a", "b"], 2));

    assert_eq!(verdicts(&review), [("voice".to_owned(), Word::Redundant)]);
    assert!(
        review.verdicts[0]
            .reason
            .as_ref()
            .is_some_and(|reason| reason.contains("known only after apply"))
    );
}

#[test]
fn without_a_count_and_with_fewer_sessions_than_counted_the_rules_on_sessions_are_not_judged() {
    let here = [leg(1, "a", "ashburn-ix"), leg(2, "b", "san-jose-ix")];
    let picture = || account(here.clone(), [session(1, &ROUTES)]);
    let steps = here.clone().map(|leg| kept(leg).into());
    let reasons = |review: &Review| review.not_judged.iter().map(ToString::to_string).collect::<Vec<_>>();

    let uncounted = reviewed(picture(), &steps, &request(["a", "b"], None));
    assert_eq!(codes(&uncounted), []);
    assert_eq!(verdicts(&uncounted), [("voice".to_owned(), Word::Redundant)]);
    assert_eq!(
        reasons(&uncounted),
        [
            "bgp_session_count is not set. Not judged, or only in part: TWX205, TWX302, TWX314, TWX317, TWX318, TWX319, TWX324, TWX325, TWX401, TWX402, TWX404, TWX405, \
          TWX502, TWX503."
        ]
    );
    assert_eq!(uncounted.too_few_sessions, None);

    let too_few = reviewed(picture(), &steps, &request(["a", "b"], 2));
    assert_eq!(codes(&too_few), []);
    assert!(
        reasons(&too_few)[0].starts_with("Terraform planned fewer than 2 BGP sessions before it read this review.")
    );
    assert!(too_few.too_few_sessions.is_some());

    let counted = [&steps[..], &[kept(session(1, &ROUTES)).into()]].concat();
    let counted = reviewed(picture(), &counted, &request(["a", "b"], 1));
    assert_eq!(codes(&counted), [("TWX205", "warning")]);
    assert_eq!(verdicts(&counted), [("voice".to_owned(), Word::Redundant)]);
}

#[test]
fn each_review_tells_what_concerns_the_circuits_that_it_names() {
    let steps = [
        new_leg("a", "ashburn-ix"),
        created(grouped(order("c", "tokyo-ix"), "video")).into(),
    ];
    let review = |name| {
        let review = reviewed(account([], []), &steps, &request([name], 0));
        let subjects = review.findings.iter().map(Judged::subject);
        (subjects.collect::<Vec<_>>(), verdicts(&review))
    };

    let lone = |name: &str, group: &str| {
        (
            vec![format!("cross connect \"{name}\"")],
            vec![(group.to_owned(), Word::NotRedundant)],
        )
    };
    assert_eq!(review("a"), lone("a", "voice"));
    assert_eq!(review("c"), lone("c", "video"));
}

#[test]
fn the_loss_of_a_partner_is_told_of_the_circuit_that_stays() {
    let (a, b) = (leg(1, "a", "ashburn-ix"), leg(2, "b", "san-jose-ix"));
    let picture = account([a.clone(), b.clone()], []);
    let review = reviewed(picture, &[kept(a).into(), destroyed(b).into()], &request(["a"], 0));

    assert_eq!(codes(&review), [("TWX201", "warning")]);
}

#[test]
fn severities_are_those_of_the_codes_and_of_the_user() {
    let there = circuit(1, "a", "ashburn-ix");
    let steps = [created(order("a", "ashburn-ix")).into()];
    let judged = |severities: &[(&str, &str)]| {
        let severities = Severities::parse(severities.iter().copied()).unwrap();
        let picture = account([there.clone()], []);
        codes(&reviewed_by(picture, &steps, &request(["a"], 0), &severities))
    };

    assert_eq!(judged(&[]), [("TWX301", "error")]);
    assert_eq!(judged(&[("TWX301", "warn")]), [("TWX301", "warning")]);
    assert_eq!(judged(&[("3xx", "off")]), []);
}

#[test]
fn each_name_is_told_as_it_is_known() {
    let mut picture = account([circuit(1, "there", "ashburn-ix"), circuit(2, "seen", "tokyo-ix")], []);
    picture.cross_connects.add_read(circuit(2, "seen", "tokyo-ix"));
    let steps = [created(order("new", "ashburn-ix")).into()];
    let names = ["there", "seen", "new", "nowhere"];
    let review = reviewed(picture, &steps, &request(names, 0));

    let expected = [
        ("new", "planned"),
        ("nowhere", "missing"),
        ("seen", "read"),
        ("there", "in_the_account"),
    ];
    assert_eq!(sources(&review), expected);
}

#[test]
fn a_member_that_is_neither_named_nor_planned_may_still_be_changed() {
    let (a, b) = (leg(1, "a", "ashburn-ix"), leg(2, "b", "san-jose-ix"));
    let picture = account([a.clone(), b], [session(1, &ROUTES), session(2, &ROUTES)]);
    let steps = [kept(a).into(), kept(session(1, &ROUTES)).into()];
    let review = reviewed(picture, &steps, &request(["a"], 1));

    let verdict = &review.verdicts[0];
    assert_eq!(
        (verdict.word(), verdict.members.join(" ")),
        (Word::Redundant, "a b".to_owned())
    );
    assert_eq!(verdict.may_be_changed, ["b"]);
}

#[test]
fn what_an_apply_has_left_is_judged_as_the_account_has_it() {
    let lone = leg(1, "a", "ashburn-ix");
    let rejected = being("rejected", leg(2, "b", "san-jose-ix"));
    let picture = account([lone, rejected], [session(1, &ROUTES)]);
    let review = reviewed(picture, &[], &request(["a", "b"], 2));

    assert_eq!(sources(&review), [("a", "in_the_account"), ("b", "in_the_account")]);
    assert_eq!(codes(&review), [("TWX201", "warning"), ("TWX313", "warning")]);
    assert_eq!(
        review.too_few_sessions.as_deref(),
        Some("Terraform planned fewer than 2 BGP sessions before it read this review.")
    );
}

#[test]
fn an_account_that_does_not_answer_leaves_the_verdict_open() {
    let mut picture = Picture::default();
    plan(&mut picture, new_leg("a", "ashburn-ix"));
    let input = ReviewInput {
        picture,
        unread_reason: Some("The service is not available.".to_owned()),
    };
    let review = of(input, &request(["a"], 0), &Severities::default());

    assert_eq!(codes(&review), []);
    assert_eq!(verdicts(&review), [("voice".to_owned(), Word::NotJudged)]);
    let told = review.not_judged[0].to_string();
    assert!(
        told.starts_with(
            "The objects in the account could not be read. The service is not available. Not judged, or only in part: TWX201, "
        ),
        "{told}"
    );
}

#[test]
fn an_error_is_one_only_where_errors_fail_the_plan_and_then_tells_the_way_past_it() {
    let there = protected(circuit(1, "a", "ashburn-ix"));
    let picture = account([there.clone(), circuit(3, "b", "tokyo-ix")], []);
    let steps = [changed(named("a", there.clone()), named("b", there)).into()];
    let review = reviewed(picture, &steps, &request(["b"], 0));

    let told = |is_failing| review.findings[0].diagnostic(is_failing);
    assert!(!told(false).is_error());
    assert!(told(true).is_error());
    assert!(format!("{:?}", told(true)).contains("terraform destroy -refresh=false"));
}

#[test]
fn an_interruption_is_judged_against_the_health_of_the_partner() {
    let legs = [leg(1, "a", "ashburn-ix"), leg(2, "b", "san-jose-ix")];
    let mut picture = account(legs.clone(), [session(1, &ROUTES), session(2, &ROUTES)]);
    picture.health.insert(bg(2), health("idle"));
    assert_eq!(xc(1), legs[0].sid.clone().unwrap());
    let off = BgpSession {
        enabled: false.into(),
        ..session(1, &ROUTES)
    };
    let [a, b] = legs.map(|leg| Step::from(kept(leg)));
    let steps = [
        a,
        b,
        changed(session(1, &ROUTES), off).into(),
        kept(session(2, &ROUTES)).into(),
    ];
    let review = reviewed(picture, &steps, &request(["a", "b"], 2));

    assert_eq!(codes(&review), [("TWX402", "warning")]);
}
