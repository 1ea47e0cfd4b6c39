//! Planning a change: what core proposes becomes what the provider promises.
//!
//! Pure functions over values, without I/O, in the order of the recipe in the protocol notes: defaults, write-only
//! attributes, unknown computed attributes, stable ones kept, replacement. What a single resource adds is in its own
//! [`crate::resource::PlansChanges`].

use std::collections::BTreeMap;

use crate::model::Fields;
use crate::path::{Path, Step};
use crate::schema::{AttributeSchema, Block, NestedBlock, Nesting};
use crate::value::Value;

/// What core knows when it asks for a plan.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// The object as it is; null when there is none yet.
    pub prior: &'a Value,
    /// What the user wrote; null to destroy.
    pub config: &'a Value,
    /// Core's merge of both.
    pub proposed: &'a Value,
}

/// What the recipe makes of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// The object after apply, as far as it is known.
    pub planned: Value,
    /// The attributes whose change needs a new object.
    pub replace: Vec<Path>,
}

/// Plans a change by the schema alone.
pub fn by_recipe(block: &Block, proposal: Proposal<'_>) -> Recipe {
    let Some(config) = proposal.config.as_object() else {
        return Recipe {
            planned: Value::Null,
            replace: Vec::new(),
        };
    };
    let proposed = proposal.proposed.as_object().unwrap_or(config);
    let settled = settle(block, config, proposed);
    let planned = match proposal.prior.as_object() {
        Some(prior) if Value::Object(settled.clone()).equals(proposal.prior) => prior.clone(),
        prior => mark_computed(block, config, &settled, prior),
    };
    let replace = match proposal.prior.as_object() {
        Some(prior) => replacements(block, prior, &planned, &Path::root()),
        None => Vec::new(),
    };
    Recipe {
        planned: Value::Object(planned),
        replace,
    }
}

/// Fills in defaults and takes out what is write-only.
fn settle(block: &Block, config: &Fields, proposed: &Fields) -> Fields {
    each_field(block, proposed, |part, value| match part {
        Part::Attribute(attribute) if attribute.write_only => Value::Null,
        Part::Attribute(attribute) => match &attribute.default {
            Some(default) if is_null(config, &attribute.name) => default.clone(),
            _ => value.clone(),
        },
        Part::Block(nested) => {
            let config = config.get(&nested.name).unwrap_or(&Value::Null);
            each_block(nested.nesting, value, &Blocks::of(config), |value, config| {
                settle(&nested.block, config, value)
            })
        }
    })
}

/// Makes unknown what the provider decides and the user did not give; what is stable stays as it was.
fn mark_computed(block: &Block, config: &Fields, planned: &Fields, prior: Option<&Fields>) -> Fields {
    each_field(block, planned, |part, value| match part {
        Part::Attribute(attribute) => mark_attribute(attribute, config, value, prior),
        Part::Block(nested) => {
            let config = config.get(&nested.name).unwrap_or(&Value::Null);
            let prior = prior.and_then(|prior| prior.get(&nested.name)).unwrap_or(&Value::Null);
            let before = Blocks::of(prior);
            let mut position = 0;
            each_block(nested.nesting, value, &Blocks::of(config), |value, config| {
                let prior = before.matching(nested.nesting, position);
                position += 1;
                mark_computed(&nested.block, config, value, prior)
            })
        }
    })
}

fn mark_attribute(attribute: &AttributeSchema, config: &Fields, value: &Value, prior: Option<&Fields>) -> Value {
    let decided_by_provider = attribute.computed && attribute.default.is_none() && is_null(config, &attribute.name);
    if !decided_by_provider {
        return value.clone();
    }
    match prior.and_then(|prior| prior.get(&attribute.name)) {
        Some(kept) if attribute.stable && !kept.is_null() => kept.clone(),
        _ => Value::unknown(),
    }
}

/// The attributes that differ and cannot change in place.
fn replacements(block: &Block, prior: &Fields, planned: &Fields, at: &Path) -> Vec<Path> {
    let mut paths = Vec::new();
    for attribute in block.attributes.iter().filter(|attribute| attribute.replaces) {
        let (before, after) = (field(prior, &attribute.name), field(planned, &attribute.name));
        if !before.equals(after) {
            paths.push(at.clone().child(Step::Attribute(attribute.name.clone())));
        }
    }
    for nested in &block.blocks {
        let at = at.clone().child(Step::Attribute(nested.name.clone()));
        paths.extend(nested_replacements(
            nested,
            field(prior, &nested.name),
            field(planned, &nested.name),
            &at,
        ));
    }
    paths
}

