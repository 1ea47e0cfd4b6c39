//! The IP routes of one BGP session, with the rules about several routes.

use super::interface_address::InterfaceAddress;
use super::ip_route::{self, IpRoute};
use super::route_overlap;
use super::rule::{Problem, Rule};
use ipnet::Ipv4Net;
use std::collections::{BTreeSet, HashMap};

/// At least one route, none of which overlaps another; in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IpRoutes(BTreeSet<IpRoute>);

/// A broken rule, with the route of the list that breaks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteProblem {
    /// The route as written; `None` if the problem is about the whole list.
    pub route: Option<String>,
    /// The fault.
    pub problem: Problem,
}

impl IpRoutes {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "There must be at least one route. Routes must not overlap each other or the session's \
         interface subnet.";

    /// Reads all routes of a session.
    ///
    /// # Errors
    /// Every rule that any route breaks, route by route in the order given; `TWX111` if there is none.
    pub fn parse<S: AsRef<str>>(texts: &[S]) -> Result<Self, Vec<RouteProblem>> {
        if texts.is_empty() {
            return Err(vec![RouteProblem {
                route: None,
                problem: no_route(),
            }]);
        }
        let (routes, problems) = judged(texts);
        if problems.is_empty() {
            Ok(Self(routes.into_iter().collect()))
        } else {
            Err(problems)
        }
    }

    /// Reads networks and returns the fewest routes with exactly their addresses.
    ///
    /// Adjacent networks are joined, and addresses that several networks have are listed once. No route is shorter than /24, so a
    /// shorter network is divided. An empty list gives no routes.
    ///
    /// # Errors
    /// Every rule that a network breaks, except length and overlap, in the order given; `TWX173` for a network shorter than
    /// /8.
    pub fn aggregated<S: AsRef<str>>(texts: &[S]) -> Result<Self, Vec<RouteProblem>> {
        let (mut networks, mut problems) = (Vec::new(), Vec::new());
        for text in texts.iter().map(AsRef::as_ref) {
            match IpRoute::parse_network(text) {
                Ok(network) => networks.push(network),
                Err(found) => problems.extend(found.into_iter().map(|problem| RouteProblem {
                    route: Some(text.to_owned()),
                    problem,
                })),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let joined = Ipv4Net::aggregate(&networks);
        Ok(Self(joined.into_iter().flat_map(IpRoute::all_in).collect()))
    }

    /// Takes routes of the service or of the state without a check.
    pub fn trusted(routes: impl IntoIterator<Item = IpRoute>) -> Self {
        Self(routes.into_iter().collect())
    }

    /// The problems of the routes that are known so far.
    ///
    /// A plan in which other routes are not known yet uses this, so the list may be empty.
    pub fn problems<S: AsRef<str>>(texts: &[S]) -> Vec<RouteProblem> {
        judged(texts).1
    }

    /// `TWX120` for each route that overlaps the session's interface subnet.
    pub fn problems_with(&self, interface: InterfaceAddress) -> Vec<RouteProblem> {
        let subnet = interface.subnet();
        self.overlapping(subnet)
            .map(|route| RouteProblem {
                route: Some(route.to_string()),
                problem: on_interface(route, subnet),
            })
            .collect()
    }

    /// The routes in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = IpRoute> + '_ {
        self.0.iter().copied()
    }

    /// The number of routes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True where there is no route. Only a value of the service can be empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The routes that share an address with the network, in ascending order: those around it, then itself and those inside it.
    pub fn overlapping(&self, network: Ipv4Net) -> impl Iterator<Item = IpRoute> + '_ {
        let around = (0..network.prefix_len())
            .filter_map(move |length| Ipv4Net::new(network.network(), length).ok())
            .map(IpRoute::trusted)
            .filter(|route| self.0.contains(route));
        around.chain(self.inside(network))
    }

    /// The routes inside the network, itself included, in ascending order.
    pub fn inside(&self, network: Ipv4Net) -> impl Iterator<Item = IpRoute> + '_ {
        let first = IpRoute::trusted(network);
        let last = IpRoute::trusted(Ipv4Net::from(network.broadcast()));
        self.0.range(first..=last).copied()
    }

    /// True where the list has exactly this route. An overlapping route does not count.
    pub fn contains(&self, route: IpRoute) -> bool {
        self.0.contains(&route)
    }
}

