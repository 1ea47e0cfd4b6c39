//! Random values for a random schema: configurations, states, and their completions.

use std::collections::BTreeMap;

use framework::schema::{AttributeSchema, Block, NestedBlock, Nesting};
use framework::types::Type;
use framework::value::Value;

use crate::dice::Dice;

/// The part of a configuration that is unknown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Knowledge {
    Whole,
    Partial,
}

/// Returns a configuration that a user may write (conformance rules V1 and V2).
pub(crate) fn config(dice: &mut Dice, block: &Block, knowledge: Knowledge) -> Value {
    let attributes = block.attributes.iter();
    let attributes: Vec<_> = attributes
        .map(|attribute| (attribute.name.clone(), configured(dice, attribute, knowledge)))
        .collect();
    let blocks = block.blocks.iter();
    let blocks: Vec<_> = blocks
        .map(|nested| (nested.name.clone(), configured_blocks(dice, nested, knowledge)))
        .collect();
    Value::object(attributes.into_iter().chain(blocks))
}

fn configured(dice: &mut Dice, attribute: &AttributeSchema, knowledge: Knowledge) -> Value {
    let is_given = attribute.required || (attribute.optional && dice.one_in(2));
    match knowledge {
        _ if !is_given => Value::Null,
        Knowledge::Partial => partial(dice, &attribute.ty),
        Knowledge::Whole => known(dice, &attribute.ty),
    }
}

fn configured_blocks(dice: &mut Dice, nested: &NestedBlock, knowledge: Knowledge) -> Value {
    let is_of_unknown_number = knowledge == Knowledge::Partial && dice.one_in(8);
    if is_of_unknown_number && matches!(nested.nesting, Nesting::List | Nesting::Set) {
        return Value::unknown();
    }
    blocks(dice, nested, &|dice, block| config(dice, block, knowledge))
}

/// Returns a state that is unrelated to any configuration.
pub(crate) fn state(dice: &mut Dice, block: &Block) -> Value {
    let attributes = block.attributes.iter();
    let attributes: Vec<_> = attributes
        .map(|attribute| {
            let value = if attribute.write_only || dice.one_in(4) {
                Value::Null
            } else {
                known(dice, &attribute.ty)
            };
            (attribute.name.clone(), value)
        })
        .collect();
    let blocks: Vec<_> = block
        .blocks
        .iter()
        .map(|nested| (nested.name.clone(), blocks(dice, nested, &state)))
        .collect();
    Value::object(attributes.into_iter().chain(blocks))
}

fn blocks(dice: &mut Dice, nested: &NestedBlock, one: &dyn Fn(&mut Dice, &Block) -> Value) -> Value {
    let count = dice.below(4);
    let each = |dice: &mut Dice| one(dice, &nested.block);
    match nested.nesting {
        Nesting::Single if dice.one_in(3) => Value::Null,
        Nesting::Single | Nesting::Group => each(dice),
        Nesting::List => Value::List((0..count).map(|_| each(dice)).collect()),
        Nesting::Set => Value::set((0..count).map(|_| each(dice))),
        Nesting::Map => Value::Map((0..count).map(|place| (format!("k{place}"), each(dice))).collect()),
    }
}

/// Returns a value in which no part is null or unknown.
pub(crate) fn known(dice: &mut Dice, ty: &Type) -> Value {
    of_type(dice, ty, &known)
}

/// Returns a value of which parts are null or unknown, or the whole is unknown.
fn partial(dice: &mut Dice, ty: &Type) -> Value {
    match dice.below(8) {
        0 | 1 => Value::unknown(),
        _ => of_type(dice, ty, &|dice, ty| match dice.below(6) {
            0 => Value::Null,
            _ => partial(dice, ty),
        }),
    }
}

fn of_type(dice: &mut Dice, ty: &Type, part: &dyn Fn(&mut Dice, &Type) -> Value) -> Value {
    let count = dice.below(3);
    match ty {
        Type::Bool => Value::Bool(dice.one_in(2)),
        Type::String => Value::string(dice.pick(&["", "a", "b", "é"])),
        Type::Number => {
            let text = dice.pick(&["0", "1", "-2.5", "0.1", "12345678901234567890", "1e400"]);
            Value::Number(text.parse().expect("a number"))
        }
        Type::List(element) => Value::List((0..count).map(|_| part(dice, element)).collect()),
        Type::Set(element) => Value::set((0..count).map(|_| part(dice, element)).collect::<Vec<_>>()),
        Type::Map(element) => Value::Map(
            (0..count)
                .map(|place| (format!("k{place}"), part(dice, element)))
                .collect(),
        ),
        Type::Tuple(types) => Value::Tuple(types.iter().map(|ty| part(dice, ty)).collect()),
        Type::Object(types) => Value::Object(types.iter().map(|(name, ty)| (name.clone(), part(dice, ty))).collect()),
        Type::Dynamic => {
            let ty = dice.pick(&[
                Type::String,
                Type::list(Type::Number),
                Type::object([("z", Type::Bool)]),
            ]);
            let value = of_type(dice, &ty, part);
            Value::Dynamic(Box::new(ty), Box::new(value))
        }
    }
}

