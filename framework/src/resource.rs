//! What an author writes for a managed resource.
//!
//! [`Resource`] is the core: create, read, update, delete. Abilities that not every resource has are traits of their
//! own, offered by the accessors of [`Resource`] that answer `None` unless overridden: [`Validates`],
//! [`PlansChanges`], [`Imports`], [`Upgrade`]. The wire is not here, see `crate::rpc`.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use tokio_util::sync::CancellationToken;

use crate::codec;
use crate::decoding::Source;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, read_model};
use crate::path::Path;
use crate::private::Private;
use crate::types::Type;
use crate::value::Value;

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

    /// Ways from older versions of the stored state.
    fn upgrades(&self) -> Vec<Upgrade<Self::Model>> {
        Vec::new()
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

/// What every operation is told besides its values.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Cancelled when the user interrupts Terraform: end soon, with what exists by now.
    pub stop: CancellationToken,
}

/// The request to create.
#[derive(Clone, Debug)]
pub struct Create<M> {
    /// The promised object; what the provider decides is unknown.
    pub planned: M,
    /// What the user wrote, write-only values included.
    pub config: M,
    /// What the plan remembered.
    pub private: Private,
    /// Where to note what exists already, in case the operation does not come to its end.
    pub progress: Progress<M>,
    /// The rest.
    pub context: Context,
}

/// The request to look.
#[derive(Clone, Debug)]
pub struct Read<M> {
    /// The stored object.
    pub state: M,
    /// What was remembered.
    pub private: Private,
    /// The rest.
    pub context: Context,
}

/// The request to change in place.
#[derive(Clone, Debug)]
pub struct Update<M> {
    /// The object as it was.
    pub prior: M,
    /// The promised object.
    pub planned: M,
    /// What the user wrote, write-only values included.
    pub config: M,
    /// What the plan remembered.
    pub private: Private,
    /// Where to note what has been done already.
    pub progress: Progress<M>,
    /// The rest.
    pub context: Context,
}

/// The request to take away.
#[derive(Clone, Debug)]
pub struct Delete<M> {
    /// The stored object.
    pub state: M,
    /// What was remembered.
    pub private: Private,
    /// The rest.
    pub context: Context,
}

/// What an operation that brings an object into its state ends with.
pub type Outcome<M> = Result<Saved<M>, Failure<M>>;

/// An object to be saved.
#[derive(Clone, Debug)]
pub struct Saved<M> {
    /// The object, with nothing unknown.
    pub state: M,
    /// What to remember from now on, in place of what was remembered before.
    pub private: Private,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

impl<M> Saved<M> {
    /// The object, with nothing to remember and without warnings.
    pub fn new(state: M) -> Self {
        Self {
            state,
            private: Private::new(),
            diagnostics: Diagnostics::new(),
        }
    }

    /// The same with private data.
    #[must_use]
    pub fn with_private(mut self, private: Private) -> Self {
        self.private = private;
        self
    }

    /// The same with a warning more.
    #[must_use]
    pub fn with_warning(mut self, warning: Diagnostic) -> Self {
        self.diagnostics.push(warning);
        self
    }
}

/// Why an operation stopped, and what it had already brought into being.
#[derive(Clone, Debug)]
pub struct Failure<M> {
    /// What exists now, with what to remember about it. `None` keeps what was stored before.
    pub partial: Option<(M, Private)>,
    /// At least one error.
    pub diagnostics: Diagnostics,
}

impl<M> Failure<M> {
    /// A failure that changed nothing.
    pub fn nothing_changed(diagnostics: impl Into<Diagnostics>) -> Self {
        Self {
            partial: None,
            diagnostics: diagnostics.into(),
        }
    }

    /// A failure after which `state` exists.
    pub fn keeping(state: M, private: Private, diagnostics: impl Into<Diagnostics>) -> Self {
        Self {
            partial: Some((state, private)),
            diagnostics: diagnostics.into(),
        }
    }
}

impl<M> From<Diagnostics> for Failure<M> {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::nothing_changed(diagnostics)
    }
}

impl<M> From<Diagnostic> for Failure<M> {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::nothing_changed(diagnostic)
    }
}

/// A note of what exists already. If the operation panics, this is what is saved.
#[derive(Clone, Debug)]
pub struct Progress<M>(Arc<Mutex<Option<(M, Private)>>>);

impl<M> Default for Progress<M> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<M: Clone> Progress<M> {
    /// Notes that `state` exists from now on.
    pub fn note(&self, state: &M, private: &Private) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((state.clone(), private.clone()));
    }

    /// What was noted last.
    pub(crate) fn latest(&self) -> Option<(M, Private)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A plan in the making.
#[derive(Clone, Debug)]
pub struct Plan<M> {
    /// The object as it is; `None` when there is none yet.
    pub prior: Option<M>,
    /// What the user wrote; `None` to destroy.
    pub config: Option<M>,
    /// The promised object; `None` to destroy.
    pub planned: Option<M>,
    /// Attributes whose change needs a new object.
    pub replace: Vec<Path>,
    /// What is remembered; handed on to apply.
    pub private: Private,
    /// Warnings and refusals.
    pub diagnostics: Diagnostics,
    /// The rest.
    pub context: Context,
}

/// From a stored value of an older version to the present struct.
type Conversion<M> = Box<dyn Fn(&Value) -> Result<M, Diagnostics> + Send + Sync>;

/// A way from an older version of the stored state to the present one.
pub struct Upgrade<M> {
    pub(crate) from_version: i64,
    pub(crate) prior_type: Type,
    pub(crate) convert: Conversion<M>,
}

impl<M: Model> Upgrade<M> {
    /// From version `from_version`, whose struct was `Old`.
    pub fn from<Old: Model>(from_version: i64, convert: fn(Old) -> Result<M, Diagnostics>) -> Self {
        let convert = move |value: &Value| {
            let (old, diagnostics) = read_model::<Old>(value, Source::State);
            diagnostics.into_result(())?;
            let missing = || Diagnostic::error("Empty stored state", "The stored state to upgrade is null.");
            convert(old.ok_or_else(missing)?)
        };
        Self {
            from_version,
            prior_type: Old::block().terraform_type(),
            convert: Box::new(convert),
        }
    }

    /// Reads stored JSON of the old version and brings it to the present one.
    pub(crate) fn apply(&self, json: &[u8]) -> Result<M, Diagnostics> {
        let value = codec::decode_json_state(json, &self.prior_type).map_err(|error| {
            Diagnostic::error(
                "Unreadable stored state",
                format!("Version {} cannot be read: {error}.", self.from_version),
            )
        })?;
        (self.convert)(&value)
    }
}
