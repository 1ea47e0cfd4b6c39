//! The BGP configuration of the customer's router, from the values of a session.

use framework::collection::{List, Set};
use framework::function::{Function, FunctionError};
use framework::number::Number;
use framework::value::Value;
use framework::{Attr, Model};

use super::refused;
use super::router_options::{Call, RouterOptions};
use crate::domain::{
    AnnouncedPrefix, Asn, End, Exchange, InterfaceAddress, IpRoutes, Peering, Problem, RouteProblem, RouterPlatform,
    Rule,
};
use crate::router;

/// The function `router_config`.
pub(super) struct RouterConfig;

/// The arguments of `router_config`.
#[derive(Clone, Debug, Model)]
pub(super) struct Arguments {
    /// The platform of the router.
    #[attr(required)]
    platform: Attr<RouterPlatform>,
    /// A `twilio_bgp_session`, or any object with its attributes `customer_asn`, `customer_address`, `twilio_asn`, `twilio_address`,
    /// `ip_routes`, and `md5_key_wo_version`. If `md5_key_wo_version` is not null, the session has an MD5 key.
    #[attr(required)]
    session: Attr<SessionObject>,
    /// The exchange of the session's cross connect. This version of the provider must list the exchange, because the inbound filter consists of
    /// the prefixes that Twilio announces there.
    #[attr(required)]
    exchange: Attr<Exchange>,
    /// The name of the router's interface on the link, or an object of options; at most one argument. Each attribute of the object can be omitted
    /// or null. `interface` is the name of the interface; if you omit it, the text contains `<INTERFACE>`. `vlan` is a number from 1 to 4094.
    /// `router_asn` is the ASN of the router. `preference` is `primary` or `backup`. `max_prefixes` is `true` or a number. To enable
    /// `graceful_shutdown`, `ttl_security`, or `bfd`, set it to `true`.
    #[attr(required)]
    options: Attr<List<Value>>,
}

/// The attributes of a session that a router configuration requires.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct SessionObject {
    /// The customer's ASN.
    #[attr(required)]
    customer_asn: Attr<Number>,
    /// The customer's address on the link, with its length.
    #[attr(required)]
    customer_address: Attr<String>,
    /// Twilio's ASN.
    #[attr(required)]
    twilio_asn: Attr<Number>,
    /// Twilio's address on the link, with its length.
    #[attr(required)]
    twilio_address: Attr<String>,
    /// The routes that the customer announces.
    #[attr(required)]
    ip_routes: Attr<Set<String>>,
    /// The version of the MD5 key; null if the session has no key.
    #[attr(required)]
    md5_key_wo_version: Attr<Number>,
}

impl Function for RouterConfig {
    type Arguments = Arguments;
    type Return = String;

    fn name(&self) -> &'static str {
        "router_config"
    }

    fn summary(&self) -> &'static str {
        "The BGP configuration for your router's side of a session, as text for its platform"
    }

    fn description(&self) -> &'static str {
        DESCRIPTION
    }

    fn is_variadic(&self) -> bool {
        true
    }

    fn call(&self, arguments: Arguments) -> Result<Attr<String>, FunctionError> {
        let options = arguments.options()?;
        let (Attr::Known(platform), Attr::Known(object), Attr::Known(exchange)) =
            (arguments.platform, arguments.session, arguments.exchange)
        else {
            return Ok(Attr::Null);
        };
        let session = described(platform, &object, exchange, options)?;
        Ok(router::configuration(platform, &session).into())
    }
}

/// The session for a router configuration, or the broken rules.
fn described(
    platform: RouterPlatform,
    object: &SessionObject,
    exchange: Exchange,
    options: RouterOptions,
) -> Result<router::Session, FunctionError> {
    let announced = AnnouncedPrefix::all_at(&exchange).map_err(|problem| refused([&problem]).at("exchange"))?;
    let peering = object.peering().map_err(|problems| refused(&problems).at("session"))?;
    let call = Call {
        platform,
        customer: peering.customer().asn,
        twilio: peering.twilio().asn,
        announced: &announced,
    };
    let resolved = options
        .resolve(&call)
        .map_err(|problems| refused(&problems).at_element("options", 0))?;
    Ok(router::Session {
        exchange,
        peering,
        interface: resolved.interface,
        vlan: resolved.vlan,
        options: resolved.options,
        announced,
        has_md5_key: !object.md5_key_wo_version.is_null(),
    })
}

