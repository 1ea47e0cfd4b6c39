//! The plan of a change, from core's proposal to the planned object.
//!
//! These are pure functions over values, without I/O. Their order is that of terraform-plugin-framework: defaults,
//! write-only attributes, unknown computed attributes, stable attributes, and replacement. Additions by a single
//! resource are in [`crate::resource::PlansChanges`]; the check of those is in `crate::plan_consistency`.

use crate::block_fields::{BlockPosition, NOTHING, Part, each_block, field, fields_of, rebuilt};
use crate::model::Fields;
use crate::path::{Path, Step};
use crate::schema::{AttributeSchema, Block, NestedBlock, Nesting};
use crate::value::Value;

/// The input of a plan.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// The current object; null if there is none.
    pub prior: &'a Value,
    /// The configuration as the user wrote it; null to destroy.
    pub config: &'a Value,
    /// Core's merge of both: a computed attribute that is not configured has its prior value.
    pub proposed: &'a Value,
}

/// The result of the planning recipe.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// The object after apply, as far as it is known; null to destroy.
    pub planned: Value,
    /// The attributes that force replacement. Empty if there is no object yet.
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
    let mut completed = with_defaults(block, config, proposed);
    let planned = match proposal.prior.as_object() {
        Some(prior) => {
            keep_missing(block, (prior, config), &mut completed);
            let is_unchanged = Value::Object(completed.clone()).equals(&Value::Object(prior.clone()));
            if is_unchanged {
                prior.clone()
            } else {
                mark_computed(block, config, &completed)
            }
        }
        None => mark_computed(block, config, &completed),
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

/// Fills in defaults and removes write-only values.
fn with_defaults(block: &Block, config: &Fields, proposed: &Fields) -> Fields {
    rebuilt(block, proposed, |part, value| match part {
        Part::Attribute(attribute) if attribute.write_only => Value::Null,
        Part::Attribute(attribute) => match &attribute.default {
            Some(default) if field(config, &attribute.name).is_null() => default.clone(),
            _ => value.clone(),
        },
        Part::Blocks(nested) => beside_config(nested, field(config, &nested.name), value, with_defaults),
    })
}

/// Keeps an attribute null that has a default and is missing in the object and the configuration. Therefore, the state
/// of an earlier version without this attribute causes an empty plan. The same applies beside another change. When its
/// values become known, it can turn out to be no change, and the final plan must have the planned values (conformance
/// rule P13).
fn keep_missing(block: &Block, (prior, config): (&Fields, &Fields), completed: &mut Fields) {
    let with_default = block.attributes.iter().filter(|attribute| attribute.default.is_some());
    let is_missing = |attribute: &&AttributeSchema| {
        field(prior, &attribute.name).is_null() && field(config, &attribute.name).is_null()
    };
    for attribute in with_default.filter(is_missing) {
        completed.insert(attribute.name.clone(), Value::Null);
    }
}

/// Sets each attribute that the provider decides and the user did not configure to unknown. A stable attribute keeps
/// its value.
fn mark_computed(block: &Block, config: &Fields, planned: &Fields) -> Fields {
    rebuilt(block, planned, |part, value| match part {
        Part::Attribute(attribute) if is_open(attribute, config) && (value.is_null() || !attribute.stable) => {
            Value::unknown()
        }
        Part::Attribute(_) => value.clone(),
        Part::Blocks(nested) => beside_config(nested, field(config, &nested.name), value, mark_computed),
    })
}

/// True where the provider decides the attribute: it is not configured and has no default.
fn is_open(attribute: &AttributeSchema, config: &Fields) -> bool {
    attribute.computed && attribute.default.is_none() && field(config, &attribute.name).is_null()
}

/// Rebuilds the blocks of one name, each together with its block in the configuration.
fn beside_config(
    nested: &NestedBlock,
    config: &Value,
    planned: &Value,
    change: fn(&Block, &Fields, &Fields) -> Fields,
) -> Value {
    each_block(planned, |position, planned| {
        change(&nested.block, configured(nested, config, position, planned), planned)
    })
}

/// Returns the configuration's block for a planned block.
fn configured<'a>(
    nested: &NestedBlock,
    config: &'a Value,
    position: BlockPosition<'_>,
    planned: &'a Fields,
) -> &'a Fields {
    match (config, position) {
        (single, BlockPosition::Single) => fields_of(Some(single)),
        (Value::List(blocks), BlockPosition::Index(index)) => fields_of(blocks.get(index)),
        (Value::Map(blocks), BlockPosition::Label(label)) => fields_of(blocks.get(label)),
        (Value::Set(blocks), BlockPosition::Element) => {
            let fitting = blocks.iter().filter_map(Value::as_object);
            let fitting = fitting.filter(|config| may_come_from(&nested.block, config, planned));
            // If several blocks match, the one with the most values is used. If none matches, the planned block itself
            // is used.
            let said = |config: &&Fields| config.values().filter(|value| !value.is_null()).count();
            fitting.max_by_key(said).unwrap_or(planned)
        }
        _ => &NOTHING,
    }
}

