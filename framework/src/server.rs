//! The server: one provider with its catalog, and the state that all calls share.

mod catalogue;

use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;

use self::catalogue::Catalogue;
use crate::calls::Calls;
use crate::decoding::Source;
use crate::diagnostics::Diagnostics;
use crate::erased::{AnyAction, AnyDataSource, AnyEphemeralResource, AnyFunction, AnyIdentified, AnyResource};
use crate::model::{Model, read_model};
use crate::provider::{Configure, Provider};
use crate::resource::Context;
use crate::schema::Schema;
use crate::self_check::{self, Purpose};
use crate::value::Value;

/// A provider with its catalog by name. It works with values and does not depend on the wire form.
pub struct Server {
    provider: Box<dyn AnyProvider>,
    schema: Schema,
    meta: Option<Schema>,
    resources: Catalogue<dyn AnyResource>,
    data_sources: Catalogue<dyn AnyDataSource>,
    ephemeral_resources: Catalogue<dyn AnyEphemeralResource>,
    actions: Catalogue<dyn AnyAction>,
    functions: Catalogue<dyn AnyFunction>,
    has_unknown_config: AtomicBool,
    calls: Calls,
}

impl Server {
    /// Returns a server for a provider.
    pub fn new<P: Provider>(provider: P) -> Self {
        Self {
            schema: Schema::new(0, P::Config::block()),
            meta: provider.meta().map(|block| Schema::new(0, block)),
            resources: Catalogue::new("resource type", provider.resources(), |resource| resource.type_name()),
            data_sources: Catalogue::new("data source", provider.data_sources(), |source| source.type_name()),
            ephemeral_resources: Catalogue::new("ephemeral resource", provider.ephemeral_resources(), |each| {
                each.type_name()
            }),
            actions: Catalogue::new("action", provider.actions(), |action| action.type_name()),
            functions: Catalogue::new("function", provider.functions(), |function| function.name()),
            provider: Box::new(provider),
            has_unknown_config: AtomicBool::new(false),
            calls: Calls::default(),
        }
    }

    /// Returns the schema of the provider block.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Returns the faults of names, schemas, and upgrades. Each one is a bug of the provider's author.
    pub fn schema_problems(&self) -> Diagnostics {
        let mut problems = self_check::problems_of("the provider block", &self.schema, Purpose::Provider);
        problems.extend(self_check::prefix_problems(self.type_names()));
        problems.extend(self.resources.problems());
        if let Some(meta) = &self.meta {
            problems.extend(self_check::problems_of("provider_meta", meta, Purpose::ProviderMeta));
        }
        for resource in self.resources() {
            problems.extend(resource_problems(resource));
        }
        problems.extend(self.data_sources.problems());
        for source in self.data_sources() {
            problems.extend(self_check::problems_of(
                source.type_name(),
                source.schema(),
                Purpose::DataSource,
            ));
        }
        problems.extend(self.ephemeral_resources.problems());
        for resource in self.ephemeral_resources() {
            let (name, schema) = (resource.type_name(), resource.schema());
            problems.extend(self_check::problems_of(name, schema, Purpose::Ephemeral));
        }
        problems.extend(self.actions.problems());
        for action in self.actions() {
            let (name, schema) = (action.type_name(), action.schema());
            problems.extend(self_check::problems_of(name, schema, Purpose::Action));
        }
        problems.extend(self.functions.problems());
        for function in self.functions() {
            problems.extend(self_check::signature_problems(function.name(), function.signature()));
        }
        problems
    }

