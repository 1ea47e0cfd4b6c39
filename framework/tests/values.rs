//! Values as bytes: the rules W2 to W16 and R5, each in a test that names it.
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

/// A number from its decimal text.
fn number(text: &str) -> Value {
    Value::Number(text.parse::<Number>().expect("test numbers are written correctly"))
}

/// A known value in a place of type `dynamic`.
fn dynamic(ty: Type, value: Value) -> Value {
    Value::Dynamic(Box::new(ty), Box::new(value))
}

/// An order of a cross connect with a list of completions: the shape that paths are read off.
fn order() -> Type {
    let completion = Type::object([("reference", Type::String), ("circuit", Type::Number)]);
    Type::object([("name", Type::String), ("completion", Type::list(completion))])
}