fn nested_replacements(nested: &NestedBlock, prior: &Value, planned: &Value, at: &Path) -> Vec<Path> {
    match (prior, planned) {
        (Value::Object(prior), Value::Object(planned)) => replacements(&nested.block, prior, planned, at),
        (Value::List(before), Value::List(after)) => pairs_by_index(before, after)
            .flat_map(|(index, prior, planned)| {
                replacements(&nested.block, prior, planned, &at.clone().child(Step::Index(index)))
            })
            .collect(),
        (Value::Map(before), Value::Map(after)) => pairs_by_key(before, after)
            .flat_map(|(key, prior, planned)| {
                replacements(&nested.block, prior, planned, &at.clone().child(Step::Key(key.clone())))
            })
            .collect(),
        // A set's blocks have no address, so the set itself is what differs (W17).
        (Value::Set(_), Value::Set(_)) if has_replacing(&nested.block) && !prior.equals(planned) => vec![at.clone()],
        _ => Vec::new(),
    }
}

fn pairs_by_index<'a>(before: &'a [Value], after: &'a [Value]) -> impl Iterator<Item = (i64, &'a Fields, &'a Fields)> {
    (0..)
        .zip(before.iter().zip(after))
        .filter_map(|(index, (before, after))| Some((index, before.as_object()?, after.as_object()?)))
}

fn pairs_by_key<'a>(
    before: &'a BTreeMap<String, Value>,
    after: &'a BTreeMap<String, Value>,
) -> impl Iterator<Item = (&'a String, &'a Fields, &'a Fields)> {
    before
        .iter()
        .filter_map(|(key, before)| Some((key, before.as_object()?, after.get(key)?.as_object()?)))
}

fn has_replacing(block: &Block) -> bool {
    block.attributes.iter().any(|attribute| attribute.replaces)
        || block.blocks.iter().any(|nested| has_replacing(&nested.block))
}

/// A part of a block: what stands under one name.
enum Part<'a> {
    Attribute(&'a AttributeSchema),
    Block(&'a NestedBlock),
}

/// Rebuilds an object name by name.
fn each_field(block: &Block, fields: &Fields, mut change: impl FnMut(Part<'_>, &Value) -> Value) -> Fields {
    let mut result = Fields::new();
    for attribute in &block.attributes {
        let value = change(Part::Attribute(attribute), field(fields, &attribute.name));
        result.insert(attribute.name.clone(), value);
    }
    for nested in &block.blocks {
        let value = change(Part::Block(nested), field(fields, &nested.name));
        result.insert(nested.name.clone(), value);
    }
    result
}

/// Rebuilds the blocks of one name, each beside its block in the configuration. Unknown blocks stay as they are (P7).
fn each_block(
    nesting: Nesting,
    value: &Value,
    config: &Blocks<'_>,
    mut change: impl FnMut(&Fields, &Fields) -> Fields,
) -> Value {
    let empty = Fields::new();
    let mut one = |position: usize, key: Option<&str>, value: &Value| match value {
        Value::Object(fields) => {
            let config = key.map_or_else(|| config.matching(nesting, position), |key| config.labelled(key));
            // A set has no order, so its planned block is its own best witness of what was configured.
            Value::Object(change(
                fields,
                config.unwrap_or(if nesting == Nesting::Set { fields } else { &empty }),
            ))
        }
        other => other.clone(),
    };
    match value {
        Value::List(blocks) => Value::List(
            blocks
                .iter()
                .enumerate()
                .map(|(position, block)| one(position, None, block))
                .collect(),
        ),
        Value::Set(blocks) => Value::Set(
            blocks
                .iter()
                .enumerate()
                .map(|(position, block)| one(position, None, block))
                .collect(),
        ),
        Value::Map(blocks) => Value::Map(
            blocks
                .iter()
                .map(|(key, block)| (key.clone(), one(0, Some(key), block)))
                .collect(),
        ),
        single => one(0, None, single),
    }
}

/// The blocks of one name, to be found again by position or label.
enum Blocks<'a> {
    Single(&'a Fields),
    Ordered(&'a [Value]),
    Labelled(&'a BTreeMap<String, Value>),
    None,
}

impl<'a> Blocks<'a> {
    fn of(value: &'a Value) -> Self {
        match value {
            Value::Object(fields) => Self::Single(fields),
            Value::List(blocks) => Self::Ordered(blocks),
            Value::Map(blocks) => Self::Labelled(blocks),
            _ => Self::None,
        }
    }

    fn matching(&self, nesting: Nesting, position: usize) -> Option<&'a Fields> {
        match self {
            Self::Single(fields) => Some(fields),
            Self::Ordered(blocks) if nesting == Nesting::List => blocks.get(position)?.as_object(),
            Self::Labelled(blocks) => blocks.values().nth(position)?.as_object(),
            Self::Ordered(_) | Self::None => None,
        }
    }

    fn labelled(&self, key: &str) -> Option<&'a Fields> {
        match self {
            Self::Labelled(blocks) => blocks.get(key)?.as_object(),
            Self::Single(_) | Self::Ordered(_) | Self::None => None,
        }
    }
}

fn is_null(fields: &Fields, name: &str) -> bool {
    field(fields, name).is_null()
}

fn field<'a>(fields: &'a Fields, name: &str) -> &'a Value {
    fields.get(name).unwrap_or(&Value::Null)
}
