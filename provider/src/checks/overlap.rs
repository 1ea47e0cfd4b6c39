//! Group 5xx: routes that two connections announce which do not stand in for each other.
//!
//! Inside a redundancy group both legs announce the same routes: that is the point of a pair. Anywhere else the same addresses have
//! two ways that nobody meant as such. The service does not refuse it.

use std::collections::BTreeMap;

use ipnet::Ipv4Net;

use super::facts::Facts;
use super::record::{BgpSession, Grouping};
use super::{Check, Finding};
use crate::domain::IpRoutes;

/// `TWX502`: the sessions outside its group whose routes overlap those of `session`, one finding for each.
///
/// Postponed while the routes, the cross connect or the group of either is not known.
pub fn of_session(facts: &Facts, session: &BgpSession) -> Vec<Finding> {
    let Some(own) = &session.cross_connect_sid else {
        return Vec::new();
    };
    let group = facts.group_of(session);
    let mut others: BTreeMap<String, &BgpSession> = BTreeMap::new();
    for block in session.blocks() {
        for (_, other) in facts.announcing(block) {
            let is_apart = || may_not_share(&group, &facts.group_of(other));
            if let Some(place) = other
                .cross_connect_sid
                .as_ref()
                .filter(|place| *place != own && is_apart())
            {
                others.insert(shown(facts, place), other);
            }
        }
    }
    let own = shown(facts, own);
    let overlaps = others.into_iter();
    overlaps
        .filter_map(|(name, other)| overlapping((&own, session), (&name, other)))
        .collect()
}

fn may_not_share(one: &Grouping, other: &Grouping) -> bool {
    match (one, other) {
        (Grouping::Unknown, _) | (_, Grouping::Unknown) => false,
        (Grouping::In(one), Grouping::In(other)) => one != other,
        (Grouping::Alone, _) | (_, Grouping::Alone) => true,
    }
}

fn shown(facts: &Facts, sid: &crate::domain::CrossConnectSid) -> String {
    facts.before(sid).map_or_else(|| sid.to_string(), |there| there.shown())
}

type Named<'a> = (&'a str, &'a BgpSession);

/// The finding of a pair, the same whichever of the two is planned last.
fn overlapping(one: (&String, &BgpSession), other: (&String, &BgpSession)) -> Option<Finding> {
    let (first, second): (Named<'_>, Named<'_>) = if one.0 <= other.0 {
        ((one.0, one.1), (other.0, other.1))
    } else {
        ((other.0, other.1), (one.0, one.1))
    };
    let pairs = shared(first.1.routes.as_ref()?, second.1.routes.as_ref()?);
    let (route, _) = pairs.first()?;
    let more = pairs.len() - 1;
    let summary = match more {
        0 => format!("{} and {} announce the same addresses, {route}", first.0, second.0),
        _ => format!(
            "{} and {} announce the same addresses, {route} and {more} more",
            first.0, second.0
        ),
    };
    let told = pairs.iter().take(MOST_TOLD).map(|(one, other)| {
        if one == other {
            format!("{one} on both")
        } else {
            format!("{one} on {} and {other} on {}", first.0, second.0)
        }
    });
    let untold = pairs.len().saturating_sub(MOST_TOLD);
    let untold = (untold > 0).then(|| format!("{untold} more"));
    Some(Finding {
        check: Check::ROUTES_OVERLAP,
        attribute: Some("ip_routes"),
        summary,
        detail: format!(
            "They are in no redundancy group together, and yet Twilio has two ways to the same addresses: {}. Which one it takes is not \
             yours to say, and a firewall that sees only half of a call drops it. Announce each address on one of them; or, if they \
             stand in for each other, give both cross connects the same redundancy_group.",
            told.chain(untold).collect::<Vec<_>>().join("; ")
        ),
    })
}

/// The number of pairs of routes that a finding lists.
const MOST_TOLD: usize = 10;

