//! Answers against their schema: what core would refuse is mended here, and named where an author left it behind.
//!
//! Nothing here fails, because a refused answer can cost an object: core does not save what it cannot read. Whether an answer
//! keeps its plan is in `crate::promise`.

use std::collections::BTreeMap;

use crate::codec;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Fields;
use crate::parts::{NOTHING, Part, each_block, rebuilt};
use crate::path::Path;
use crate::schema::{Block, NestedBlock, Nesting};
use crate::types::Type;
use crate::value::Value;

/// Nulls what is write-only (P10, A5, R1, R6, R8), and gives blocks that are missing the form of absence (W13, R4).
///
/// Both silently: a write-only value reaches an author only to be sent on, and a block that is new to the schema is simply
/// not there in what was stored before.
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

/// What stands for blocks that nobody wrote (W13).
pub(crate) fn absent(nested: &NestedBlock) -> Value {
    match nested.nesting {
        Nesting::Single => Value::Null,
        Nesting::Group => Value::Object(fields_to_schema(&nested.block, &NOTHING)),
        Nesting::List => Value::List(Vec::new()),
        Nesting::Set => Value::Set(Vec::new()),
        Nesting::Map => Value::Map(BTreeMap::new()),
    }
}

/// The state in the form that is saved: as [`to_schema`], and with what an author left undecided replaced by null, with a warning
/// for each (A3, R1, R6, D2).
pub(crate) fn decided(block: &Block, state: Value, diagnostics: &mut Diagnostics) -> Value {
    let state = to_schema(block, state);
    diagnostics.extend(state.unknown_paths().into_iter().map(undecided));
    decided_in_silence(block, state)
}

/// As [`decided`], without warnings.
pub(crate) fn decided_in_silence(block: &Block, state: Value) -> Value {
    // Undecided blocks are not null but absent, so they are given their form after they are nulled.
    to_schema(block, nulled(to_schema(block, state)))
}

/// Replaces by null what is not decided yet.
pub(crate) fn nulled(value: Value) -> Value {
    let each = |values: Vec<Value>| values.into_iter().map(nulled).collect();
    let member = |(name, value)| (name, nulled(value));
    match value {
        Value::Unknown(_) => Value::Null,
        Value::List(values) => Value::List(each(values)),
        Value::Set(values) => Value::Set(each(values)),
        Value::Tuple(values) => Value::Tuple(each(values)),
        Value::Map(values) => Value::Map(values.into_iter().map(member).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(member).collect()),
        Value::Dynamic(ty, value) => Value::Dynamic(ty, Box::new(nulled(*value))),
        known @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => known,
    }
}

/// Replaces what does not fit the schema's type by what was planned, or else null, with a warning for each (A1).
///
/// Only an [`crate::Attribute`] that writes another type than it names can do that. Core could not save such an answer at
/// all, and the object would be lost.
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
        diagnostics.push(misfit(Path::attribute(&name)));
        let planned = planned.get(&name).cloned().unwrap_or(Value::Null);
        (name, nulled(planned))
    };
    Value::Object(fields.into_iter().map(fitting).collect())
}

fn undecided(path: Path) -> Diagnostic {
    Diagnostic::warning(
        "Provider returned an unknown value",
        format!("\"{path}\" is unknown after the operation and is saved as null. This is a bug in the provider."),
    )
    .at(path)
}

fn misfit(path: Path) -> Diagnostic {
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
