//! A blocker or a piece of advice as an object.

use framework::{Attr, Model};

use crate::checks::redundancy::Shortcoming;

/// A blocker or a piece of advice.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct BlockerModel {
    /// The code of the plan check that has the same rule.
    #[attr(computed)]
    code: Attr<String>,
    /// The fault, in a few words.
    #[attr(computed)]
    summary: Attr<String>,
    /// The reason why the fault matters.
    #[attr(computed)]
    explanation: Attr<String>,
    /// The remedy.
    #[attr(computed)]
    fix: Attr<String>,
}

impl BlockerModel {
    /// The model of a broken rule.
    pub(super) fn of(found: &Shortcoming) -> Self {
        Self {
            code: found.check.code.to_owned().into(),
            summary: found.what.clone().into(),
            explanation: found.explanation.clone().into(),
            fix: found.fix.clone().into(),
        }
    }
}
