//! The aggregation of networks to the fewest routes.

use framework::collection::List;
use framework::function::{Function, FunctionError};
use framework::{Attr, Model};

use super::refused;
use crate::domain::{IpRoute, IpRoutes, RouteProblem};

/// The function `aggregate_ip_routes`.
pub(super) struct AggregateIpRoutes;

/// The arguments of `aggregate_ip_routes`.
#[derive(Clone, Debug, Model)]
pub(super) struct Arguments {
    /// The networks in CIDR notation, from `/8` to `/32`.
    #[attr(required)]
    networks: Attr<List<String>>,
}

impl Function for AggregateIpRoutes {
    type Arguments = Arguments;
    type Return = List<IpRoute>;

    fn name(&self) -> &'static str {
        "aggregate_ip_routes"
    }

    fn summary(&self) -> &'static str {
        "The fewest IP routes that contain exactly the addresses of the given networks"
    }

    fn description(&self) -> &'static str {
        "Computes `ip_routes` from your networks. The function joins adjacent networks and merges duplicate addresses. It divides a network of \
         more than 256 addresses, because Twilio does not accept a route shorter than `/24`. The result contains exactly the given addresses, \
         in the fewest routes from `/24` to `/32`, in ascending order. A network that can never be a route, such as an RFC 1918 network, is \
         an error that includes the code of the rule."
    }

    fn call(&self, arguments: Arguments) -> Result<Attr<List<IpRoute>>, FunctionError> {
        let Attr::Known(networks) = arguments.networks else {
            return Ok(Attr::Null);
        };
        if networks.0.iter().any(Attr::is_null) {
            return Err(refused([&RouteProblem::null_route().problem]).at("networks"));
        }
        let texts: Vec<&String> = networks.known().collect();
        match IpRoutes::aggregated(&texts) {
            Ok(routes) => Ok(Attr::Known(routes.iter().collect())),
            Err(problems) => Err(refused(problems.iter().map(|found| &found.problem)).at("networks")),
        }
    }
}
