//! What an author writes for a data source.

use async_trait::async_trait;

use crate::diagnostics::Diagnostics;
use crate::model::Model;
use crate::resource::{Context, Validates};

/// Something to look up.
#[async_trait]
pub trait DataSource: Send + Sync + 'static {
    /// The struct that is its schema.
    type Model: Model;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// Looks up what `config` asks for. Configured values come back unchanged (D3).
    ///
    /// # Errors
    /// Not found is an error (D2).
    async fn read(&self, config: Self::Model, context: &Context) -> Result<Found<Self::Model>, Diagnostics>;

    /// Rules that span several attributes.
    fn validates(&self) -> Option<&dyn Validates<Self::Model>> {
        None
    }
}

/// What a data source found.
#[derive(Clone, Debug)]
pub struct Found<M> {
    /// The answer, with nothing unknown.
    pub state: M,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

impl<M> Found<M> {
    /// The answer, without warnings.
    pub fn new(state: M) -> Self {
        Self {
            state,
            diagnostics: Diagnostics::new(),
        }
    }
}
