//! The parts of Terraform core before and after a provider: the merge of configuration and prior object, and the order
//! of calls. The code follows the protocol notes and is independent of the framework's own planning.

use std::collections::BTreeMap;

use framework::Diagnostics;
use framework::diagnostics::Severity;
use framework::erased::{AnyResource, Applied, ApplyChange, PlanChange, Planned, Stored};
use framework::private::Private;
use framework::resource::Context;
use framework::schema::{Block, NestedBlock};
use framework::value::Value;

/// Requests a plan, as core does.
pub(crate) async fn plan(resource: &dyn AnyResource, prior: &Value, config: &Value) -> Planned {
    plan_remembering(resource, prior, config, Private::new()).await
}

/// Requests a plan for an object with private data.
pub(crate) async fn plan_remembering(
    resource: &dyn AnyResource,
    prior: &Value,
    config: &Value,
    private: Private,
) -> Planned {
    plan_stored(resource, &unidentified(prior, private), config).await
}

/// Requests a plan for a stored object, or for a new one.
pub(crate) async fn plan_stored(resource: &dyn AnyResource, stored: &Stored, config: &Value) -> Planned {
    let proposed = match config {
        Value::Null => Value::Null,
        config => proposed(resource.schema().block(), config, &stored.state),
    };
    let change = PlanChange {
        prior: stored.state.clone(),
        config: config.clone(),
        proposed,
        private: stored.private.clone(),
        identity: stored.identity.clone(),
        context: Context::default(),
    };
    resource.plan(change).await
}

/// Plans and applies a change.
pub(crate) async fn apply(resource: &dyn AnyResource, prior: &Value, config: &Value) -> Applied {
    apply_remembering(resource, prior, config, Private::new()).await
}

/// Plans and applies a change of an object with private data.
pub(crate) async fn apply_remembering(
    resource: &dyn AnyResource,
    prior: &Value,
    config: &Value,
    private: Private,
) -> Applied {
    apply_stored(resource, &unidentified(prior, private), config).await
}

/// Plans and applies a change of a stored object, or of a new one.
pub(crate) async fn apply_stored(resource: &dyn AnyResource, stored: &Stored, config: &Value) -> Applied {
    let planned = plan_stored(resource, stored, config).await;
    assert!(!planned.diagnostics.has_errors(), "{:?}", planned.diagnostics);
    let change = ApplyChange {
        prior: stored.state.clone(),
        planned: planned.planned,
        config: config.clone(),
        private: planned.private,
        identity: planned.identity,
        context: Context::default(),
    };
    resource.apply(change).await
}

/// Reads a stored object.
pub(crate) async fn refresh(resource: &dyn AnyResource, state: &Value, private: Private) -> Applied {
    resource.read(unidentified(state, private), Context::default()).await
}

/// Returns a stored object without an identity.
fn unidentified(state: &Value, private: Private) -> Stored {
    Stored {
        state: state.clone(),
        private,
        identity: Value::Null,
    }
}

/// Returns the messages as `severity path: summary`.
pub(crate) fn told(diagnostics: &Diagnostics) -> Vec<String> {
    let message = |found: &framework::Diagnostic| {
        let severity = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        format!("{severity} {}: {}", found.path, found.summary)
    };
    diagnostics.iter().map(message).collect()
}

/// Returns the proposed object: the configuration, with the prior value of each computed attribute that is not
/// configured. Blocks are matched by index, by label, or by similarity.
fn proposed(block: &Block, config: &Value, prior: &Value) -> Value {
    let mut merged = BTreeMap::new();
    for attribute in &block.attributes {
        let of = |value: &Value| value.get(&attribute.name).cloned().unwrap_or(Value::Null);
        let keeps_prior = attribute.computed && of(config).is_null();
        merged.insert(attribute.name.clone(), of(if keeps_prior { prior } else { config }));
    }
    for nested in &block.blocks {
        let of = |value: &Value| value.get(&nested.name).cloned().unwrap_or(Value::Null);
        merged.insert(nested.name.clone(), proposed_blocks(nested, &of(config), &of(prior)));
    }
    Value::Object(merged)
}

fn proposed_blocks(nested: &NestedBlock, config: &Value, prior: &Value) -> Value {
    let one = |config: &Value, prior: Option<&Value>| match config {
        Value::Object(_) => proposed(&nested.block, config, prior.unwrap_or(&Value::Null)),
        other => other.clone(),
    };
    match config {
        Value::List(blocks) => {
            let before = prior.as_elements().unwrap_or_default();
            let pairs = blocks.iter().enumerate();
            Value::List(pairs.map(|(index, block)| one(block, before.get(index))).collect())
        }
        Value::Map(blocks) => {
            let pairs = blocks.iter();
            Value::Map(
                pairs
                    .map(|(label, block)| (label.clone(), one(block, prior.get(label))))
                    .collect(),
            )
        }
        Value::Set(blocks) => {
            let before = prior.as_elements().unwrap_or_default();
            let like = |block: &Value| before.iter().find(|before| is_like(&nested.block, block, before));
            Value::set(blocks.iter().map(|block| one(block, like(block))))
        }
        single => one(single, Some(prior)),
    }
}

/// True where core assumes that a configured block of a set is an existing one: all attributes that are not computed
/// are equal.
fn is_like(block: &Block, config: &Value, prior: &Value) -> bool {
    block.attributes.iter().all(|attribute| {
        let (config, prior) = (config.get(&attribute.name), prior.get(&attribute.name));
        let undecided = attribute.computed && config.is_none_or(Value::is_null);
        undecided || config == prior
    })
}
