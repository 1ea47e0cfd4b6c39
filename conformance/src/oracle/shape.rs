//! The rules for the shape of a value by its schema (W3, W13), for unknown values, and for write-only values.

use std::collections::BTreeMap;

use framework::path::{Path, Step};
use framework::types::Type;
use framework::value::Value;

use super::{Broken, wording::shown};
use crate::schema::{Attribute, Block, Nested, Nesting};

/// True where the value is of the type. A null or an unknown is of each type (W3).
pub fn fits(rule: &'static str, value: &Value, ty: &Type) -> Vec<Broken> {
    let mut found = Vec::new();
    check(rule, value, ty, &Path::root(), &mut found);
    found
}

/// Checks that nested blocks are never null, and never unknown as a whole, so that they can be counted (W13).
pub fn blocks_present(block: &Block, state: &Value) -> Vec<Broken> {
    let mut found = Vec::new();
    each_nested(block, state, &Path::root(), &mut |nested, value, at| {
        if value.is_null() && nested.nesting != Nesting::Single {
            let wanted = match nested.nesting {
                Nesting::Group => "an object of nulls",
                Nesting::Single | Nesting::List | Nesting::Set | Nesting::Map => "empty",
            };
            let explanation = format!("a block that is not there must be {wanted}, not null");
            found.push(Broken::at("W13", at, explanation));
        }
    });
    found
}

/// Checks that no part is unknown.
pub fn wholly_known(rule: &'static str, value: &Value, explanation: &str) -> Vec<Broken> {
    let paths = value.unknown_paths();
    paths.iter().map(|path| Broken::at(rule, path, explanation)).collect()
}

/// Checks that write-only values are null in an answer (E7 and the rule of the call).
pub fn write_only_null(rule: &'static str, block: &Block, value: &Value, during: &str) -> Vec<Broken> {
    let mut found = Vec::new();
    each_attribute(block, value, &mut |attribute, value, at| {
        if attribute.write_only && !value.is_null() {
            let explanation = format!("the provider returned a value for the write-only attribute {during}");
            found.push(Broken::at(rule, at, explanation));
        }
    });
    found
}

/// Visits each attribute of each existing block.
pub(super) fn each_attribute(block: &Block, value: &Value, visit: &mut dyn FnMut(&Attribute, &Value, &Path)) {
    each_block(block, value, &Path::root(), &mut |block, fields, at| {
        for attribute in &block.attributes {
            let value = fields.get(&attribute.name).unwrap_or(&Value::Null);
            visit(attribute, value, &at.child_attribute(&attribute.name));
        }
    });
}

type Fields = BTreeMap<String, Value>;

/// Visits each existing block, the outer ones first. The contents of a set are reported at the set (W17).
fn each_block(block: &Block, value: &Value, at: &Path, visit: &mut dyn FnMut(&Block, &Fields, &Path)) {
    let Some(fields) = value.as_object() else { return };
    visit(block, fields, at);
    for nested in &block.blocks {
        let at = at.child_attribute(&nested.name);
        for (path, value) in instances(nested, fields.get(&nested.name), &at) {
            each_block(&nested.block, value, &path, visit);
        }
    }
}

/// Visits the value of the blocks of each name.
fn each_nested(block: &Block, value: &Value, at: &Path, visit: &mut dyn FnMut(&Nested, &Value, &Path)) {
    each_block(block, value, at, &mut |block, fields, at| {
        for nested in &block.blocks {
            if let Some(value) = fields.get(&nested.name) {
                visit(nested, value, &at.child_attribute(&nested.name));
            }
        }
    });
}

/// Returns the blocks of one name with their paths.
fn instances<'a>(nested: &Nested, value: Option<&'a Value>, at: &Path) -> Vec<(Path, &'a Value)> {
    let Some(value) = value else { return Vec::new() };
    match nested.nesting {
        Nesting::Single | Nesting::Group => vec![(at.clone(), value)],
        Nesting::Set => (value.as_elements().unwrap_or_default().iter())
            .map(|value| (at.clone(), value))
            .collect(),
        Nesting::List => (0..)
            .zip(value.as_elements().unwrap_or_default())
            .map(|(index, value)| (at.child(Step::Index(index)), value))
            .collect(),
        Nesting::Map => (value.as_map().into_iter().flatten())
            .map(|(label, value)| (at.child(Step::Key(label.clone())), value))
            .collect(),
    }
}

fn check(rule: &'static str, value: &Value, ty: &Type, at: &Path, found: &mut Vec<Broken>) {
    match (ty, value) {
        (_, Value::Null | Value::Unknown(_))
        | (Type::Bool, Value::Bool(_))
        | (Type::Number, Value::Number(_))
        | (Type::String, Value::String(_)) => {}
        (Type::Dynamic, Value::Dynamic(ty, value)) => check(rule, value, ty, at, found),
        (Type::List(element), Value::List(values)) => {
            for (index, value) in (0..).zip(values) {
                check(rule, value, element, &at.child(Step::Index(index)), found);
            }
        }
        (Type::Set(element), Value::Set(values)) => {
            values.iter().for_each(|value| check(rule, value, element, at, found));
        }
        (Type::Map(element), Value::Map(values)) => {
            for (key, value) in values {
                check(rule, value, element, &at.child(Step::Key(key.clone())), found);
            }
        }
        (Type::Tuple(elements), Value::Tuple(values)) => check_tuple(rule, values, elements, at, found),
        (Type::Object(attributes), Value::Object(values)) => check_object(rule, values, attributes, at, found),
        _ => {
            let explanation = format!("{ty} required, but the value is {}", shown(value));
            found.push(Broken::at(rule, at, explanation));
        }
    }
}

fn check_tuple(rule: &'static str, values: &[Value], types: &[Type], at: &Path, found: &mut Vec<Broken>) {
    if values.len() != types.len() {
        let explanation = format!(
            "a tuple of {} elements is required ({} given)",
            types.len(),
            values.len()
        );
        found.push(Broken::at(rule, at, explanation));
    }
    for ((index, value), ty) in (0..).zip(values).zip(types) {
        check(rule, value, ty, &at.child(Step::Index(index)), found);
    }
}

fn check_object(
    rule: &'static str,
    values: &Fields,
    types: &BTreeMap<String, Type>,
    at: &Path,
    found: &mut Vec<Broken>,
) {
    for (name, ty) in types {
        match values.get(name) {
            Some(value) => check(rule, value, ty, &at.child_attribute(name), found),
            None => found.push(Broken::at(rule, at, format!("attribute {name:?} is required"))),
        }
    }
    for name in values.keys().filter(|name| !types.contains_key(*name)) {
        found.push(Broken::at(rule, at, format!("unsupported attribute {name:?}")));
    }
}
