//! Group 2xx: what keeps the members of one redundant set from standing in for each other.
//!
//! The plan and the data source `twilio_redundancy` judge by the same rules. A value that is not known postpones the rule that
//! needs it; nothing is guessed. The order of the legs changes neither the findings nor their words. Health is not here: a set
//! may be rightly built and have a leg down.

use std::collections::{BTreeMap, BTreeSet};

use ipnet::Ipv4Net;

use super::Check;
use crate::domain::exchange::pairs;
use crate::domain::{Bandwidth, Calls, Exchange, IpRoutes};

/// One member of a redundant set, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// What the user calls it: the unique name, or the SID.
    pub name: String,
    /// Where it ends; `None` while it is not known.
    pub exchange: Option<Exchange>,
    /// What it carries; `None` while it is not known.
    pub bandwidth: Option<Bandwidth>,
    /// The customer's routes that are announced on it; `None` while they are not known, none in it if it is known to have no
    /// session.
    pub routes: Option<IpRoutes>,
}

/// One broken rule of redundancy, told without the name of the set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcoming {
    /// The check that found it.
    pub check: &'static Check,
    /// The attribute of a cross connect or a session that would have to change.
    pub attribute: &'static str,
    /// What is wrong, in a few words that begin in lower case or with a name.
    pub what: String,
    /// Why it matters, in full sentences.
    pub explanation: String,
    /// What to write instead, in full sentences.
    pub fix: String,
}

/// Everything that is wrong with a redundant set, in the order of the codes.
pub fn shortcomings(legs: &[Leg]) -> Vec<Shortcoming> {
    let mut found = of_circuits(legs);
    found.extend(routes_on_one_leg(legs));
    found
}

/// The faults of the circuits of a redundant set, in the order of the codes. Their routes are another matter:
/// [`routes_on_one_leg`].
pub fn of_circuits(legs: &[Leg]) -> Vec<Shortcoming> {
    let mut found: Vec<Shortcoming> = lone_member(legs).into_iter().collect();
    found.extend(same_exchange(legs));
    found.extend(no_recommended_pair(legs));
    found.extend(unequal_bandwidth(legs));
    found
}

/// `TWX201`: a set of one.
pub fn lone_member(legs: &[Leg]) -> Option<Shortcoming> {
    let [leg] = legs else { return None };
    let place = place_of_a_second(leg);
    Some(Shortcoming {
        check: Check::LONE_MEMBER,
        attribute: "redundancy_group",
        what: format!("{} is its only member", leg.name),
        explanation: "When this cross connect or its exchange fails, nothing carries its calls.".to_owned(),
        fix: format!("Give a second cross connect {place}, the same redundancy_group, or leave the label out."),
    })
}

/// `at san-jose-ix, its recommended partner`: where a second leg stands for the loss of the first one's exchange.
pub(super) fn place_of_a_second(leg: &Leg) -> String {
    let partner = leg.exchange.as_ref().and_then(Exchange::recommended_partner);
    partner.map_or_else(
        || "at another exchange".to_owned(),
        |partner| format!("at {partner}, its recommended partner"),
    )
}

/// `TWX202`: members at the same exchange, one finding for each such exchange.
pub fn same_exchange(legs: &[Leg]) -> Vec<Shortcoming> {
    let mut at: BTreeMap<&str, Vec<&Leg>> = BTreeMap::new();
    for leg in by_name(legs) {
        if let Some(exchange) = &leg.exchange {
            at.entry(exchange.as_str()).or_default().push(leg);
        }
    }
    let shared = at.into_iter().filter(|(_, legs)| legs.len() > 1);
    shared
        .map(|(exchange, legs)| at_one_exchange(exchange, &names(&legs)))
        .collect()
}

