//! What an author writes for a managed resource.
//!
//! [`Resource`] is the core: create, read, update, delete. Abilities that not every resource has are traits of their
//! own, offered by the accessors of [`Resource`] that answer `None` unless overridden: [`Validates`],
//! [`PlansChanges`], [`Imports`], [`Identifies`], [`Lists`], [`GeneratesConfig`], [`Upgrade`], [`Move`]. The wire is not here, see `crate::rpc`.

mod context;
mod conversion;
mod generate;
mod identity;
mod list;
mod moved;
mod outcome;
mod progress;
mod request;
mod upgrade;
mod warnings;

use async_trait::async_trait;

pub use self::context::{Context, Deferral};
pub use self::generate::GeneratesConfig;
pub use self::identity::{AnyIdentity, Identifies, identified_by};
pub use self::list::{AnyList, Finding, Findings, List, Lists, listed_by};
pub use self::moved::{Move, MoveSource};
pub use self::outcome::{Failure, Outcome, Saved};
pub use self::progress::Progress;
pub use self::request::{Create, Delete, Plan, Read, Update};
pub use self::upgrade::Upgrade;
pub use self::warnings::Warnings;
use crate::diagnostics::Diagnostics;
use crate::model::Model;

/// A kind of managed object.
#[async_trait]
pub trait Resource: Send + Sync + 'static {
    /// The struct that is its schema.
    type Model: Model;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// The version of the stored state; grows with each change that needs an [`Upgrade`].
    fn version(&self) -> i64 {
        0
    }

    /// Brings the object into being.
    ///
    /// # Errors
    /// A failure that carries a partial state taints the object, and a tainted object is replaced.
    async fn create(&self, request: Create<Self::Model>) -> Outcome<Self::Model>;

    /// Looks at the object as it is. `None` means that it is gone.
    ///
    /// # Errors
    /// Whatever prevents a look; the stored state stays as it is.
    async fn read(&self, request: Read<Self::Model>) -> Result<Option<Saved<Self::Model>>, Diagnostics>;

    /// Changes the object in place.
    ///
    /// # Errors
    /// A failure that carries a partial state saves it; without one, the prior state stays.
    async fn update(&self, request: Update<Self::Model>) -> Outcome<Self::Model>;

    /// Takes the object away. Already gone is success. The diagnostics of a success are warnings.
    ///
    /// # Errors
    /// The object stays in state, as `partial` or else as it was.
    async fn delete(&self, request: Delete<Self::Model>) -> Result<Diagnostics, Failure<Self::Model>>;

    /// Rules that span several attributes.
    fn validates(&self) -> Option<&dyn Validates<Self::Model>> {
        None
    }

    /// A say in the plan.
    fn plans_changes(&self) -> Option<&dyn PlansChanges<Self::Model>> {
        None
    }

    /// Import by id.
    fn imports(&self) -> Option<&dyn Imports<Self::Model>> {
        None
    }

    /// An identity, and import by it: `Some(identified_by(self))`.
    fn identifies(&self) -> Option<Box<dyn AnyIdentity<Self::Model> + '_>> {
        None
    }

    /// Finding what exists: `Some(listed_by(self))`. Needs an identity.
    fn lists(&self) -> Option<Box<dyn AnyList<Self::Model> + '_>> {
        None
    }

    /// Ways from older versions of the stored state.
    fn upgrades(&self) -> Vec<Upgrade<Self::Model>> {
        Vec::new()
    }

    /// Ways from the stored states of other types.
    fn moves(&self) -> Vec<Move<Self::Model>> {
        Vec::new()
    }

    /// A say in generated configuration.
    fn generates(&self) -> Option<&dyn GeneratesConfig<Self::Model>> {
        None
    }
}

/// The ability to check a configuration as a whole.
pub trait Validates<M>: Send + Sync {
    /// Reports what is wrong between attributes. Refused or undecided attributes are unknown here.
    fn validate(&self, config: &M) -> Diagnostics;
}

/// The ability to shape a plan after the recipe has made one.
#[async_trait]
pub trait PlansChanges<M: Model>: Send + Sync {
    /// Changes `plan` in place: other values where the provider decides, further replacements, warnings and refusals.
    ///
    /// Called for creation, update and destruction; must give the same answer each time (P14). The recipe has run: where the
    /// configuration changes nothing, everything is known as it was. A hook that makes a change of its own there also says what
    /// else moves with it, and makes that unknown.
    async fn plan(&self, plan: &mut Plan<M>);
}

/// The ability to import.
#[async_trait]
pub trait Imports<M: Model>: Send + Sync {
    /// Finds the object that the user names by `id`.
    ///
    /// # Errors
    /// A malformed id, or no such object.
    async fn import(&self, id: &str, context: &Context) -> Result<Saved<M>, Diagnostics>;
}
