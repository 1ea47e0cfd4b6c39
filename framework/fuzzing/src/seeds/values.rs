//! Inputs for [`crate::values::read`]: a value of each type in each encoding.

use std::collections::BTreeMap;

use framework::codec::{encode_json, encode_msgpack};
use framework::types::Type;
use framework::value::Value;

use super::Seed;

pub(super) fn seeds() -> Vec<Seed> {
    let honest = honest()
        .into_iter()
        .flat_map(|(name, ty, value)| in_each_encoding(name, &ty, &value));
    let foreign = foreign()
        .into_iter()
        .map(|(name, ty, bytes)| seed(name.to_owned(), ty, bytes));
    honest.chain(foreign).collect()
}

fn seed(name: String, ty: &str, bytes: &[u8]) -> Seed {
    Seed {
        target: "values",
        name,
        input: [ty.as_bytes(), b"\n", bytes].concat(),
    }
}

fn in_each_encoding(name: &str, ty: &Type, value: &Value) -> Vec<Seed> {
    let text = String::from_utf8_lossy(&ty.to_json()).into_owned();
    let encoded = [("msgpack", encode_msgpack(value, ty)), ("json", encode_json(value, ty))];
    // Unknown and infinite values have no JSON form, and so no seed.
    let seeds = encoded
        .into_iter()
        .filter_map(|(encoding, bytes)| Some(seed(format!("{name}.{encoding}"), &text, &bytes.ok()?)));
    seeds.collect()
}

/// Returns values that the framework itself writes.
fn honest() -> Vec<(&'static str, Type, Value)> {
    let number = |text: &str| Value::Number(text.parse().expect("seeds have proper numbers"));
    let texts = || vec![Value::string("a"), Value::string("é\n\u{1}"), Value::Null];
    let typed = |ty: Type, value| Value::Dynamic(Box::new(ty), Box::new(value));
    let members = |value: Value| BTreeMap::from([("k".to_owned(), value), ("\"".to_owned(), Value::Null)]);
    let block = Type::object([("at", Type::String), ("size", Type::Number)]);
    let whole = Type::object([
        ("name", Type::String),
        ("tags", Type::map(Type::String)),
        ("legs", Type::list(block.clone())),
        ("marks", Type::set(block)),
    ]);
    vec![
        ("bool", Type::Bool, Value::Bool(true)),
        ("string", Type::String, Value::string("text")),
        ("integer", Type::Number, number("-7")),
        ("large_integer", Type::Number, number("18446744073709551616")),
        ("float", Type::Number, number("1.5")),
        ("decimal", Type::Number, number("0.1")),
        ("exponent", Type::Number, number("1e999999999")),
        ("list", Type::list(Type::String), Value::List(texts())),
        ("set", Type::set(Type::String), Value::set(texts())),
        (
            "set_of_numbers",
            Type::set(Type::Number),
            Value::set([number("1"), number("10e-1"), number("2")]),
        ),
        ("map", Type::map(Type::Bool), Value::Map(members(Value::Bool(false)))),
        (
            "tuple",
            Type::Tuple(vec![Type::Bool, Type::Number]),
            Value::Tuple(vec![Value::Null, number("3")]),
        ),
        (
            "unknown",
            Type::list(Type::Bool),
            Value::List(vec![Value::unknown(), Value::Bool(true)]),
        ),
        (
            "unknown_in_set",
            Type::set(Type::Bool),
            Value::Set(vec![Value::unknown(), Value::unknown()]),
        ),
        (
            "dynamic",
            Type::Dynamic,
            typed(Type::list(Type::Number), Value::List(vec![number("1")])),
        ),
        ("dynamic_null", Type::Dynamic, typed(Type::String, Value::Null)),
        (
            "dynamic_in_dynamic",
            Type::Dynamic,
            typed(
                Type::list(Type::Dynamic),
                Value::List(vec![typed(Type::Bool, Value::Bool(true))]),
            ),
        ),
        ("object", whole, whole_value(number("10"))),
    ]
}

fn whole_value(size: Value) -> Value {
    let block = Value::object([("at", Value::string("here")), ("size", size)]);
    Value::object([
        ("name", Value::Null),
        (
            "tags",
            Value::Map(BTreeMap::from([("a".to_owned(), Value::string("b"))])),
        ),
        ("legs", Value::List(vec![block.clone()])),
        ("marks", Value::Set(vec![block])),
    ])
}

/// Returns bytes that Terraform writes and that the framework only reads.
fn foreign() -> Vec<(&'static str, &'static str, &'static [u8])> {
    vec![
        ("refined_string", r#""string""#, b"\xc7\x09\x0c\x82\x01\xc2\x02\xa4pre-"),
        (
            "refined_number",
            r#""number""#,
            b"\xc7\x07\x0c\x82\x03\x92\x01\xc3\x04\x92\x05\xc2",
        ),
        (
            "refined_length",
            r#"["list","string"]"#,
            b"\xc7\x05\x0c\x82\x05\x01\x06\x03",
        ),
        ("float_32", r#""number""#, b"\xca\x3f\xc0\x00\x00"),
        ("infinity", r#""number""#, b"\xcb\x7f\xf0\x00\x00\x00\x00\x00\x00"),
        ("number_as_text", r#""number""#, b"\xa312e"),
        (
            "long_forms",
            r#"["map","string"]"#,
            b"\xdf\x00\x00\x00\x01\xd9\x01k\xda\x00\x01v",
        ),
        (
            "optional_attributes",
            r#"["object",{"a":"string","b":"number"},["b"]]"#,
            br#"{"a":"x","b":1}"#,
        ),
        (
            "older_state",
            r#"["object",{"kept":"string","flag":"bool","new":"number"}]"#,
            br#"{ "kept": 1.50, "flag": "true", "dropped": [1, {}] }"#,
        ),
        ("escapes", r#"["map","string"]"#, br#"{"\u006b\ud83d\ude00":"\\\/\t"}"#),
    ]
}