impl RouteProblem {
    /// The problem of a null in the list.
    pub fn null_route() -> Self {
        Self {
            route: None,
            problem: Problem::new(
                Rule::IP_ROUTE_FORM,
                "ip_routes contains a null",
                "Each route is an IPv4 CIDR block. Replace the null with a route, or remove it.",
            ),
        }
    }
}

fn no_route() -> Problem {
    Problem::new(
        Rule::IP_ROUTES_EMPTY,
        "ip_routes is empty",
        "A BGP session without a route carries no traffic to you. Add at least one network of /24 to /32.",
    )
}

/// The valid routes, and every problem of every text: in the order given, and by code for each text.
fn judged<S: AsRef<str>>(texts: &[S]) -> (Vec<IpRoute>, Vec<RouteProblem>) {
    let written: Vec<_> = texts.iter().map(|text| ip_route::read(text.as_ref())).collect();
    let mut overlaps = overlaps(&written);
    let (mut routes, mut problems) = (Vec::with_capacity(texts.len()), Vec::new());
    for (place, (text, written)) in texts.iter().map(AsRef::as_ref).zip(written).enumerate() {
        let judged = written.map_err(|problem| vec![problem]).and_then(IpRoute::judged);
        let mut own = match judged {
            Ok(route) => {
                routes.push(route);
                Vec::new()
            }
            Err(own) => own,
        };
        own.extend(overlaps.remove(&place));
        own.sort_by_key(|problem| problem.rule.code);
        problems.extend(own.into_iter().map(|problem| RouteProblem {
            route: Some(text.to_owned()),
            problem,
        }));
    }
    (routes, problems)
}

/// `TWX118` for each network that overlaps an earlier one, by its place in the list. A text that is not a network is skipped.
fn overlaps(written: &[Result<Ipv4Net, Problem>]) -> HashMap<usize, Problem> {
    let (places, networks): (Vec<usize>, Vec<Ipv4Net>) = written
        .iter()
        .enumerate()
        .filter_map(|(place, network)| Some((place, *network.as_ref().ok()?)))
        .unzip();
    let earlier = route_overlap::first_earlier(&networks);
    let pairs = places.iter().zip(&networks).zip(earlier);
    pairs
        .filter_map(|((place, network), earlier)| Some((*place, overlap_in_list(*network, *networks.get(earlier?)?))))
        .collect()
}

fn overlap_in_list(written: Ipv4Net, other: Ipv4Net) -> Problem {
    Problem::new(
        Rule::IP_ROUTE_OVERLAP,
        format!("{written} overlaps {other} in the same list"),
        "An address can be in only one route of a session. Keep one of the two.",
    )
}

