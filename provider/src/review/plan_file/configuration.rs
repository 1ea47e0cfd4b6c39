//! The configuration in a plan: the provider configuration of each resource, and the arguments of its block.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::Value;

use super::{SOURCE, is_ours};
use crate::review::Address;
use crate::review::address::Kind;

/// The configuration in a plan.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Configuration {
    #[serde(default)]
    provider_config: BTreeMap<String, ProviderBlock>,
    #[serde(default)]
    root_module: Module,
}

#[derive(Debug, Deserialize)]
struct ProviderBlock {
    #[serde(default)]
    full_name: String,
    #[serde(default)]
    expressions: HashMap<String, Value>,
}

#[derive(Debug, Default, Deserialize)]
struct Module {
    #[serde(default)]
    resources: Vec<Resource>,
    #[serde(default)]
    module_calls: HashMap<String, Call>,
}

#[derive(Debug, Deserialize)]
struct Call {
    #[serde(default)]
    module: Module,
}

#[derive(Debug, Deserialize)]
struct Resource {
    address: String,
    mode: String,
    #[serde(rename = "type")]
    resource_type: String,
    name: String,
    #[serde(default)]
    provider_config_key: String,
    schema_version: Option<u64>,
    #[serde(default)]
    expressions: HashMap<String, Value>,
}

/// An argument of a provider block, as the plan records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Argument<'a> {
    /// The block does not set it.
    Unset,
    /// The block sets this value.
    Constant(&'a Value),
    /// The block sets an expression, and the plan does not contain its value.
    Computed,
}

impl Configuration {
    /// True where the configuration uses this provider.
    pub(super) fn has_provider(&self) -> bool {
        self.provider_config
            .values()
            .any(|block| block.full_name.ends_with(SOURCE))
    }

    /// The keys of this provider's configurations.
    pub(super) fn provider_keys(&self) -> impl Iterator<Item = &str> {
        let ours = self
            .provider_config
            .iter()
            .filter(|(_, block)| block.full_name.ends_with(SOURCE));
        ours.map(|(key, _)| key.as_str())
    }

    /// The schema versions of this provider's resources, by address.
    pub(super) fn schema_versions(&self) -> impl Iterator<Item = (&String, Option<u64>)> {
        let ours = |resource: &&Resource| is_ours(SOURCE, &resource.resource_type);
        let all = self.root_module.resources().into_iter().filter(ours);
        all.map(|resource| (&resource.address, resource.schema_version))
    }

    /// The key of the provider configuration of a resource; none if the resource is no longer configured.
    pub(super) fn provider_of(&self, address: &str) -> Option<&str> {
        Some(self.resource(address)?.provider_config_key.as_str()).filter(|key| !key.is_empty())
    }

    /// True where a resource block sets an argument.
    pub(super) fn sets(&self, address: &str, argument: &str) -> bool {
        let resource = self.resource(address);
        resource.is_some_and(|resource| resource.expressions.get(argument).is_some_and(|set| !is_null(set)))
    }

    /// An argument of a provider block.
    pub(super) fn provider_argument(&self, key: &str, argument: &str) -> Argument<'_> {
        let block = self.provider_config.get(key);
        match block.and_then(|block| block.expressions.get(argument)) {
            None => Argument::Unset,
            Some(expression) => match expression.get("constant_value") {
                Some(Value::Null) => Argument::Unset,
                Some(value) => Argument::Constant(value),
                None => Argument::Computed,
            },
        }
    }

    /// The nested blocks with a name in a provider block, each as an object of its values; none for a block with an expression.
    pub(super) fn provider_blocks(&self, key: &str, name: &str) -> Vec<Option<Value>> {
        let block = self
            .provider_config
            .get(key)
            .and_then(|block| block.expressions.get(name));
        let all = block.and_then(Value::as_array).into_iter().flatten();
        all.map(constants).collect()
    }

    fn resource(&self, address: &str) -> Option<&Resource> {
        let address = Address::parse(address).filter(|address| address.kind == Kind::Managed)?;
        let calls = address.modules.iter().map(|call| call.name.as_str());
        let module = calls.into_iter().try_fold(&self.root_module, |module, call| {
            Some(&module.module_calls.get(call)?.module)
        })?;
        let is_it = |resource: &&Resource| {
            resource.mode == "managed"
                && resource.resource_type == address.resource_type
                && resource.name == address.name
        };
        module.resources.iter().find(is_it)
    }
}

impl Module {
    fn resources(&self) -> Vec<&Resource> {
        let beneath = self.module_calls.values().flat_map(|call| call.module.resources());
        self.resources.iter().chain(beneath).collect()
    }
}

/// The values of a nested block, if all of them are constants.
fn constants(block: &Value) -> Option<Value> {
    let arguments = block.as_object()?.iter();
    let constants = arguments.map(|(name, expression)| Some((name.clone(), expression.get("constant_value")?.clone())));
    Some(Value::Object(constants.collect::<Option<_>>()?))
}

/// True for an expression that is the constant null.
fn is_null(expression: &Value) -> bool {
    expression.get("constant_value").is_some_and(Value::is_null)
}
