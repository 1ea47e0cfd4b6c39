//! The exchange for the second leg of a redundant pair.

use framework::function::{Function, FunctionError};
use framework::{Attr, Model};

use super::refused;
use crate::domain::Exchange;

/// The function `redundant_exchange`.
pub(super) struct RedundantExchange;

/// The arguments of `redundant_exchange`.
#[derive(Clone, Debug, Model)]
pub(super) struct Arguments {
    /// The exchange of the first leg.
    #[attr(required)]
    exchange: Attr<Exchange>,
}

impl Function for RedundantExchange {
    type Arguments = Arguments;
    type Return = Exchange;

    fn name(&self) -> &'static str {
        "redundant_exchange"
    }

    fn summary(&self) -> &'static str {
        "The exchange that Twilio recommends as the redundant partner of another exchange"
    }

    fn description(&self) -> &'static str {
        "Returns the edge id of the exchange that Twilio recommends as the partner of `exchange`: Ashburn and San Jose, London and \
         Frankfurt, Singapore and Tokyo. An exchange without a partner is an error, because two cross connects are redundant only \
         at two locations. The function uses the pairs in this version of the provider and does not send a request."
    }

    fn call(&self, arguments: Arguments) -> Result<Attr<Exchange>, FunctionError> {
        let Attr::Known(exchange) = arguments.exchange else {
            return Ok(Attr::Null);
        };
        let partner = exchange.partner();
        partner
            .map(Attr::Known)
            .map_err(|problem| refused([&problem]).at("exchange"))
    }
}
