//! Finding the objects of a type: list resources, which `terraform query` asks (Terraform 1.14).
//!
//! An author implements [`Lists`] and offers it with [`listed_by`]. What the client is told of a finding, and when the search
//! ends without its author, is in `crate::listing`.

use std::marker::PhantomData;
use std::ops::ControlFlow;

use async_trait::async_trait;

use super::{Context, Identifies};
use crate::decoding::Source;
use crate::diagnostics::Diagnostics;
use crate::listing::{Outlet, Raw};
use crate::model::{Model, read_model};
use crate::schema::Schema;
use crate::value::Value;

/// The ability to find objects that exist, whether Terraform knows them or not.
///
/// Its type must have an identity (S11), which is what a finding consists of.
#[async_trait]
pub trait Lists<M: Model>: Identifies<M> {
    /// The struct of the `config` block that says what to look for.
    type Config: Model;

    /// Rules that span several attributes. Refused or undecided attributes are unknown here.
    fn validate(&self, _config: &Self::Config) -> Diagnostics {
        Diagnostics::new()
    }

    /// Looks, and sends what it finds as it finds it. The diagnostics of a success are warnings.
    ///
    /// The search is dropped, wherever it waits, when the client hangs up, and when it goes on sending what is not wanted any more.
    ///
    /// # Errors
    /// Whatever ends the search early. What was sent before stays found.
    async fn list(
        &self,
        request: List<Self::Config>,
        found: Findings<M, Self::Identity>,
    ) -> Result<Diagnostics, Diagnostics>;
}

/// The request to find objects.
#[derive(Clone, Debug)]
pub struct List<C> {
    /// What the user looks for; wholly known.
    pub config: C,
    /// How many findings are wanted at most; `None` for all.
    pub limit: Option<u64>,
    /// The rest.
    pub context: Context,
}

/// An object that was found.
#[derive(Clone, Debug)]
pub struct Finding<M, I> {
    /// What it is called by Terraform.
    pub identity: I,
    /// What it is called by people.
    pub display_name: String,
    /// What it is; wanted if [`Findings::want_objects`] says so.
    pub object: Option<M>,
}

impl<M, I> Finding<M, I> {
    /// An object of which only the names are told.
    pub fn named(identity: I, display_name: impl Into<String>) -> Self {
        Self {
            identity,
            display_name: display_name.into(),
            object: None,
        }
    }

    /// The same with the object itself.
    #[must_use]
    pub fn with_object(mut self, object: M) -> Self {
        self.object = Some(object);
        self
    }
}

/// Where findings go.
pub struct Findings<M, I> {
    outlet: Outlet,
    finding: PhantomData<fn(M, I)>,
}

impl<M: Model, I: Model> Findings<M, I> {
    /// Whether the objects are wanted too, and not only their names.
    pub fn want_objects(&self) -> bool {
        self.outlet.wants_objects()
    }

    /// Sends a finding, when the client is ready for it. [`ControlFlow::Break`] says that it was the last one wanted.
    pub async fn send(&self, finding: Finding<M, I>) -> ControlFlow<()> {
        let raw = Raw {
            identity: finding.identity.to_object(),
            display_name: finding.display_name,
            object: finding.object.map(|object| object.to_object()),
        };
        self.outlet.send(raw).await
    }
}

/// Offers an ability to list: `Some(listed_by(self))` in `Resource::lists`.
pub fn listed_by<M: Model, T: Lists<M>>(author: &T) -> Box<dyn AnyList<M> + '_> {
    Box::new(ListedBy(author))
}

/// The ability to list, whatever its structs. Made by [`listed_by`] alone.
#[async_trait]
pub trait AnyList<M: Model>: Send + Sync + sealed::Sealed {
    /// The schema of what to look for.
    fn schema(&self) -> Schema;

    /// Reports everything that is wrong with what to look for, apart from what the schema's marks say.
    fn validate(&self, config: &Value) -> Diagnostics;

    /// Looks.
    ///
    /// # Errors
    /// Whatever the author says, and a configuration that the types refuse.
    async fn list(&self, request: List<Value>, outlet: Outlet) -> Result<Diagnostics, Diagnostics>;
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

    async fn list(&self, request: List<Value>, outlet: Outlet) -> Result<Diagnostics, Diagnostics> {
        let List { config, limit, context } = request;
        let (config, diagnostics) = read_model::<T::Config>(&config, Source::Config);
        let mut warnings = diagnostics.into_result(Diagnostics::new())?;
        let Some(config) = config else {
            return Ok(warnings);
        };
        let found = Findings {
            outlet,
            finding: PhantomData,
        };
        let request = List { config, limit, context };
        warnings.extend(self.0.list(request, found).await?);
        Ok(warnings)
    }
}
