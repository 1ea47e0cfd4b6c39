//! The values that two routers need of each other for one BGP session.

use super::asn::Asn;
use super::interface_address::InterfaceAddress;
use super::ip_routes::IpRoutes;
use super::rule::Problem;

/// One end of a BGP session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Its autonomous system.
    pub asn: Asn,
    /// Its router's address on the link.
    pub address: InterfaceAddress,
}

/// Both ends of a BGP session, and the routes that the customer announces on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peering {
    customer: End,
    twilio: End,
    ip_routes: IpRoutes,
}

impl Peering {
    /// Joins two ends.
    ///
    /// # Errors
    /// `TWX124` if both have the same ASN, `TWX134` if a route overlaps the link, `TWX135` unless the addresses differ and
    /// share one subnet.
    pub fn new(customer: End, twilio: End, ip_routes: IpRoutes) -> Result<Self, Vec<Problem>> {
        let problems: Vec<_> = [
            customer.asn.peer_problem(twilio.asn),
            customer.address.route_problem(&ip_routes),
            customer.address.peer_problem(twilio.address),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            customer,
            twilio,
            ip_routes,
        })
    }

    /// The customer's end.
    pub fn customer(&self) -> End {
        self.customer
    }

    /// Twilio's end.
    pub fn twilio(&self) -> End {
        self.twilio
    }

    /// The routes that the customer announces.
    pub fn ip_routes(&self) -> &IpRoutes {
        &self.ip_routes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(asn: u32, address: &str) -> End {
        End {
            asn: Asn::trusted(asn),
            address: InterfaceAddress::trusted(address.parse().unwrap()),
        }
    }

    fn codes(customer: End, twilio: End) -> Vec<&'static str> {
        let routes = IpRoutes::parse(&["52.1.2.0/24"]).unwrap();
        let problems = Peering::new(customer, twilio, routes).err().unwrap_or_default();
        problems.iter().map(|problem| problem.rule.code).collect()
    }

    #[test]
    fn two_different_ends_of_one_link_make_a_peering() {
        assert_eq!(
            codes(end(65_010, "169.254.1.2/30"), end(394_434, "169.254.1.1/30")),
            [""; 0]
        );
        assert_eq!(codes(end(65_010, "52.1.9.0/31"), end(394_434, "52.1.9.1/31")), [""; 0]);
    }

    #[test]
    fn every_broken_rule_is_reported_at_once() {
        assert_eq!(
            codes(end(394_434, "52.1.2.1/30"), end(394_434, "52.1.2.5/30")),
            ["TWX124", "TWX134", "TWX135"]
        );
    }
}
