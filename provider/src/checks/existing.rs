//! Group 3xx: what a plan would make a second time.
//!
//! A holder that the plan itself replaces or renames is no duplicate. One that it destroys is: nothing says that it goes first.

use crate::domain::{BgpSessionSid, CrossConnectSid, UniqueName};

use super::facts::{Change, Facts};
use super::record::{BgpSession, CrossConnect};
use super::{Check, Finding};

/// `TWX301`: an order under a name that is taken.
pub fn name(facts: &Facts, name: &UniqueName) -> Option<Finding> {
    Some(match holder(facts, name)? {
        Holder::OfThisPlan => taken_twice(name),
        Holder::Kept(sid) => kept_elsewhere(name, sid),
        Holder::Destroyed(sid) => destroyed_elsewhere(name, sid),
        Holder::Elsewhere(sid) => ordered_already(name, sid),
    })
}

/// `TWX301`: a new name for a cross connect, which is taken.
pub fn new_name(facts: &Facts, name: &UniqueName) -> Option<Finding> {
    Some(match holder(facts, name)? {
        Holder::OfThisPlan => taken_twice(name),
        Holder::Kept(sid) => name_of_another(
            name,
            &format!("{sid}, which another resource of this configuration keeps"),
        ),
        // Nothing is lost if the name is free too late: the next apply gives it.
        Holder::Destroyed(_) => return None,
        Holder::Elsewhere(sid) => name_of_another(name, &format!("{sid}, which is not in this state")),
    })
}

/// `TWX301`: a name that a cross connect keeps, and under which the plan orders another one.
pub fn kept_name(facts: &Facts, keeper: &CrossConnect) -> Option<Finding> {
    let name = keeper.name.as_ref().filter(|_| facts.is_ordered_again(keeper))?;
    Some(Finding {
        detail: "This resource keeps the name, and another one of this configuration orders a cross connect under it; the service \
                 would refuse the order (20409). Give the other one another unique_name; or, if it is this resource under another \
                 address, write a moved block."
            .to_owned(),
        ..already_ordered(name)
    })
}

/// Who has a name that a plan takes.
enum Holder<'a> {
    OfThisPlan,
    Kept(&'a CrossConnectSid),
    /// Terraform destroys it and orders the other one in whatever order comes.
    Destroyed(&'a CrossConnectSid),
    Elsewhere(&'a CrossConnectSid),
}

fn holder<'a>(facts: &'a Facts, name: &UniqueName) -> Option<Holder<'a>> {
    if facts.taking(name) > 1 {
        return Some(Holder::OfThisPlan);
    }
    if let Some(sid) = facts.kept_under(name) {
        return Some(Holder::Kept(sid));
    }
    let (sid, _) = facts.named(name)?;
    match facts.change_of(sid) {
        None => Some(Holder::Elsewhere(sid)),
        Some(Change::Destroyed(_)) => Some(Holder::Destroyed(sid)),
        Some(Change::Kept { .. } | Change::Replaced(_)) => None,
    }
}

fn taken_twice(name: &UniqueName) -> Finding {
    Finding {
        check: Check::NAME_IN_USE,
        attribute: Some("unique_name"),
        summary: format!("Two cross connects of this plan have the name {name}"),
        detail: "A unique_name belongs to one cross connect of the account: the service takes one of them and refuses the other \
                 (20409). Give each a name of its own."
            .to_owned(),
    }
}

fn already_ordered(name: &UniqueName) -> Finding {
    Finding {
        check: Check::NAME_IN_USE,
        attribute: Some("unique_name"),
        summary: format!("Cross connect {name} is already ordered"),
        detail: String::new(),
    }
}

fn kept_elsewhere(name: &UniqueName, sid: &CrossConnectSid) -> Finding {
    Finding {
        detail: format!(
            "Another resource of this configuration has a cross connect of that name, {sid}, and keeps it; the service would refuse the \
             order (20409). Choose another unique_name; or, if the resource was only given another address, write a moved block."
        ),
        ..already_ordered(name)
    }
}

