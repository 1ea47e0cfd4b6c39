//! Answers against promises: what core would refuse is mended or named here, before it can taint anything.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Fields;
use crate::path::{Path, Step};
use crate::value::Value;

/// Keeps the promises of a plan.
///
/// Core refuses an answer that differs from a planned value (A2), and on a creation such a refusal taints: the next apply
/// would replace what was just made. So a contradicting attribute is saved as planned, with a warning, and the
/// next refresh shows the difference as what it is.
pub(crate) fn to_plan(state: Value, planned: &Value, diagnostics: &mut Diagnostics) -> Value {
    let (Value::Object(mut fields), Value::Object(promised)) = (state.clone(), planned) else {
        return state;
    };
    for (name, promise) in promised {
        let answer = fields.get(name).unwrap_or(&Value::Null);
        if !keeps(answer, promise) && promise.is_wholly_known() {
            diagnostics.push(contradiction(name));
            fields.insert(name.clone(), promise.clone());
        }
    }
    Value::Object(fields)
}

/// Replaces what an author left undecided by null, with a warning for each.
pub(crate) fn without_unknowns(state: Value, diagnostics: &mut Diagnostics) -> Value {
    for path in state.unknown_paths() {
        diagnostics.push(undecided(path));
    }
    if state.is_wholly_known() { state } else { nulled(state) }
}

/// Puts an author's changes into a plan, name by name, so that untouched values keep the user's spelling.
pub(crate) fn with_changes(planned: Value, before: Option<&Fields>, after: Option<&Fields>) -> Value {
    let (Value::Object(mut fields), Some(before), Some(after)) = (planned, before, after) else {
        return Value::Null;
    };
    for (name, value) in after {
        if before.get(name) != Some(value) {
            fields.insert(name.clone(), value.clone());
        }
    }
    Value::Object(fields)
}

/// Whether an answer is what was promised, or a completion of it.
fn keeps(answer: &Value, promise: &Value) -> bool {
    match (answer, promise) {
        (_, Value::Unknown(_)) => true,
        (Value::Object(answers), Value::Object(promises)) => promises
            .iter()
            .all(|(name, promise)| keeps(answers.get(name).unwrap_or(&Value::Null), promise)),
        (Value::Map(answers), Value::Map(promises)) => {
            answers.len() == promises.len()
                && promises
                    .iter()
                    .all(|(key, promise)| answers.get(key).is_some_and(|answer| keeps(answer, promise)))
        }
        (Value::List(answers), Value::List(promises)) | (Value::Tuple(answers), Value::Tuple(promises)) => {
            answers.len() == promises.len()
                && answers
                    .iter()
                    .zip(promises)
                    .all(|(answer, promise)| keeps(answer, promise))
        }
        (Value::Set(_), Value::Set(_)) if !promise.is_wholly_known() => true,
        _ => answer.equals(promise),
    }
}

fn nulled(value: Value) -> Value {
    let each = |values: Vec<Value>| values.into_iter().map(nulled).collect();
    match value {
        Value::Unknown(_) => Value::Null,
        Value::List(values) => Value::List(each(values)),
        Value::Set(values) => Value::Set(each(values)),
        Value::Tuple(values) => Value::Tuple(each(values)),
        Value::Map(values) => Value::Map(values.into_iter().map(|(key, value)| (key, nulled(value))).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, value)| (name, nulled(value))).collect()),
        Value::Dynamic(ty, value) => Value::Dynamic(ty, Box::new(nulled(*value))),
        known @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => known,
    }
}

fn contradiction(name: &str) -> Diagnostic {
    Diagnostic::warning(
        "The service answered something else than was planned",
        format!(
            "\"{name}\" in the service's answer differs from the planned value. The state holds what was planned; \
             run terraform plan to see what the service holds, and how to bring both together."
        ),
    )
    .at(Path::root().child(Step::Attribute(name.to_owned())))
}

fn undecided(path: Path) -> Diagnostic {
    Diagnostic::warning(
        "The provider left a value undecided",
        format!("This is a bug in the provider: it gave no value for \"{path}\", which is saved as null."),
    )
    .at(path)
}
