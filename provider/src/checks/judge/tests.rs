//! Tests of the list of rules: severities, the order of findings, and properties of every rule.

use proptest::prelude::*;

use super::*;
use crate::checks::Fact;
use crate::checks::catalogue::InPlan;
use crate::checks::finding::Subject;
use crate::checks::planned::Cause;
use crate::checks::specimen::{
    Step, account, addressed, being, changed, circuit, created, destroyed, grouped, kept, leg, named, new_session,
    order, orders, plan_all, protected, replaced_because, session, whole,
};
use crate::domain::Asn;

mod unknown;
mod words;

const ROUTES: &[&str] = &["52.1.2.0/24"];

fn reset(number: u32) -> Planned<BgpSession> {
    let after = BgpSession {
        customer_asn: Asn::trusted(65_001).into(),
        ..session(number, ROUTES)
    };
    changed(session(number, ROUTES), after)
}

/// A plan with many findings, over an account of five circuits.
fn bad_plan() -> (Picture, Vec<Step>) {
    let hq = || leg(1, "hq", "ashburn-ix");
    let dr = || leg(2, "dr", "ashburn-ix");
    let lab = || protected(circuit(3, "lab", "london-ix"));
    let idle = || being("inactive", circuit(4, "idle", "london-ix"));
    let going = || circuit(5, "going", "sydney-ix");
    let picture = account(
        [hq(), dr(), lab(), idle(), going()],
        [
            session(1, ROUTES),
            session(2, ROUTES),
            session(3, ROUTES),
            session(5, &["52.1.7.0/24"]),
        ],
    );
    let steps = vec![
        changed(hq(), named("dr", hq())).into(),
        changed(dr(), named("hq", dr())).into(),
        replaced_because(Cause::Tainted, lab(), order("lab", "london-ix")).into(),
        kept(idle()).into(),
        destroyed(going()).into(),
        addressed("x.one", created(order("twin", "london-ix"))).into(),
        addressed("x.two", created(grouped(order("twin", "london-ix"), "voice"))).into(),
        reset(1).into(),
        destroyed(session(2, ROUTES)).into(),
        kept(session(3, ROUTES)).into(),
        created(new_session(3, ROUTES)).into(),
        created(new_session(9, ROUTES)).into(),
    ];
    (picture, steps)
}

