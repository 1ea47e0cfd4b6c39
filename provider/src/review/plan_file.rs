//! A saved plan as `terraform show -json` or `tofu show -json` writes it.
//!
//! A review reads only the parts that it requires, and keeps no values of other providers. The format is described at
//! <https://developer.hashicorp.com/terraform/internals/json-format>. Minor versions may add fields.

mod configuration;
mod moment;
mod pictures;

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use configuration::Configuration;
pub use pictures::{BGP_SESSION_ATTRIBUTES, CROSS_CONNECT_ATTRIBUTES, Judgeable, ProviderArgument};

/// A saved plan.
#[derive(Debug, Deserialize)]
pub struct PlanFile {
    format_version: String,
    #[serde(default)]
    resource_changes: Vec<ResourceChange>,
    /// The changes outside Terraform since the state was stored.
    #[serde(default)]
    resource_drift: Vec<ResourceChange>,
    prior_state: Option<State>,
    #[serde(default)]
    configuration: Configuration,
    #[serde(default)]
    errored: bool,
    complete: Option<bool>,
    timestamp: Option<String>,
}

/// The change of one resource instance.
#[derive(Debug, Deserialize)]
struct ResourceChange {
    address: String,
    mode: String,
    #[serde(rename = "type")]
    resource_type: String,
    provider_name: String,
    change: ChangeValues,
    action_reason: Option<String>,
}

#[derive(Debug, Deserialize)]
struct ChangeValues {
    actions: Vec<String>,
    #[serde(default)]
    before: Value,
    #[serde(default)]
    after: Value,
    #[serde(default)]
    after_unknown: Value,
    #[serde(default)]
    replace_paths: Vec<Vec<Value>>,
    importing: Option<Value>,
}

#[derive(Debug, Deserialize)]
struct State {
    values: Option<StateValues>,
}

#[derive(Debug, Deserialize)]
struct StateValues {
    root_module: Option<Module>,
}

#[derive(Debug, Default, Deserialize)]
struct Module {
    #[serde(default)]
    resources: Vec<Stored>,
    #[serde(default)]
    child_modules: Vec<Module>,
}

/// A resource instance of the prior state.
#[derive(Debug, Deserialize)]
struct Stored {
    address: String,
    mode: String,
    #[serde(rename = "type")]
    resource_type: String,
    provider_name: String,
    schema_version: Option<u64>,
    #[serde(default)]
    values: Value,
}

/// The reason why a plan cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl PlanFile {
    /// Reads a plan.
    ///
    /// # Errors
    /// The input is not a plan, is cut off, or ended with errors; its version is not supported; or it does not use this provider.
    pub fn parse(text: &[u8]) -> Result<Self, Unreadable> {
        if text.starts_with(b"PK") {
            return Err(unreadable(
                "This is a saved plan file. Convert it first: terraform show -json FILE.",
            ));
        }
        let plan: Self = serde_json::from_slice(text).map_err(|error| no_plan(text, &error))?;
        match plan.trouble() {
            Some(trouble) => Err(trouble),
            None => Ok(plan),
        }
    }

    /// Returns a remark if the plan does not cover the whole configuration.
    pub fn remarks(&self) -> Option<String> {
        (self.complete == Some(false)).then(|| {
            "The plan is incomplete, because it was made with -target or defers changes. Objects outside the plan are judged by their values \
             in the state.".to_owned()
        })
    }

    fn trouble(&self) -> Option<Unreadable> {
        if self.format_version.split('.').next() != Some("1") {
            return Some(unreadable(format!(
                "Plan format version {} is not supported by this version of the provider. Update the provider.",
                self.format_version
            )));
        }
        if self.errored {
            return Some(unreadable(
                "The plan ended with errors, so it does not contain every change. Correct the errors, and plan again.",
            ));
        }
        let is_here =
            self.configuration.has_provider() || self.changes().next().is_some() || self.stored().next().is_some();
        if !is_here {
            return Some(unreadable(format!(
                "The plan does not use the provider {SOURCE}, so the review has nothing to check."
            )));
        }
        self.unknown_schema()
    }

    fn unknown_schema(&self) -> Option<Unreadable> {
        let stored = self.stored().map(|stored| (&stored.address, stored.schema_version));
        let unknown = stored.chain(self.configuration.schema_versions());
        let unknown = unknown
            .filter_map(|(address, version)| Some((address, version.filter(|version| *version > SCHEMA_VERSION)?)));
        unknown.min().map(|(address, version)| {
            unreadable(format!(
                "{address} has schema version {version}, which this version of the provider does not support. Review the plan with the version that made it."
            ))
        })
    }

    /// The changes of this provider's resources.
    fn changes(&self) -> impl Iterator<Item = &ResourceChange> {
        let ours = |change: &&ResourceChange| {
            change.mode == "managed" && is_ours(&change.provider_name, &change.resource_type)
        };
        self.resource_changes.iter().filter(ours)
    }

    /// This provider's objects in the prior state.
    fn stored(&self) -> impl Iterator<Item = &Stored> {
        let values = self.prior_state.as_ref().and_then(|state| state.values.as_ref());
        let root = values.and_then(|values| values.root_module.as_ref());
        let all = root.into_iter().flat_map(Module::all);
        all.filter(|stored| stored.mode == "managed" && is_ours(&stored.provider_name, &stored.resource_type))
    }
}

impl Module {
    fn all(&self) -> Vec<&Stored> {
        let beneath = self.child_modules.iter().flat_map(Self::all);
        self.resources.iter().chain(beneath).collect()
    }
}

/// True where a resource belongs to this provider, whatever the registry of its source address.
fn is_ours(provider_name: &str, resource_type: &str) -> bool {
    provider_name.ends_with(SOURCE) && (resource_type == CROSS_CONNECT || resource_type == BGP_SESSION)
}

fn unreadable(reason: impl Into<String>) -> Unreadable {
    Unreadable(reason.into())
}

fn no_plan(text: &[u8], error: &serde_json::Error) -> Unreadable {
    if text.iter().all(u8::is_ascii_whitespace) {
        return unreadable(
            "The input is empty. Pipe the output of terraform show -json FILE into this command, or specify a file.",
        );
    }
    if error.is_eof() {
        return unreadable("The plan is cut off: the input ends in the middle of the plan.");
    }
    if text.starts_with(b"{\"@level\"") {
        return unreadable(
            "This is the log of terraform plan -json. Save the plan (-out=FILE) and use terraform show -json FILE, or relay the log with --relay.",
        );
    }
    unreadable(format!("This is not a plan in JSON: {error}."))
}

/// The source address without its registry.
const SOURCE: &str = "interconnect/twilio";
const CROSS_CONNECT: &str = "twilio_cross_connect";
const BGP_SESSION: &str = "twilio_bgp_session";
/// The latest schema version of the resources.
const SCHEMA_VERSION: u64 = 0;

#[cfg(test)]
mod tests;
