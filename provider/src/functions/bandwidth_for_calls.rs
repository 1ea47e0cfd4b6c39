//! The bandwidth to order for a number of calls.

use framework::collection::List;
use framework::function::{Function, FunctionError};
use framework::{Attr, Model};

use super::refused;
use crate::domain::{Bandwidth, Calls, Exchange};

/// The function `bandwidth_for_calls`.
pub(super) struct BandwidthForCalls;

/// The arguments of `bandwidth_for_calls`.
#[derive(Clone, Debug, Model)]
pub(super) struct Arguments {
    /// The number of concurrent calls in the busiest hour.
    #[attr(required)]
    calls: Attr<Calls>,
    /// The exchange where you order the bandwidth; at most one. If you omit it, the result is the smallest suitable bandwidth sold at any
    /// exchange.
    #[attr(required)]
    exchange: Attr<List<Exchange>>,
}

impl Function for BandwidthForCalls {
    type Arguments = Arguments;
    type Return = Bandwidth;

    fn name(&self) -> &'static str {
        "bandwidth_for_calls"
    }

    fn summary(&self) -> &'static str {
        "The smallest bandwidth on sale, in Mbps, that carries a number of concurrent calls"
    }

    fn description(&self) -> &'static str {
        "Returns the `bandwidth_mbps` to order for a number of concurrent G.711 calls, by Twilio's rule of thumb that 1 Mbps carries \
         about 10 calls. The bandwidths on sale differ by exchange, so pass the exchange: 500 Mbps is not sold at `ashburn-ix` or \
         `san-jose-ix`. In a redundant pair, each leg must carry all calls when the other leg is down. For each leg, pass the total number of \
         calls."
    }

    fn is_variadic(&self) -> bool {
        true
    }

    fn call(&self, arguments: Arguments) -> Result<Attr<Bandwidth>, FunctionError> {
        let Attr::Known(calls) = arguments.calls else {
            return Ok(Attr::Null);
        };
        let exchanges = arguments
            .exchange
            .known()
            .map(|exchanges| exchanges.known().collect::<Vec<_>>());
        let exchange = match exchanges.unwrap_or_default().as_slice() {
            [] => None,
            [exchange] => Some(*exchange),
            _ => return Err(FunctionError::new("Pass at most one exchange.").at_element("exchange", 1)),
        };
        let bandwidth = calls.bandwidth(exchange);
        bandwidth
            .map(Attr::Known)
            .map_err(|problem| refused([&problem]).at("calls"))
    }
}
