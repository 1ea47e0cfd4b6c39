//! The interface of a managed resource.
//!
//! [`Resource`] contains the four operations: create, read, update, and delete. Optional abilities are traits of their
//! own: [`Validates`], [`PlansChanges`], [`Imports`], [`Identifies`], [`Lists`], [`GeneratesConfig`], [`Upgrade`], and
//! [`Move`]. [`Resource`] has an accessor for each, which returns `None` or an empty list by default. The wire form is
//! in `crate::rpc`.

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

/// A managed resource of a provider.
#[async_trait]
pub trait Resource: Send + Sync + 'static {
    /// The struct that is the schema.
    type Model: Model;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// Returns the version of the stored state. It increases with each change that needs an [`Upgrade`].
    fn version(&self) -> i64 {
        0
    }

    /// Creates the object.
    ///
    /// # Errors
    /// A failure with a partial state taints the object, and a tainted object is replaced.
    async fn create(&self, request: Create<Self::Model>) -> Outcome<Self::Model>;

    /// Reads the current object. `None` means that it does not exist any more.
    ///
    /// # Errors
    /// The reason of the failure; the stored state stays unchanged.
    async fn read(&self, request: Read<Self::Model>) -> Result<Option<Saved<Self::Model>>, Diagnostics>;

    /// Changes the object in place.
    ///
    /// # Errors
    /// A failure with a partial state saves that state; without one, the prior state stays.
    async fn update(&self, request: Update<Self::Model>) -> Outcome<Self::Model>;

    /// Deletes the object. An object that does not exist any more is a success. The diagnostics of a success are
    /// warnings.
    ///
    /// # Errors
    /// The object stays in the state, as `partial` or else unchanged.
    async fn delete(&self, request: Delete<Self::Model>) -> Result<Diagnostics, Failure<Self::Model>>;

    /// Returns the check of rules that span several attributes, if there is one.
    fn validates(&self) -> Option<&dyn Validates<Self::Model>> {
        None
    }

    /// Returns the hook that changes a plan, if there is one.
    fn plans_changes(&self) -> Option<&dyn PlansChanges<Self::Model>> {
        None
    }

    /// Returns the import by ID, if it is supported.
    fn imports(&self) -> Option<&dyn Imports<Self::Model>> {
        None
    }

    /// Returns the identity, which includes the import by identity: `Some(identified_by(self))`.
    fn identifies(&self) -> Option<Box<dyn AnyIdentity<Self::Model> + '_>> {
        None
    }

    /// Returns the search for existing objects: `Some(listed_by(self))`. Requires an identity.
    fn lists(&self) -> Option<Box<dyn AnyList<Self::Model> + '_>> {
        None
    }

    /// Returns the upgrades from older versions of the stored state.
    fn upgrades(&self) -> Vec<Upgrade<Self::Model>> {
        Vec::new()
    }

    /// Returns the moves from the stored states of other types.
    fn moves(&self) -> Vec<Move<Self::Model>> {
        Vec::new()
    }

    /// Returns the hook that changes a generated configuration, if there is one.
    fn generates(&self) -> Option<&dyn GeneratesConfig<Self::Model>> {
        None
    }
}

/// The ability to check a configuration as a whole.
pub trait Validates<M>: Send + Sync {
    /// Returns the errors that concern several attributes. Attributes with errors and unknown attributes are unknown
    /// here.
    fn validate(&self, config: &M) -> Diagnostics;
}

/// The ability to change a plan that the recipe has made.
#[async_trait]
pub trait PlansChanges<M: Model>: Send + Sync {
    /// Changes `plan` in place: values that the provider decides, further replacements, warnings, and errors.
    ///
    /// Called for creation, update, and destruction; must return the same result each time (conformance rule P14). The
    /// recipe has run: if the configuration changes nothing, every value is the prior one. A hook that adds a change of
    /// its own must also set each dependent attribute to unknown.
    async fn plan(&self, plan: &mut Plan<M>);
}

/// The ability to import an object by ID.
#[async_trait]
pub trait Imports<M: Model>: Send + Sync {
    /// Finds the object with the ID that the user gives.
    ///
    /// # Errors
    /// A malformed ID, or no such object.
    async fn import(&self, id: &str, context: &Context) -> Result<Saved<M>, Diagnostics>;
}