#[test]
fn a_bad_plan_is_found_bad_in_every_way() {
    let (picture, steps) = bad_plan();
    let mut codes: Vec<_> = whole(&picture, &steps)
        .iter()
        .map(|finding| finding.check.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let expected = [
        "TWX203", "TWX301", "TWX302", "TWX312", "TWX315", "TWX317", "TWX318", "TWX323", "TWX401", "TWX404", "TWX502",
        "TWX602", "TWX604",
    ];
    assert_eq!(codes, expected);
}

proptest! {
    #[test]
    fn all_findings_are_the_same_in_the_same_order_whatever_the_order_of_planning(
        steps in Just(bad_plan().1).prop_shuffle()
    ) {
        let (picture, straight) = bad_plan();
        prop_assert_eq!(whole(&picture, &steps), whole(&picture, &straight));
    }

    #[test]
    fn the_errors_of_a_plan_are_the_same_whatever_the_order_of_planning(
        steps in Just(bad_plan().1).prop_shuffle()
    ) {
        let (picture, straight) = bad_plan();
        prop_assert_eq!(errors(&picture, &steps), errors(&picture, &straight));
    }

    #[test]
    fn ten_faultless_pairs_give_no_finding_in_any_order(steps in Just(ten_pairs()).prop_shuffle()) {
        let picture = account([], []);
        let reported = plan_all(&picture, &steps).into_iter().flatten().filter(is_reported);
        prop_assert_eq!(reported.collect::<Vec<_>>(), vec![]);
        prop_assert_eq!(whole(&picture, &steps), vec![]);
    }
}

/// The errors of the plan itself, each once.
fn errors(picture: &Picture, steps: &[Step]) -> BTreeSet<(&'static str, String, String)> {
    let found = plan_all(picture, steps).into_iter().flatten();
    let is_error = |finding: &Finding| severity_in_plan(finding, &Severities::default()) == Severity::Error;
    let errors = found.filter(is_error);
    errors
        .map(|finding| (finding.check.code, finding.title, finding.detail))
        .collect()
}

fn is_reported(finding: &Finding) -> bool {
    severity_in_plan(finding, &Severities::default()) != Severity::Off
}

/// New pairs, each at partner exchanges, with its own group and routes.
fn ten_pairs() -> Vec<Step> {
    (0..10)
        .flat_map(|number| pair(number, "ashburn-ix", "san-jose-ix"))
        .collect()
}

fn pair(number: u32, here: &str, there: &str) -> [Step; 4] {
    let leg = |side: &str, at: &str| created(grouped(order(&format!("{side}-{number}"), at), &format!("g-{number}")));
    let routes = format!("52.1.{number}.0/24");
    let on_a_new_circuit = || BgpSession {
        cross_connect_sid: Fact::Unknown,
        ..new_session(1, &[&routes])
    };
    [
        leg("a", here).into(),
        leg("b", there).into(),
        created(on_a_new_circuit()).into(),
        created(on_a_new_circuit()).into(),
    ]
}

#[test]
fn pairs_that_exist_and_do_not_change_give_no_finding_in_any_order() {
    let legs = || [leg(1, "a", "ashburn-ix"), leg(2, "b", "san-jose-ix")];
    let sessions = || [session(1, ROUTES), session(2, ROUTES)];
    let steps: Vec<Step> = legs()
        .map(|leg| kept(leg).into())
        .into_iter()
        .chain(sessions().map(|session| kept(session).into()))
        .collect();
    for steps in orders(&steps) {
        let reported = plan_all(&account(legs(), sessions()), &steps)
            .into_iter()
            .flatten()
            .filter(is_reported);
        assert_eq!(reported.collect::<Vec<_>>(), []);
        assert_eq!(whole(&account(legs(), sessions()), &steps), []);
    }
}

#[test]
fn the_plan_lowers_what_it_creates_and_what_may_be_cured_and_is_silent_where_absence_decides() {
    let all_errors = Severities::parse(crate::checks::catalogue::GROUPS.map(|group| (group, "error"))).unwrap();
    let all_off = Severities::parse([("TWX305", "off"), ("TWX601", "off"), ("TWX202", "off")]).unwrap();
    let table = [
        (InPlan::Whole, Severity::Error, Severity::Warn, Severity::Warn),
        (InPlan::Partly, Severity::Error, Severity::Warn, Severity::Warn),
        (InPlan::Warns, Severity::Warn, Severity::Warn, Severity::Warn),
        (InPlan::Read, Severity::Warn, Severity::Warn, Severity::Warn),
        (InPlan::Silent, Severity::Off, Severity::Off, Severity::Off),
        (InPlan::Reported, Severity::Off, Severity::Off, Severity::Off),
    ];
    for check in Check::ALL {
        let plain = Finding::about(check, Subject::default());
        let new = Finding::about(
            check,
            Subject {
                is_new: true,
                ..Subject::default()
            },
        );
        let open = plain.clone().open(true);
        let found = [&plain, &new, &open].map(|finding| severity_in_plan(finding, &all_errors));
        let row = table.iter().find(|(in_plan, ..)| *in_plan == check.in_plan).unwrap();
        assert_eq!(found, [row.1, row.2, row.3], "{}", check.code);
        for finding in [&plain, &new, &open] {
            let default = severity_in_plan(finding, &Severities::default());
            assert!(default <= check.default, "{}", check.code);
        }
    }
    for check in [
        Check::COMPLETION_REFUSED,
        Check::DESTROY_PROTECTED,
        Check::SAME_EXCHANGE,
    ] {
        let plain = Finding::about(check, Subject::default());
        assert_eq!(severity_in_plan(&plain, &all_off), Severity::Off, "{}", check.code);
    }
}

#[test]
fn the_account_is_asked_only_for_what_a_plan_can_break() {
    let all = |_: &Check| true;
    let unchanged = parts_for_circuit(&kept(circuit(1, "a", "ashburn-ix")), all);
    assert_eq!(unchanged, BTreeSet::new());
    let new = parts_for_circuit(&created(order("a", "ashburn-ix")), all);
    assert_eq!(new, BTreeSet::from([Part::CrossConnects, Part::Capacity]));
    assert_eq!(
        parts_for_circuit(&created(order("a", "ashburn-ix")), |_| false),
        BTreeSet::new()
    );
    let gone = parts_for_circuit(&destroyed(circuit(1, "a", "ashburn-ix")), all);
    assert_eq!(
        gone,
        BTreeSet::from([Part::CrossConnects, Part::BgpSessions, Part::Health])
    );
    let session_reset = parts_for_session(&reset(1), all);
    assert_eq!(
        session_reset,
        BTreeSet::from([Part::CrossConnects, Part::BgpSessions, Part::Health])
    );
}
