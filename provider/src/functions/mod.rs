//! The functions: pure, offline, one noun, one file. This list is the catalog.
//!
//! A function uses the tables and rules of this version, and sends no request. An error of a function contains the code of the broken rule.

mod aggregate_ip_routes;
mod bandwidth_for_calls;
mod interface_addresses;
mod ip_route_problems;
mod redundant_exchange;
mod router_config;
mod router_options;

use framework::erased::{AnyFunction, function};
use framework::function::FunctionError;

use crate::domain::Problem;
use aggregate_ip_routes::AggregateIpRoutes;
use bandwidth_for_calls::BandwidthForCalls;
use interface_addresses::InterfaceAddresses;
use ip_route_problems::IpRouteProblems;
use redundant_exchange::RedundantExchange;
use router_config::RouterConfig;

/// Every function.
pub(crate) fn all() -> Vec<Box<dyn AnyFunction>> {
    vec![
        function(AggregateIpRoutes),
        function(BandwidthForCalls),
        function(InterfaceAddresses),
        function(IpRouteProblems),
        function(RedundantExchange),
        function(RouterConfig),
    ]
}

/// Broken rules as the error of a function, which has one text: each rule with its code, then the remedy.
fn refused<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> FunctionError {
    let texts = problems
        .into_iter()
        .map(|problem| format!("{problem}. {}", problem.detail));
    FunctionError::new(texts.collect::<Vec<_>>().join("\n"))
}
