//! Type erasure: the bridge between [`crate::resource::Resource`] and its siblings, which have Rust types, and
//! `crate::rpc`, which has values.
//!
//! [`managed()`], [`data_source()`], [`ephemeral()`], [`function()`], and [`action()`] turn an author's implementation
//! into a type-erased trait object, whose methods take and return values. They add the framework's part: the planning
//! recipe, the correction of results, and the handling of panics.

mod action;
mod change;
mod crash;
mod data_source;
mod ephemeral;
mod function;
mod generated;
mod identified;
mod list;
mod managed;
mod moved;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::mpsc::Sender;

use crate::action::{Action, ProgressReport};
use crate::data_source::DataSource;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ephemeral::{EphemeralResource, Renewed};
use crate::function::{Function, FunctionError, Signature};
use crate::path::Path;
use crate::plan::{Proposal, by_recipe};
use crate::private::Private;
use crate::resource::{Context, MoveSource, Resource};
use crate::schema::{Block, Schema};
use crate::value::Value;

pub(crate) use self::identified::is_whole;

/// A type-erased managed resource.
#[async_trait]
pub trait AnyResource: Send + Sync {
    /// Returns the type name in HCL.
    fn type_name(&self) -> &'static str;

    /// Returns the schema.
    fn schema(&self) -> &Schema;

    /// Returns the older versions of the stored state that [`AnyResource::upgrade`] supports.
    fn upgradable_versions(&self) -> Vec<i64>;

    /// Returns every error of a configuration, except violations of the schema's marks.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Plans a change.
    async fn plan(&self, change: PlanChange) -> Planned;

    /// Applies a planned change. A panic becomes a diagnostic.
    async fn apply(&self, change: ApplyChange) -> Applied;

    /// Reads the object; a null state means that it does not exist any more. After an error, the state is the stored
    /// one.
    async fn read(&self, stored: Stored, context: Context) -> Applied;

    /// Finds an object by its ID.
    ///
    /// # Errors
    /// The author's errors, and an error for a resource that cannot be imported.
    async fn import(&self, id: &str, context: Context) -> Result<Applied, Diagnostics>;

    /// Returns a configuration that would create the object in `state` (conformance rule R13).
    ///
    /// # Errors
    /// A state that the author's types cannot read.
    fn generate_config(&self, state: &Value) -> Result<Value, Diagnostics>;

    /// Returns the sources from which [`AnyResource::move_here`] can move a stored state.
    fn move_sources(&self) -> Vec<MoveSource>;

    /// Converts the stored state of another type (conformance rule R10).
    ///
    /// # Errors
    /// A source that is not supported, or a state that cannot be converted.
    fn move_here(&self, foreign: &SourceState<'_>) -> Result<Applied, Diagnostics>;

    /// Returns the identity, if the resource has one.
    fn identified(&self) -> Option<&dyn AnyIdentified>;

    /// Returns the search for objects, if the resource has one.
    fn listed(&self) -> Option<&dyn AnyListed>;

    /// Upgrades stored JSON to the current version.
    ///
    /// # Errors
    /// JSON that is not of the given version, or a version that cannot be upgraded.
    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Upgraded, Diagnostics>;
}

/// The type-erased identity of a managed resource.
#[async_trait]
pub trait AnyIdentified: Send + Sync {
    /// Returns the schema of the identity.
    fn schema(&self) -> &Schema;

    /// Returns the older versions of the identity that [`AnyIdentified::upgrade`] supports.
    fn upgradable_versions(&self) -> Vec<i64>;

    /// Upgrades stored JSON to the current version (conformance rule I4).
    ///
    /// # Errors
    /// JSON that is not of the given version, or a version that cannot be upgraded.
    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Value, Diagnostics>;

    /// Finds the object with an identity (conformance rule R8).
    ///
    /// # Errors
    /// The author's errors, and an error if the object found has another identity.
    async fn import(&self, identity: &Value, context: Context) -> Result<Applied, Diagnostics>;
}

/// The type-erased search for objects of a managed resource.
#[async_trait]
pub trait AnyListed: Send + Sync {
    /// Returns the schema of the search configuration.
    fn schema(&self) -> &Schema;

