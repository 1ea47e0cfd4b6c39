//! Exchanges that are not in the table of this version. The service decides whether they exist.

use framework::resource::Plan;
use framework::{Diagnostic, Diagnostics};

use super::model::{CrossConnectModel, at};
use crate::api;
use crate::attributes::broken_rule;
use crate::domain::{Bandwidth, Exchange, Problem, Rule};
use crate::run::Run;

/// Checks an exchange that is not in the table of this version, and the planned bandwidth, against the service. Twilio may add and remove
/// exchanges.
pub(super) async fn check(run: &Run, plan: &Plan<CrossConnectModel>) -> Diagnostics {
    let Some(planned) = plan.planned.as_ref().filter(|planned| asks(plan, planned)) else {
        return Diagnostics::new();
    };
    match planned.exchange.known() {
        Some(exchange) if !exchange.is_listed() => of_unlisted(run, exchange, planned.bandwidth_mbps.known()).await,
        Some(_) | None => Diagnostics::new(),
    }
}

/// True if a plan orders a bandwidth at an exchange, or changes one of the two.
fn asks(plan: &Plan<CrossConnectModel>, planned: &CrossConnectModel) -> bool {
    let is_changed = |prior: &CrossConnectModel| {
        prior.exchange != planned.exchange || prior.bandwidth_mbps != planned.bandwidth_mbps
    };
    !plan.context.is_deferral_allowed() && plan.prior.as_ref().is_none_or(is_changed)
}

async fn of_unlisted(run: &Run, exchange: &Exchange, bandwidth: Option<&Bandwidth>) -> Diagnostics {
    let found = match run.client.exchange(exchange).await {
        Ok(found) => found.value,
        Err(api::Error::NotFound(_)) => return unknown_exchange(exchange).into(),
        Err(error @ api::Error::Unauthorized(_)) => return run.unasked("read exchanges", &error).into_iter().collect(),
        Err(error) => return could_not_check(exchange, &error).into(),
    };
    if let Some(available) = found.available_bandwidths.clone() {
        run.picture
            .with(|picture| picture.capacity.insert(exchange.clone(), available));
    }
    not_sold(&found, bandwidth).into_iter().collect()
}

fn not_sold(exchange: &api::Exchange, bandwidth: Option<&Bandwidth>) -> Option<Diagnostic> {
    let bandwidth = bandwidth.filter(|bandwidth| !exchange.bandwidths.contains(bandwidth))?;
    let sold = exchange
        .bandwidths
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let summary = format!("{bandwidth} is not sold at {}", exchange.edge);
    let problem = Problem::new(
        Rule::BANDWIDTH,
        summary,
        format!("Set bandwidth_mbps to one of {sold}."),
    );
    Some(broken_rule(&problem).at(at("bandwidth_mbps")))
}

fn unknown_exchange(exchange: &Exchange) -> Diagnostic {
    let summary = format!("\"{exchange}\" is not an Interconnect exchange");
    let detail = format!(
        "Neither this version of the provider nor the service lists it. {}",
        Exchange::RULE_TEXT
    );
    broken_rule(&Problem::new(Rule::EXCHANGE, summary, detail)).at(at("exchange"))
}

fn could_not_check(exchange: &Exchange, error: &api::Error) -> Diagnostic {
    Diagnostic::warning(
        format!("Exchange \"{exchange}\" could not be checked"),
        format!("This version of the provider does not list the exchange, and the service could not be asked: {error}. The service may refuse \
                 the order."),
    )
    .at(at("exchange"))
}
