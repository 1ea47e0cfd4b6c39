//! Values as bytes: conformance rules W2 to W16 and R5, each in a test whose name contains the rule.
#![expect(
    clippy::expect_used,
    reason = "a test that meets an unexpected value should stop there"
)]
#![allow(missing_docs, reason = "test names are sentences")]

#[path = "values/hostile.rs"]
mod hostile;
#[path = "values/json.rs"]
mod json;
#[path = "values/msgpack.rs"]
mod msgpack;
#[path = "values/round_trip.rs"]
mod round_trip;

use framework::number::Number;
use framework::types::Type;
use framework::value::Value;

/// Returns a number from its decimal text.
fn number(text: &str) -> Value {
    Value::Number(text.parse::<Number>().expect("test numbers are written correctly"))
}

/// Returns a known value for a place of type `dynamic`.
fn dynamic(ty: Type, value: Value) -> Value {
    Value::Dynamic(Box::new(ty), Box::new(value))
}

/// Returns the type of a cross connect with a list of completions, which the tests of paths use.
fn order() -> Type {
    let completion = Type::object([("reference", Type::String), ("circuit", Type::Number)]);
    Type::object([("name", Type::String), ("completion", Type::list(completion))])
}