impl Arguments {
    fn options(&self) -> Result<RouterOptions, FunctionError> {
        let written = self.options.known().map(|options| options.known().collect::<Vec<_>>());
        match written.unwrap_or_default().as_slice() {
            [] => Ok(RouterOptions::default()),
            [value] => RouterOptions::read(value).map_err(|problems| refused(&problems).at_element("options", 0)),
            _ => Err(FunctionError::new(
                "After the exchange, pass at most one argument: the name of the interface, or an object of options, \
                 as in { interface = \"eth1\", vlan = 100 }.",
            )
            .at_element("options", 1)),
        }
    }
}

impl SessionObject {
    /// Both ends and the routes, or all broken rules.
    fn peering(&self) -> Result<Peering, Vec<Problem>> {
        let ends = self.ends().map_err(|missing| vec![not_configured(&missing)])?;
        let read = (end(ends[0]), end(ends[1]), self.routes());
        match read {
            (Ok(customer), Ok(twilio), Ok(routes)) => Peering::new(customer, twilio, routes),
            (customer, twilio, routes) => Err([customer.err(), twilio.err(), routes.err()]
                .into_iter()
                .flatten()
                .flatten()
                .collect()),
        }
    }

    /// The ASN and address of the customer, then of Twilio; or the names of the null attributes.
    fn ends(&self) -> Result<[(&Number, &str); 2], Vec<&'static str>> {
        let values = (
            self.customer_asn.known(),
            self.customer_address.known(),
            self.twilio_asn.known(),
            self.twilio_address.known(),
        );
        if let (Some(asn), Some(address), Some(twilio_asn), Some(twilio_address)) = values {
            return Ok([(asn, address), (twilio_asn, twilio_address)]);
        }
        let missing = [
            ("customer_asn", values.0.is_none()),
            ("customer_address", values.1.is_none()),
            ("twilio_asn", values.2.is_none()),
            ("twilio_address", values.3.is_none()),
        ];
        Err(missing
            .into_iter()
            .filter(|(_, is_null)| *is_null)
            .map(|(name, _)| name)
            .collect())
    }

    fn routes(&self) -> Result<IpRoutes, Vec<Problem>> {
        let written = self
            .ip_routes
            .known()
            .map(|routes| routes.0.as_slice())
            .unwrap_or_default();
        if written.iter().any(Attr::is_null) {
            return Err(vec![RouteProblem::null_route().problem]);
        }
        let texts: Vec<&String> = written.iter().filter_map(Attr::known).collect();
        IpRoutes::parse(&texts).map_err(|found| found.into_iter().map(|one| one.problem).collect())
    }
}

/// One end of the session. A private ASN and a link-local address are valid, because Twilio assigns such values.
fn end((asn, address): (&Number, &str)) -> Result<End, Vec<Problem>> {
    match (Asn::parse(&asn.to_string()), InterfaceAddress::parse_assigned(address)) {
        (Ok(asn), Ok(address)) => Ok(End { asn, address }),
        (asn, address) => Err([asn.err(), address.err()].into_iter().flatten().flatten().collect()),
    }
}

fn not_configured(missing: &[&str]) -> Problem {
    let verb = if missing.len() == 1 { "is" } else { "are" };
    Problem::new(
        Rule::SESSION_CONFIGURED,
        format!("{} of the session {verb} null", missing.join(", ")),
        "Twilio assigns these values when it configures the cross connect. Until then, the session is pending. Make the call \
         conditional: \
         SESSION.twilio_address == null ? null : provider::twilio::router_config(...), and apply again when the session is available.",
    )
}

