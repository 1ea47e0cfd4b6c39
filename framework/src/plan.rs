//! Planning a change: what core proposes becomes what the provider promises.
//!
//! Pure functions over values, without I/O, in the order of the recipe of terraform-plugin-framework: defaults, write-only
//! attributes, unknown computed attributes, stable ones kept, replacement. What a single resource adds is in its own
//! [`crate::resource::PlansChanges`]; whether that may stand is in `crate::promise`.

use crate::model::Fields;
use crate::parts::{NOTHING, Part, Place, each_block, field, fields_of, rebuilt};
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
    /// Core's merge of both: what is computed and not configured has its prior value here.
    pub proposed: &'a Value,
}

/// What the recipe makes of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// The object after apply, as far as it is known; null to destroy.
    pub planned: Value,
    /// The attributes whose change needs a new object. Empty where nothing exists yet.
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
        Some(prior) if is_unchanged(block, (prior, config), &settled) => prior.clone(),
        _ => mark_computed(block, config, &settled),
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
    rebuilt(block, proposed, |part, value| match part {
        Part::Attribute(attribute) if attribute.write_only => Value::Null,
        Part::Attribute(attribute) => match &attribute.default {
            Some(default) if field(config, &attribute.name).is_null() => default.clone(),
            _ => value.clone(),
        },
        Part::Blocks(nested) => beside_config(nested, field(config, &nested.name), value, settle),
    })
}

/// True where the object stays as it is. The default of an attribute that the object does not have is no change: the state of an earlier
/// version without the attribute plans empty.
fn is_unchanged(block: &Block, (prior, config): (&Fields, &Fields), settled: &Fields) -> bool {
    let mut settled = settled.clone();
    let with_default = block.attributes.iter().filter(|attribute| attribute.default.is_some());
    let is_unset = |attribute: &&AttributeSchema| {
        field(prior, &attribute.name).is_null() && field(config, &attribute.name).is_null()
    };
    for attribute in with_default.filter(is_unset) {
        settled.insert(attribute.name.clone(), Value::Null);
    }
    Value::Object(settled).equals(&Value::Object(prior.clone()))
}

/// Makes unknown what the provider decides and the user did not give; what is stable stays as it was.
fn mark_computed(block: &Block, config: &Fields, planned: &Fields) -> Fields {
    rebuilt(block, planned, |part, value| match part {
        Part::Attribute(attribute) if is_open(attribute, config) && (value.is_null() || !attribute.stable) => {
            Value::unknown()
        }
        Part::Attribute(_) => value.clone(),
        Part::Blocks(nested) => beside_config(nested, field(config, &nested.name), value, mark_computed),
    })
}

/// Whether the provider decides the attribute: the user gave nothing, and no default stands in.
fn is_open(attribute: &AttributeSchema, config: &Fields) -> bool {
    attribute.computed && attribute.default.is_none() && field(config, &attribute.name).is_null()
}

/// Rebuilds the blocks of one name, each beside its block in the configuration.
fn beside_config(
    nested: &NestedBlock,
    config: &Value,
    planned: &Value,
    change: fn(&Block, &Fields, &Fields) -> Fields,
) -> Value {
    each_block(planned, |place, planned| {
        change(&nested.block, configured(nested, config, place, planned), planned)
    })
}

/// The block of the configuration that a planned one was made from.
fn configured<'a>(nested: &NestedBlock, config: &'a Value, place: Place<'_>, planned: &'a Fields) -> &'a Fields {
    match (config, place) {
        (single, Place::Single) => fields_of(Some(single)),
        (Value::List(blocks), Place::Index(index)) => fields_of(blocks.get(index)),
        (Value::Map(blocks), Place::Label(label)) => fields_of(blocks.get(label)),
        (Value::Set(blocks), Place::Element) => {
            let fitting = blocks.iter().filter_map(Value::as_object);
            let fitting = fitting.filter(|config| may_come_from(&nested.block, config, planned));
            // Where more than one fits, the one that says most; where none does, the plan speaks for itself.
            let said = |config: &&Fields| config.values().filter(|value| !value.is_null()).count();
            fitting.max_by_key(said).unwrap_or(planned)
        }
        _ => &NOTHING,
    }
}

/// Whether core can have made a set's block from this one of the configuration: what was given is there, and what was
/// not given is computed.
fn may_come_from(block: &Block, config: &Fields, planned: &Fields) -> bool {
    block.attributes.iter().all(|attribute| {
        let (given, planned) = (field(config, &attribute.name), field(planned, &attribute.name));
        given.equals(planned) || (given.is_null() && attribute.computed)
    })
}

/// The attributes that differ and cannot change in place. Coming and going of a block is a change of all its attributes.
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
        // The final plan must not turn an update into a replacement, so what may differ counts as different (P13).
        (_, Value::Unknown(_)) => vec![at.clone()],
        // A set's blocks have no address, so the set itself is what differs (W17).
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

/// A set's blocks with nothing but what replaces.
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

/// A block as it was beside the same block as planned, and the step that leads to it.
pub(crate) type Pair<'a> = (Option<Step>, &'a Fields, &'a Fields);

/// The blocks of one name in pairs; a block that comes or goes is paired with nothing.
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
