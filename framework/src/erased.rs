//! Typed authors on one side, values on the other: the bridge between [`crate::resource::Resource`] and `crate::rpc`.
//!
//! [`managed`], [`looked_up`], [`ephemeral`], [`called`] and [`acted`] turn what an author wrote into trait objects that know
//! only values. What the framework adds for every author happens beneath: the planning recipe, the mending of answers, the
//! catching of panics.

mod acted;
mod called;
mod change;
mod crash;
mod generated;
mod identified;
mod listed;
mod looked_up;
mod managed;
mod moved;
mod opened;

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

/// A managed resource that knows only values.
#[async_trait]
pub trait AnyResource: Send + Sync {
    /// The name in HCL.
    fn type_name(&self) -> &'static str;

    /// The schema.
    fn schema(&self) -> &Schema;

    /// The older versions of the stored state that [`AnyResource::upgrade`] knows a way from.
    fn upgradable_versions(&self) -> Vec<i64>;

    /// Reports everything that is wrong with a configuration, apart from what the schema's marks say.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Plans a change.
    async fn plan(&self, change: PlanChange) -> Planned;

    /// Carries out a planned change. A panic in it becomes a diagnostic.
    async fn apply(&self, change: ApplyChange) -> Applied;

    /// Looks at the object; a null state means that it is gone. After an error the state is what it was.
    async fn read(&self, stored: Stored, context: Context) -> Applied;

    /// Finds an object by id.
    ///
    /// # Errors
    /// Whatever the author says, and resources that cannot be imported.
    async fn import(&self, id: &str, context: Context) -> Result<Applied, Diagnostics>;

    /// The configuration that would make the object in `state` (R13).
    ///
    /// # Errors
    /// A state that the types cannot read.
    fn generate_config(&self, state: &Value) -> Result<Value, Diagnostics>;

    /// Whose stored states [`AnyResource::move_here`] takes over.
    fn move_sources(&self) -> Vec<MoveSource>;

    /// Takes over the stored state of another type (R10).
    ///
    /// # Errors
    /// A type that nothing leads from, or a state that cannot be converted.
    fn move_here(&self, foreign: &Foreign<'_>) -> Result<Applied, Diagnostics>;

    /// Its identity, if it has one.
    fn identified(&self) -> Option<&dyn AnyIdentified>;

    /// How its objects are found, if they can be.
    fn listed(&self) -> Option<&dyn AnyListed>;

    /// Brings stored JSON to the present version.
    ///
    /// # Errors
    /// JSON that is not of that version, or a version without a way to the present one.
    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Upgraded, Diagnostics>;
}

/// The identity of a managed resource that knows only values.
#[async_trait]
pub trait AnyIdentified: Send + Sync {
    /// The schema of the identity.
    fn schema(&self) -> &Schema;

    /// The older versions of the identity that [`AnyIdentified::upgrade`] knows a way from.
    fn upgradable_versions(&self) -> Vec<i64>;

    /// Brings stored JSON to the present version (I4).
    ///
    /// # Errors
    /// JSON that is not of that version, or a version without a way to the present one.
    fn upgrade(&self, version: i64, json: &[u8]) -> Result<Value, Diagnostics>;

    /// Finds the object of an identity (R8).
    ///
    /// # Errors
    /// Whatever the author says, and an answer whose identity is not the one that was asked for.
    async fn import(&self, identity: &Value, context: Context) -> Result<Applied, Diagnostics>;
}

/// The search for objects of a managed resource that knows only values.
#[async_trait]
pub trait AnyListed: Send + Sync {
    /// The schema of what to look for.
    fn schema(&self) -> &Schema;

    /// Reports everything that is wrong with what to look for, apart from what the schema's marks say.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Looks, and ends when everything is found, when `request.limit` is reached, at an error, or when nobody receives any more.
    /// A panic in it becomes a diagnostic.
    async fn list(&self, request: ListRequest, events: Sender<Listed>);
}

/// A data source that knows only values.
#[async_trait]
pub trait AnyDataSource: Send + Sync {
    /// The name in HCL.
    fn type_name(&self) -> &'static str;

