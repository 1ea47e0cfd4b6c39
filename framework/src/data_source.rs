//! The interface of a data source.

use async_trait::async_trait;

use crate::diagnostics::Diagnostics;
use crate::model::Model;
use crate::resource::{Context, Validates};

/// A data source of a provider.
#[async_trait]
pub trait DataSource: Send + Sync + 'static {
    /// The struct that is the schema.
    type Model: Model;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// Reads the object that `config` selects. Configured values are returned unchanged (conformance rule D3).
    ///
    /// # Errors
    /// An object that does not exist is an error (conformance rule D2).
    async fn read(&self, config: Self::Model, context: &Context) -> Result<Found<Self::Model>, Diagnostics>;

    /// Returns the check of rules that span several attributes, if there is one.
    fn validates(&self) -> Option<&dyn Validates<Self::Model>> {
        None
    }
}

/// The result of a data source.
#[derive(Clone, Debug)]
pub struct Found<M> {
    /// The object, with nothing unknown.
    pub state: M,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

impl<M> Found<M> {
    /// Returns a result without warnings.
    pub fn new(state: M) -> Self {
        Self {
            state,
            diagnostics: Diagnostics::new(),
        }
    }
}
