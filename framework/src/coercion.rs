//! Corrections of a result by its schema. A result that core would reject is corrected here, with a warning where the
//! author caused it.
//!
//! Nothing in this module fails, because a rejected result can lose an object: core does not save a state that it
//! cannot read. The check against the plan is in `crate::plan_consistency`.

use std::collections::BTreeMap;

use crate::block_fields::{NOTHING, Part, each_block, rebuilt};
use crate::codec;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Fields;
use crate::path::Path;
use crate::schema::{Block, NestedBlock, Nesting};
use crate::types::Type;
use crate::value::Value;

/// Sets write-only attributes to null (conformance rules P10, A5, R1, R6, and R8), and gives missing blocks their
/// absent form (conformance rules W13 and R4).
///
/// Neither causes a warning. An author receives a write-only value only to send it to the service. A block that is new
/// in the schema is absent in older states.
pub(crate) fn to_schema(block: &Block, state: Value) -> Value {
    match state {
        Value::Object(fields) => Value::Object(fields_to_schema(block, &fields)),
        other => other,
    }
}

fn fields_to_schema(block: &Block, fields: &Fields) -> Fields {
    rebuilt(block, fields, |part, value| match part {
        Part::Attribute(attribute) if attribute.write_only => Value::Null,
        Part::Attribute(_) => value.clone(),
        Part::Blocks(nested) if value.is_null() => absent(nested),
        Part::Blocks(nested) => each_block(value, |_, fields| fields_to_schema(&nested.block, fields)),
    })
}

/// Returns the absent form of blocks (conformance rule W13).
pub(crate) fn absent(nested: &NestedBlock) -> Value {
    match nested.nesting {
        Nesting::Single => Value::Null,
        Nesting::Group => Value::Object(fields_to_schema(&nested.block, &NOTHING)),
        Nesting::List => Value::List(Vec::new()),
        Nesting::Set => Value::Set(Vec::new()),
        Nesting::Map => Value::Map(BTreeMap::new()),
    }
}

/// Returns the state in the form that is saved, as [`to_schema`] does. Each unknown value is replaced by null, with a
/// warning (conformance rules A3, R1, R6, and D2).
pub(crate) fn savable_state(block: &Block, state: Value, diagnostics: &mut Diagnostics) -> Value {
    let state = to_schema(block, state);
    diagnostics.extend(state.unknown_paths().into_iter().map(undecided));
    savable_state_without_warnings(block, state)
}

/// Returns the same as [`savable_state`], without warnings.
pub(crate) fn savable_state_without_warnings(block: &Block, state: Value) -> Value {
    // The absent form of unknown blocks is not null, so it is restored after the replacement by null.
    to_schema(block, unknown_to_null(to_schema(block, state)))
}

/// Replaces each unknown value by null.
pub(crate) fn unknown_to_null(value: Value) -> Value {
    let each = |values: Vec<Value>| values.into_iter().map(unknown_to_null).collect();
    let member = |(name, value)| (name, unknown_to_null(value));
    match value {
        Value::Unknown(_) => Value::Null,
        Value::List(values) => Value::List(each(values)),
        Value::Set(values) => Value::Set(each(values)),
        Value::Tuple(values) => Value::Tuple(each(values)),
        Value::Map(values) => Value::Map(values.into_iter().map(member).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(member).collect()),
        Value::Dynamic(ty, value) => Value::Dynamic(ty, Box::new(unknown_to_null(*value))),
        known @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => known,
    }
}

/// Replaces each value that does not match the schema's type (conformance rule A1). The replacement is the planned
/// value, or else null, with a warning for each.
///
/// Only an [`crate::Attribute`] whose `encode` returns another type than it declares causes this. Core could not save
/// such a result, and the object would be lost.
pub(crate) fn to_type(state: Value, ty: &Type, planned: &Value, diagnostics: &mut Diagnostics) -> Value {
    let (Value::Object(fields), Type::Object(types)) = (state, ty) else {
        return planned.clone();
    };
    let fitting = |(name, value): (String, Value)| {
        let fits = types
            .get(&name)
            .is_some_and(|ty| codec::encode_msgpack(&value, ty).is_ok());
        if fits {
            return (name, value);
        }
        diagnostics.push(wrong_type(Path::attribute(&name)));
        let planned = planned.get(&name).cloned().unwrap_or(Value::Null);
        (name, unknown_to_null(planned))
    };
    Value::Object(fields.into_iter().map(fitting).collect())
}

fn undecided(path: Path) -> Diagnostic {
    Diagnostic::warning(
        "Provider returned an unknown value",
        format!("\"{path}\" is unknown after the operation, so it is saved as null. This is a bug in the provider."),
    )
    .at(path)
}

fn wrong_type(path: Path) -> Diagnostic {
    Diagnostic::warning(
        "Provider returned a value of the wrong type",
        format!(
            "The value of \"{path}\" does not match its schema. The state contains the planned value instead, or null \
             if no value was planned. This is a bug in the provider. Run terraform plan to compare the state with the \
             object."
        ),
    )
    .at(path)
}
