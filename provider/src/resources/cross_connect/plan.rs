//! The plan of `twilio_cross_connect`: what stays known, what replaces, and what an engineer would object to.

use async_trait::async_trait;
use framework::path::Path;
use framework::resource::{Plan, PlansChanges, Validates};
use framework::{Attr, Diagnostic, Diagnostics};

use super::CrossConnect;
use super::model::{CrossConnectModel, at, shown};
use crate::api;
use crate::attributes::broken_rule;
use crate::checks::lifecycle::{self, CompletionChange};
use crate::checks::{Finding, protection};
use crate::domain::{Bandwidth, CrossConnectStatus as Status, Exchange, Problem, Rule};
use crate::resources::finding;

impl Validates<CrossConnectModel> for CrossConnect {
    fn validate(&self, config: &CrossConnectModel) -> Diagnostics {
        let (Some(bandwidth), Some(exchange)) = (config.bandwidth_mbps.known(), config.exchange.known()) else {
            return Diagnostics::new();
        };
        let problem = bandwidth.problem_at(exchange);
        problem
            .iter()
            .map(|problem| broken_rule(problem).at(at("bandwidth_mbps")))
            .collect()
    }
}

#[async_trait]
impl PlansChanges<CrossConnectModel> for CrossConnect {
    async fn plan(&self, plan: &mut Plan<CrossConnectModel>) {
        let severities = self.connection.severities();
        let findings = match (&plan.prior, &mut plan.planned) {
            (Some(prior), None) => destroy_findings(prior),
            (None, Some(planned)) => {
                let unlisted = self.problems_of_unlisted(planned).await;
                plan.diagnostics.extend(unlisted);
                creation_findings(planned)
            }
            (Some(prior), Some(planned)) => {
                plan.replace.extend(entity_replacement(prior, planned));
                if plan.replace.is_empty() {
                    keep_what_cannot_move(prior, planned);
                    update_findings(prior, planned)
                } else {
                    replacement_findings(prior, &plan.replace)
                }
            }
            (None, None) => Vec::new(),
        };
        finding::report(findings, &severities, &mut plan.diagnostics);
    }
}

impl CrossConnect {
    /// Asks the service about an exchange that the table of this version does not hold: exchanges come and go.
    async fn problems_of_unlisted(&self, planned: &CrossConnectModel) -> Diagnostics {
        let Some(exchange) = planned.exchange.known().filter(|exchange| !exchange.is_listed()) else {
            return Diagnostics::new();
        };
        let Ok(client) = self.connection.client() else {
            return Diagnostics::new();
        };
        match client.exchange(exchange).await {
            Ok(found) => not_sold(&found.value, planned.bandwidth_mbps.known())
                .map(Into::into)
                .unwrap_or_default(),
            Err(api::Error::NotFound(_)) => unknown_exchange(exchange).into(),
            Err(error) => could_not_check(exchange, &error).into(),
        }
    }
}

fn destroy_findings(prior: &CrossConnectModel) -> Vec<Finding> {
    let protected = prior.is_protected();
    protected
        .then(|| protection::destroy(&shown(&prior.unique_name), &shown(&prior.sid)))
        .into_iter()
        .collect()
}

fn creation_findings(planned: &CrossConnectModel) -> Vec<Finding> {
    let completed = planned.completion.known().is_some();
    completed.then(lifecycle::completion_of_new_order).into_iter().collect()
}

fn replacement_findings(prior: &CrossConnectModel, because: &[Path]) -> Vec<Finding> {
    let protected = prior.is_protected();
    let because = || because.iter().map(Path::to_string).collect::<Vec<_>>();
    protected
        .then(|| protection::replace(&shown(&prior.unique_name), &shown(&prior.sid), &because()))
        .into_iter()
        .collect()
}

fn update_findings(prior: &CrossConnectModel, planned: &CrossConnectModel) -> Vec<Finding> {
    let status = prior.status.known().cloned().unwrap_or(Status::Requested);
    let completion = completion_change(prior, planned).and_then(|change| lifecycle::completion(change, &status));
    let bandwidth = differs(&prior.bandwidth_mbps, &planned.bandwidth_mbps)
        .then(|| lifecycle::bandwidth(&status))
        .flatten();
    completion.into_iter().chain(bandwidth).collect()
}

fn completion_change(prior: &CrossConnectModel, planned: &CrossConnectModel) -> Option<CompletionChange> {
    match (&prior.completion, &planned.completion) {
        (Attr::Null, Attr::Known(_)) => Some(CompletionChange::Added),
        (Attr::Known(_), Attr::Null) => Some(CompletionChange::Removed),
        (Attr::Known(before), Attr::Known(after)) if before != after && is_known(after) => {
            Some(CompletionChange::Changed)
        }
        _ => None,
    }
}

fn is_known(completion: &super::model::CompletionModel) -> bool {
    completion.reference.known().is_some() && completion.completed_on.known().is_some()
}

/// The letter names the entity, and after completion the cable lies by that letter: only a new circuit has a new one.
fn entity_replacement(prior: &CrossConnectModel, planned: &CrossConnectModel) -> Option<Path> {
    let past_completion = prior.status.known().is_some_and(Status::is_past_completion);
    (past_completion && differs(&prior.loa_entity, &planned.loa_entity)).then(|| at("loa_entity"))
}

/// What this change cannot move stays known, so that nothing that depends on it is disturbed.
fn keep_what_cannot_move(prior: &CrossConnectModel, planned: &mut CrossConnectModel) {
    let new_letter = differs(&prior.loa_entity, &planned.loa_entity);
    let completed =
        completion_change(prior, planned) == Some(CompletionChange::Added) || planned.completion.is_unknown();
    let waits_longer = planned.wait_for() != prior.wait_for() && prior.status.known() != Some(&Status::Active);
    let letter_may_come = waits_longer && prior.letter_of_authorization.is_null();
    if !new_letter && !letter_may_come {
        planned.letter_of_authorization = prior.letter_of_authorization.clone();
    }
    if !(new_letter || completed || waits_longer || differs(&prior.bandwidth_mbps, &planned.bandwidth_mbps)) {
        planned.status = prior.status.clone();
        planned.next_action = prior.next_action.clone();
    }
}

fn differs<T: PartialEq>(prior: &Attr<T>, planned: &Attr<T>) -> bool {
    prior != planned
}

fn not_sold(exchange: &api::Exchange, bandwidth: Option<&Bandwidth>) -> Option<Diagnostic> {
    let bandwidth = bandwidth.filter(|bandwidth| !exchange.bandwidths.contains(bandwidth))?;
    let sold = exchange
        .bandwidths
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let summary = format!("{bandwidth} Mbps is not sold at {}", exchange.edge);
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
