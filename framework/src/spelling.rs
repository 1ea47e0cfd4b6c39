//! The user's spelling of values that are the same to the provider (A11, R2).
//!
//! A typed value has one spelling, the one that its type writes; the user may have chosen another. What an author's code left
//! as it was is therefore never written anew: only what changed between two typed objects is taken over.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::value::Value;

/// A value as it came, beside what its types make of it.
#[derive(Clone, Debug)]
pub(crate) struct Spelled {
    raw: Value,
    typed: Value,
}

impl Spelled {
    /// A value with the model that was read from it; null has none.
    pub(crate) fn new<M: Model>(raw: Value, model: Option<&M>) -> Self {
        Self {
            raw,
            typed: written(model),
        }
    }

    /// The model as a value, with the old spelling wherever nothing changed.
    pub(crate) fn respelled<M: Model>(self, model: Option<&M>) -> Value {
        kept(self.raw, &self.typed, written(model))
    }
}

fn written<M: Model>(model: Option<&M>) -> Value {
    model.map_or(Value::Null, Model::to_object)
}

/// What changed from `before` to `after`, put into `raw`.
fn kept(raw: Value, before: &Value, after: Value) -> Value {
    if *before == after {
        return raw;
    }
    match (raw, before, after) {
        (Value::Object(raw), Value::Object(before), Value::Object(after)) => Value::Object(members(raw, before, after)),
        (Value::Map(raw), Value::Map(before), Value::Map(after)) => Value::Map(members(raw, before, after)),
        (Value::List(raw), Value::List(before), Value::List(after)) => Value::List(in_order(raw, before, after)),
        (Value::Set(raw), Value::Set(before), Value::Set(after)) => Value::Set(in_any_order(&raw, before, after)),
        (_, _, after) => after,
    }
}

type Members = BTreeMap<String, Value>;

fn members(mut raw: Members, before: &Members, after: Members) -> Members {
    let member = |(name, after): (String, Value)| {
        let value = match (raw.remove(&name), before.get(&name)) {
            (Some(raw), Some(before)) => kept(raw, before, after),
            _ => after,
        };
        (name, value)
    };
    after.into_iter().map(member).collect()
}

fn in_order(raw: Vec<Value>, before: &[Value], after: Vec<Value>) -> Vec<Value> {
    let mut old = raw.into_iter().zip(before);
    let element = |after| match old.next() {
        Some((raw, before)) => kept(raw, before, after),
        None => after,
    };
    after.into_iter().map(element).collect()
}

/// A set's elements are typed in the order in which they came, so both forms of an element have one position.
fn in_any_order(raw: &[Value], before: &[Value], after: Vec<Value>) -> Vec<Value> {
    let element = |after: Value| {
        let position = before.iter().position(|before| *before == after);
        position
            .and_then(|position| raw.get(position))
            .cloned()
            .unwrap_or(after)
    };
    after.into_iter().map(element).collect()
}