fn at_one_exchange(exchange: &str, names: &str) -> Shortcoming {
    let partner = Exchange::trusted(exchange).recommended_partner();
    let instead = partner.map_or_else(
        || "another exchange".to_owned(),
        |partner| format!("{partner}, the recommended partner of {exchange}"),
    );
    Shortcoming {
        check: Check::SAME_EXCHANGE,
        attribute: "exchange",
        what: format!("{names} are at the same exchange, {exchange}"),
        explanation: format!(
            "One event at {exchange}, such as a power failure or maintenance in the meet-me room, takes them down together."
        ),
        fix: format!("Order one of them at {instead}."),
    }
}

/// `TWX203`: no two of the exchanges are a pair that Twilio recommends.
///
/// Postponed while an exchange is not known, since it may be the partner; silent while there is one exchange only, which is the
/// matter of [`same_exchange`] and [`lone_member`].
pub fn no_recommended_pair(legs: &[Leg]) -> Option<Shortcoming> {
    let exchanges: Option<BTreeSet<&str>> = legs.iter().map(|leg| Some(leg.exchange.as_ref()?.as_str())).collect();
    let exchanges: Vec<Exchange> = exchanges?.into_iter().map(Exchange::trusted).collect();
    let is_paired = |exchange: &Exchange| {
        exchange
            .recommended_partner()
            .is_some_and(|partner| exchanges.contains(&partner))
    };
    if exchanges.len() < 2 || exchanges.iter().any(is_paired) {
        return None;
    }
    Some(Shortcoming {
        check: Check::NO_RECOMMENDED_PAIR,
        attribute: "exchange",
        what: format!(
            "{} are not a pair that Twilio recommends",
            sentence_list(exchanges.iter().map(Exchange::as_str))
        ),
        explanation: format!(
            "The pairs that Twilio names are {}. Other exchanges carry calls just as well and stand in for each other, but Twilio \
             does not recommend them as a pair.",
            pairs()
        ),
        fix: format!(
            "Choose a recommended pair: {}.",
            sentence_list(exchanges.iter().map(partner_of))
        ),
    })
}

fn partner_of(exchange: &Exchange) -> String {
    exchange.recommended_partner().map_or_else(
        || format!("{exchange} has no partner that Twilio names"),
        |partner| format!("{exchange} goes with {partner}"),
    )
}

/// `TWX204`: unequal bandwidths, and what is left when the largest leg fails.
///
/// Postponed while a bandwidth is not known.
pub fn unequal_bandwidth(legs: &[Leg]) -> Option<Shortcoming> {
    let sized: Option<Vec<(&Leg, u32)>> = by_name(legs)
        .into_iter()
        .map(|leg| Some((leg, leg.bandwidth?.get())))
        .collect();
    let sized = sized?;
    let (largest, most) = sized.iter().rev().max_by_key(|(_, mbps)| *mbps)?;
    let others: Vec<&(&Leg, u32)> = sized.iter().filter(|(leg, _)| leg != largest).collect();
    if others.iter().all(|(_, mbps)| mbps == most) {
        return None;
    }
    let left: u32 = others.iter().map(|(_, mbps)| mbps).sum();
    let rest: Vec<&Leg> = others.iter().map(|(leg, _)| *leg).collect();
    let carry = if rest.len() == 1 { "carries" } else { "together carry" };
    Some(Shortcoming {
        check: Check::UNEQUAL_BANDWIDTH,
        attribute: "bandwidth_mbps",
        what: format!(
            "the bandwidths differ ({})",
            sentence_list(sized.iter().map(|(leg, mbps)| format!("{} {mbps} Mbps", leg.name)))
        ),
        explanation: format!(
            "If {} ({}) fails, {} {carry} {}; traffic above that is lost.",
            largest.name,
            in_calls(*most),
            names(&rest),
            in_calls(left),
        ),
        fix: format!("Write bandwidth_mbps = {most} on every leg, or the bandwidth that all the calls need on each."),
    })
}

/// `1000 Mbps, about 10,000 calls`.
fn in_calls(mbps: u32) -> String {
    format!(
        "{mbps} Mbps, about {} G.711 calls",
        with_thousands(Calls::carried_by_mbps(mbps))
    )
}

