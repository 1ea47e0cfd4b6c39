//! Tests of redundancy groups in a plan: nothing is reported before all existing objects are planned.

use super::*;
use crate::checks::Requirements;
use crate::checks::demarcation::Demarcation;
use crate::checks::specimen::{
    Step, account, being, changed, circuit, codes, created, destroyed, grouped, kept, leg, new_session, order, orders,
    plan, plan_all, session, whole,
};
use crate::checks::{Severities, Severity, judge};
use crate::domain::{Bandwidth, RequiredMbps};

const ROUTES: &[&str] = &["52.1.2.0/24"];

fn one() -> CrossConnect {
    leg(1, "ashburn", "ashburn-ix")
}

fn two() -> CrossConnect {
    leg(2, "far", "london-ix")
}

fn slower(circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        bandwidth: Bandwidth::trusted(100).into(),
        ..circuit
    }
}

/// The codes of group 2xx.
fn of_groups(found: &[Finding]) -> Vec<&'static str> {
    codes(found)
        .into_iter()
        .filter(|code| code.starts_with("TWX2"))
        .collect()
}

/// The report of the plan itself for group 2xx.
fn reported(found: &[Finding]) -> Vec<&'static str> {
    let is_heard = |finding: &&Finding| judge::severity_in_plan(finding, &Severities::default()) != Severity::Off;
    of_groups(&found.iter().filter(is_heard).cloned().collect::<Vec<_>>())
}

#[test]
fn nothing_is_said_while_a_member_that_is_there_is_not_planned() {
    let mut picture = account([one(), slower(leg(2, "b", "ashburn-ix"))], []);
    assert_eq!(of_groups(&plan(&mut picture, kept(one()))), [""; 0]);
    let found = plan(&mut picture, kept(slower(leg(2, "b", "ashburn-ix"))));
    assert_eq!(of_groups(&found), ["TWX202", "TWX204"]);
    assert_eq!(
        reported(&found),
        ["TWX204"],
        "a later plan may add a circuit at another exchange"
    );
}

#[test]
fn a_member_that_is_dead_or_going_is_not_waited_for() {
    for status in ["rejected", "pending_deletion", "deleted"] {
        let mut picture = account([one(), being(status, two()), slower(leg(3, "c", "ashburn-ix"))], []);
        plan(&mut picture, kept(one()));
        let found = plan(&mut picture, kept(slower(leg(3, "c", "ashburn-ix"))));
        assert_eq!(reported(&found), ["TWX204"], "{status}");
    }
}

#[test]
fn nothing_is_said_while_the_group_of_any_circuit_is_not_known() {
    let undecided = |circuit: CrossConnect| CrossConnect {
        group: Fact::Unknown,
        ..circuit
    };
    let picture = || account([one(), leg(2, "b", "ashburn-ix")], []);
    let pair: [Step; 2] = [kept(one()).into(), kept(leg(2, "b", "ashburn-ix")).into()];
    let nowhere: [Step; 3] = [
        created(undecided(order("c", "ashburn-ix"))).into(),
        pair[0].clone(),
        pair[1].clone(),
    ];
    assert_eq!(of_groups(&whole(&picture(), &pair)), ["TWX202"]);
    assert_eq!(of_groups(&whole(&picture(), &nowhere)), [""; 0]);
    assert_eq!(of_groups(plan_all(&picture(), &nowhere).last().unwrap()), [""; 0]);
}

#[test]
fn an_account_that_did_not_answer_says_nothing() {
    let mut picture = Picture::default();
    plan(&mut picture, created(grouped(order("a", "ashburn-ix"), "voice")));
    assert_eq!(
        of_groups(&plan(&mut picture, created(grouped(order("b", "ashburn-ix"), "voice")))),
        [""; 0]
    );
}

#[test]
fn what_only_absence_decides_is_said_of_a_whole_picture() {
    let alone = account([one()], []);
    let far = account([one(), two()], []);
    let table: [(&Picture, Vec<Step>, &str); 2] = [
        (&alone, vec![kept(one()).into()], "TWX201"),
        (&far, vec![kept(one()).into(), kept(two()).into()], "TWX203"),
    ];
    for (picture, steps, code) in table {
        assert_eq!(of_groups(&whole(picture, &steps)), [code]);
        assert_eq!(reported(plan_all(picture, &steps).last().unwrap()), [""; 0], "{code}");
    }
}