    /// Returns the names of all types. Functions are not included, because they have names but no types.
    fn type_names(&self) -> impl Iterator<Item = &'static str> {
        let managed = self.resources().map(AnyResource::type_name);
        let data_sources = self.data_sources().map(AnyDataSource::type_name);
        let ephemeral = self.ephemeral_resources().map(AnyEphemeralResource::type_name);
        let actions = self.actions().map(AnyAction::type_name);
        managed.chain(data_sources).chain(ephemeral).chain(actions)
    }

    /// Returns the managed resources in the order of their names.
    pub fn resources(&self) -> impl Iterator<Item = &dyn AnyResource> {
        self.resources.iter()
    }

    /// Returns the data sources in the order of their names.
    pub fn data_sources(&self) -> impl Iterator<Item = &dyn AnyDataSource> {
        self.data_sources.iter()
    }

    /// Returns the ephemeral resources in the order of their names.
    pub fn ephemeral_resources(&self) -> impl Iterator<Item = &dyn AnyEphemeralResource> {
        self.ephemeral_resources.iter()
    }

    /// Returns the actions in the order of their names.
    pub fn actions(&self) -> impl Iterator<Item = &dyn AnyAction> {
        self.actions.iter()
    }

    /// Returns the functions in the order of their names.
    pub fn functions(&self) -> impl Iterator<Item = &dyn AnyFunction> {
        self.functions.iter()
    }

    /// Returns the managed resource with the given name.
    pub fn resource(&self, type_name: &str) -> Option<&dyn AnyResource> {
        self.resources.get(type_name)
    }

    /// Returns the data source with the given name.
    pub fn data_source(&self, type_name: &str) -> Option<&dyn AnyDataSource> {
        self.data_sources.get(type_name)
    }

    /// Returns the ephemeral resource with the given name.
    pub fn ephemeral_resource(&self, type_name: &str) -> Option<&dyn AnyEphemeralResource> {
        self.ephemeral_resources.get(type_name)
    }

    /// Returns the action with the given name.
    pub fn action(&self, type_name: &str) -> Option<&dyn AnyAction> {
        self.actions.get(type_name)
    }

    /// Returns the function with the given name.
    pub fn function(&self, name: &str) -> Option<&dyn AnyFunction> {
        self.functions.get(name)
    }

    /// Returns the errors of a provider block.
    pub fn validate(&self, config: &Value) -> Diagnostics {
        self.provider.validate(config)
    }

    /// Configures the provider with a provider block.
    pub async fn configure(&self, config: &Value, terraform_version: &str) -> Diagnostics {
        self.has_unknown_config
            .store(!config.is_wholly_known(), Ordering::Relaxed);
        self.provider.configure(config, terraform_version, self.context()).await
    }

    /// Returns the context of a call that starts now.
    pub fn context(&self) -> Context {
        Context::stopped_by(self.calls.stop_token())
    }

    /// Returns the schema of a module's `provider_meta` block, if the provider supports one.
    pub fn provider_meta(&self) -> Option<&Schema> {
        self.meta.as_ref()
    }

    /// True where the provider block was wholly known when the provider was configured.
    pub fn is_wholly_configured(&self) -> bool {
        !self.has_unknown_config.load(Ordering::Relaxed)
    }

    /// True where a managed resource supports moves from other types (conformance rule R10).
    pub fn can_move(&self) -> bool {
        self.resources().any(|resource| !resource.move_sources().is_empty())
    }

    /// Returns the calls in flight.
    pub fn calls(&self) -> &Calls {
        &self.calls
    }
}

fn resource_problems(resource: &dyn AnyResource) -> Diagnostics {
    let (name, schema) = (resource.type_name(), resource.schema());
    let mut problems = self_check::problems_of(name, schema, Purpose::Resource);
    let (present, upgradable) = (schema.version(), resource.upgradable_versions());
    problems.extend(self_check::upgrade_problems(name, "stored state", present, &upgradable));
    problems.extend(self_check::move_problems(name, &resource.move_sources()));
    if let Some(identified) = resource.identified() {
        problems.extend(identity_problems(name, identified));
    }
    if let Some(listed) = resource.listed() {
        let has_identity = resource.identified().is_some();
        problems.extend(self_check::list_problems(name, listed.schema(), has_identity));
    }
    problems
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

/// A type-erased provider.
#[async_trait]
trait AnyProvider: Send + Sync {
    fn validate(&self, config: &Value) -> Diagnostics;
    async fn configure(&self, config: &Value, terraform_version: &str, context: Context) -> Diagnostics;
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

    async fn configure(&self, config: &Value, terraform_version: &str, context: Context) -> Diagnostics {
        let (model, diagnostics) = read_model::<P::Config>(config, Source::Config);
        match model {
            Some(config) if !diagnostics.has_errors() => {
                let terraform_version = terraform_version.to_owned();
                Provider::configure(
                    self,
                    Configure {
                        config,
                        terraform_version,
                        context,
                    },
                )
                .await
            }
            _ => diagnostics,
        }
    }
}
