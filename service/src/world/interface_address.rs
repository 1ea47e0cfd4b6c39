//! The addresses on the link between the customer's router and Twilio's: rules I2 to I7, and the allocator.

use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use crate::code::Code;
use crate::refusal::Problems;
use crate::world::ip_route::read_canonical;
use crate::world::special_purpose::{overlap, overlapping};

/// The name of the parameter.
pub const PARAMETER: &str = "CustomerAddress";

/// Reads a customer's interface address, such as `52.9.9.1/30`: a public host address of a /30 or a /31.
pub fn parse(text: &str, announced_by_twilio: &[Ipv4Net], problems: &mut Problems) -> Option<Ipv4Net> {
    match judged(text, announced_by_twilio) {
        Ok(address) => Some(address),
        Err(message) => {
            problems.add(Code::InvalidParameter, PARAMETER, text, message);
            None
        }
    }
}

fn judged(text: &str, announced_by_twilio: &[Ipv4Net]) -> Result<Ipv4Net, String> {
    let address =
        read_canonical(text).ok_or_else(|| format!("'{text}' is not an IPv4 address with a prefix length"))?;
    if !matches!(address.prefix_len(), 30 | 31) {
        return Err(format!("the interface address must be a /30 or /31; {text} is neither"));
    }
    if overlapping(&address, |_| true).is_some() {
        return Err(format!(
            "{text} is not a public address; without CustomerAddress, Twilio assigns a link-local address"
        ));
    }
    if let Some(prefix) = announced_by_twilio.iter().find(|prefix| overlap(prefix, &address)) {
        return Err(format!("{text} overlaps {prefix}, which Twilio announces"));
    }
    match address.hosts().any(|host| host == address.addr()) {
        true => Ok(address),
        false => Err(format!("{text} is the network or the broadcast address of its /30")),
    }
}

/// True for an address that the service assigns: a link-local one (RFC 3927).
pub fn is_assigned(address: Ipv4Net) -> bool {
    address.addr().is_link_local()
}

/// The other end of the link: the other host of the /30 or /31.
pub fn peer(address: &Ipv4Net) -> Option<Ipv4Net> {
    let other = address.hosts().find(|host| *host != address.addr())?;
    Ipv4Net::new(other, address.prefix_len()).ok()
}

/// A link-local subnet that the service assigns.
pub struct Allocation {
    /// The position in the pool, from 0.
    pub index: u32,
    /// The customer's end: the higher address of the two.
    pub customer: Ipv4Net,
}

/// Finds the first free /30 of the pool. `None` if all 16,255 are in use.
pub fn allocate(taken: impl Fn(&Ipv4Net) -> bool) -> Option<Allocation> {
    pool().find(|allocation| !taken(&allocation.customer.trunc()))
}

/// The pool: 169.254.1.0 to 169.254.254.255, because RFC 3927 section 2.1 reserves the first and the last /24 of the
/// block. It excludes the subnet of 169.254.169.254, the metadata address of clouds.
fn pool() -> impl Iterator<Item = Allocation> {
    let first = u32::from(Ipv4Addr::new(169, 254, 1, 0));
    let metadata = Ipv4Addr::new(169, 254, 169, 254);
    let all = (0..POOL_SIZE).filter_map(move |index| {
        let customer = Ipv4Net::new(Ipv4Addr::from(first + 4 * index + 2), 30).ok()?;
        Some(Allocation { index, customer })
    });
    all.filter(move |allocation| !allocation.customer.contains(&metadata))
}

/// The /30 subnets between 169.254.1.0 and 169.254.254.255.
const POOL_SIZE: u32 = 254 * 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        judged(text, &["208.78.112.0/25".parse().unwrap()]).unwrap_err()
    }

    #[test]
    fn both_hosts_of_a_30_and_of_a_31_are_accepted() {
        for (text, other) in [
            ("52.9.9.1/30", "52.9.9.2/30"),
            ("52.9.9.2/30", "52.9.9.1/30"),
            ("52.9.9.0/31", "52.9.9.1/31"),
            ("52.9.9.1/31", "52.9.9.0/31"),
        ] {
            let address = judged(text, &[]).unwrap();
            assert_eq!(peer(&address).unwrap().to_string(), other);
        }
    }

    #[test]
    fn each_rule_says_what_it_found() {
        assert!(message("52.9.9.1").contains("with a prefix length"));
        assert!(message("52.9.9.1/29").contains("/30 or /31"));
        assert!(message("52.9.9.1/32").contains("/30 or /31"));
        assert!(message("52.9.9.0/30").contains("network or the broadcast"));
        assert!(message("52.9.9.3/30").contains("network or the broadcast"));
        assert!(message("169.254.7.1/30").contains("not a public address"));
        assert!(message("10.0.0.1/30").contains("not a public address"));
        assert!(message("208.78.112.9/30").contains("which Twilio announces"));
    }

    #[test]
    fn the_allocator_keeps_to_its_pool_and_skips_the_metadata_subnet() {
        let subnets: Vec<Ipv4Net> = pool().map(|allocation| allocation.customer.trunc()).collect();
        assert_eq!(subnets.len(), 16_255);
        assert_eq!(subnets.first().unwrap().to_string(), "169.254.1.0/30");
        assert_eq!(subnets.last().unwrap().to_string(), "169.254.254.252/30");
        assert!(
            subnets
                .iter()
                .any(|net| net.contains(&Ipv4Addr::new(169, 254, 169, 250)))
        );
        assert!(
            !subnets
                .iter()
                .any(|net| net.contains(&Ipv4Addr::new(169, 254, 169, 254)))
        );
    }

    #[test]
    fn the_first_free_subnet_is_taken() {
        let first: Ipv4Net = "169.254.1.0/30".parse().unwrap();
        assert_eq!(allocate(|_| false).unwrap().customer.to_string(), "169.254.1.2/30");
        assert_eq!(
            allocate(|net| *net == first).unwrap().customer.to_string(),
            "169.254.1.6/30"
        );
        assert!(allocate(|_| true).is_none());
    }
}
