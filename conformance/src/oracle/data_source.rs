//! The rules for the answers of data sources and ephemeral resources (D2, D3, E1, E5).

use framework::value::Value;

use super::{Broken, PlanAnswer, PlanRequest, plan, shape};
use crate::schema::Block;

/// Returns the broken rules of a data source's answer, including configured values that are not returned, which core does not
/// check (D3).
pub fn data_source(block: &Block, config: &Value, state: &Value) -> Vec<Broken> {
    let mut found = shape::fits("D2", state, &block.terraform_type());
    if state.is_null() {
        found.push(Broken::whole("D2", "the provider produced a null object"));
    }
    if found.is_empty() {
        let explanation = "the provider produced an object that is not wholly known";
        found.extend(shape::wholly_known("D2", state, explanation));
        found.extend(preserved("D3", block, config, state));
    }
    found
}

/// Returns the broken rules of an opened ephemeral resource: E1 of core, and E5, which both cores together require.
pub fn ephemeral(block: &Block, config: &Value, result: &Value) -> Vec<Broken> {
    let mut found = shape::fits("E1", result, &block.terraform_type());
    if result.is_null() {
        found.push(Broken::whole("E5", "the provider produced a null result"));
    }
    if found.is_empty() {
        let explanation = "the result of an ephemeral resource must be wholly known";
        found.extend(shape::wholly_known("E5", result, explanation));
        found.extend(preserved("E1", block, config, result));
    }
    found
}

/// Checks that configured values are returned as in a plan without a prior object.
fn preserved(rule: &'static str, block: &Block, config: &Value, answer: &Value) -> Vec<Broken> {
    let request = PlanRequest {
        prior: &Value::Null,
        config,
    };
    let answer = PlanAnswer {
        planned: answer,
        requires_replace: &[],
        legacy_type_system: false,
    };
    let found = plan(block, request, answer).into_iter();
    found.map(|broken| Broken { rule, ..broken }).collect()
}