fn destroyed_elsewhere(name: &UniqueName, sid: &CrossConnectSid) -> Finding {
    Finding {
        detail: format!(
            "This plan destroys the cross connect of that name, {sid}, at one address, and orders another one at this address. Terraform does \
             both in whatever order comes: the circuit would be gone, and the order might be refused (20409). If it is the same circuit \
             under another address, write a moved block, and it stays. If another one shall come in its place, destroy it first in \
             an apply of its own, or choose another unique_name."
        ),
        ..already_ordered(name)
    }
}

fn ordered_already(name: &UniqueName, sid: &CrossConnectSid) -> Finding {
    Finding {
        detail: format!(
            "The account has a cross connect of that name, {sid}, which is not in this state; the service would refuse the order (20409). \
             If it is the circuit that this resource is about, ordered by a run whose state was lost, take it over by adding this block:\n\n\
             import {{\n  to = twilio_cross_connect.NAME # the address of this resource\n  id = \"{sid}\"\n}}\n\n\
             If it is another circuit, choose another unique_name."
        ),
        ..already_ordered(name)
    }
}

fn name_of_another(name: &UniqueName, holder: &str) -> Finding {
    Finding {
        check: Check::NAME_IN_USE,
        attribute: Some("unique_name"),
        summary: format!("Another cross connect has the name {name}"),
        detail: format!("It is {holder}; the service would refuse the new name (20409). Choose another unique_name."),
    }
}

/// `TWX302`: a BGP session on a cross connect that has one.
pub fn session(facts: &Facts, cross_connect: &CrossConnectSid) -> Option<Finding> {
    let is_here = |session: &&BgpSession| session.cross_connect_sid.as_ref() == Some(cross_connect);
    let name = shown(facts, cross_connect);
    if facts.opened().iter().filter(is_here).count() > 1 {
        return Some(opened_twice(&name));
    }
    let (sid, _) = facts.session_over(cross_connect)?;
    match facts.session_change_of(sid) {
        Some(Change::Replaced(_) | Change::Destroyed(_)) => None,
        Some(Change::Kept { after, .. }) => is_here(&after).then(|| has_one(&name, sid.as_str(), KEPT_ELSEWHERE)),
        None => Some(has_one(&name, sid.as_str(), &import_of_session(sid.as_str()))),
    }
}

/// `TWX302`: a BGP session that stays on its cross connect, on which the plan opens another one.
pub fn kept_session(facts: &Facts, sid: &BgpSessionSid, keeper: &BgpSession) -> Option<Finding> {
    let place = keeper.cross_connect_sid.as_ref()?;
    let is_taken = facts
        .opened()
        .iter()
        .any(|opened| opened.cross_connect_sid.as_ref() == Some(place));
    is_taken.then(|| has_one(&shown(facts, place), sid.as_str(), OPENED_ELSEWHERE))
}

fn shown(facts: &Facts, cross_connect: &CrossConnectSid) -> String {
    let there = facts.before(cross_connect);
    there.map_or_else(|| cross_connect.to_string(), CrossConnect::shown)
}

fn opened_twice(name: &str) -> Finding {
    Finding {
        check: Check::SESSION_EXISTS,
        attribute: Some("cross_connect_sid"),
        summary: format!("Two BGP sessions of this plan are on {name}"),
        detail: "A cross connect carries one BGP session: the service takes one of them and refuses the other (20409). Write all \
                 routes into one of them, and remove the other."
            .to_owned(),
    }
}

fn has_one(name: &str, sid: &str, remedy: &str) -> Finding {
    Finding {
        check: Check::SESSION_EXISTS,
        attribute: Some("cross_connect_sid"),
        summary: format!("Cross connect {name} already has a BGP session"),
        detail: format!(
            "A cross connect carries one BGP session, and {name} carries {sid}; the service would refuse another (20409). {remedy}"
        ),
    }
}

fn import_of_session(sid: &str) -> String {
    format!(
        "If it is the session that this resource is about, take it over by adding this block:\n\n\
         import {{\n  to = twilio_bgp_session.NAME # the address of this resource\n  id = \"{sid}\"\n}}\n\n\
         If it is not needed, delete it first."
    )
}