/// Returns the object with every unknown part decided, by the types of its schema.
pub(crate) fn completed(dice: &mut Dice, block: &Block, object: &Value) -> Value {
    Value::Object(completed_fields(dice, block, object, &completed_attribute))
}

/// Returns a configuration after its values have become known: required ones have a value, and optional ones may be
/// null.
pub(crate) fn known_late(dice: &mut Dice, block: &Block, config: &Value) -> Value {
    Value::Object(completed_fields(dice, block, config, &|dice, attribute, value| {
        if value.is_unknown() && attribute.optional && dice.one_in(3) {
            Value::Null
        } else {
            completed_attribute(dice, attribute, value)
        }
    }))
}

type Complete<'a> = &'a dyn Fn(&mut Dice, &AttributeSchema, &Value) -> Value;

fn completed_attribute(dice: &mut Dice, attribute: &AttributeSchema, value: &Value) -> Value {
    completed_value(dice, &attribute.ty, value)
}

fn completed_fields(dice: &mut Dice, block: &Block, object: &Value, complete: Complete<'_>) -> BTreeMap<String, Value> {
    let mut fields = BTreeMap::new();
    for attribute in &block.attributes {
        let value = complete(dice, attribute, object.get(&attribute.name).expect("an attribute"));
        fields.insert(attribute.name.clone(), value);
    }
    for nested in &block.blocks {
        let value = completed_blocks(dice, nested, object.get(&nested.name).expect("blocks"), complete);
        fields.insert(nested.name.clone(), value);
    }
    fields
}

fn completed_blocks(dice: &mut Dice, nested: &NestedBlock, value: &Value, complete: Complete<'_>) -> Value {
    let one = |dice: &mut Dice, block: &Value| match block {
        Value::Object(_) => Value::Object(completed_fields(dice, &nested.block, block, complete)),
        other => other.clone(),
    };
    match value {
        Value::Unknown(_) => blocks(dice, nested, &|dice, block| config(dice, block, Knowledge::Whole)),
        Value::List(blocks) => Value::List(blocks.iter().map(|block| one(dice, block)).collect()),
        Value::Set(blocks) => Value::set(blocks.iter().map(|block| one(dice, block)).collect::<Vec<_>>()),
        Value::Map(blocks) => Value::Map(
            blocks
                .iter()
                .map(|(key, block)| (key.clone(), one(dice, block)))
                .collect(),
        ),
        single => one(dice, single),
    }
}

fn completed_value(dice: &mut Dice, ty: &Type, value: &Value) -> Value {
    match (ty, value) {
        (ty, Value::Unknown(_)) => known(dice, ty),
        (Type::List(ty), Value::List(parts)) => Value::List(each(dice, ty, parts)),
        (Type::Set(ty), Value::Set(parts)) => Value::set(each(dice, ty, parts)),
        (Type::Tuple(types), Value::Tuple(parts)) => Value::Tuple(
            types
                .iter()
                .zip(parts)
                .map(|(ty, part)| completed_value(dice, ty, part))
                .collect(),
        ),
        (Type::Map(ty), Value::Map(parts)) => {
            let part = |(key, part): (&String, &Value)| (key.clone(), completed_value(dice, ty, part));
            Value::Map(parts.iter().map(part).collect())
        }
        (Type::Object(types), Value::Object(parts)) => {
            let part = |(name, part): (&String, &Value)| (name.clone(), completed_value(dice, &types[name], part));
            Value::Object(parts.iter().map(part).collect())
        }
        (Type::Dynamic, Value::Dynamic(ty, part)) => {
            Value::Dynamic(ty.clone(), Box::new(completed_value(dice, ty, part)))
        }
        (_, known) => known.clone(),
    }
}

fn each(dice: &mut Dice, ty: &Type, parts: &[Value]) -> Vec<Value> {
    parts.iter().map(|part| completed_value(dice, ty, part)).collect()
}

/// Returns a mixture of two objects: each attribute and each kind of block comes from one of them.
pub(crate) fn mixed(dice: &mut Dice, one: &Value, other: &Value) -> Value {
    let (Value::Object(one), Value::Object(other)) = (one, other) else {
        return one.clone();
    };
    let pick = |(name, value): (&String, &Value)| {
        let value = if dice.one_in(4) { &other[name] } else { value };
        (name.clone(), value.clone())
    };
    Value::Object(one.iter().map(pick).collect())
}