    /// The schema.
    fn schema(&self) -> &Schema;

    /// Reports everything that is wrong with a configuration, apart from what the schema's marks say.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Looks up what the configuration asks for. The value is null if there are errors.
    async fn read(&self, config: &Value, context: Context) -> (Value, Diagnostics);
}

/// An ephemeral resource that knows only values.
#[async_trait]
pub trait AnyEphemeralResource: Send + Sync {
    /// The name in HCL.
    fn type_name(&self) -> &'static str;

    /// The schema.
    fn schema(&self) -> &Schema;

    /// Reports everything that is wrong with a configuration, apart from what the schema's marks say.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Opens what the configuration asks for.
    ///
    /// # Errors
    /// Whatever the author says, and answers that core would refuse; what was opened is closed again then.
    async fn open(&self, config: &Value, context: Context) -> Result<OpenedValue, Diagnostics>;

    /// Makes what was opened last longer.
    ///
    /// # Errors
    /// Whatever the author says, and resources that cannot be renewed.
    async fn renew(&self, private: Private, context: Context) -> Result<Renewed, Diagnostics>;

    /// Ends what was opened.
    async fn close(&self, private: Private, context: Context) -> Diagnostics;
}

/// An action that knows only values.
#[async_trait]
pub trait AnyAction: Send + Sync {
    /// The name in HCL.
    fn type_name(&self) -> &'static str;

    /// The schema.
    fn schema(&self) -> &Schema;

    /// Reports everything that is wrong with a configuration, apart from what the schema's marks say.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// What to know before the action.
    async fn plan(&self, config: &Value, context: Context) -> Diagnostics;

    /// Acts. An error among the diagnostics means that it did not come to its end.
    async fn invoke(&self, config: &Value, progress: ProgressReport, context: Context) -> Diagnostics;
}

/// A function that knows only values.
pub trait AnyFunction: Send + Sync {
    /// The name in HCL.
    fn name(&self) -> &'static str;

    /// What it takes and gives.
    fn signature(&self) -> &Signature;

    /// The result for arguments in the order of the parameters. It is null or known, unless an argument is not.
    ///
    /// # Errors
    /// Arguments that do not fit the signature, and whatever the author says.
    fn call(&self, arguments: Vec<Value>) -> Result<Value, FunctionError>;
}

/// An object with what is remembered about it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The object.
    pub state: Value,
    /// What is remembered.
    pub private: Private,
    /// Its identity, or null.
    pub identity: Value,
}

/// The stored state of another type.
#[derive(Clone, Copy, Debug)]
pub struct Foreign<'a> {
    /// The address of its provider as Terraform writes it.
    pub provider: &'a str,
    /// The type.
    pub type_name: &'a str,
    /// The version of its stored state.
    pub version: i64,
    /// The state.
    pub json: &'a [u8],
    /// What its provider remembered.
    pub private: &'a [u8],
}

/// The request to find objects.
#[derive(Clone, Debug)]
pub struct ListRequest {
    /// What to look for.
    pub config: Value,
    /// Whether the objects themselves are wanted.
    pub wants_objects: bool,
    /// How many are wanted at most.
    pub limit: Option<u64>,
    /// The rest.
    pub context: Context,
}

/// Something that was found, or only something to say about the search.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The identity; null where there is only something to say.
    pub identity: Value,
    /// What it is called by people.
    pub display_name: String,
    /// The object, if it was wanted.
    pub object: Option<Value>,
    /// Warnings about this finding, or what the search ended with.
    pub diagnostics: Diagnostics,
}

impl Listed {
    /// Nothing found, but something to say.
    pub(crate) fn said(diagnostics: Diagnostics) -> Self {
        Self {
            identity: Value::Null,
            display_name: String::new(),
            object: None,
            diagnostics,
        }
    }
}

