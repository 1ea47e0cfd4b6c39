//! The interface of a provider.

use async_trait::async_trait;

use crate::diagnostics::Diagnostics;
use crate::erased::{AnyAction, AnyDataSource, AnyEphemeralResource, AnyFunction, AnyResource};
use crate::model::Model;
use crate::resource::Context;
use crate::schema::Block;

/// A provider: its provider block, and the catalog of its resources, data sources, actions, and functions.
#[async_trait]
pub trait Provider: Send + Sync + 'static {
    /// The struct of the provider block; `()` if the block is empty.
    type Config: Model;

    /// Returns the errors of the provider block as a whole. Attributes with errors are unknown here.
    fn validate(&self, _config: &Self::Config) -> Diagnostics {
        Diagnostics::new()
    }

    /// Returns the block that a module can write in `terraform { provider_meta "…" { … } }`: the block of a [`Model`],
    /// which [`crate::resource::Context::provider_meta`] reads.
    fn meta(&self) -> Option<Block> {
        None
    }

    /// Configures the provider with the provider block.
    ///
    /// Unknown values are not an error (conformance rule V7). A process that serves several runs calls this method
    /// again (conformance rule H15).
    async fn configure(&self, _request: Configure<Self::Config>) -> Diagnostics {
        Diagnostics::new()
    }

    /// Returns the managed resources.
    fn resources(&self) -> Vec<Box<dyn AnyResource>>;

    /// Returns the data sources.
    fn data_sources(&self) -> Vec<Box<dyn AnyDataSource>> {
        Vec::new()
    }

    /// Returns the ephemeral resources.
    fn ephemeral_resources(&self) -> Vec<Box<dyn AnyEphemeralResource>> {
        Vec::new()
    }

    /// Returns the actions.
    fn actions(&self) -> Vec<Box<dyn AnyAction>> {
        Vec::new()
    }

    /// Returns the functions.
    fn functions(&self) -> Vec<Box<dyn AnyFunction>> {
        Vec::new()
    }
}

/// The request to configure the provider.
#[derive(Clone, Debug)]
pub struct Configure<C> {
    /// The configuration as the user wrote it.
    pub config: C,
    /// The version of the calling Terraform or OpenTofu.
    pub terraform_version: String,
    /// The context of the call.
    pub context: Context,
}