/// True where core can have made the set's block from this block of the configuration: configured values are equal, and
/// the other attributes are computed.
fn may_come_from(block: &Block, config: &Fields, planned: &Fields) -> bool {
    block.attributes.iter().all(|attribute| {
        let (given, planned) = (field(config, &attribute.name), field(planned, &attribute.name));
        given.equals(planned) || (given.is_null() && attribute.computed)
    })
}

/// Returns the attributes that differ and force replacement. If a block is added or removed, all its attributes differ.
fn replacements(block: &Block, prior: &Fields, planned: &Fields, at: &Path) -> Vec<Path> {
    let replacing = block.attributes.iter().filter(|attribute| attribute.replaces);
    let differing =
        replacing.filter(|attribute| !field(prior, &attribute.name).equals(field(planned, &attribute.name)));
    let mut paths: Vec<_> = differing.map(|attribute| at.child_attribute(&attribute.name)).collect();
    for nested in block.blocks.iter().filter(|nested| has_replacing(&nested.block)) {
        let (prior, planned) = (field(prior, &nested.name), field(planned, &nested.name));
        paths.extend(nested_replacements(
            nested,
            prior,
            planned,
            &at.child_attribute(&nested.name),
        ));
    }
    paths
}

fn nested_replacements(nested: &NestedBlock, prior: &Value, planned: &Value, at: &Path) -> Vec<Path> {
    match (prior, planned) {
        // The final plan must not turn an update into a replacement, so an unknown value counts as different
        // (conformance rule P13).
        (_, Value::Unknown(_)) => vec![at.clone()],
        // A set's blocks have no address, so the set itself is reported (conformance rule W17).
        _ if nested.nesting == Nesting::Set => {
            let same = replacing_parts(nested, prior).equals(&replacing_parts(nested, planned));
            (!same).then(|| at.clone()).into_iter().collect()
        }
        _ => pairs(prior, planned)
            .into_iter()
            .flat_map(|(step, prior, planned)| {
                let at = step.map_or_else(|| at.clone(), |step| at.child(step));
                replacements(&nested.block, prior, planned, &at)
            })
            .collect(),
    }
}

/// Returns a set's blocks, reduced to the attributes that force replacement.
fn replacing_parts(nested: &NestedBlock, blocks: &Value) -> Value {
    let part = |block: &Value| match block.as_object() {
        Some(fields) => {
            let of_attributes = nested.block.attributes.iter().filter(|attribute| attribute.replaces);
            let of_blocks = nested.block.blocks.iter().filter(|nested| has_replacing(&nested.block));
            let names = of_attributes
                .map(|part| &part.name)
                .chain(of_blocks.map(|part| &part.name));
            Value::object(names.map(|name| (name, field(fields, name).clone())))
        }
        None => block.clone(),
    };
    Value::set(blocks.as_elements().unwrap_or_default().iter().map(part))
}

/// A prior block and the planned block at the same position, with the step that leads to them.
pub(crate) type Pair<'a> = (Option<Step>, &'a Fields, &'a Fields);

/// Returns the blocks of one name in pairs. An added or removed block is paired with an empty one.
pub(crate) fn pairs<'a>(prior: &'a Value, planned: &'a Value) -> Vec<Pair<'a>> {
    let (before, after) = (prior.as_elements(), planned.as_elements());
    if let (Some(before), Some(after)) = (before, after) {
        let count = before.len().max(after.len());
        let pair = |(step, index): (i64, usize)| {
            (
                Some(Step::Index(step)),
                fields_of(before.get(index)),
                fields_of(after.get(index)),
            )
        };
        return (0..).zip(0..count).map(pair).collect();
    }
    if let (Some(before), Some(after)) = (prior.as_map(), planned.as_map()) {
        let gone = before.keys().filter(|label| !after.contains_key(*label));
        let pair = |label: &String| {
            (
                Some(Step::Key(label.clone())),
                fields_of(before.get(label)),
                fields_of(after.get(label)),
            )
        };
        return after.keys().chain(gone).map(pair).collect();
    }
    vec![(None, fields_of(Some(prior)), fields_of(Some(planned)))]
}

fn has_replacing(block: &Block) -> bool {
    block.attributes.iter().any(|attribute| attribute.replaces)
        || block.blocks.iter().any(|nested| has_replacing(&nested.block))
}
