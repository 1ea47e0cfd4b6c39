//! One provider at work: its catalogue, and what all calls share.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use tokio_util::sync::CancellationToken;

use crate::decoding::Source;
use crate::diagnostics::Diagnostics;
use crate::erased::{AnyDataSource, AnyIdentified, AnyResource};
use crate::model::{Model, read_model};
use crate::provider::{Configure, Provider};
use crate::resource::Context;
use crate::schema::Schema;
use crate::self_check::{self, Purpose};
use crate::value::Value;

/// A provider with its resources and data sources by name. It knows values and nothing of the wire.
pub struct Server {
    provider: Box<dyn AnyProvider>,
    schema: Schema,
    resources: BTreeMap<&'static str, Box<dyn AnyResource>>,
    data_sources: BTreeMap<&'static str, Box<dyn AnyDataSource>>,
    name_problems: Diagnostics,
    stop: Mutex<CancellationToken>,
}

impl Server {
    /// Takes a provider into service.
    pub fn new<P: Provider>(provider: P) -> Self {
        let (resources, data_sources) = (provider.resources(), provider.data_sources());
        let names: Vec<_> = resources.iter().map(|resource| resource.type_name()).collect();
        let mut name_problems = self_check::name_problems("resource type", &names);
        let names: Vec<_> = data_sources.iter().map(|source| source.type_name()).collect();
        name_problems.extend(self_check::name_problems("data source", &names));
        Self {
            provider: Box::new(provider),
            schema: Schema::new(0, P::Config::block()),
            resources: resources
                .into_iter()
                .map(|resource| (resource.type_name(), resource))
                .collect(),
            data_sources: data_sources
                .into_iter()
                .map(|source| (source.type_name(), source))
                .collect(),
            name_problems,
            stop: Mutex::default(),
        }
    }

    /// The schema of the provider block.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// What is wrong with names, schemas and upgrades; every finding is a bug of the provider's author.
    pub fn schema_problems(&self) -> Diagnostics {
        let mut problems = self_check::problems_of("the provider block", &self.schema, Purpose::Provider);
        problems.extend(self.name_problems.clone());
        for resource in self.resources() {
            let (name, schema) = (resource.type_name(), resource.schema());
            problems.extend(self_check::problems_of(name, schema, Purpose::Resource));
            let upgradable = resource.upgradable_versions();
            let present = schema.version();
            problems.extend(self_check::upgrade_problems(name, "stored state", present, &upgradable));
            problems.extend(
                resource
                    .identified()
                    .map_or_else(Diagnostics::new, |identified| identity_problems(name, identified)),
            );
        }
        for source in self.data_sources() {
            problems.extend(self_check::problems_of(
                source.type_name(),
                source.schema(),
                Purpose::DataSource,
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

fn identity_problems(type_name: &str, identified: &dyn AnyIdentified) -> Diagnostics {
    let (owner, schema) = (format!("the identity of {type_name}"), identified.schema());
    let mut problems = self_check::problems_of(&owner, schema, Purpose::Identity);
    let upgradable = identified.upgradable_versions();
    problems.extend(self_check::upgrade_problems(
        type_name,
        "identity",
        schema.version(),
        &upgradable,
    ));
    problems
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
