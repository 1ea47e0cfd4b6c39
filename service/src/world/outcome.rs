//! What a test decides beforehand about a machine's step that usually succeeds.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a step ends, instead of well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The order is declined instead of its letter being issued.
    Rejected,
    /// The configuration of the cross connect fails once.
    Failed,
    /// The configuration of the session over the cross connect fails once.
    SessionFailed,
}

/// One decision. It holds for one step and is used up then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StepOutcome)]
pub struct Outcome {
    /// The cross connect; left out: whichever comes first.
    #[serde(default)]
    pub unique_name: Option<String>,
    /// How the step ends.
    pub outcome: OutcomeKind,
}

/// Takes the decision about a step out of the list, if there is one.
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
