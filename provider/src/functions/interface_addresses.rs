//! Both ends of the point-to-point link, as values for a router configuration.

use framework::function::{Function, FunctionError};
use framework::{Attr, Model};

use crate::domain::Link;

/// The function `interface_addresses`.
pub(super) struct InterfaceAddresses;

/// The arguments of `interface_addresses`.
#[derive(Clone, Debug, Model)]
pub(super) struct Arguments {
    /// Your router's address on the link, such as the `customer_address` of a session.
    #[attr(required)]
    customer_address: Attr<Link>,
}

/// The result of `interface_addresses`.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct Addresses {
    /// The subnet in CIDR notation.
    #[attr(computed)]
    subnet: Attr<String>,
    /// The prefix length of the subnet.
    #[attr(computed)]
    prefix_length: Attr<u8>,
    /// The netmask of the subnet, in dotted decimal.
    #[attr(computed)]
    netmask: Attr<String>,
    /// The customer's address, without a prefix length.
    #[attr(computed)]
    customer: Attr<String>,
    /// Twilio's address, without a prefix length: the neighbor of the BGP session.
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
        "Both addresses on the link of a BGP session, with the subnet and netmask"
    }

    fn description(&self) -> &'static str {
        "Takes your router's address on the link with its `/30` or `/31`. Returns `subnet` in CIDR notation, `prefix_length`, and `netmask` in \
         dotted decimal. Returns the two addresses as `customer` and `twilio`, without a prefix length. Because such a subnet has two hosts, Twilio's address is the other one. After the session is configured, its \
         `twilio_address` is the same address. The function also accepts a link-local address that Twilio assigned."
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