    /// Returns every error of a search configuration, except violations of the schema's marks.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Sends the objects found. The search ends when everything is found, when `request.limit` is reached, at an error,
    /// or when the receiver is closed. A panic becomes a diagnostic.
    async fn list(&self, request: ListRequest, events: Sender<Listed>);
}

/// A type-erased data source.
#[async_trait]
pub trait AnyDataSource: Send + Sync {
    /// Returns the type name in HCL.
    fn type_name(&self) -> &'static str;

    /// Returns the schema.
    fn schema(&self) -> &Schema;

    /// Returns every error of a configuration, except violations of the schema's marks.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Reads the object that the configuration selects. The value is null if there are errors.
    async fn read(&self, config: &Value, context: Context) -> (Value, Diagnostics);
}

/// A type-erased ephemeral resource.
#[async_trait]
pub trait AnyEphemeralResource: Send + Sync {
    /// Returns the type name in HCL.
    fn type_name(&self) -> &'static str;

    /// Returns the schema.
    fn schema(&self) -> &Schema;

    /// Returns every error of a configuration, except violations of the schema's marks.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Opens the configured resource.
    ///
    /// # Errors
    /// The author's errors, and results that core would reject. A resource with a rejected result is closed again.
    async fn open(&self, config: &Value, context: Context) -> Result<OpenedValue, Diagnostics>;

    /// Renews an opened resource.
    ///
    /// # Errors
    /// The author's errors, and an error for a resource that cannot be renewed.
    async fn renew(&self, private: Private, context: Context) -> Result<Renewed, Diagnostics>;

    /// Closes an opened resource.
    async fn close(&self, private: Private, context: Context) -> Diagnostics;
}

/// A type-erased action.
#[async_trait]
pub trait AnyAction: Send + Sync {
    /// Returns the type name in HCL.
    fn type_name(&self) -> &'static str;

    /// Returns the schema.
    fn schema(&self) -> &Schema;

    /// Returns every error of a configuration, except violations of the schema's marks.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Returns the warnings and errors of the plan.
    async fn plan(&self, config: &Value, context: Context) -> Diagnostics;

    /// Runs the action. An error among the diagnostics means that it was not completed.
    async fn invoke(&self, config: &Value, progress: ProgressReport, context: Context) -> Diagnostics;
}

/// A type-erased function.
pub trait AnyFunction: Send + Sync {
    /// Returns the name in HCL.
    fn name(&self) -> &'static str;

    /// Returns the parameters and the type of the result.
    fn signature(&self) -> &Signature;

    /// Returns the result for arguments in the order of the parameters. It is null or known, unless an argument is
    /// unknown.
    ///
    /// # Errors
    /// Arguments that do not match the signature, and the author's errors.
    fn call(&self, arguments: Vec<Value>) -> Result<Value, FunctionError>;
}

/// An object with its private data.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The object.
    pub state: Value,
    /// The private data.
    pub private: Private,
    /// The identity, or null.
    pub identity: Value,
}

/// The stored state of another type.
#[derive(Clone, Copy, Debug)]
pub struct SourceState<'a> {
    /// The address of the provider as Terraform writes it.
    pub provider: &'a str,
    /// The type name.
    pub type_name: &'a str,
    /// The version of the stored state.
    pub version: i64,
    /// The state as JSON.
    pub json: &'a [u8],
    /// The private data of the other provider.
    pub private: &'a [u8],
}

/// The request to search for objects.
#[derive(Clone, Debug)]
pub struct ListRequest {
    /// The search configuration.
    pub config: Value,
    /// True where the client requests the objects themselves.
    pub wants_objects: bool,
    /// The maximum number of objects; `None` for all.
    pub limit: Option<u64>,
    /// The context of the call.
    pub context: Context,
}

/// An object that was found, or only diagnostics of the search.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The identity; null if there are only diagnostics.
    pub identity: Value,
    /// The name for people.
    pub display_name: String,
    /// The object, if it was requested.
    pub object: Option<Value>,
    /// Warnings about this object, or the diagnostics with which the search ended.
    pub diagnostics: Diagnostics,
}

impl Listed {
    /// Returns diagnostics without an object.
    pub(crate) fn only_diagnostics(diagnostics: Diagnostics) -> Self {
        Self {
            identity: Value::Null,
            display_name: String::new(),
            object: None,
            diagnostics,
        }
    }
}

