//! The interface of an action: an operation that the user invokes and that leaves no state.
//!
//! The wire form is in `crate::rpc`.

mod progress;

use async_trait::async_trait;

pub use self::progress::ProgressReport;
use crate::diagnostics::Diagnostics;
use crate::model::Model;
use crate::resource::{Context, Validates};

/// An action of a provider.
#[async_trait]
pub trait Action: Send + Sync + 'static {
    /// The struct that is the schema. An action returns no values, so no attribute is computed.
    type Model: Model;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// Runs the action and reports its progress. The diagnostics of a success are warnings.
    ///
    /// The action continues when the client hangs up.
    ///
    /// # Errors
    /// The reason why the action was not done or not completed, and the part that was done.
    async fn invoke(&self, request: Invoke<Self::Model>) -> Result<Diagnostics, Diagnostics>;

    /// Returns the check of rules that span several attributes, if there is one.
    fn validates(&self) -> Option<&dyn Validates<Self::Model>> {
        None
    }

    /// Returns the check that runs at plan time, if there is one.
    fn plans(&self) -> Option<&dyn PlansInvocation<Self::Model>> {
        None
    }
}

/// The ability to warn of an action, or to refuse it, before anything is applied.
#[async_trait]
pub trait PlansInvocation<M: Model>: Send + Sync {
    /// Returns the warnings and errors of the plan. The configuration may be partly unknown; an action cannot be
    /// deferred (conformance rule X2).
    async fn plan(&self, request: PlanInvocation<M>) -> Diagnostics;
}

/// The request to plan an action.
#[derive(Clone, Debug)]
pub struct PlanInvocation<M> {
    /// The configuration as the user wrote it.
    pub config: M,
    /// The context of the call.
    pub context: Context,
}

/// The request to run an action.
#[derive(Clone, Debug)]
pub struct Invoke<M> {
    /// The configuration as the user wrote it, wholly known (conformance rule X2).
    pub config: M,
    /// The receiver of progress messages.
    pub progress: ProgressReport,
    /// The context of the call.
    pub context: Context,
}
