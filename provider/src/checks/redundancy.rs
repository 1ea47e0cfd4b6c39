//! Group 2xx: the advice on a redundant set. It accompanies the verdict and never changes it.
//!
//! An unknown value postpones the rule that needs it. The order of the legs changes neither the findings nor their texts. Health does not
//! count here: a set can be built correctly and have a leg that is down.

use std::collections::BTreeSet;

use ipnet::Ipv4Net;

use super::Check;
use super::leg::Leg;
use crate::domain::exchange::pairs;
use crate::domain::{Calls, Exchange, IpRoutes, RedundancyRole};

/// One broken rule of redundancy, without the name of the set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcoming {
    /// The check that found it.
    pub check: &'static Check,
    /// The attribute of a cross connect or a session that would have to change.
    pub attribute: &'static str,
    /// The fault, in a few words that begin in lowercase or with a name.
    pub what: String,
    /// The consequence, in full sentences.
    pub explanation: String,
    /// The advice, in full sentences.
    pub fix: String,
}

/// The advice on the circuits of a set, in the order of the codes. The advice on their routes is in [`routes_on_one_leg`].
pub fn advice_on_circuits(legs: &[Leg]) -> Vec<Shortcoming> {
    let found = no_recommended_pair(legs).into_iter();
    found.chain(unequal_bandwidth(legs)).collect()
}

/// `TWX203`: no two of the exchanges are a pair that Twilio recommends.
///
/// An unknown exchange postpones the rule, because it may be the partner. A set at one exchange gives no finding here: its verdict covers
/// the loss of that exchange.
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
            "Twilio recommends these pairs for redundancy: {}. This is only advice, because other pairs of exchanges can also be redundant.",
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
        || format!("Twilio does not recommend a partner for {exchange}"),
        |partner| format!("the partner of {exchange} is {partner}"),
    )
}

/// `TWX204`: unequal bandwidths of primaries, and the bandwidth that is left when the largest primary fails.
///
/// A backup may have another bandwidth. An unknown bandwidth or role postpones the rule.
pub fn unequal_bandwidth(legs: &[Leg]) -> Option<Shortcoming> {
    let sized: Option<Vec<(&Leg, u32)>> = by_name(legs)
        .into_iter()
        .map(|leg| Some((leg, leg.role.and(leg.bandwidth)?.get())))
        .collect();
    let sized = sized?;
    let is_primary = |leg: &Leg| leg.role == Some(RedundancyRole::Primary);
    let primaries: Vec<(&Leg, u32)> = sized.iter().filter(|(leg, _)| is_primary(leg)).copied().collect();
    let largest = *primaries.iter().rev().max_by_key(|(_, mbps)| *mbps)?;
    let is_unequal = primaries.iter().any(|(_, mbps)| *mbps != largest.1);
    let each = primaries.iter().map(|(leg, mbps)| format!("{} {mbps} Mbps", leg.name));
    is_unequal.then(|| Shortcoming {
        check: Check::UNEQUAL_BANDWIDTH,
        attribute: "bandwidth_mbps",
        what: format!("the members have different bandwidths ({})", sentence_list(each)),
        explanation: without_the_largest(largest, &sized),
        fix: format!(
            "Set bandwidth_mbps = {} on every primary, or set redundancy_role = \"backup\" on a member that carries traffic only when a \
             primary is down.",
            largest.1
        ),
    })
}

