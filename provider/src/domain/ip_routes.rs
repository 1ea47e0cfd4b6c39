//! The IP routes of one BGP session, together: rules that no route can break alone.

use super::interface_address::InterfaceAddress;
use super::ip_route::{self, IpRoute};
use super::rule::{Problem, Rule};
use super::special_purpose::overlap;
use ipnet::Ipv4Net;
use std::collections::BTreeSet;

/// At least one route, none of which overlaps another; in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IpRoutes(BTreeSet<IpRoute>);

/// A broken rule, and the route of the list that broke it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteProblem {
    /// The route as it was written; none if the problem is the list's.
    pub route: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

impl IpRoutes {
    /// What may be written, in one sentence.
    pub const RULE_TEXT: &'static str = "At least one route; no two of them overlap each other or the session's \
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
        let problems = Self::problems(texts);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self(
            texts
                .iter()
                .filter_map(|text| IpRoute::parse(text.as_ref()).ok())
                .collect(),
        ))
    }

    /// Believes routes that the service or the state gave.
    pub fn trusted(routes: impl IntoIterator<Item = IpRoute>) -> Self {
        Self(routes.into_iter().collect())
    }

    /// What is wrong with the routes that are known so far.
    ///
    /// For a plan in which other routes are not known yet; so the list may be empty.
    pub fn problems<S: AsRef<str>>(texts: &[S]) -> Vec<RouteProblem> {
        let mut earlier: Vec<Ipv4Net> = Vec::new();
        let mut problems = Vec::new();
        for text in texts.iter().map(AsRef::as_ref) {
            let mut own = IpRoute::parse(text).err().unwrap_or_default();
            if let Ok(written) = ip_route::read(text) {
                own.extend(overlap_in_list(written, &earlier));
                earlier.push(written);
            }
            own.sort_by_key(|problem| problem.rule.code);
            problems.extend(own.into_iter().map(|problem| RouteProblem {
                route: Some(text.to_owned()),
                problem,
            }));
        }
        problems
    }

    /// What is wrong between the routes and the session's interface subnet: `TWX120` for each route that overlaps it.
    pub fn problems_with(&self, interface: InterfaceAddress) -> Vec<RouteProblem> {
        let subnet = interface.subnet();
        let overlapping = self.0.iter().filter(|route| overlap(route.get(), subnet));
        overlapping
            .map(|route| RouteProblem {
                route: Some(route.to_string()),
                problem: on_interface(*route, subnet),
            })
            .collect()
    }

    /// The routes in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = IpRoute> + '_ {
        self.0.iter().copied()
    }

    /// How many routes there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none, as only the service can say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the route itself, not merely one that overlaps it, is among them.
    pub fn contains(&self, route: IpRoute) -> bool {
        self.0.contains(&route)
    }
}

fn no_route() -> Problem {
    Problem::new(
        Rule::IP_ROUTES_EMPTY,
        "ip_routes: no IP route given",
        "A BGP session without a route of the customer's carries nothing. Write at least one network of /24 to /32.",
    )
}

fn overlap_in_list(written: Ipv4Net, earlier: &[Ipv4Net]) -> Option<Problem> {
    let other = earlier.iter().find(|other| overlap(**other, written))?;
    Some(Problem::new(
        Rule::IP_ROUTE_OVERLAP,
        format!("{written} overlaps {other} in the same list"),
        "Each address belongs to one route of a session. Keep one of the two.",
    ))
}

fn on_interface(route: IpRoute, subnet: Ipv4Net) -> Problem {
    Problem::new(
        Rule::IP_ROUTE_INTERFACE,
        format!("{route} overlaps the interface subnet {subnet}"),
        "The subnet of the link is connected at both ends and must not be learned by BGP as well. Leave it out of the \
         routes, or take another interface address.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

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