/// A number for people: `10,000`.
pub(crate) fn with_thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `TWX205`: addresses that are announced on one leg only.
///
/// A route has an alternative path on every leg whose routes hold all its addresses, in however many pieces. Postponed while the routes
/// of a leg are not known.
pub fn routes_on_one_leg(legs: &[Leg]) -> Option<Shortcoming> {
    let legs = by_name(legs);
    let covered: Option<Vec<(&Leg, Vec<Ipv4Net>)>> = legs
        .iter()
        .map(|leg| Some((*leg, coverage(leg.routes.as_ref()?))))
        .collect();
    let covered = covered?;
    if covered.len() < 2 {
        return None;
    }
    let lonely: Vec<(Ipv4Net, &str)> = covered
        .iter()
        .flat_map(|(leg, _)| {
            leg.routes
                .iter()
                .flat_map(IpRoutes::iter)
                .map(|route| (route.get(), leg.name.as_str()))
        })
        .filter(|(route, _)| covered.iter().filter(|(_, nets)| holds(nets, *route)).count() < 2)
        .collect();
    (!lonely.is_empty()).then(|| without_alternative(&lonely, &legs))
}

fn coverage(routes: &IpRoutes) -> Vec<Ipv4Net> {
    Ipv4Net::aggregate(&routes.iter().map(|route| route.get()).collect())
}

fn holds(nets: &[Ipv4Net], route: Ipv4Net) -> bool {
    nets.iter().any(|net| net.contains(&route))
}

fn without_alternative(lonely: &[(Ipv4Net, &str)], legs: &[&Leg]) -> Shortcoming {
    let where_it_is = lonely.iter().map(|(route, on)| {
        let lacking: Vec<&str> = legs
            .iter()
            .map(|leg| leg.name.as_str())
            .filter(|name| name != on)
            .collect();
        // Two legs may have one name: that is another finding.
        if lacking.is_empty() {
            return format!("{route} is announced on one {on} only");
        }
        format!("{route} is announced on {on} and not on {}", sentence_list(lacking))
    });
    let routes = if lonely.len() == 1 {
        "one route is".to_owned()
    } else {
        format!("{} routes are", lonely.len())
    };
    Shortcoming {
        check: Check::ROUTES_ON_ONE_LEG,
        attribute: "ip_routes",
        what: format!("{routes} announced on one leg only"),
        explanation: format!(
            "{}. When the leg that announces it fails, Twilio's traffic to it has no alternative path.",
            where_it_is.collect::<Vec<_>>().join("; ")
        ),
        fix: "Write the same ip_routes on the session of every leg.".to_owned(),
    }
}

fn by_name(legs: &[Leg]) -> Vec<&Leg> {
    let mut sorted: Vec<&Leg> = legs.iter().collect();
    sorted.sort_by(|one, other| one.name.cmp(&other.name));
    sorted
}

fn names(legs: &[&Leg]) -> String {
    sentence_list(legs.iter().map(|leg| leg.name.as_str()))
}