/// The request for a plan.
#[derive(Clone, Debug)]
pub struct PlanChange {
    /// The object as it is, or null.
    pub prior: Value,
    /// What the user wrote, or null.
    pub config: Value,
    /// Core's merge of both.
    pub proposed: Value,
    /// What is remembered.
    pub private: Private,
    /// The identity of the object as it is, or null.
    pub identity: Value,
    /// The rest.
    pub context: Context,
}

/// A plan.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The promised object, or null.
    pub planned: Value,
    /// Attributes whose change needs a new object, sorted, each once.
    pub replace: Vec<Path>,
    /// Handed on to apply.
    pub private: Private,
    /// The identity, or null: an object has it from its creation on.
    pub identity: Value,
    /// Warnings and refusals.
    pub diagnostics: Diagnostics,
}

/// The request to carry out a plan.
#[derive(Clone, Debug)]
pub struct ApplyChange {
    /// The object as it was, or null.
    pub prior: Value,
    /// The promised object, or null.
    pub planned: Value,
    /// What the user wrote, write-only values included.
    pub config: Value,
    /// What the plan remembered.
    pub private: Private,
    /// The planned identity, or null.
    pub identity: Value,
    /// The rest.
    pub context: Context,
}

/// What exists after an operation.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The object, or null.
    pub state: Value,
    /// What to remember.
    pub private: Private,
    /// The identity, or null.
    pub identity: Value,
    /// Warnings and errors.
    pub diagnostics: Diagnostics,
}

/// What was opened: an object with nothing unknown, unless the opening waits for a later run, in which the user's values stand
/// as they were written.
#[derive(Clone, Debug)]
pub struct OpenedValue {
    /// The object.
    pub result: Value,
    /// What renewal and closing need to know.
    pub private: Private,
    /// When to renew it; `None` for never.
    pub renew_at: Option<Timestamp>,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

/// A stored state in its present form.
#[derive(Clone, Debug)]
pub struct Upgraded {
    /// The object.
    pub state: Value,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

/// Makes a resource ready for the catalogue.
pub fn managed<R: Resource>(resource: R) -> Box<dyn AnyResource> {
    Box::new(managed::Managed::new(resource))
}

/// Makes a data source ready for the catalogue.
pub fn looked_up<D: DataSource>(data_source: D) -> Box<dyn AnyDataSource> {
    Box::new(looked_up::LookedUp::new(data_source))
}

/// Makes an ephemeral resource ready for the catalogue.
pub fn ephemeral<E: EphemeralResource>(resource: E) -> Box<dyn AnyEphemeralResource> {
    Box::new(opened::Ephemeral::new(resource))
}

/// Makes an action ready for the catalogue.
pub fn acted<A: Action>(action: A) -> Box<dyn AnyAction> {
    Box::new(acted::Acted::new(action))
}

/// Makes a function ready for the catalogue.
pub fn called<F: Function>(function: F) -> Box<dyn AnyFunction> {
    Box::new(called::Called::new(function))
}

/// An author's failure with at least one error in it: without one, core would take the failure for success. `Ok` where the
/// answer waits for a later run and the failure is none.
fn unless_deferred(context: &Context, diagnostics: Diagnostics) -> Result<Diagnostics, Diagnostics> {
    if context.deferred().is_some() && !diagnostics.has_errors() {
        Ok(diagnostics)
    } else {
        Err(with_reason(diagnostics))
    }
}

/// The answer of a call that waits: what was asked for, and nothing decided.
fn undecided(block: &Block, config: &Value) -> Value {
    let proposal = Proposal {
        prior: &Value::Null,
        config,
        proposed: config,
    };
    by_recipe(block, proposal).planned
}

/// An author's failure with at least one error in it.
fn with_reason(mut diagnostics: Diagnostics) -> Diagnostics {
    if !diagnostics.has_errors() {
        diagnostics.push(Diagnostic::error(
            "Operation failed without an error message",
            "The provider reported a failure and gave no reason. This is a bug in the provider. Run terraform plan to \
             see what exists now.",
        ));
    }
    diagnostics
}
