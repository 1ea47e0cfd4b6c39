//! The plan of `twilio_cross_connect`: the values that stay known, and the changes that force replacement.

use async_trait::async_trait;
use framework::path::Path;
use framework::private::Private;
use framework::resource::{Plan, PlansChanges, Validates};
use framework::{Attr, Diagnostics};

use super::model::{CrossConnectModel, at};
use super::{CrossConnect, PERSON_IS_NEXT, REPORTED, absent, is_there};
use crate::attributes::broken_rule;
use crate::domain::CrossConnectStatus as Status;

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
        if absent::plan(plan, &self.connection.severities()) {
            return;
        }
        if let (Some(prior), Some(planned)) = (&plan.prior, &mut plan.planned) {
            plan.replace.extend(entity_replacement(prior, planned));
            if plan.replace.is_empty() {
                keep_what_cannot_move(prior, planned, &plan.private);
            }
        }
        let said = self.review(plan).await;
        plan.diagnostics.extend(said);
    }
}

/// The replacement that a change of the entity forces after completion. The cable was installed by the letter of the old entity, so only a
/// new circuit can have another letter.
fn entity_replacement(prior: &CrossConnectModel, planned: &CrossConnectModel) -> Option<Path> {
    let past_completion = prior.status.known().is_some_and(Status::is_past_completion);
    (past_completion && differs(&prior.loa_entity, &planned.loa_entity)).then(|| at("loa_entity"))
}

/// Keeps computed values known that this change cannot affect, so that objects that depend on them are not planned to change.
fn keep_what_cannot_move(prior: &CrossConnectModel, planned: &mut CrossConnectModel, private: &Private) {
    let new_letter = differs(&prior.loa_entity, &planned.loa_entity) || planned.letter_since(prior).is_some();
    let waits = waits_longer(prior, planned, private);
    let letter_may_come = waits && prior.letter_of_authorization.is_null();
    if !new_letter && !letter_may_come {
        planned.letter_of_authorization = prior.letter_of_authorization.clone();
    }
    let completed = prior.completion.is_null() && !planned.completion.is_null() && !is_reported(planned, private);
    let switched = differs(&prior.enabled, &planned.enabled);
    let resized = differs(&prior.bandwidth_mbps, &planned.bandwidth_mbps);
    if !(new_letter || completed || waits || switched || resized) {
        planned.status = prior.status.clone();
        planned.next_action = prior.next_action.clone();
    }
}

/// True if the service already has the planned completion notice.
fn is_reported(planned: &CrossConnectModel, private: &Private) -> bool {
    let reported = private.get::<[String; 2]>(REPORTED);
    let block = planned.completion.known();
    let written = block.and_then(|block| {
        Some([
            block.reference.known()?.to_string(),
            block.completed_on.known()?.to_string(),
        ])
    });
    written.is_some() && written == reported
}

/// True if the apply waits for an automatic step that the previous configuration did not wait for.
fn waits_longer(prior: &CrossConnectModel, planned: &CrossConnectModel, private: &Private) -> bool {
    let person_is_next = private.get::<bool>(PERSON_IS_NEXT).unwrap_or_default();
    let status = prior.status.known();
    planned.wait_for() > prior.wait_for()
        && !person_is_next
        && status.is_some_and(|status| !is_there(planned.wait_for(), status))
}

fn differs<T: PartialEq>(prior: &Attr<T>, planned: &Attr<T>) -> bool {
    prior != planned
}
