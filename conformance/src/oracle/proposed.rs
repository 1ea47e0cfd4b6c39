//! The proposal of core: its merge of the configuration and the prior object (3.4 of the protocol rules).
//!
//! The configuration has priority, except that a computed attribute without one keeps its prior value. Each block is
//! merged by itself: in a list by index, and in a map by label. In a set, it is merged with the prior block that may be its origin.

use std::collections::BTreeMap;

use framework::value::Value;

use crate::schema::{Attribute, Block, Nested, Nesting};

/// Returns the proposed new object. With a null prior, which is a creation, the prior is an object of nulls.
///
/// For a destruction, `config` and the proposal are null.
pub fn proposed_new(block: &Block, prior: &Value, config: &Value) -> Value {
    if config.is_null() || config.is_unknown() {
        return config.clone();
    }
    let nothing = nothing(block);
    merged(block, if prior.is_null() { &nothing } else { prior }, config)
}

/// Returns the object of an empty block: attributes are null, and blocks have the form of absence (W13).
pub fn nothing(block: &Block) -> Value {
    let attributes = block.attributes.iter();
    let attributes = attributes.map(|attribute| (attribute.name.clone(), Value::Null));
    let blocks = block.blocks.iter();
    let blocks = blocks.map(|nested| (nested.name.clone(), no_blocks(nested)));
    Value::Object(attributes.chain(blocks).collect())
}

fn no_blocks(nested: &Nested) -> Value {
    match nested.nesting {
        Nesting::Single => Value::Null,
        Nesting::Group => nothing(&nested.block),
        Nesting::List => Value::List(Vec::new()),
        Nesting::Set => Value::Set(Vec::new()),
        Nesting::Map => Value::Map(BTreeMap::new()),
    }
}

fn merged(block: &Block, prior: &Value, config: &Value) -> Value {
    let attribute = |attribute: &Attribute| {
        let (prior, config) = (part(prior, &attribute.name), part(config, &attribute.name));
        let keeps_prior = attribute.computed && config.is_null();
        let value = if keeps_prior { prior } else { config };
        (attribute.name.clone(), value)
    };
    let nested = |nested: &Nested| {
        let (prior, config) = (part(prior, &nested.name), part(config, &nested.name));
        (nested.name.clone(), merged_blocks(nested, &prior, &config))
    };
    let attributes = block.attributes.iter().map(attribute);
    Value::Object(attributes.chain(block.blocks.iter().map(nested)).collect())
}

fn merged_blocks(nested: &Nested, prior: &Value, config: &Value) -> Value {
    let one =
        |prior: Option<&Value>, config: &Value| proposed_new(&nested.block, prior.unwrap_or(&Value::Null), config);
    match config {
        Value::List(blocks) => {
            let before = prior.as_elements().unwrap_or_default();
            let pairs = blocks.iter().enumerate();
            Value::List(pairs.map(|(index, config)| one(before.get(index), config)).collect())
        }
        Value::Map(blocks) => {
            let merge = |(label, config): (&String, &Value)| (label.clone(), one(prior.get(label), config));
            Value::Map(blocks.iter().map(merge).collect())
        }
        Value::Set(blocks) => merged_set(nested, prior.as_elements().unwrap_or_default(), blocks),
        Value::Null
        | Value::Unknown(_)
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Tuple(_)
        | Value::Object(_)
        | Value::Dynamic(..) => one(Some(prior), config),
    }
}

/// Each prior block is used once, by the first configured block that may originate from it.
fn merged_set(nested: &Nested, prior: &[Value], config: &[Value]) -> Value {
    let mut left: Vec<&Value> = prior.iter().collect();
    let blocks: Vec<_> = config
        .iter()
        .map(|config| {
            let origin = left
                .iter()
                .position(|prior| can_come_from(&nested.block, prior, config));
            let prior = origin.map_or(&Value::Null, |place| left.remove(place));
            proposed_new(&nested.block, prior, config)
        })
        .collect();
    Value::set(blocks)
}

/// True where a prior block differs from a configured one only in attributes that are computed and not configured.
fn can_come_from(block: &Block, prior: &Value, config: &Value) -> bool {
    if prior.equals(config) {
        return true;
    }
    if prior.as_object().is_none() || config.as_object().is_none() {
        return false;
    }
    let attributes = block.attributes.iter().all(|attribute| {
        let (prior, config) = (part(prior, &attribute.name), part(config, &attribute.name));
        prior.equals(&config) || (attribute.computed && config.is_null())
    });
    let blocks = block.blocks.iter().all(|nested| {
        let (prior, config) = (part(prior, &nested.name), part(config, &nested.name));
        all_can_come_from(nested, &prior, &config)
    });
    attributes && blocks
}

fn all_can_come_from(nested: &Nested, prior: &Value, config: &Value) -> bool {
    let each = |prior: &Value, config: &Value| can_come_from(&nested.block, prior, config);
    match (prior, config) {
        (Value::List(before), Value::List(blocks)) => {
            before.len() == blocks.len() && before.iter().zip(blocks).all(|(prior, config)| each(prior, config))
        }
        (Value::Map(before), Value::Map(blocks)) => {
            let same_labels = before.keys().eq(blocks.keys());
            same_labels
                && before
                    .values()
                    .zip(blocks.values())
                    .all(|(prior, config)| each(prior, config))
        }
        (Value::Set(before), Value::Set(blocks)) => {
            let has_origin = |config: &Value| before.iter().any(|prior| each(prior, config));
            before.len() == blocks.len() && blocks.iter().all(has_origin)
        }
        (prior, config) => each(prior, config),
    }
}

/// Returns an attribute or the blocks of a name in an object; null where there is no object.
fn part(object: &Value, name: &str) -> Value {
    object.get(name).cloned().unwrap_or(Value::Null)
}
