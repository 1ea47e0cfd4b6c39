//! Outcomes of future machine steps, set by a test.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The outcome of a step that does not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The order is declined, and a letter is not issued.
    Rejected,
    /// The configuration of the cross connect fails once.
    Failed,
    /// The configuration of the session over the cross connect fails once.
    SessionFailed,
}

/// The outcome of one future step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StepOutcome)]
pub struct Outcome {
    /// The cross connect. If it is omitted, the outcome applies to the first cross connect with such a step.
    #[serde(default)]
    pub unique_name: Option<String>,
    /// The outcome.
    pub outcome: OutcomeKind,
}

/// Removes the outcome of a step from the list. True if there was one.
pub fn take(outcomes: &mut Vec<Outcome>, kind: OutcomeKind, unique_name: &str) -> bool {
    let about = |outcome: &Outcome| {
        outcome.outcome == kind && outcome.unique_name.as_deref().is_none_or(|name| name == unique_name)
    };
    match outcomes.iter().position(about) {
        Some(position) => {
            outcomes.remove(position);
            true
        }
        None => false,
    }
}
