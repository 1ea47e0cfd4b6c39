//! What the account has, with what the plan makes of it laid over.

use super::*;
use crate::checks::specimen::{account, being, bg, changed, circuit, grouped, kept, leg, session, xc};

const ROUTES: &[&str] = &["52.1.2.0/24"];

fn ashburn() -> CrossConnect {
    leg("ashburn", "ashburn-ix")
}

fn voice() -> RedundancyGroup {
    RedundancyGroup::trusted("voice")
}

fn after(facts: &Facts) -> Vec<String> {
    let members = facts.members_after(&voice());
    members.iter().map(|member| member.cross_connect.shown()).collect()
}

fn before(facts: &Facts) -> Vec<String> {
    facts
        .members_before(&voice())
        .values()
        .map(|member| member.shown())
        .collect()
}

#[test]
fn a_group_has_what_the_account_has_less_what_goes_and_more_what_comes() {
    let mut facts = account([(1, ashburn()), (2, leg("london", "london-ix"))], []);
    assert_eq!(after(&facts), ["ashburn", "london"]);
    facts.plan_cross_connect(xc(1), Change::Destroyed(ashburn()));
    facts.plan_cross_connect(xc(3), changed(circuit("tokyo", "tokyo-ix"), leg("tokyo", "tokyo-ix")));
    facts.order_cross_connect(leg("sydney", "sydney-ix"));
    assert_eq!(after(&facts), ["london", "tokyo", "sydney"]);
    assert_eq!(before(&facts), ["ashburn", "london"]);
    facts.plan_cross_connect(
        xc(2),
        changed(leg("london", "london-ix"), circuit("london", "london-ix")),
    );
    assert_eq!(after(&facts), ["tokyo", "sydney"]);
}

#[test]
fn what_is_turned_down_or_on_its_way_out_is_no_member() {
    let table = [
        ("requested", true),
        ("loa_expired", true),
        ("active", true),
        ("failed", true),
        ("rejected", false),
        ("pending_deletion", false),
        ("deleted", false),
    ];
    for (status, expected) in table {
        let facts = account([(1, being(status, ashburn()))], []);
        assert_eq!(!after(&facts).is_empty(), expected, "{status}");
        assert_eq!(!before(&facts).is_empty(), expected, "{status}");
    }
}

#[test]
fn an_order_under_the_name_of_one_that_is_there_is_one_member_with_it() {
    let mut facts = account([(1, ashburn())], []);
    facts.order_cross_connect(leg("ashburn", "tokyo-ix"));
    assert_eq!(after(&facts), ["ashburn"]);
}

#[test]
fn an_order_comes_in_place_of_one_whose_name_it_takes_unplanned() {
    type Plan = fn(&mut Facts);
    let table: [(&str, Plan, bool); 6] = [
        ("nothing is there", |_| {}, false),
        (
            "planned as if it stayed",
            |facts| facts.plan_cross_connect(xc(1), kept(ashburn())),
            false,
        ),
        (
            "in the state, and not planned",
            |facts| facts.see_cross_connect(xc(1), ashburn()),
            true,
        ),
        (
            "planned to be replaced",
            |facts| {
                facts.see_cross_connect(xc(1), ashburn());
                facts.plan_cross_connect(xc(1), Change::Replaced(ashburn()));
            },
            false,
        ),
        (
            "another one that stays",
            |facts| facts.plan_cross_connect(xc(1), kept(leg("ashburn", "tokyo-ix"))),
            false,
        ),
        (
            "renamed",
            |facts| {
                facts.see_cross_connect(xc(1), ashburn());
                facts.plan_cross_connect(xc(1), changed(ashburn(), leg("former", "ashburn-ix")));
            },
            false,
        ),
    ];
    for (what, plan, expected) in table {
        let mut facts = Facts::default();
        plan(&mut facts);
        assert_eq!(facts.order_cross_connect(ashburn()).is_some(), expected, "{what}");
        assert_eq!(
            matches!(facts.change_of(&xc(1)), Some(Change::Replaced(_))),
            expected || what == "planned to be replaced",
            "{what}"
        );
    }
    let mut nameless = Facts::default();
    nameless.see_cross_connect(xc(1), ashburn());
    assert_eq!(
        nameless.order_cross_connect(CrossConnect {
            name: None,
            ..ashburn()
        }),
        None
    );
}

#[test]
fn a_session_comes_in_place_of_one_whose_place_it_takes_unplanned() {
    let opened = || session(1, ROUTES);
    let mut kept_there = Facts::default();
    kept_there.plan_session(bg(1), kept(opened()));
    assert_eq!(kept_there.open_session(opened()), None);
    let mut seen = Facts::default();
    seen.see_session(bg(1), session(1, &["52.1.9.0/24"]));
    assert_eq!(seen.open_session(opened()), Some(bg(1)));
    let mut elsewhere = Facts::default();
    elsewhere.see_session(bg(2), session(2, ROUTES));
    elsewhere.plan_session(bg(3), kept(session(1, &["52.1.9.0/24"])));
    assert_eq!(elsewhere.open_session(opened()), None);
}

#[test]
fn the_session_of_a_leg_is_the_one_that_the_plan_leaves_there() {
    let facts = account([(1, ashburn())], [(1, session(1, ROUTES))]);
    let on = |facts: &Facts| match facts.session_on(facts.members_after(&voice())[0]) {
        OnIt::Unknown => "unknown".to_owned(),
        OnIt::Nothing => "nothing".to_owned(),
        OnIt::Session(session) => session
            .routes
            .iter()
            .flat_map(|all| all.iter())
            .map(|it| it.to_string())
            .collect(),
    };
    assert_eq!(on(&facts), "52.1.2.0/24");
    let planned = |change| {
        let mut facts = facts.clone();
        facts.plan_session(bg(1), change);
        facts
    };
    let there = || session(1, ROUTES);
    assert_eq!(
        on(&planned(changed(there(), session(1, &["52.1.9.0/24"])))),
        "52.1.9.0/24"
    );
    assert_eq!(on(&planned(Change::Destroyed(there()))), "nothing");
    let mut reopened = planned(Change::Replaced(there()));
    reopened.open_session(session(1, &["52.1.8.0/24"]));
    assert_eq!(on(&reopened), "52.1.8.0/24");
    let mut late = planned(Change::Destroyed(there()));
    late.open_session(BgpSession {
        cross_connect_sid: None,
        ..there()
    });
    assert_eq!(on(&late), "unknown");
    let mut no_sessions = Facts::default();
    no_sessions.lay_cross_connects([(xc(1), ashburn())]);
    assert_eq!(on(&no_sessions), "unknown");
}

#[test]
fn the_group_of_a_session_is_that_of_its_cross_connect_after_the_plan() {
    let mut facts = account([(1, ashburn())], []);
    let on_it = session(1, ROUTES);
    assert_eq!(facts.group_of(&on_it), Grouping::In(voice()));
    facts.plan_cross_connect(xc(1), changed(ashburn(), grouped(ashburn(), "trunk")));
    assert_eq!(facts.group_of(&on_it), Grouping::In(RedundancyGroup::trusted("trunk")));
    facts.plan_cross_connect(xc(1), Change::Destroyed(ashburn()));
    assert_eq!(facts.group_of(&on_it), Grouping::In(voice()));
    assert_eq!(facts.group_of(&session(2, ROUTES)), Grouping::Unknown);
    let nowhere = BgpSession {
        cross_connect_sid: None,
        ..on_it
    };
    assert_eq!(facts.group_of(&nowhere), Grouping::Unknown);
}