/// The pairs of routes that share an address, in ascending order.
fn shared(one: &IpRoutes, other: &IpRoutes) -> Vec<(Ipv4Net, Ipv4Net)> {
    let pairs = one.iter().flat_map(|route| {
        let against = other.overlapping(route.get());
        against.map(move |against| (route.get(), against.get()))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::facts::Change;
    use crate::checks::specimen::{account, bg, changed, circuit, grouped, leg, session, xc};

    /// XC1 and XC2 in no group, XC3 and XC4 in `voice`, XC5 in `trunk`.
    fn five() -> Facts {
        let circuits = [
            (1, circuit("sydney", "sydney-ix")),
            (2, circuit("tokyo", "tokyo-ix")),
            (3, leg("frankfurt", "frankfurt-ix")),
            (4, leg("london", "london-ix")),
            (5, grouped(circuit("ashburn", "ashburn-ix"), "trunk")),
        ];
        account(circuits, [])
    }

    /// The number of a cross connect and the routes on it.
    type On = (u32, &'static [&'static str]);

    /// What is said of a session beside another one, the same from both sides.
    fn said((on, routes): On, (other, others): On) -> Vec<Finding> {
        let mut facts = five();
        let pair = [session(on, routes), session(other, others)];
        for each in &pair {
            facts.open_session(each.clone());
        }
        let [one, back] = pair.map(|each| of_session(&facts, &each));
        assert_eq!(one, back);
        one
    }

    #[test]
    fn a_finding_tells_ten_pairs_and_how_many_more_there_are() {
        let one: Vec<_> = (0..12).map(|at| format!("52.1.{at}.0/24")).collect();
        let one: Vec<_> = one.iter().map(String::as_str).collect();
        let mut facts = five();
        let pair = [session(1, &one), session(2, &one)];
        for each in &pair {
            facts.open_session(each.clone());
        }
        let detail = of_session(&facts, &pair[0]).remove(0).detail;
        assert!(
            detail.contains("52.1.9.0/24 on both; 2 more. Which") && !detail.contains("52.1.10.0/24"),
            "{detail}"
        );
    }

    #[test]
    fn the_same_addresses_are_found_on_two_that_do_not_stand_in_for_each_other() {
        let whole: &[&str] = &["52.1.2.0/24"];
        let table: [(&str, On, On, bool); 8] = [
            ("the same /24 on two without a group", (1, whole), (2, whole), true),
            ("a /25 in the /24", (1, whole), (2, &["52.1.2.128/25"]), true),
            ("a /32 in the /24", (1, &["52.1.2.7/32"]), (2, whole), true),
            ("two halves", (1, &["52.1.2.0/25"]), (2, &["52.1.2.128/25"]), false),
            ("the next /24", (1, whole), (2, &["52.1.3.0/24"]), false),
            ("one in a group and one in none", (1, whole), (3, whole), true),
            ("two in different groups", (3, whole), (5, whole), true),
            ("two of one group", (3, whole), (4, whole), false),
        ];
        for (what, one, other, expected) in table {
            assert_eq!(!said(one, other).is_empty(), expected, "{what}");
        }
    }

    #[test]
    fn the_words_name_both_connections_and_every_route_of_each() {
        let found = said(
            (2, &["52.1.2.0/24", "52.1.4.128/25"]),
            (1, &["52.1.2.0/24", "52.1.4.0/24"]),
        );
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].to_string(),
            "sydney and tokyo announce the same addresses, 52.1.2.0/24 and 1 more [TWX502]"
        );
        let told = "52.1.2.0/24 on both; 52.1.4.0/24 on sydney and 52.1.4.128/25 on tokyo.";
        assert!(found[0].detail.contains(told), "{}", found[0].detail);
        assert_eq!(found[0].attribute, Some("ip_routes"));
    }

    #[test]
    fn each_connection_that_overlaps_is_told_by_itself() {
        let mut facts = five();
        facts.open_session(session(3, &["52.1.2.0/24"]));
        facts.open_session(session(4, &["52.1.2.0/24"]));
        let trunk = session(5, &["52.1.2.0/25"]);
        facts.open_session(trunk.clone());
        let told: Vec<String> = of_session(&facts, &trunk).iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "ashburn and frankfurt announce the same addresses, 52.1.2.0/25 [TWX502]",
                "ashburn and london announce the same addresses, 52.1.2.0/25 [TWX502]"
            ]
        );
    }

    #[test]
    fn what_is_not_known_postpones() {
        let whole = session(1, &["52.1.2.0/24"]);
        let table = [
            (
                "the routes of the other",
                BgpSession {
                    routes: None,
                    ..session(2, &[])
                },
            ),
            (
                "the place of the other",
                BgpSession {
                    cross_connect_sid: None,
                    ..session(2, &["52.1.2.0/24"])
                },
            ),
            ("the group of the other", session(9, &["52.1.2.0/24"])),
        ];
        for (what, other) in table {
            let mut facts = five();
            facts.open_session(whole.clone());
            facts.open_session(other.clone());
            assert_eq!(of_session(&facts, &whole), Vec::new(), "{what}");
            assert_eq!(of_session(&facts, &other), Vec::new(), "{what}, from its side");
        }
        let mut facts = Facts::default();
        facts.open_session(whole.clone());
        facts.open_session(session(2, &["52.1.2.0/24"]));
        assert_eq!(of_session(&facts, &whole), Vec::new(), "the account");
    }

    #[test]
    fn routes_that_the_plan_moves_from_one_session_to_another_do_not_overlap() {
        let (here, there) = (session(1, &["52.1.2.0/24"]), session(2, &["52.1.3.0/24"]));
        let circuits = [(1, circuit("sydney", "sydney-ix")), (2, circuit("tokyo", "tokyo-ix"))];
        let mut facts = account(circuits, [(1, here.clone()), (2, there.clone())]);
        let takes = session(2, &["52.1.2.0/24"]);
        facts.plan_session(bg(2), changed(there, takes.clone()));
        assert_eq!(of_session(&facts, &takes).len(), 1, "as long as the other keeps it");
        for change in [
            changed(here.clone(), session(1, &["52.1.4.0/24"])),
            Change::Destroyed(here.clone()),
            Change::Replaced(here.clone()),
        ] {
            let mut facts = facts.clone();
            facts.plan_session(bg(1), change);
            assert_eq!(of_session(&facts, &takes), Vec::new());
        }
        facts.plan_cross_connect(
            xc(1),
            changed(circuit("sydney", "sydney-ix"), leg("sydney", "sydney-ix")),
        );
        facts.plan_cross_connect(xc(2), changed(circuit("tokyo", "tokyo-ix"), leg("tokyo", "tokyo-ix")));
        assert_eq!(of_session(&facts, &takes), Vec::new(), "the plan makes a pair of them");
    }
}
