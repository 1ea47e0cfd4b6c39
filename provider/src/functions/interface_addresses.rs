//! Both ends of the point-to-point link, as a router is configured.

use framework::function::{Function, FunctionError};
use framework::{Attr, Model};

use crate::domain::Link;

/// The function `interface_addresses`.
pub(super) struct InterfaceAddresses;

/// What it is given.
#[derive(Clone, Debug, Model)]
pub(super) struct Arguments {
    /// Your router's address on the link, as in `customer_address` of a session.
    #[attr(required)]
    customer_address: Attr<Link>,
}

/// What it gives.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct Addresses {
    /// The subnet in CIDR notation.
    #[attr(computed)]
    subnet: Attr<String>,
    /// The length of its prefix.
    #[attr(computed)]
    prefix_length: Attr<u8>,
    /// Its mask in dotted decimal.
    #[attr(computed)]
    netmask: Attr<String>,
    /// The customer's address without its length.
    #[attr(computed)]
    customer: Attr<String>,
    /// Twilio's address without its length: the neighbor of the BGP session.
    #[attr(computed)]
    twilio: Attr<String>,
}

impl Function for InterfaceAddresses {
    type Arguments = Arguments;
    type Return = Addresses;

    fn name(&self) -> &'static str {
        "interface_addresses"
    }

    fn summary(&self) -> &'static str {
        "Both ends of the link of a BGP session, its subnet and its mask"
    }

    fn description(&self) -> &'static str {
        "Takes your router's address on the link with its `/30` or `/31`, and gives what a router is configured with: `subnet` in CIDR \
         notation, `prefix_length`, `netmask` in dotted decimal, `customer` and `twilio`, the two addresses without a length. \
         Such a subnet has two hosts, so Twilio's address is the one that is not yours; once the session is configured, its \
         `twilio_address` says the same. A link-local address that Twilio assigned is taken as well."
    }

    fn call(&self, arguments: Arguments) -> Result<Attr<Addresses>, FunctionError> {
        Ok(arguments.customer_address.map(|link| Addresses {
            subnet: link.subnet().to_string().into(),
            prefix_length: link.subnet().prefix_len().into(),
            netmask: link.netmask().to_string().into(),
            customer: link.customer().to_string().into(),
            twilio: link.twilio().to_string().into(),
        }))
    }
}