/// `a`, `a and b`, `a, b and c`.
fn sentence_list(words: impl IntoIterator<Item = impl Into<String>>) -> String {
    let mut words: Vec<String> = words.into_iter().map(Into::into).collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() {
        last
    } else {
        format!("{} and {last}", words.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::IpRoute;

    fn leg(name: &str, exchange: &str, mbps: u32, routes: &[&str]) -> Leg {
        let routes = routes.iter().map(|route| IpRoute::trusted(route.parse().unwrap()));
        Leg {
            name: name.to_owned(),
            exchange: Some(Exchange::trusted(exchange)),
            bandwidth: Some(Bandwidth::trusted(mbps)),
            routes: Some(IpRoutes::trusted(routes)),
        }
    }

    /// A leg of which nothing but the name and the exchange is known.
    fn at(name: &str, exchange: &str) -> Leg {
        Leg {
            exchange: Some(Exchange::trusted(exchange)),
            ..unknown(name)
        }
    }

    fn unknown(name: &str) -> Leg {
        Leg {
            name: name.to_owned(),
            exchange: None,
            bandwidth: None,
            routes: None,
        }
    }

    fn carrying(name: &str, mbps: u32) -> Leg {
        Leg {
            bandwidth: Some(Bandwidth::trusted(mbps)),
            ..unknown(name)
        }
    }

    fn announcing(name: &str, routes: &[&str]) -> Leg {
        Leg {
            routes: leg(name, "ashburn-ix", 10, routes).routes,
            ..unknown(name)
        }
    }

    fn codes(legs: &[Leg]) -> Vec<&'static str> {
        let found = shortcomings(legs);
        let mut turned: Vec<Leg> = legs.to_vec();
        turned.reverse();
        assert_eq!(
            shortcomings(&turned),
            found,
            "the order of the legs changes the findings"
        );
        found.iter().map(|finding| finding.check.code).collect()
    }

    #[test]
    fn a_recommended_pair_of_equal_legs_with_the_same_routes_is_found_faultless() {
        let routes = ["52.1.2.0/24", "52.1.3.0/24"];
        for (one, other) in [
            ("ashburn-ix", "san-jose-ix"),
            ("london-ix", "frankfurt-ix"),
            ("singapore-ix", "tokyo-ix"),
        ] {
            assert!(codes(&[leg("a", one, 100, &routes), leg("b", other, 100, &routes)]).is_empty());
        }
        assert!(codes(&[]).is_empty());
        assert!(codes(&[unknown("a"), unknown("b")]).is_empty());
    }

    #[test]
    fn a_set_of_one_is_found_and_the_partner_named() {
        assert_eq!(codes(&[unknown("a")]), ["TWX201"]);
        let found = lone_member(&[at("voice-ashburn", "ashburn-ix")]).unwrap();
        assert_eq!(found.what, "voice-ashburn is its only member");
        assert!(
            found.fix.contains("at san-jose-ix, its recommended partner"),
            "{}",
            found.fix
        );
        assert!(
            lone_member(&[at("a", "sydney-ix")])
                .unwrap()
                .fix
                .contains("at another exchange")
        );
        assert_eq!(lone_member(&[unknown("a"), unknown("b")]), None);
    }

    #[test]
    fn legs_at_one_exchange_are_named_and_not_told_of_pairs_as_well() {
        assert_eq!(codes(&[at("b", "ashburn-ix"), at("a", "ashburn-ix")]), ["TWX202"]);
        let found = same_exchange(&[at("b", "ashburn-ix"), at("a", "ashburn-ix"), unknown("c")]);
        assert_eq!(found[0].what, "a and b are at the same exchange, ashburn-ix");
        assert!(found[0].fix.contains("san-jose-ix"), "{}", found[0].fix);
        let two_and_two = [
            at("a", "ashburn-ix"),
            at("b", "ashburn-ix"),
            at("c", "sydney-ix"),
            at("d", "sydney-ix"),
        ];
        assert_eq!(codes(&two_and_two), ["TWX202", "TWX202", "TWX203"]);
        assert!(codes(&[at("a", "ashburn-ix"), unknown("b")]).is_empty());
    }

    #[test]
    fn exchanges_that_are_no_recommended_pair_are_found_with_the_partner_of_each() {
        let found = no_recommended_pair(&[at("a", "sydney-ix"), at("b", "ashburn-ix")]).unwrap();
        assert_eq!(
            found.what,
            "ashburn-ix and sydney-ix are not a pair that Twilio recommends"
        );
        assert_eq!(
            found.fix,
            "Choose a recommended pair: ashburn-ix goes with san-jose-ix and sydney-ix has no partner that Twilio names."
        );
        assert!(
            found.explanation.contains("london-ix with frankfurt-ix"),
            "{}",
            found.explanation
        );
    }

    #[test]
    fn one_recommended_pair_among_three_is_enough_and_an_unknown_exchange_may_be_the_partner() {
        let (a, b, c) = (at("a", "ashburn-ix"), at("b", "london-ix"), at("c", "frankfurt-ix"));
        assert!(codes(&[a.clone(), b.clone(), c]).is_empty());
        assert!(codes(&[a.clone(), b.clone(), unknown("c")]).is_empty());
        assert_eq!(codes(&[a, b, at("c", "tokyo-ix")]), ["TWX203"]);
    }

    #[test]
    fn unequal_bandwidth_is_stated_in_the_calls_that_are_left() {
        let found = unequal_bandwidth(&[carrying("san-jose", 100), carrying("ashburn", 1000)]).unwrap();
        assert_eq!(
            found.what,
            "the bandwidths differ (ashburn 1000 Mbps and san-jose 100 Mbps)"
        );
        assert_eq!(
            found.explanation,
            "If ashburn (1000 Mbps, about 10,000 G.711 calls) fails, san-jose carries 100 Mbps, about 1,000 G.711 calls; \
             traffic above that is lost."
        );
        assert!(found.fix.contains("bandwidth_mbps = 1000"), "{}", found.fix);
    }

    #[test]
    fn of_three_unequal_legs_the_largest_is_taken_away() {
        let three = [carrying("c", 100), carrying("b", 1000), carrying("a", 1000)];
        assert_eq!(codes(&three), ["TWX204"]);
        let found = unequal_bandwidth(&three).unwrap();
        assert!(
            found.explanation.starts_with(
                "If a (1000 Mbps, about 10,000 G.711 calls) fails, b and c together carry 1100 Mbps, about 11,000"
            ),
            "{}",
            found.explanation
        );
        assert!(codes(&[carrying("a", 10), carrying("b", 10)]).is_empty());
        assert!(codes(&[carrying("a", 10), carrying("b", 100), unknown("c")]).is_empty());
    }

    #[test]
    fn a_route_on_one_leg_is_named_with_the_leg_that_lacks_it() {
        let legs = [
            announcing("san-jose", &["52.1.2.0/24"]),
            announcing("ashburn", &["52.1.2.0/24", "52.1.3.0/24"]),
        ];
        assert_eq!(codes(&legs), ["TWX205"]);
        let found = routes_on_one_leg(&legs).unwrap();
        assert_eq!(found.what, "one route is announced on one leg only");
        assert!(
            found
                .explanation
                .starts_with("52.1.3.0/24 is announced on ashburn and not on san-jose."),
            "{}",
            found.explanation
        );
    }

    #[test]
    fn a_leg_without_a_session_lacks_every_route_and_one_that_is_not_known_postpones() {
        let all_routes = ["52.1.2.0/24", "52.1.3.0/24"];
        let found = routes_on_one_leg(&[announcing("a", &all_routes), announcing("b", &[])]).unwrap();
        assert_eq!(found.what, "2 routes are announced on one leg only");
        assert!(codes(&[announcing("a", &all_routes), unknown("b")]).is_empty());
        assert!(codes(&[announcing("a", &[]), announcing("b", &[])]).is_empty());
    }

    #[test]
    fn a_route_has_a_second_way_where_other_routes_hold_its_addresses() {
        let whole = announcing("a", &["52.1.2.0/24"]);
        assert!(codes(&[whole.clone(), announcing("b", &["52.1.2.0/25", "52.1.2.128/25"])]).is_empty());
        assert_eq!(codes(&[whole.clone(), announcing("b", &["52.1.2.0/25"])]), ["TWX205"]);
        let three = [
            whole.clone(),
            announcing("b", &["52.1.2.0/24"]),
            announcing("c", &["52.1.3.0/24"]),
        ];
        let found = routes_on_one_leg(&three).unwrap();
        assert!(
            found
                .explanation
                .starts_with("52.1.3.0/24 is announced on c and not on a and b."),
            "{}",
            found.explanation
        );
    }
}
