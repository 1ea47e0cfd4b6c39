//! The search for objects of a type: list resources, which `terraform query` uses (Terraform 1.14).
//!
//! An author implements [`Lists`] and offers it with [`listed_by`]. The form of a finding, and the end of the search by
//! the client, are in `crate::listing`.

use std::marker::PhantomData;
use std::ops::ControlFlow;

use async_trait::async_trait;

use super::{Context, Identifies};
use crate::decoding::Source;
use crate::diagnostics::Diagnostics;
use crate::listing::{ListSink, UncheckedFinding};
use crate::model::{Model, read_model};
use crate::schema::Schema;
use crate::value::Value;

/// The ability to find existing objects, in or outside of a Terraform state.
///
/// The type must have an identity (conformance rule S11), which every finding contains.
#[async_trait]
pub trait Lists<M: Model>: Identifies<M> {
    /// The struct of the `config` block with the search criteria.
    type Config: Model;

    /// Returns the errors that concern several attributes. Attributes with errors and unknown attributes are unknown
    /// here.
    fn validate(&self, _config: &Self::Config) -> Diagnostics {
        Diagnostics::new()
    }

    /// Sends each object as it is found. The diagnostics of a success are warnings.
    ///
    /// The search is dropped at its next await when the client hangs up, or when it sends more objects than requested.
    ///
    /// # Errors
    /// The reason of an early end. Objects that were sent before remain in the list.
    async fn list(
        &self,
        request: List<Self::Config>,
        found: Findings<M, Self::Identity>,
    ) -> Result<Diagnostics, Diagnostics>;
}

/// The request to search for objects.
#[derive(Clone, Debug)]
pub struct List<C> {
    /// The search configuration as the user wrote it; wholly known.
    pub config: C,
    /// The maximum number of objects; `None` for all.
    pub limit: Option<u64>,
    /// The context of the call.
    pub context: Context,
}

/// An object that was found.
#[derive(Clone, Debug)]
pub struct Finding<M, I> {
    /// The identity, which is the name for Terraform.
    pub identity: I,
    /// The name for people.
    pub display_name: String,
    /// The object itself; needed if [`Findings::want_objects`] returns true.
    pub object: Option<M>,
}

impl<M, I> Finding<M, I> {
    /// Returns a finding without the object itself.
    pub fn named(identity: I, display_name: impl Into<String>) -> Self {
        Self {
            identity,
            display_name: display_name.into(),
            object: None,
        }
    }

    /// Returns the same with the object itself.
    #[must_use]
    pub fn with_object(mut self, object: M) -> Self {
        self.object = Some(object);
        self
    }
}

/// The receiver of findings.
pub struct Findings<M, I> {
    sink: ListSink,
    finding: PhantomData<fn(M, I)>,
}

impl<M: Model, I: Model> Findings<M, I> {
    /// True where the client requests the objects themselves, and not only their names.
    pub fn want_objects(&self) -> bool {
        self.sink.wants_objects()
    }

    /// Sends a finding when the client is ready for it. [`ControlFlow::Break`] means that no further finding is
    /// requested.
    pub async fn send(&self, finding: Finding<M, I>) -> ControlFlow<()> {
        let finding = UncheckedFinding {
            identity: finding.identity.to_object(),
            display_name: finding.display_name,
            object: finding.object.map(|object| object.to_object()),
        };
        self.sink.send(finding).await
    }
}

/// Returns the ability to list, for `Resource::lists`: `Some(listed_by(self))`.
pub fn listed_by<M: Model, T: Lists<M>>(author: &T) -> Box<dyn AnyList<M> + '_> {
    Box::new(ListedBy(author))
}

/// The ability to list, with any structs. Only [`listed_by`] creates it.
#[async_trait]
pub trait AnyList<M: Model>: Send + Sync + sealed::Sealed {
    /// Returns the schema of the search configuration.
    fn schema(&self) -> Schema;

    /// Returns every error of a search configuration, except violations of the schema's marks.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Runs the search.
    ///
    /// # Errors
    /// The author's errors, and a configuration that the types reject.
    async fn list(&self, request: List<Value>, sink: ListSink) -> Result<Diagnostics, Diagnostics>;
}

struct ListedBy<'a, T>(&'a T);

mod sealed {
    pub trait Sealed {}
    impl<T> Sealed for super::ListedBy<'_, T> {}
}

#[async_trait]
impl<M: Model, T: Lists<M>> AnyList<M> for ListedBy<'_, T> {
    fn schema(&self) -> Schema {
        Schema::new(0, T::Config::block())
    }

    fn validate(&self, config: &Value) -> Diagnostics {
        let (model, mut diagnostics) = read_model::<T::Config>(config, Source::Config);
        if let Some(model) = model {
            diagnostics.extend(self.0.validate(&model));
        }
        diagnostics
    }

    async fn list(&self, request: List<Value>, sink: ListSink) -> Result<Diagnostics, Diagnostics> {
        let List { config, limit, context } = request;
        let (config, diagnostics) = read_model::<T::Config>(&config, Source::Config);
        let mut warnings = diagnostics.into_result(Diagnostics::new())?;
        let Some(config) = config else {
            return Ok(warnings);
        };
        let found = Findings {
            sink,
            finding: PhantomData,
        };
        let request = List { config, limit, context };
        warnings.extend(self.0.list(request, found).await?);
        Ok(warnings)
    }
}
