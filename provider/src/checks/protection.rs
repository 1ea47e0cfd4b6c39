//! Group 6xx: nothing that is protected goes by surprise.

use crate::domain::{CrossConnectSid, IpRoutes};

use super::facts::Facts;
use super::record::Grouping;
use super::{Check, Finding};

/// A protected cross connect that a plan would destroy, with what hangs on it.
pub fn destroy(unique_name: &str, sid: &str, hanging: &str) -> Finding {
    Finding {
        check: Check::DESTROY_PROTECTED,
        attribute: Some("deletion_protection"),
        summary: format!("Cross connect {unique_name} is protected against deletion"),
        detail: format!(
            "This plan would destroy {sid}.{hanging} A new one takes weeks: an order, a letter of authorization, the data centre's \
             work. If it shall really go, set deletion_protection = false, apply that, and then destroy it."
        ),
    }
}

/// A protected cross connect that a plan would replace because of `because`, with what hangs on it.
pub fn replace(unique_name: &str, sid: &str, because: &[String], hanging: &str) -> Finding {
    let because = because.join(", ");
    Finding {
        check: Check::REPLACE_PROTECTED,
        attribute: Some("deletion_protection"),
        summary: format!("Cross connect {unique_name} is protected against replacement"),
        detail: format!(
            "The change of {because} cannot be made in place: this plan would give up {sid} and order another circuit, \
             which takes weeks.{hanging} Take the change back; or, if the circuit shall really be replaced, set deletion_protection = false, \
             apply that, and then make the change."
        ),
    }
}

/// A protected cross connect that Terraform was told to replace, or that is tainted.
pub fn replace_by_hand(unique_name: &str, sid: &str, hanging: &str) -> Finding {
    Finding {
        check: Check::REPLACE_PROTECTED,
        attribute: Some("deletion_protection"),
        summary: format!("Cross connect {unique_name} is protected against replacement"),
        detail: format!(
            "Terraform was told to replace it (-replace), or has it as tainted: this plan would give up {sid} and order another \
             circuit, which takes weeks.{hanging} Plan without -replace, or run terraform untaint; or, if the circuit shall really be \
             replaced, set deletion_protection = false, apply that, and then replace it."
        ),
    }
}

/// What hangs on a cross connect, in sentences that each begin with a blank; empty where nothing does or nothing is known.
pub fn hanging_on(facts: &Facts, sid: &CrossConnectSid) -> String {
    let session = facts.session_over(sid).map(|(session, there)| {
        let routes = there.routes.as_ref().map(listed).unwrap_or_default();
        format!(" It carries BGP session {session}{routes}.")
    });
    let group = facts.before(sid).and_then(|leg| match &leg.group {
        Grouping::In(group) => Some(group),
        Grouping::Alone | Grouping::Unknown => None,
    });
    let set = group.and_then(|group| {
        let members = facts.members_before(group);
        let others: Vec<String> = members
            .iter()
            .filter(|(other, _)| **other != sid)
            .map(|(_, other)| other.shown())
            .collect();
        match others.as_slice() {
            [] => facts
                .has_cross_connects()
                .then(|| format!(" It is the only member of redundancy group {group}.")),
            others => Some(format!(
                " In redundancy group {group} it stands in for {}.",
                others.join(" and ")
            )),
        }
    });
    [session, set].into_iter().flatten().collect()
}

fn listed(routes: &IpRoutes) -> String {
    let routes: Vec<_> = routes.iter().map(|route| route.to_string()).collect();
    if routes.is_empty() {
        String::new()
    } else {
        format!(" ({})", routes.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::specimen::{account, circuit, leg, session, xc};

    #[test]
    fn what_hangs_on_a_cross_connect_is_named_as_far_as_it_is_known() {
        let routes: &[&str] = &["52.1.2.0/24", "52.1.3.0/24"];
        let [one, other, third] = ["ashburn", "london", "tokyo"].map(|city| leg(city, "x-ix"));
        let carried = (1, session(1, routes));
        let table = [
            ("nothing", account([(1, circuit("a", "ashburn-ix"))], []), ""),
            (
                "a session",
                account([(1, circuit("a", "ashburn-ix"))], [carried.clone()]),
                " It carries BGP session BG1 (52.1.2.0/24, 52.1.3.0/24).",
            ),
            (
                "a session without routes",
                account([(1, circuit("a", "ashburn-ix"))], [(1, session(1, &[]))]),
                " It carries BGP session BG1.",
            ),
            (
                "a session and a partner",
                account([(1, one.clone()), (2, other.clone())], [carried]),
                " It carries BGP session BG1 (52.1.2.0/24, 52.1.3.0/24). In redundancy group voice it stands in for london.",
            ),
            (
                "two partners",
                account([(1, one.clone()), (2, other), (3, third)], []),
                " In redundancy group voice it stands in for london and tokyo.",
            ),
            (
                "a group of one",
                account([(1, one)], []),
                " It is the only member of redundancy group voice.",
            ),
        ];
        for (what, facts, expected) in table {
            assert_eq!(hanging_on(&facts, &xc(1)), expected, "{what}");
        }
    }

    #[test]
    fn each_way_of_losing_a_circuit_says_what_goes_why_and_how_to_go_on() {
        let hanging = " It carries BGP session BG1.";
        let because = ["exchange".to_owned(), "loa_entity".to_owned()];
        let table = [
            (
                destroy("ashburn", "XC1", hanging),
                "TWX601",
                "would destroy XC1. It carries BGP session BG1.",
            ),
            (
                replace("ashburn", "XC1", &because, hanging),
                "TWX602",
                "The change of exchange, loa_entity cannot be made",
            ),
            (
                replace_by_hand("ashburn", "XC1", hanging),
                "TWX602",
                "terraform untaint",
            ),
        ];
        for (finding, code, words) in table {
            assert_eq!(finding.check.code, code);
            assert_eq!(finding.attribute, Some("deletion_protection"));
            for words in [
                words,
                "XC1",
                "It carries BGP session BG1.",
                "set deletion_protection = false",
            ] {
                assert!(finding.detail.contains(words), "{}", finding.detail);
            }
        }
    }

    #[test]
    fn nobody_is_called_the_only_member_while_the_account_is_not_known() {
        let mut facts = Facts::default();
        facts.plan_cross_connect(
            xc(1),
            crate::checks::facts::Change::Destroyed(leg("ashburn", "ashburn-ix")),
        );
        assert_eq!(hanging_on(&facts, &xc(1)), "");
    }
}
