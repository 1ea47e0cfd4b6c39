//! Tests of interface subnets that two sessions would share.

use super::*;
use crate::checks::specimen::{
    Step, account, changed, circuit, codes, created, destroyed, kept, new_session, only, orders, plan, plan_all,
    session, session_replaced, whole,
};
use crate::checks::{Fact, Severities, Severity, judge};

fn at(address: &str, session: BgpSession) -> BgpSession {
    BgpSession {
        customer_address: InterfaceAddress::trusted(address.parse().unwrap()).into(),
        ..session
    }
}

fn first() -> BgpSession {
    session(1, &["52.1.2.0/24"])
}

fn second() -> BgpSession {
    new_session(2, &["52.1.3.0/24"])
}

fn with(there: BgpSession) -> Picture {
    let circuits = [circuit(1, "a", "ashburn-ix"), circuit(2, "b", "san-jose-ix")];
    account(circuits, [there])
}

fn of_subnets(found: Vec<Finding>) -> Vec<Finding> {
    let found = found.into_iter();
    found.filter(|finding| finding.check == Check::ADDRESS_IN_USE).collect()
}

#[test]
fn subnets_that_share_an_address_are_refused() {
    let table = [
        ("52.9.9.1/30", "52.9.9.2/30", true),
        ("52.9.9.1/30", "52.9.9.2/31", true),
        ("52.9.9.0/31", "52.9.9.2/31", false),
        ("52.9.9.1/30", "52.9.9.5/30", false),
    ];
    for (there, wanted, is_refused) in table {
        let mut picture = with(at(there, first()));
        let found = of_subnets(plan(&mut picture, created(at(wanted, second()))));
        assert_eq!(found.len(), usize::from(is_refused), "{there} and {wanted}");
    }
}

#[test]
fn a_new_session_is_a_warning_and_a_changed_one_an_error_once_the_holder_is_planned() {
    let holder = || at("52.9.9.1/30", first());
    let mut picture = with(holder());
    let found = only(of_subnets(plan(&mut picture, created(at("52.9.9.2/30", second())))));
    assert_eq!(found.to_string(), "Interface subnet 52.9.9.0/30 is in use [TWX503]");
    assert!(
        found.detail.contains("BGP session BG1 on \"a\" has"),
        "{}",
        found.detail
    );
    assert!(
        found
            .detail
            .contains("(62100), unless this plan destroys BGP session BG1 on \"a\" or changes its"),
        "{}",
        found.detail
    );
    assert_eq!(found.attribute, Some("customer_address"));
    assert_eq!(judge::severity_in_plan(&found, &Severities::default()), Severity::Warn);

    let mut picture = with(holder());
    plan(&mut picture, kept(holder()));
    let other = || session(2, &["52.1.3.0/24"]);
    let moved = changed(other(), at("52.9.9.2/30", other()));
    let found = only(of_subnets(plan(&mut picture, moved)));
    assert!(!found.is_open, "{}", found.detail);
    assert_eq!(judge::severity_in_plan(&found, &Severities::default()), Severity::Error);
}

#[test]
fn two_sessions_of_a_plan_give_one_finding_in_both_orders() {
    let one = || created(at("52.9.9.1/30", new_session(1, &["52.1.2.0/24"])));
    let other = || created(at("52.9.9.2/30", second()));
    let picture = account([circuit(1, "a", "ashburn-ix"), circuit(2, "b", "san-jose-ix")], []);
    let steps: [Step; 2] = [one().into(), other().into()];
    let found: Vec<_> = orders(&steps)
        .into_iter()
        .map(|steps| of_subnets(whole(&picture, &steps)))
        .collect();
    assert_eq!(codes(&found[0]), ["TWX503"]);
    assert_eq!(found[0], found[1]);
    for steps in orders(&steps) {
        let each = plan_all(&picture, &steps).into_iter().map(of_subnets);
        assert_eq!(each.map(|found| found.len()).collect::<Vec<_>>(), [0, 1]);
    }
}

#[test]
fn a_subnet_that_is_given_up_kept_or_not_known_is_not_refused() {
    let holder = || at("52.9.9.1/30", first());
    let taker = || created(at("52.9.9.2/30", second()));
    let without = changed(holder(), first());
    let elsewhere = changed(holder(), at("52.9.9.9/30", first()));
    for freed in [destroyed(holder()), without, elsewhere] {
        let steps = [Step::from(freed), taker().into()];
        assert_eq!(of_subnets(whole(&with(holder()), &steps)), []);
    }
    let unknown = BgpSession {
        customer_address: Fact::Unknown,
        ..second()
    };
    let in_place = session_replaced(holder(), at("52.9.9.1/30", new_session(1, &["52.1.2.0/24"])));
    for planned in [
        Step::from(created(unknown)),
        created(second()).into(),
        kept(holder()).into(),
        in_place.into(),
    ] {
        assert_eq!(of_subnets(whole(&with(holder()), &[planned])), []);
    }
}
