//! What an author writes for an action: something that is done at the user's word and leaves no state.
//!
//! The wire is not here, see `crate::rpc`.

mod progress;

use async_trait::async_trait;

pub use self::progress::ProgressReport;
use crate::diagnostics::Diagnostics;
use crate::model::Model;
use crate::resource::{Context, Validates};

/// A kind of action.
#[async_trait]
pub trait Action: Send + Sync + 'static {
    /// The struct that is its schema. An action answers nothing, so nothing in it is computed.
    type Model: Model;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// Does it, and tells how it goes. The diagnostics of a success are warnings. It goes on when the client hangs up.
    ///
    /// # Errors
    /// Why it was not done, or not to its end, and what has been done by now.
    async fn invoke(&self, request: Invoke<Self::Model>) -> Result<Diagnostics, Diagnostics>;

    /// Rules that span several attributes.
    fn validates(&self) -> Option<&dyn Validates<Self::Model>> {
        None
    }

    /// A say in the plan.
    fn plans(&self) -> Option<&dyn PlansInvocation<Self::Model>> {
        None
    }
}

/// The ability to warn of an action, or to refuse it, before anything is applied.
#[async_trait]
pub trait PlansInvocation<M: Model>: Send + Sync {
    /// Says what the user should know beforehand. The configuration may be unknown in part; nothing can be deferred (X2).
    async fn plan(&self, request: PlanInvocation<M>) -> Diagnostics;
}

/// The request to plan an action.
#[derive(Clone, Debug)]
pub struct PlanInvocation<M> {
    /// What the user wrote.
    pub config: M,
    /// The rest.
    pub context: Context,
}

/// The request to act.
#[derive(Clone, Debug)]
pub struct Invoke<M> {
    /// What the user wrote, with nothing unknown (X2).
    pub config: M,
    /// Where to tell how it goes.
    pub progress: ProgressReport,
    /// The rest.
    pub context: Context,
}