const DESCRIPTION: &str = "Generates the router configuration for your side of a BGP session: the address on the link, the neighbor with both \
     ASNs, and two filters. The outbound filter accepts exactly `ip_routes`. The inbound filter accepts the prefixes that Twilio announces at the exchange. It accepts `168.86.128.0/18` with its subnets down to `/24`, and the other prefixes only at their exact length. Both filters deny everything else. The text comes from this project, \
     not from Twilio. Review it before you use it.\n\n\
     Pass the whole session. Its ASNs and addresses are null until Twilio has configured the cross connect. Until then, the call returns an error, \
     so make the call conditional on one of these values, as in the example.\n\n\
     **The router announces a network only while it has a route to exactly that network**. A router that loses its network therefore withdraws the route, \
     and Twilio uses the other leg of a redundant pair. The function does not add routes that discard traffic. The text contains such routes as comments, with \
     their drawbacks.\n\n\
     **The text does not contain the MD5 key**, because the result of a function can be stored in the state. If the session has a key, the text contains \
     the placeholder `<MD5-KEY>`. Replace the placeholder on the router. For an imported session, Terraform cannot detect a key until `md5_key_wo_version` is \
     set.\n\n\
     **For two legs on one router**, call the function twice. The two texts do not share any names, even at one exchange. Twilio assigns each session \
     its own ASN. Set `router_asn` to the ASN of the router; the ASN of the session becomes its `local-as`. Set `preference` to `primary` or `backup`, which sets \
     the local preference of received routes to 200 or 50 (100 if you omit it). A backup leg also prepends the session's ASN two more times, as a hint to \
     Twilio. `vlan` creates the tagged sub-interface `INTERFACE.VLAN`. On Linux, the text contains the commands for it as comments.\n\n\
     **These options are off by default**, because Twilio has not confirmed that it supports them. The text repeats that notice.\n\n\
     | option | effect |\n\
     |---|---|\n\
     | `max_prefixes` | closes the session above a limit and retries it later; `true` sets twice the largest known number of prefixes at the exchange |\n\
     | `graceful_shutdown` | drains traffic before maintenance: sets local preference 0 on received routes, and the community 65535:0 (RFC 8326) on announced routes |\n\
     | `ttl_security` | accepts the session's packets only from a directly connected neighbor (RFC 5082); not available on `junos`, or together with `bfd` on `frr` |\n\
     | `bfd` | closes the session after three missed BFD packets at an interval of 300 ms (RFC 5882) |\n\n\
     On a router with a command line, a text without an option does not remove the lines that an earlier text added. Remove those lines on the router. Only a drain ends \
     without this step, if a later text has a `preference`. Otherwise, the text contains the commands as comments.\n\n\
     After a filter changes, reset the session softly to apply the filter to routes that were already announced. Use `clear bgp ipv4 unicast ADDRESS soft` on \
     FRRouting, and `clear ip bgp ADDRESS soft` on IOS XE. BIRD and Junos apply the filter automatically.\n\n\
     **Tests**: `make test-bgp` runs the texts for FRRouting (8.4) and BIRD (2.0). It connects the real daemons to a router in the role of Twilio. It \
     checks the routes in both directions, and two legs on one router with every option. The texts for Cisco IOS XE, Junos, and Arista EOS have not been \
     run on a router. They follow the documentation of their vendors. Cisco: [neighbor and network \
     commands](http://www.cisco.com/en/US/docs/ios/12_3t/ip_route/command/reference/ip2_n1gt.html). Juniper: \
     [local-as](https://www.juniper.net/documentation/us/en/software/junos/cli-reference/topics/ref/statement/local-as-edit-protocols-bgp.html), \
     [authentication-key](https://juniper.net/documentation/us/en/software/junos/bgp/topics/ref/statement/authentication-key-edit-protocols-bgp.html), \
     [route filters](https://www.juniper.net/documentation/us/en/software/junos/routing-policy/topics/ref/statement/route-filter-list-edit-policy-options.html), \
     [load replace](https://www.juniper.net/techpubs/en_US/junos14.1/topics/example/junos-software-config-file-loading.html), [bfd-liveness-detection](https://juniper.net/documentation/en_US/junos13.1/topics/reference/configuration-statement/bfd-liveness-detection-edit-protocols-bgp.html) \
     and [prefix limits](https://apps.juniper.net/feature-explorer/feature/5489). Arista: \
     [BGP chapter](https://www.arista.com/um-eos/eos-border-gateway-protocol-bgp) and the configurations of its [AVD \
     collection](https://github.com/aristanetworks/avd).";
