//! What an author writes for the provider itself.

use async_trait::async_trait;

use crate::diagnostics::Diagnostics;
use crate::erased::{AnyAction, AnyDataSource, AnyEphemeralResource, AnyFunction, AnyResource};
use crate::model::Model;
use crate::resource::Context;
use crate::schema::Block;

/// A provider: its block, and the catalogue of what it offers.
#[async_trait]
pub trait Provider: Send + Sync + 'static {
    /// The struct of the provider block; `()` where there is nothing to say in it.
    type Config: Model;

    /// Checks the provider block as a whole. Refused or undecided attributes are unknown here.
    fn validate(&self, _config: &Self::Config) -> Diagnostics {
        Diagnostics::new()
    }

    /// What a module may say to the provider in `terraform { provider_meta "…" { … } }`: the block of a
    /// [`Model`], read with [`crate::resource::Context::provider_meta`].
    fn meta(&self) -> Option<Block> {
        None
    }

    /// Takes the provider block into use.
    ///
    /// Unknown values are no error (V7). May be called again in a process that serves several runs (H15).
    async fn configure(&self, _request: Configure<Self::Config>) -> Diagnostics {
        Diagnostics::new()
    }

    /// The managed resources.
    fn resources(&self) -> Vec<Box<dyn AnyResource>>;

    /// The data sources.
    fn data_sources(&self) -> Vec<Box<dyn AnyDataSource>> {
        Vec::new()
    }

    /// The ephemeral resources.
    fn ephemeral_resources(&self) -> Vec<Box<dyn AnyEphemeralResource>> {
        Vec::new()
    }

    /// The actions.
    fn actions(&self) -> Vec<Box<dyn AnyAction>> {
        Vec::new()
    }

    /// The functions.
    fn functions(&self) -> Vec<Box<dyn AnyFunction>> {
        Vec::new()
    }
}

/// The request to take a provider block into use.
#[derive(Clone, Debug)]
pub struct Configure<C> {
    /// What the user wrote.
    pub config: C,
    /// The version of Terraform or OpenTofu that asks.
    pub terraform_version: String,
    /// The interruption of this call.
    pub context: Context,
}
