//! The user's spelling of values that are equal for the provider (conformance rules A11 and R2).
//!
//! A typed value has only the spelling that its type writes, but the user may have written another. Therefore, an
//! unchanged value keeps its original spelling, and only differences between two typed objects are written.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::value::Value;

/// A value in its original spelling, with the value that its types write.
#[derive(Clone, Debug)]
pub(crate) struct OriginalValue {
    raw: Value,
    typed: Value,
}

impl OriginalValue {
    /// Returns a value with the model that was read from it; null has no model.
    pub(crate) fn new<M: Model>(raw: Value, model: Option<&M>) -> Self {
        Self {
            raw,
            typed: written(model),
        }
    }

    /// Returns the model as a value, with the original spelling of each unchanged part.
    pub(crate) fn updated_to<M: Model>(self, model: Option<&M>) -> Value {
        with_changes(self.raw, &self.typed, written(model))
    }
}

fn written<M: Model>(model: Option<&M>) -> Value {
    model.map_or(Value::Null, Model::to_object)
}

/// Returns `raw` with the changes from `before` to `after`.
fn with_changes(raw: Value, before: &Value, after: Value) -> Value {
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
            (Some(raw), Some(before)) => with_changes(raw, before, after),
            _ => after,
        };
        (name, value)
    };
    after.into_iter().map(member).collect()
}

fn in_order(raw: Vec<Value>, before: &[Value], after: Vec<Value>) -> Vec<Value> {
    let mut old = raw.into_iter().zip(before);
    let element = |after| match old.next() {
        Some((raw, before)) => with_changes(raw, before, after),
        None => after,
    };
    after.into_iter().map(element).collect()
}

/// Returns a set with its original spellings. The elements have no address, so each takes the spelling of the most
/// similar one. A wrong choice has no effect, because a spelling is kept only for equal values.
fn in_any_order(raw: &[Value], before: &[Value], after: Vec<Value>) -> Vec<Value> {
    let element = |after: Value| {
        // The elements have the same positions in both forms, because reading a set keeps its order.
        let old = before.iter().zip(raw);
        let alike = old.max_by_key(|(before, _)| equal_attributes(before, &after));
        match alike {
            Some((before, raw)) if equal_attributes(before, &after) > 0 => with_changes(raw.clone(), before, after),
            _ => after,
        }
    };
    after.into_iter().map(element).collect()
}

/// Returns the number of equal attributes in two values.
fn equal_attributes(before: &Value, after: &Value) -> usize {
    match (before, after) {
        (before, after) if before == after => usize::MAX,
        (Value::Object(before), Value::Object(after)) => {
            let same = |(name, after): &(&String, &Value)| before.get(*name) == Some(after);
            after.iter().filter(same).count()
        }
        _ => 0,
    }
}
