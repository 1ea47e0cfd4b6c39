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

/// A set's elements have no places, so each takes the spelling of the one that it resembles most. Taking the wrong one would do
/// no harm: a spelling is only ever kept for what is equal.
fn in_any_order(raw: &[Value], before: &[Value], after: Vec<Value>) -> Vec<Value> {
    let element = |after: Value| {
        // Both forms of an element have one position: a set is typed in the order in which it came.
        let old = before.iter().zip(raw);
        let alike = old.max_by_key(|(before, _)| likeness(before, &after));
        match alike {
            Some((before, raw)) if likeness(before, &after) > 0 => kept(raw.clone(), before, after),
            _ => after,
        }
    };
    after.into_iter().map(element).collect()
}

/// How much of a value is the same, counted in attributes.
fn likeness(before: &Value, after: &Value) -> usize {
    match (before, after) {
        (before, after) if before == after => usize::MAX,
        (Value::Object(before), Value::Object(after)) => {
            let same = |(name, after): &(&String, &Value)| before.get(*name) == Some(after);
            after.iter().filter(same).count()
        }
        _ => 0,
    }
}