fn on_interface(route: IpRoute, subnet: Ipv4Net) -> Problem {
    Problem::new(
        Rule::IP_ROUTE_INTERFACE,
        format!("{route} overlaps the interface subnet {subnet}"),
        "Both routers are connected to this subnet and must not also learn it by BGP. Remove it from the routes, or use another interface address.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::special_purpose::overlap;
    use proptest::prelude::*;
    use std::net::Ipv4Addr;

    fn aggregated(texts: &[&str]) -> Vec<String> {
        let routes = IpRoutes::aggregated(texts).expect("sound networks");
        routes.iter().map(|route| route.to_string()).collect()
    }

    #[test]
    fn neighbours_are_joined_up_to_a_24_and_no_further() {
        assert_eq!(aggregated(&["52.1.2.0/25", "52.1.2.128/25"]), ["52.1.2.0/24"]);
        assert_eq!(
            aggregated(&["52.1.3.0/24", "52.1.2.0/24"]),
            ["52.1.2.0/24", "52.1.3.0/24"]
        );
        assert_eq!(
            aggregated(&["52.1.2.4/32", "52.1.2.6/31", "52.1.2.5/32"]),
            ["52.1.2.4/30"]
        );
        assert_eq!(
            aggregated(&["52.1.2.1/32", "52.1.2.2/32"]),
            ["52.1.2.1/32", "52.1.2.2/32"]
        );
        assert_eq!(
            aggregated(&["52.1.0.0/22"]),
            ["52.1.0.0/24", "52.1.1.0/24", "52.1.2.0/24", "52.1.3.0/24"]
        );
        assert_eq!(aggregated(&["52.1.2.64/26", "52.1.2.0/24"]), ["52.1.2.0/24"]);
        assert_eq!(aggregated(&[]), [""; 0]);
    }

    #[test]
    fn what_can_never_be_a_route_is_not_aggregated() {
        let table: &[(&str, &[&str])] = &[
            ("x", &["TWX112"]),
            ("2001:db8::/32", &["TWX113"]),
            ("52.1.2.9/24", &["TWX115"]),
            ("10.0.0.0/16", &["TWX116"]),
            ("203.0.113.0/24", &["TWX117"]),
            ("168.86.128.0/18", &["TWX119"]),
            ("52.0.0.0/7", &["TWX173"]),
            ("0.0.0.0/0", &["TWX116", "TWX117", "TWX119", "TWX173"]),
        ];
        for (text, expected) in table {
            let problems = IpRoutes::aggregated(&["52.1.2.0/24", text]).expect_err(text);
            let codes: Vec<_> = problems.iter().map(|found| found.problem.rule.code).collect();
            assert_eq!(codes, *expected, "{text}");
            assert!(problems.iter().all(|found| found.route.as_deref() == Some(*text)));
        }
        assert_eq!(IpRoutes::aggregated(&["52.0.0.0/8"]).unwrap().len(), 65_536);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_routes_of_an_aggregate_are_sound_and_hold_the_same_addresses(
            written in proptest::collection::vec((0_u32..2048, 22_u8..=32), 1..24),
        ) {
            let network = |(offset, length): (u32, u8)| {
                Ipv4Net::new(Ipv4Addr::from(0x3401_0000 + offset), length).unwrap().trunc()
            };
            let networks: Vec<_> = written.into_iter().map(network).collect();
            let texts: Vec<_> = networks.iter().map(Ipv4Net::to_string).collect();
            let routes = IpRoutes::aggregated(&texts).unwrap();
            let texts: Vec<_> = routes.iter().map(|route| route.to_string()).collect();
            prop_assert_eq!(IpRoutes::parse(&texts), Ok(routes.clone()));
            for address in (0x3401_0000_u32..0x3401_1000).map(Ipv4Addr::from) {
                let before = networks.iter().any(|network| network.contains(&address));
                let after = routes.iter().any(|route| route.get().contains(&address));
                prop_assert_eq!(before, after, "{}", address);
            }
        }

        #[test]
        fn the_routes_that_overlap_a_network_are_those_of_the_definition_in_order(
            written in proptest::collection::vec((0_u32..1024, 22_u8..=32), 0..24),
            (offset, length) in (0_u32..1024, 20_u8..=32),
        ) {
            let network = |(offset, length)| Ipv4Net::new(Ipv4Addr::from(0x3401_0000 + offset), length).unwrap();
            let routes = IpRoutes::trusted(written.into_iter().map(|written| IpRoute::trusted(network(written))));
            let looked_for = network((offset, length));
            let overlapping: Vec<_> = routes.iter().filter(|route| overlap(route.get(), looked_for)).collect();
            prop_assert_eq!(routes.overlapping(looked_for).collect::<Vec<_>>(), overlapping);
            let inside: Vec<_> = routes.iter().filter(|route| looked_for.contains(&route.get())).collect();
            prop_assert_eq!(routes.inside(looked_for).collect::<Vec<_>>(), inside);
        }

        #[test]
        fn an_aggregate_cannot_be_made_smaller(
            written in proptest::collection::vec((0_u32..1024, 24_u8..=32), 1..24),
        ) {
            let texts: Vec<_> = written
                .into_iter()
                .map(|(offset, length)| Ipv4Net::new(Ipv4Addr::from(0x3401_0000 + offset), length).unwrap().trunc().to_string())
                .collect();
            let routes: Vec<_> = IpRoutes::aggregated(&texts).unwrap().iter().map(IpRoute::get).collect();
            for (one, other) in routes.iter().zip(routes.iter().skip(1)) {
                let joins = one.prefix_len() > 24 && one.supernet() == other.supernet();
                prop_assert!(!joins, "{} and {}", one, other);
            }
        }
    }

    fn found(texts: &[&str]) -> Vec<(Option<String>, &'static str)> {
        let problems = IpRoutes::parse(texts).err().unwrap_or_default();
        problems
            .into_iter()
            .map(|found| (found.route, found.problem.rule.code))
            .collect()
    }

    fn on(route: &str, code: &'static str) -> (Option<String>, &'static str) {
        (Some(route.to_owned()), code)
    }

    #[test]
    fn an_empty_list_is_refused_and_an_empty_known_part_is_not() {
        assert_eq!(found(&[]), [(None, "TWX111")]);
        assert_eq!(IpRoutes::problems::<&str>(&[]), []);
    }

    #[test]
    fn a_single_address_overlaps_itself_and_the_last_of_a_network_lies_inside() {
        let routes = IpRoutes::parse(&["52.1.2.255/32"]).unwrap();
        for network in ["52.1.2.255/32", "52.1.2.254/31", "52.1.2.0/24"] {
            assert_eq!(routes.overlapping(network.parse().unwrap()).count(), 1, "{network}");
        }
        assert_eq!(routes.overlapping("52.1.2.254/32".parse().unwrap()).count(), 0);
    }

    #[test]
    fn sound_routes_are_kept_in_order() {
        let routes = IpRoutes::parse(&["52.1.3.0/24", "52.1.2.0/24"]).unwrap();
        assert_eq!(
            routes.iter().map(|route| route.to_string()).collect::<Vec<_>>(),
            ["52.1.2.0/24", "52.1.3.0/24"]
        );
        assert_eq!(routes.len(), 2);
    }

    #[test]
    fn overlap_is_found_once_for_each_pair_on_the_later_route() {
        assert_eq!(
            found(&["52.1.2.0/24", "52.1.2.128/25"]),
            [on("52.1.2.128/25", "TWX118")]
        );
        assert_eq!(found(&["52.1.2.128/25", "52.1.2.0/24"]), [on("52.1.2.0/24", "TWX118")]);
        assert_eq!(found(&["52.1.2.0/24", "52.1.2.0/24"]), [on("52.1.2.0/24", "TWX118")]);
        assert_eq!(found(&["52.1.2.0/25", "52.1.2.128/25"]), []);
    }

    #[test]
    fn a_route_that_is_wrong_by_itself_still_takes_part_in_the_overlap() {
        assert_eq!(
            found(&["52.1.0.0/16", "52.1.2.0/24"]),
            [on("52.1.0.0/16", "TWX114"), on("52.1.2.0/24", "TWX118")]
        );
        assert_eq!(
            found(&["168.86.128.0/24", "168.86.128.0/25"]),
            [
                on("168.86.128.0/24", "TWX119"),
                on("168.86.128.0/25", "TWX118"),
                on("168.86.128.0/25", "TWX119")
            ]
        );
    }

    #[test]
    fn every_route_is_judged_even_if_an_earlier_one_is_unreadable() {
        assert_eq!(
            found(&["x", "10.0.0.0/24"]),
            [on("x", "TWX112"), on("10.0.0.0/24", "TWX116")]
        );
    }

    #[test]
    fn the_interface_subnet_overlaps_the_route_that_holds_it() {
        let routes = IpRoutes::parse(&["52.1.2.0/24", "52.1.3.0/24"]).unwrap();
        let problems = routes.problems_with(InterfaceAddress::parse("52.1.3.5/30").unwrap());
        assert_eq!(problems.len(), 1);
        assert_eq!(
            problems[0].problem.summary,
            "52.1.3.0/24 overlaps the interface subnet 52.1.3.4/30"
        );
        assert_eq!(problems[0].problem.rule, Rule::IP_ROUTE_INTERFACE);
        assert_eq!(
            routes.problems_with(InterfaceAddress::parse("52.1.4.5/30").unwrap()),
            []
        );
    }
}