/// The request to plan a change.
#[derive(Clone, Debug)]
pub struct PlanChange {
    /// The current object, or null.
    pub prior: Value,
    /// The configuration as the user wrote it, or null.
    pub config: Value,
    /// The merge of both that core proposes.
    pub proposed: Value,
    /// The private data.
    pub private: Private,
    /// The identity of the current object, or null.
    pub identity: Value,
    /// The context of the call.
    pub context: Context,
}

/// A planned change.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The planned object, or null.
    pub planned: Value,
    /// The attributes that force replacement, sorted and without duplicates.
    pub replace: Vec<Path>,
    /// The private data for apply.
    pub private: Private,
    /// The identity, or null. An object has an identity from its creation on.
    pub identity: Value,
    /// Warnings and errors.
    pub diagnostics: Diagnostics,
}

/// The request to apply a planned change.
#[derive(Clone, Debug)]
pub struct ApplyChange {
    /// The prior object, or null.
    pub prior: Value,
    /// The planned object, or null.
    pub planned: Value,
    /// The configuration as the user wrote it, including write-only values.
    pub config: Value,
    /// The private data of the plan.
    pub private: Private,
    /// The planned identity, or null.
    pub identity: Value,
    /// The context of the call.
    pub context: Context,
}

/// The state after an operation.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The object, or null.
    pub state: Value,
    /// The private data.
    pub private: Private,
    /// The identity, or null.
    pub identity: Value,
    /// Warnings and errors.
    pub diagnostics: Diagnostics,
}

/// An opened resource. Nothing in the object is unknown, unless the opening is deferred to a later run. Then the object
/// contains the configured values unchanged.
#[derive(Clone, Debug)]
pub struct OpenedValue {
    /// The object.
    pub result: Value,
    /// The data for renewal and closing.
    pub private: Private,
    /// The time of the first renewal; `None` if there is none.
    pub renew_at: Option<Timestamp>,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

/// A stored state in the current version.
#[derive(Clone, Debug)]
pub struct Upgraded {
    /// The object.
    pub state: Value,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

/// Returns a managed resource for the catalog.
pub fn managed<R: Resource>(resource: R) -> Box<dyn AnyResource> {
    Box::new(managed::Managed::new(resource))
}

/// Returns a data source for the catalog.
pub fn data_source<D: DataSource>(data_source: D) -> Box<dyn AnyDataSource> {
    Box::new(data_source::ErasedDataSource::new(data_source))
}

/// Returns an ephemeral resource for the catalog.
pub fn ephemeral<E: EphemeralResource>(resource: E) -> Box<dyn AnyEphemeralResource> {
    Box::new(ephemeral::ErasedEphemeral::new(resource))
}

/// Returns an action for the catalog.
pub fn action<A: Action>(action: A) -> Box<dyn AnyAction> {
    Box::new(action::ErasedAction::new(action))
}

/// Returns a function for the catalog.
pub fn function<F: Function>(function: F) -> Box<dyn AnyFunction> {
    Box::new(function::ErasedFunction::new(function))
}

/// Returns an author's failure with at least one error; without an error, core would treat the failure as success.
/// Returns `Ok` if the call is deferred and there is no error.
fn unless_deferred(context: &Context, diagnostics: Diagnostics) -> Result<Diagnostics, Diagnostics> {
    if context.deferred().is_some() && !diagnostics.has_errors() {
        Ok(diagnostics)
    } else {
        Err(with_reason(diagnostics))
    }
}

/// Returns the result of a deferred call: the configured values, with computed values unknown.
fn undecided(block: &Block, config: &Value) -> Value {
    let proposal = Proposal {
        prior: &Value::Null,
        config,
        proposed: config,
    };
    by_recipe(block, proposal).planned
}

/// Returns an author's failure with at least one error.
fn with_reason(mut diagnostics: Diagnostics) -> Diagnostics {
    if !diagnostics.has_errors() {
        diagnostics.push(Diagnostic::error(
            "Operation failed without an error message",
            "The provider reported a failure without a reason. This is a bug in the provider. Run terraform plan to see what exists now.",
        ));
    }
    diagnostics
}