const OPENED_ELSEWHERE: &str = "This resource keeps it, and another one of this configuration opens another: write all routes here, and remove the other.";

const KEPT_ELSEWHERE: &str =
    "Another resource of this configuration keeps it: write all routes there, and remove this one.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::specimen::{account, bg, changed, circuit, kept, session as on, xc};

    const NAME: &str = "ashburn";

    /// What the plan does with the holder, and the words of the finding, if there is one.
    type Row<T> = (&'static str, Option<Change<T>>, Option<&'static str>);

    fn there() -> CrossConnect {
        circuit(NAME, "ashburn-ix")
    }

    fn named(name: &str) -> UniqueName {
        UniqueName::trusted(name)
    }

    /// What is said of an order under the name that XC1 has, when `plan` has been made.
    fn of_order(plan: impl FnOnce(&mut Facts)) -> Option<Finding> {
        let mut facts = account([(1, there())], []);
        plan(&mut facts);
        facts.order_cross_connect(circuit(NAME, "tokyo-ix"));
        name(&facts, &named(NAME))
    }

    #[test]
    fn a_name_is_taken_while_its_holder_keeps_it_and_free_once_the_plan_sets_it_free() {
        let renamed = || changed(there(), circuit("former", "ashburn-ix"));
        let table: [Row<CrossConnect>; 5] = [
            ("not in the state", None, Some("which is not in this state")),
            (
                "kept",
                Some(kept(there())),
                Some("Another resource of this configuration has"),
            ),
            ("renamed", Some(renamed()), None),
            ("replaced", Some(Change::Replaced(there())), None),
            (
                "destroyed",
                Some(Change::Destroyed(there())),
                Some("write a moved block, and it stays"),
            ),
        ];
        for (fate, change, expected) in table {
            let found = of_order(|facts| {
                if let Some(change) = change {
                    facts.plan_cross_connect(xc(1), change);
                }
            });
            let told = found.map(|finding| format!("{finding} {}", finding.detail));
            assert_eq!(told.is_some(), expected.is_some(), "{fate}: {told:?}");
            let (told, expected) = (told.unwrap_or_default(), expected.unwrap_or_default());
            assert!(told.contains(expected), "{fate}: {told}");
        }
    }

    #[test]
    fn an_order_under_a_lost_name_is_told_how_to_take_the_circuit_over() {
        let found = of_order(|_| {}).unwrap();
        assert_eq!(found.to_string(), "Cross connect ashburn is already ordered [TWX301]");
        assert_eq!(found.attribute, Some("unique_name"));
        assert!(found.detail.contains("id = \"XC1\"\n}"), "{}", found.detail);
    }

    #[test]
    fn a_free_name_and_an_account_that_is_not_known_are_no_finding() {
        let mut free = account([(1, circuit("other", "ashburn-ix"))], []);
        free.order_cross_connect(there());
        assert_eq!(name(&free, &named(NAME)), None);
        let mut not_known = Facts::default();
        not_known.order_cross_connect(there());
        assert_eq!(name(&not_known, &named(NAME)), None);
    }

    #[test]
    fn two_that_take_one_name_are_found_whatever_the_account_has() {
        for mut facts in [Facts::default(), account([], [])] {
            facts.order_cross_connect(circuit(NAME, "ashburn-ix"));
            facts.order_cross_connect(circuit(NAME, "tokyo-ix"));
            let found = name(&facts, &named(NAME)).unwrap();
            assert_eq!(
                found.to_string(),
                "Two cross connects of this plan have the name ashburn [TWX301]"
            );
        }
    }

    #[test]
    fn a_new_name_is_taken_while_its_holder_keeps_it_and_free_once_the_plan_sets_it_free() {
        let table: [Row<CrossConnect>; 5] = [
            ("not in the state", None, Some("It is XC1, which is not in this state;")),
            (
                "kept",
                Some(kept(there())),
                Some("It is XC1, which another resource of this configuration keeps;"),
            ),
            ("renamed", Some(changed(there(), circuit("former", "ashburn-ix"))), None),
            ("replaced", Some(Change::Replaced(there())), None),
            ("destroyed", Some(Change::Destroyed(there())), None),
        ];
        for (fate, change, expected) in table {
            let mut facts = account([(1, there()), (2, circuit("tokyo", "tokyo-ix"))], []);
            facts.plan_cross_connect(xc(2), changed(circuit("tokyo", "tokyo-ix"), circuit(NAME, "tokyo-ix")));
            if let Some(change) = change {
                facts.plan_cross_connect(xc(1), change);
            }
            let told = new_name(&facts, &named(NAME)).map(|finding| format!("{finding} {}", finding.detail));
            assert_eq!(told.is_some(), expected.is_some(), "{fate}: {told:?}");
            assert!(
                told.unwrap_or_default().contains(expected.unwrap_or_default()),
                "{fate}"
            );
        }
    }

    #[test]
    fn an_order_and_a_new_name_that_are_the_same_are_found_from_both_sides() {
        let mut facts = account([(2, circuit("tokyo", "tokyo-ix"))], []);
        facts.plan_cross_connect(xc(2), changed(circuit("tokyo", "tokyo-ix"), circuit(NAME, "tokyo-ix")));
        assert_eq!(new_name(&facts, &named(NAME)), None);
        facts.order_cross_connect(there());
        let found = new_name(&facts, &named(NAME)).unwrap();
        assert_eq!(
            found.to_string(),
            "Two cross connects of this plan have the name ashburn [TWX301]"
        );
        assert_eq!(name(&facts, &named(NAME)), Some(found));
    }

    /// What is said of a session that is opened on XC1, which has BG1, when `plan` has been made.
    fn of_opened(plan: impl FnOnce(&mut Facts)) -> Option<Finding> {
        let mut facts = account([(1, there())], [(1, on(1, &["52.1.2.0/24"]))]);
        plan(&mut facts);
        facts.open_session(on(1, &["52.1.3.0/24"]));
        session(&facts, &xc(1))
    }

    #[test]
    fn a_place_is_taken_while_its_session_stays_and_free_once_the_plan_takes_it_away() {
        let there = || on(1, &["52.1.2.0/24"]);
        let table: [Row<BgpSession>; 5] = [
            ("not in the state", None, Some("id = \"BG1\"")),
            (
                "kept",
                Some(kept(there())),
                Some("Another resource of this configuration keeps it"),
            ),
            ("moved", Some(changed(there(), on(2, &["52.1.2.0/24"]))), None),
            ("replaced", Some(Change::Replaced(there())), None),
            ("destroyed", Some(Change::Destroyed(there())), None),
        ];
        for (fate, change, expected) in table {
            let found = of_opened(|facts| {
                if let Some(change) = change {
                    facts.plan_session(bg(1), change);
                }
            });
            let told = found.map(|finding| format!("{finding} {}", finding.detail));
            assert_eq!(told.is_some(), expected.is_some(), "{fate}: {told:?}");
            let told = told.unwrap_or_else(|| "Cross connect ashburn already has a BGP session [TWX302]".to_owned());
            assert!(
                told.starts_with("Cross connect ashburn already has a BGP session [TWX302]"),
                "{told}"
            );
            assert!(told.contains(expected.unwrap_or_default()), "{fate}: {told}");
        }
    }

    #[test]
    fn two_sessions_on_one_cross_connect_are_found_and_one_on_an_unknown_account_is_not() {
        let mut facts = Facts::default();
        facts.open_session(on(1, &["52.1.2.0/24"]));
        assert_eq!(session(&facts, &xc(1)), None);
        facts.open_session(on(1, &["52.1.3.0/24"]));
        let found = session(&facts, &xc(1)).unwrap();
        assert_eq!(found.to_string(), "Two BGP sessions of this plan are on XC1 [TWX302]");
        assert_eq!(found.attribute, Some("cross_connect_sid"));
    }
}