#[test]
fn a_whole_picture_takes_what_is_not_planned_as_it_is() {
    let picture = account([one(), leg(2, "b", "ashburn-ix")], []);
    let found = whole(&picture, &[kept(one()).into()]);
    assert_eq!(of_groups(&found), ["TWX202"]);
    assert_eq!(
        found[0].to_string(),
        "Redundancy group \"voice\": too little bandwidth if one exchange fails [TWX202]"
    );
    let told = "If exchange ashburn-ix fails, nothing remains of the required 1000 Mbps (default: the bandwidth of the smallest primary). \
                \"ashburn\" and \"b\" are at this exchange. About 10,000 G.711 calls would be lost. ";
    assert!(found[0].detail.starts_with(told), "{}", found[0].detail);
    assert_eq!(found[0].others.len(), 1);
}

#[test]
fn a_group_is_judged_when_a_member_leaves_it() {
    let picture = account([one(), two()], []);
    let leaves: [Planned<CrossConnect>; 2] = [destroyed(two()), changed(two(), circuit(2, "far", "london-ix"))];
    for left in leaves {
        let steps: [Step; 2] = [kept(one()).into(), left.into()];
        assert_eq!(of_groups(&whole(&picture, &steps)), ["TWX201"]);
    }
}

#[test]
fn routes_on_one_leg_are_said_when_no_later_plan_can_add_them() {
    let far = || leg(2, "far", "san-jose-ix");
    let picture = account([one(), far()], [session(1, ROUTES)]);
    let steps: [Step; 3] = [kept(one()).into(), kept(far()).into(), kept(session(1, ROUTES)).into()];
    assert_eq!(of_groups(plan_all(&picture, &steps).last().unwrap()), [""; 0]);
    assert_eq!(of_groups(&whole(&picture, &steps)), ["TWX205"]);

    let both = account([one(), far()], [session(1, ROUTES), session(2, &["52.1.9.0/24"])]);
    let mut steps = steps.to_vec();
    assert_eq!(
        of_groups(plan_all(&both, &steps).last().unwrap()),
        [""; 0],
        "BG2 is not planned"
    );
    steps.push(kept(session(2, &["52.1.9.0/24"])).into());
    assert_eq!(of_groups(plan_all(&both, &steps).last().unwrap()), ["TWX205"]);
}

#[test]
fn a_session_whose_circuit_is_not_known_may_come_to_any_leg() {
    let far = || leg(2, "far", "san-jose-ix");
    let picture = account([one(), far()], [session(1, ROUTES)]);
    let nowhere = BgpSession {
        cross_connect_sid: Fact::Unknown,
        ..new_session(2, ROUTES)
    };
    let steps: [Step; 3] = [
        kept(one()).into(),
        kept(session(1, ROUTES)).into(),
        created(nowhere).into(),
    ];
    assert_eq!(of_groups(&whole(&picture, &steps)), [""; 0]);
}

#[test]
fn a_pair_that_is_well_built_says_nothing() {
    let far = || leg(2, "far", "san-jose-ix");
    let picture = account([one(), far()], [session(1, ROUTES), session(2, ROUTES)]);
    let steps: [Step; 4] = [
        kept(one()).into(),
        kept(far()).into(),
        kept(session(1, ROUTES)).into(),
        kept(session(2, ROUTES)).into(),
    ];
    assert_eq!(whole(&picture, &steps), []);
    assert!(plan_all(&picture, &steps).iter().all(Vec::is_empty));
}

#[test]
fn a_bandwidth_that_waits_for_a_person_is_judged_by_the_one_in_service() {
    let sessions = || [session(1, ROUTES), session(2, ROUTES)];
    let judged = |in_service: CrossConnect| {
        let picture = account([in_service, two()], sessions());
        of_groups(&whole(&picture, &[kept(one()).into(), kept(two()).into()]))
    };
    assert_eq!(judged(slower(one())), ["TWX203", "TWX204"]);
    assert_eq!(judged(one()), ["TWX203"]);
}

#[test]
fn the_title_is_a_label_however_many_members_there_are() {
    let many = (1..=40).map(|number| slower(leg(number, &format!("leg-{number}"), "ashburn-ix")));
    let mut picture = account([], []);
    picture
        .cross_connects
        .add_account(many.chain([leg(41, "fast", "ashburn-ix")]));
    let found = whole(&picture, &[kept(leg(41, "fast", "ashburn-ix")).into()]);
    let titles: Vec<&str> = found.iter().map(|finding| finding.title.as_str()).collect();
    let expected = [
        "Redundancy group \"voice\": too little bandwidth if one exchange fails",
        "Redundancy group \"voice\": unequal bandwidth",
    ];
    assert_eq!(titles, expected);
    assert!(
        found[1]
            .detail
            .starts_with("The members have different bandwidths (\"fast\" 1000 Mbps, "),
        "{}",
        found[1].detail
    );
}

