//! The rules R1 to R10 for the routes of a session.
//!
//! Every rule that a route breaks is reported, in the order of the rules. A route that cannot be read (R2, R3) is not
//! checked further. The rules check for overlap instead of containment, because 0.0.0.0/0 contains every special block.

use std::collections::BTreeMap;
use std::iter;
use std::net::Ipv6Addr;

use ipnet::{Ipv4Net, Ipv6Net};

use crate::code::Code;
use crate::refusal::Problems;
use crate::world::special_purpose::{overlap, overlapping};

/// The name of the parameter.
pub const PARAMETER: &str = "IpRoutes";

/// The prefixes with which the routes of a session are compared.
pub struct RouteRules<'a> {
    /// Twilio's own prefixes, at every exchange.
    pub announced_by_twilio: &'a [Ipv4Net],
    /// The subnet between the customer's router and Twilio's, where it is known.
    pub interface_subnet: Option<Ipv4Net>,
}

/// Reads and checks all routes of a request.
pub fn parse(written: &[&str], rules: &RouteRules<'_>, problems: &mut Problems) -> Vec<Ipv4Net> {
    let written: Vec<&str> = written.iter().copied().filter(|route| !route.is_empty()).collect();
    if written.is_empty() {
        problems.add(Code::NoRoute, PARAMETER, "", "IpRoutes must contain at least one route");
    }
    let mut routes: Vec<Ipv4Net> = Vec::new();
    let mut earlier = Earlier::default();
    for text in written {
        if let Some(route) = read(text, problems) {
            Judge { text, route, problems }.judge(rules, &earlier);
            earlier.add(route);
            routes.push(route);
        }
    }
    routes
}

/// The routes of a list so far, sorted by subnet, so that tens of thousands of routes are not compared in pairs.
#[derive(Default)]
struct Earlier(BTreeMap<Ipv4Net, Ipv4Net>);

impl Earlier {
    fn add(&mut self, route: Ipv4Net) {
        self.0.entry(route.trunc()).or_insert(route);
    }

    /// A route that overlaps another one: the smallest that contains it, or else the first one inside it.
    fn overlapping(&self, route: &Ipv4Net) -> Option<&Ipv4Net> {
        let around = iter::successors(Some(route.trunc()), Ipv4Net::supernet);
        let containing = around.into_iter().find_map(|subnet| self.0.get(&subnet));
        containing.or_else(|| self.inside(route))
    }

    fn inside(&self, route: &Ipv4Net) -> Option<&Ipv4Net> {
        let subnet = route.trunc();
        let mut from_there = self.0.range(subnet..);
        from_there
            .next()
            .filter(|(inside, _)| subnet.contains(*inside))
            .map(|(_, route)| route)
    }
}

/// Checks R10 alone, for routes that do not change with the interface address.
pub fn check_subnet(routes: &[Ipv4Net], rules: &RouteRules<'_>, problems: &mut Problems) {
    for route in routes {
        Judge {
            text: &route.to_string(),
            route: *route,
            problems,
        }
        .interface_subnet(rules.interface_subnet);
    }
}

/// Reads one route (R2 and R3).
fn read(text: &str, problems: &mut Problems) -> Option<Ipv4Net> {
    if let Some(route) = read_canonical(text) {
        return Some(route);
    }
    let message = if text.parse::<Ipv6Net>().is_ok() || text.parse::<Ipv6Addr>().is_ok() {
        format!("{text} is IPv6; Interconnect routes are IPv4")
    } else {
        format!("{text} is not an IPv4 CIDR block")
    };
    problems.add(Code::InvalidRoute, PARAMETER, text, message);
    None
}

/// Reads `a.b.c.d/len` in its only spelling. The parser alone accepts leading zeros.
pub fn read_canonical(text: &str) -> Option<Ipv4Net> {
    text.parse().ok().filter(|net: &Ipv4Net| net.to_string() == text)
}

/// The check of one route, with the list for its problems.
struct Judge<'a> {
    text: &'a str,
    route: Ipv4Net,
    problems: &'a mut Problems,
}

