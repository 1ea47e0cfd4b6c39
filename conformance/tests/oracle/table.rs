//! Short forms for schemas, values, and verdicts.

use conformance::oracle::Broken;
use conformance::schema::{Attribute, Block, Nesting};
use framework::refinement::Refinement;
use framework::types::Type;
use framework::value::Value;

/// One of each: `id` is computed, `name` required, `size` optional, `zone` optional and computed, `key` write-only, `pin`
/// sensitive.
pub(crate) fn thing() -> Block {
    Block::new([
        Attribute::computed("id", Type::String),
        Attribute::required("name", Type::String),
        Attribute::optional("size", Type::Number),
        Attribute::optional_computed("zone", Type::String),
        Attribute::optional("key", Type::String).write_only(),
        Attribute::optional("pin", Type::String).sensitive(),
    ])
}

/// A thing with the given attributes; the others are null.
pub(crate) fn a_thing<const N: usize>(given: [(&str, Value); N]) -> Value {
    let null = ["id", "name", "size", "zone", "key", "pin"].map(|name| (name, Value::Null));
    Value::object(null.into_iter().chain(given))
}

/// A block named `part` with a required `name` and a computed `id`.
pub(crate) fn with_parts(nesting: Nesting) -> Block {
    let part = Block::new([
        Attribute::required("name", Type::String),
        Attribute::computed("id", Type::String),
    ]);
    Block::default().nested("part", nesting, part)
}

/// A part with its name and id.
pub(crate) fn part(name: &str, id: Value) -> Value {
    Value::object([("name", text(name)), ("id", id)])
}

/// An object with its parts.
pub(crate) fn parts(parts: Value) -> Value {
    Value::object([("part", parts)])
}

/// A map of parts.
pub(crate) fn map<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Map(
        members
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

pub(crate) fn text(text: &str) -> Value {
    Value::string(text)
}

pub(crate) fn number(number: i64) -> Value {
    Value::Number(number.into())
}

pub(crate) fn unknown() -> Value {
    Value::unknown()
}

/// An unknown value with a refinement.
pub(crate) fn refined(refinement: Refinement) -> Value {
    Value::Unknown(Some(Box::new(refinement)))
}

/// Returns the verdicts as `rule path`.
pub(crate) fn verdicts(found: &[Broken]) -> Vec<String> {
    let verdict = |broken: &Broken| format!("{} {}", broken.rule, broken.path).trim_end().to_owned();
    found.iter().map(verdict).collect()
}

/// Asserts the verdicts, and that each has a message.
#[track_caller]
pub(crate) fn judged(found: &[Broken], expected: &[&str]) {
    assert_eq!(verdicts(found), expected, "{found:#?}");
    assert!(found.iter().all(|broken| !broken.explanation.is_empty()));
}
