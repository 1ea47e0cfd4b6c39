//! Whether the exchange can deliver what is ordered: what this version knows of it, and what only the service knows.

use framework::{Diagnostic, Diagnostics};

use super::model::{CrossConnectModel, at};
use crate::api;
use crate::attributes::broken_rule;
use crate::checks::{Check, capacity};
use crate::domain::{Bandwidth, Exchange, Problem, Rule};
use crate::resources::finding;
use crate::run::Run;

/// What the service says of a bandwidth that a plan asks an exchange for. Rests while either is not known.
pub(super) async fn at_the_exchange(run: &Run, wanted: Option<&CrossConnectModel>) -> Diagnostics {
    let exchange = wanted.and_then(|wanted| wanted.exchange.known());
    let bandwidth = wanted.and_then(|wanted| wanted.bandwidth_mbps.known()).copied();
    match exchange {
        Some(exchange) if !exchange.is_listed() => of_unlisted(run, exchange, bandwidth).await,
        Some(exchange) if run.severities.is_on(&[Check::NO_CAPACITY]) => match run.capacity_at(exchange).await {
            Ok(available) => unavailable(run, exchange, bandwidth, available.as_deref()),
            Err(warning) => warning.into_iter().collect(),
        },
        Some(_) | None => Diagnostics::new(),
    }
}

fn unavailable(
    run: &Run,
    exchange: &Exchange,
    bandwidth: Option<Bandwidth>,
    available: Option<&[Bandwidth]>,
) -> Diagnostics {
    let found = bandwidth.zip(available);
    let found = found.and_then(|(wanted, available)| capacity::bandwidth(exchange, wanted, available));
    let mut said = Diagnostics::new();
    finding::report(found, &run.severities, &mut said);
    said
}

/// Asks the service about an exchange that the table of this version does not hold: exchanges come and go.
async fn of_unlisted(run: &Run, exchange: &Exchange, bandwidth: Option<Bandwidth>) -> Diagnostics {
    let found = match run.client.exchange(exchange).await {
        Ok(found) => found.value,
        Err(api::Error::NotFound(_)) => return unknown_exchange(exchange).into(),
        Err(error @ api::Error::Unauthorized(_)) => return run.unasked("read exchanges", &error).into_iter().collect(),
        Err(error) => return could_not_check(exchange, &error).into(),
    };
    match not_sold(&found, bandwidth.as_ref()) {
        Some(not_sold) => not_sold.into(),
        None => unavailable(run, exchange, bandwidth, found.available_bandwidths.as_deref()),
    }
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
    let problem = Problem::new(Rule::BANDWIDTH, summary, format!("Write one of {sold}."));
    Some(broken_rule(&problem).at(at("bandwidth_mbps")))
}

fn unknown_exchange(exchange: &Exchange) -> Diagnostic {
    let summary = format!("\"{exchange}\" is not an Interconnect exchange");
    let detail = format!(
        "Neither this provider nor the service knows it. {}",
        Exchange::RULE_TEXT
    );
    broken_rule(&Problem::new(Rule::EXCHANGE, summary, detail)).at(at("exchange"))
}

fn could_not_check(exchange: &Exchange, error: &api::Error) -> Diagnostic {
    Diagnostic::warning(
        format!("Exchange \"{exchange}\" could not be checked"),
        format!("This version of the provider does not know it, and the service did not answer: {error}. The order may be refused."),
    )
    .at(at("exchange"))
}