impl Judge<'_> {
    fn judge(mut self, rules: &RouteRules<'_>, earlier: &Earlier) {
        self.size();
        self.host_bits();
        self.private_use();
        self.special_purpose();
        self.overlap_in_list(earlier);
        self.twilio_prefix(rules.announced_by_twilio);
        self.interface_subnet(rules.interface_subnet);
    }

    /// Checks R4: 1 to 256 addresses.
    fn size(&mut self) {
        let length = self.route.prefix_len();
        if length < 24 {
            let addresses = 1_u64 << (32 - length);
            let message = format!(
                "{} contains {addresses} addresses; a route can contain at most 256 (/24 to /32)",
                self.text
            );
            self.problems.add(Code::RouteTooLarge, PARAMETER, self.text, message);
        }
    }

    /// Checks R5: the address is the network address.
    fn host_bits(&mut self) {
        if self.route.addr() != self.route.network() {
            self.refuse(&format!("has host bits set; use {}", self.route.trunc()));
        }
    }

    /// Checks R6: no private address space (RFC 1918).
    fn private_use(&mut self) {
        if let Some(block) = overlapping(&self.route, |block| block.is_private_use()) {
            self.refuse(&format!(
                "is in RFC 1918 space ({}); routes must be globally unique, outside 10.0.0.0/8, 172.16.0.0/12, and \
                 192.168.0.0/16",
                block.net
            ));
        }
    }

    /// Checks R7: no other special-purpose block.
    fn special_purpose(&mut self) {
        if let Some(block) = overlapping(&self.route, |block| !block.is_private_use()) {
            self.refuse(&format!("overlaps {} ({}, RFC {})", block.net, block.name, block.rfc));
        }
    }

    /// Checks R8: no overlap with another route of the list.
    fn overlap_in_list(&mut self, earlier: &Earlier) {
        if let Some(other) = earlier.overlapping(&self.route) {
            self.refuse(&format!("overlaps {other} in the same list"));
        }
    }

    /// Checks R9: no overlap with Twilio's prefixes.
    fn twilio_prefix(&mut self, announced: &[Ipv4Net]) {
        if let Some(prefix) = announced.iter().find(|prefix| overlap(prefix, &self.route)) {
            self.refuse(&format!("overlaps {prefix}, which Twilio announces"));
        }
    }

    /// Checks R10: no overlap with the interface subnet of the session.
    fn interface_subnet(&mut self, subnet: Option<Ipv4Net>) {
        if let Some(subnet) = subnet.filter(|subnet| overlap(subnet, &self.route)) {
            self.refuse(&format!("overlaps the interface subnet {subnet}"));
        }
    }

    fn refuse(&mut self, what: &str) {
        let message = format!("{} {what}", self.text);
        self.problems.add(Code::InvalidRoute, PARAMETER, self.text, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(written: &[&str]) -> Vec<String> {
        let announced = ["208.78.112.0/25".parse().unwrap()];
        let interface_subnet = Some("52.9.9.0/30".parse().unwrap());
        let mut problems = Problems::default();
        parse(
            written,
            &RouteRules {
                announced_by_twilio: &announced,
                interface_subnet,
            },
            &mut problems,
        );
        problems.messages()
    }

    #[test]
    fn an_ordinary_route_has_no_problem() {
        assert_eq!(messages(&["52.1.2.0/24", "52.1.3.7/32"]), Vec::<String>::new());
    }

    #[test]
    fn each_rule_says_what_it_found() {
        let rows: &[(&[&str], &str)] = &[
            (&[], "IpRoutes must contain at least one route"),
            (&[""], "IpRoutes must contain at least one route"),
            (&["52.1.2.0"], "52.1.2.0 is not an IPv4 CIDR block"),
            (&["52.01.2.0/24"], "52.01.2.0/24 is not an IPv4 CIDR block"),
            (&["52.1.2.0/024"], "52.1.2.0/024 is not an IPv4 CIDR block"),
            (&["52.1.2.0/33"], "52.1.2.0/33 is not an IPv4 CIDR block"),
            (&[" 52.1.2.0/24"], " 52.1.2.0/24 is not an IPv4 CIDR block"),
            (
                &["2001:db8::/32"],
                "2001:db8::/32 is IPv6; Interconnect routes are IPv4",
            ),
            (
                &["52.1.2.0/23"],
                "52.1.2.0/23 contains 512 addresses; a route can contain at most 256 (/24 to /32)",
            ),
            (&["52.1.2.9/24"], "52.1.2.9/24 has host bits set; use 52.1.2.0/24"),
            (
                &["203.0.113.0/24"],
                "203.0.113.0/24 overlaps 203.0.113.0/24 (Documentation (TEST-NET-3), RFC 5737)",
            ),
            (
                &["52.1.2.0/24", "52.1.2.128/25"],
                "52.1.2.128/25 overlaps 52.1.2.0/24 in the same list",
            ),
            (
                &["52.1.2.0/24", "52.1.2.0/24"],
                "52.1.2.0/24 overlaps 52.1.2.0/24 in the same list",
            ),
            (
                &["208.78.112.64/26"],
                "208.78.112.64/26 overlaps 208.78.112.0/25, which Twilio announces",
            ),
            (
                &["52.9.9.0/24"],
                "52.9.9.0/24 overlaps the interface subnet 52.9.9.0/30",
            ),
        ];
        for (written, message) in rows {
            assert_eq!(messages(written), [*message], "{written:?}");
        }
    }

    #[test]
    fn an_overlap_is_found_as_by_comparing_all() {
        let around: Ipv4Net = "52.1.2.0/28".parse().unwrap();
        let nets: Vec<Ipv4Net> = (28..=32).flat_map(|length| around.subnets(length).unwrap()).collect();
        for (one, other) in nets.iter().flat_map(|one| nets.iter().map(move |other| (one, other))) {
            let mut earlier = Earlier::default();
            earlier.add(*one);
            earlier.add(*other);
            for route in &nets {
                let found = earlier.overlapping(route);
                assert!(found.is_none_or(|found| overlap(found, route)), "{route}");
                assert_eq!(found.is_some(), overlap(one, route) || overlap(other, route), "{route}");
            }
        }
    }

    #[test]
    fn a_route_that_breaks_many_rules_is_told_all_of_them_in_order() {
        let found = messages(&["0.0.0.1/0"]);
        let starts = [
            "contains",
            "has host bits",
            "is in RFC 1918",
            "overlaps 0.0.0.0/8",
            "overlaps 208",
            "overlaps the",
        ];
        assert_eq!(found.len(), starts.len(), "{found:?}");
        for (message, start) in found.iter().zip(starts) {
            assert!(message.starts_with(&format!("0.0.0.1/0 {start}")), "{message}");
        }
    }
}
