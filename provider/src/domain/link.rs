//! The point-to-point link of a BGP session: both ends and the subnet, in the form of a router configuration.

use super::interface_address::InterfaceAddress;
use super::rule::Problem;
use ipnet::Ipv4Net;
use std::fmt;
use std::net::Ipv4Addr;

/// A /30 or /31 with the customer's router at one end and Twilio's at the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link(InterfaceAddress);

impl Link {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be a public IPv4 address of yours or the link-local address that Twilio assigned, with the prefix length \
         `/30` or `/31`.";

    /// Reads the customer's end of the link. An address that Twilio assigned is accepted too.
    ///
    /// # Errors
    /// `TWX131` to `TWX134`, as for the interface address of a session.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        InterfaceAddress::parse_assigned(text).map(Self)
    }

    /// Takes an address without a check.
    pub fn trusted(customer: InterfaceAddress) -> Self {
        Self(customer)
    }

    /// The subnet.
    pub fn subnet(self) -> Ipv4Net {
        self.0.subnet()
    }

    /// The subnet's mask, as in `255.255.255.252`.
    pub fn netmask(self) -> Ipv4Addr {
        self.0.subnet().netmask()
    }

    /// The customer's address.
    pub fn customer(self) -> Ipv4Addr {
        self.0.address()
    }

    /// Twilio's address: the only other host of the subnet (RFC 3021 for /31).
    pub fn twilio(self) -> Ipv4Addr {
        // The hosts of a /30 end in 01 and 10, and those of a /31 in 0 and 1. The other host has all of these bits inverted.
        let host_bits = !u32::from(self.netmask());
        Ipv4Addr::from(u32::from(self.customer()) ^ host_bits)
    }
}

/// The customer's end with its length.
impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        let problems = Link::parse(text).err().unwrap_or_default();
        problems.iter().map(|problem| problem.rule.code).collect()
    }

    #[test]
    fn the_other_end_is_the_other_host_of_the_subnet() {
        let table = [
            ("52.1.9.1/30", "52.1.9.0/30", "52.1.9.2", "255.255.255.252"),
            ("52.1.9.2/30", "52.1.9.0/30", "52.1.9.1", "255.255.255.252"),
            ("52.1.9.6/30", "52.1.9.4/30", "52.1.9.5", "255.255.255.252"),
            ("52.1.9.0/31", "52.1.9.0/31", "52.1.9.1", "255.255.255.254"),
            ("52.1.9.1/31", "52.1.9.0/31", "52.1.9.0", "255.255.255.254"),
            ("169.254.1.2/30", "169.254.1.0/30", "169.254.1.1", "255.255.255.252"),
        ];
        for (customer, subnet, twilio, netmask) in table {
            let link = Link::parse(customer).expect(customer);
            assert_eq!(link.subnet().to_string(), subnet, "{customer}");
            assert_eq!(link.twilio().to_string(), twilio, "{customer}");
            assert_eq!(link.netmask().to_string(), netmask, "{customer}");
            assert!(customer.starts_with(&link.customer().to_string()), "{customer}");
        }
    }

    #[test]
    fn both_ends_keep_the_rule_of_peers() {
        for text in ["52.1.9.1/30", "52.1.9.2/30", "52.1.9.0/31", "52.1.9.1/31"] {
            let link = Link::parse(text).unwrap();
            let end = |address| InterfaceAddress::trusted(Ipv4Net::new(address, link.subnet().prefix_len()).unwrap());
            assert_eq!(end(link.customer()).peer_problem(end(link.twilio())), None, "{text}");
        }
    }

    #[test]
    fn an_address_that_no_session_can_have_is_refused() {
        let table = [
            ("52.1.9.1", "TWX131"),
            ("52.1.9.1/29", "TWX131"),
            ("52.1.9.0/30", "TWX133"),
            ("52.1.9.3/30", "TWX133"),
            ("169.254.1.3/30", "TWX133"),
            ("10.0.0.1/30", "TWX132"),
            ("208.78.112.1/30", "TWX134"),
        ];
        for (text, code) in table {
            assert_eq!(codes(text), [code], "{text}");
        }
    }
}
