//! One provider at work: its catalogue, and what all calls share.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use tokio_util::sync::CancellationToken;

use crate::decoding::Source;
use crate::diagnostics::Diagnostics;
use crate::erased::{AnyDataSource, AnyResource};
use crate::model::{Model, read_model};
use crate::provider::{Configure, Provider};
use crate::resource::Context;
use crate::schema::Schema;
use crate::self_check;
use crate::value::Value;

/// A provider with its resources and data sources by name. It knows values and nothing of the wire.
pub struct Server {
    provider: Box<dyn AnyProvider>,
    schema: Schema,
    resources: BTreeMap<&'static str, Box<dyn AnyResource>>,
    data_sources: BTreeMap<&'static str, Box<dyn AnyDataSource>>,
    stop: Mutex<CancellationToken>,
}

impl Server {
    /// Takes a provider into service.
    pub fn new<P: Provider>(provider: P) -> Self {
        let by_name = |resource: Box<dyn AnyResource>| (resource.type_name(), resource);
        let data_by_name = |data_source: Box<dyn AnyDataSource>| (data_source.type_name(), data_source);
        Self {
            resources: provider.resources().into_iter().map(by_name).collect(),
            data_sources: provider.data_sources().into_iter().map(data_by_name).collect(),
            schema: Schema {
                version: 0,
                block: P::Config::block(),
            },
            provider: Box::new(provider),
            stop: Mutex::default(),
        }
    }

    /// The schema of the provider block.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// What is wrong with the schemas; every finding is a bug of the provider's author.
    pub fn schema_problems(&self) -> Diagnostics {
        let mut problems =
            self_check::problems_of("the provider block", &self.schema, &self_check::RESERVED_IN_PROVIDER);
        for resource in self.resources() {
            let reserved = &self_check::RESERVED_IN_RESOURCES;
            problems.extend(self_check::problems_of(
                resource.type_name(),
                resource.schema(),
                reserved,
            ));
        }
        for data_source in self.data_sources() {
            let reserved = &self_check::RESERVED_IN_RESOURCES;
            problems.extend(self_check::problems_of(
                data_source.type_name(),
                data_source.schema(),
                reserved,
            ));
        }
        problems
    }

    /// The managed resources in the order of their names.
    pub fn resources(&self) -> impl Iterator<Item = &dyn AnyResource> {
        self.resources.values().map(AsRef::as_ref)
    }

    /// The data sources in the order of their names.
    pub fn data_sources(&self) -> impl Iterator<Item = &dyn AnyDataSource> {
        self.data_sources.values().map(AsRef::as_ref)
    }

    /// The managed resource of that name.
    pub fn resource(&self, type_name: &str) -> Option<&dyn AnyResource> {
        self.resources.get(type_name).map(AsRef::as_ref)
    }

    /// The data source of that name.
    pub fn data_source(&self, type_name: &str) -> Option<&dyn AnyDataSource> {
        self.data_sources.get(type_name).map(AsRef::as_ref)
    }

    /// Checks a provider block.
    pub fn validate(&self, config: &Value) -> Diagnostics {
        self.provider.validate(config)
    }

    /// Takes a provider block into use.
    pub async fn configure(&self, config: &Value, terraform_version: &str) -> Diagnostics {
        self.provider.configure(config, terraform_version).await
    }

    /// What a call that starts now is told.
    pub fn context(&self) -> Context {
        Context {
            stop: self.stop.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    /// Cancels the calls in flight; calls that start later are not touched (H9).
    pub fn stop(&self) {
        let fresh = CancellationToken::new();
        std::mem::replace(&mut *self.stop.lock().unwrap_or_else(PoisonError::into_inner), fresh).cancel();
    }
}

/// A provider that knows only values.
#[async_trait]
trait AnyProvider: Send + Sync {
    fn validate(&self, config: &Value) -> Diagnostics;
    async fn configure(&self, config: &Value, terraform_version: &str) -> Diagnostics;
}

#[async_trait]
impl<P: Provider> AnyProvider for P {
    fn validate(&self, config: &Value) -> Diagnostics {
        let (model, mut diagnostics) = read_model::<P::Config>(config, Source::Config);
        if let Some(model) = model {
            diagnostics.extend(Provider::validate(self, &model));
        }
        diagnostics
    }

    async fn configure(&self, config: &Value, terraform_version: &str) -> Diagnostics {
        let (model, diagnostics) = read_model::<P::Config>(config, Source::Config);
        match model {
            Some(config) if !diagnostics.has_errors() => {
                let terraform_version = terraform_version.to_owned();
                Provider::configure(
                    self,
                    Configure {
                        config,
                        terraform_version,
                    },
                )
                .await
            }
            _ => diagnostics,
        }
    }
}