#[test]
fn a_dead_order_is_no_member_though_its_plan_does_not_know_its_status() {
    let dead = || being("rejected", two());
    let unknown = CrossConnect {
        status: Fact::Unknown,
        ..two()
    };
    let picture = account([one(), dead()], []);
    let found = whole(&picture, &[kept(one()).into(), changed(dead(), unknown).into()]);
    assert_eq!(of_groups(&found), ["TWX201"]);
}

/// The same picture with a requirement for the group `voice`.
fn requiring(mbps: u32, picture: Picture) -> Picture {
    let required = [(RedundancyGroup::trusted("voice"), RequiredMbps::trusted(mbps).into())];
    Picture {
        required: Requirements::new(Fact::Known(required.into())),
        ..picture
    }
}

#[test]
fn two_and_two_is_judged_by_what_must_remain_in_any_order_of_planning() {
    let legs = [
        ("a", "ashburn-ix"),
        ("b", "ashburn-ix"),
        ("c", "san-jose-ix"),
        ("d", "san-jose-ix"),
    ];
    let steps: Vec<Step> = legs
        .map(|(name, exchange)| created(grouped(order(name, exchange), "voice")).into())
        .to_vec();
    for steps in orders(&steps) {
        assert!(
            plan_all(&account([], []), &steps)
                .iter()
                .all(|found| reported(found).is_empty())
        );
        assert_eq!(of_groups(&whole(&account([], []), &steps)), [""; 0]);
        assert_eq!(of_groups(&whole(&requiring(2000, account([], [])), &steps)), [""; 0]);
        assert_eq!(of_groups(&whole(&requiring(2001, account([], [])), &steps)), ["TWX202"]);
    }
}

#[test]
fn a_small_backup_is_too_little_unless_less_is_required() {
    let backup = || CrossConnect {
        role: RedundancyRole::Backup.into(),
        ..slower(leg(2, "far", "san-jose-ix"))
    };
    let steps: [Step; 2] = [kept(one()).into(), kept(backup()).into()];
    let picture = || account([one(), backup()], []);
    assert_eq!(of_groups(&whole(&picture(), &steps)), ["TWX206"]);
    assert_eq!(of_groups(&whole(&requiring(100, picture()), &steps)), [""; 0]);
    assert!(
        plan_all(&picture(), &steps)
            .iter()
            .all(|found| reported(found).is_empty())
    );
}

#[test]
fn an_element_that_the_letters_show_to_be_shared_is_found_where_too_little_remains_without_it() {
    let in_cage = |cage: &str, circuit: CrossConnect| CrossConnect {
        demarcation: Fact::Known(Demarcation {
            facility: "Equinix DC1".to_owned(),
            cage: Some(cage.to_owned()),
            patch_panel: None,
        }),
        ..circuit
    };
    let near = |cage: &str| [in_cage("1", one()), in_cage(cage, leg(2, "b", "ashburn-ix"))];
    let found = |legs: [CrossConnect; 2]| of_groups(&whole(&account(legs, []), &[kept(in_cage("1", one())).into()]));
    assert_eq!(found(near("1")), ["TWX202", "TWX207"]);
    assert_eq!(found(near("2")), ["TWX202"]);

    let [one, other] = near("1");
    let third = account([one.clone(), other, leg(3, "c", "san-jose-ix")], []);
    assert_eq!(of_groups(&whole(&third, &[kept(one).into()])), [""; 0]);
}

#[test]
fn a_requirement_that_is_not_known_postpones_what_it_decides_and_nothing_else() {
    let picture = Picture {
        required: Requirements::new(Fact::Unknown),
        ..account([one(), leg(2, "b", "ashburn-ix")], [])
    };
    assert_eq!(of_groups(&whole(&picture, &[kept(one()).into()])), [""; 0]);
    let alone = Picture {
        required: Requirements::new(Fact::Unknown),
        ..account([one()], [])
    };
    assert_eq!(of_groups(&whole(&alone, &[kept(one()).into()])), ["TWX201"]);
}