fn without_the_largest(largest: (&Leg, u32), all: &[(&Leg, u32)]) -> String {
    let (leg, most) = largest;
    let others: Vec<&(&Leg, u32)> = all.iter().filter(|(other, _)| !std::ptr::eq(*other, leg)).collect();
    let left = others.iter().fold(0, |left: u32, (_, mbps)| left.saturating_add(*mbps));
    let rest: Vec<&Leg> = others.iter().map(|(leg, _)| *leg).collect();
    let carry = if rest.len() == 1 { "carries" } else { "together carry" };
    let (name, most, left) = (&leg.name, in_calls(most), in_calls(left));
    format!(
        "If {name} ({most}) fails, {} {carry} only {left}, so traffic above that is lost.",
        names(&rest)
    )
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

/// `TWX205`: routes that are announced on one member only.
///
/// A route has an alternative path on every leg whose routes contain all its addresses, also in several pieces. Unknown routes of a leg
/// postpone the rule.
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
        // Two legs may have the same name. That is another finding.
        if lacking.is_empty() {
            return format!("{route} is announced on only one {on}");
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
        what: format!("{routes} announced on one member only"),
        explanation: format!(
            "{}. When the member that announces a route fails, Twilio's traffic to that route has no alternative path.",
            where_it_is.collect::<Vec<_>>().join("; ")
        ),
        fix: "Set the same ip_routes on the session of every member.".to_owned(),
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

/// `a`, `a and b`, `a, b, and c`.
pub(super) fn sentence_list(words: impl IntoIterator<Item = impl Into<String>>) -> String {
    let mut words: Vec<String> = words.into_iter().map(Into::into).collect();
    let last = words.pop().unwrap_or_default();
    match words.as_slice() {
        [] => last,
        [first] => format!("{first} and {last}"),
        several => format!("{}, and {last}", several.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Bandwidth, IpRoute};

    fn routes(routes: &[&str]) -> Option<IpRoutes> {
        let routes = routes.iter().map(|route| IpRoute::trusted(route.parse().unwrap()));
        Some(IpRoutes::trusted(routes))
    }

    fn leg(name: &str, exchange: &str, mbps: u32, announced: &[&str]) -> Leg {
        Leg {
            exchange: Some(Exchange::trusted(exchange)),
            routes: routes(announced),
            ..carrying(name, mbps)
        }
    }

    /// A leg of which only the name and the exchange are known.
    fn at(name: &str, exchange: &str) -> Leg {
        Leg {
            exchange: Some(Exchange::trusted(exchange)),
            ..Leg::named(name)
        }
    }

    fn carrying(name: &str, mbps: u32) -> Leg {
        Leg {
            bandwidth: Some(Bandwidth::trusted(mbps)),
            role: Some(RedundancyRole::Primary),
            ..Leg::named(name)
        }
    }

    fn backup(name: &str, mbps: u32) -> Leg {
        Leg {
            role: Some(RedundancyRole::Backup),
            ..carrying(name, mbps)
        }
    }

    fn announcing(name: &str, announced: &[&str]) -> Leg {
        Leg {
            routes: routes(announced),
            ..Leg::named(name)
        }
    }

    fn codes(legs: &[Leg]) -> Vec<&'static str> {
        let advice = |legs: &[Leg]| {
            let mut all = advice_on_circuits(legs);
            all.extend(routes_on_one_leg(legs));
            all
        };
        let found = advice(legs);
        let mut turned: Vec<Leg> = legs.to_vec();
        turned.reverse();
        assert_eq!(advice(&turned), found, "the order of the legs changes the findings");
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
        assert!(codes(&[Leg::named("a"), Leg::named("b")]).is_empty());
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
            "Choose a recommended pair: the partner of ashburn-ix is san-jose-ix and Twilio does not recommend a partner for sydney-ix."
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
        assert!(codes(&[a.clone(), b.clone(), Leg::named("c")]).is_empty());
        assert_eq!(codes(&[a, b, at("c", "tokyo-ix")]), ["TWX203"]);
    }

    #[test]
    fn unequal_bandwidth_is_stated_in_the_calls_that_are_left() {
        let found = unequal_bandwidth(&[carrying("san-jose", 100), carrying("ashburn", 1000)]).unwrap();
        assert_eq!(
            found.what,
            "the members have different bandwidths (ashburn 1000 Mbps and san-jose 100 Mbps)"
        );
        assert_eq!(
            found.explanation,
            "If ashburn (1000 Mbps, about 10,000 G.711 calls) fails, san-jose carries only 100 Mbps, about 1,000 G.711 calls, \
             so traffic above that is lost."
        );
        assert!(found.fix.contains("bandwidth_mbps = 1000"), "{}", found.fix);
    }

    #[test]
    fn a_backup_of_another_bandwidth_is_no_unequal_bandwidth_and_unequal_primaries_beside_it_are() {
        let (small, large) = (backup("b", 100), backup("c", 1000));
        assert!(codes(&[carrying("a", 500), small.clone(), large.clone()]).is_empty());
        assert!(codes(&[small.clone(), large]).is_empty());
        assert_eq!(codes(&[carrying("a", 500), carrying("d", 1000), small]), ["TWX204"]);
        let of_unknown_role = Leg {
            role: None,
            ..carrying("b", 100)
        };
        assert!(codes(&[carrying("a", 500), of_unknown_role]).is_empty());
    }

    #[test]
    fn of_three_unequal_legs_the_largest_is_taken_away() {
        let three = [carrying("c", 100), carrying("b", 1000), carrying("a", 1000)];
        assert_eq!(codes(&three), ["TWX204"]);
        let found = unequal_bandwidth(&three).unwrap();
        assert!(
            found.explanation.starts_with(
                "If a (1000 Mbps, about 10,000 G.711 calls) fails, b and c together carry only 1100 Mbps, about 11,000"
            ),
            "{}",
            found.explanation
        );
        assert!(codes(&[carrying("a", 10), carrying("b", 10)]).is_empty());
        assert!(codes(&[carrying("a", 10), carrying("b", 100), Leg::named("c")]).is_empty());
    }

    #[test]
    fn a_route_on_one_leg_is_named_with_the_leg_that_lacks_it() {
        let legs = [
            announcing("san-jose", &["52.1.2.0/24"]),
            announcing("ashburn", &["52.1.2.0/24", "52.1.3.0/24"]),
        ];
        assert_eq!(codes(&legs), ["TWX205"]);
        let found = routes_on_one_leg(&legs).unwrap();
        assert_eq!(found.what, "one route is announced on one member only");
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
        assert_eq!(found.what, "2 routes are announced on one member only");
        assert!(codes(&[announcing("a", &all_routes), Leg::named("b")]).is_empty());
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
