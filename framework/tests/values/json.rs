//! JSON in both directions: strict, and as a stored state.

use std::collections::BTreeMap;

use framework::codec::{Reason, decode_json, decode_json_state, encode_json};
use framework::types::Type;
use framework::value::Value;

use super::{dynamic, number, order};

fn decode(text: &str, ty: &Type) -> Value {
    decode_json(text.as_bytes(), ty).expect("the text is of the type")
}

fn stored(text: &str, ty: &Type) -> Value {
    decode_json_state(text.as_bytes(), ty).expect("the state can be read")
}

fn encode(value: &Value, ty: &Type) -> String {
    String::from_utf8(encode_json(value, ty).expect("the value is of the type")).expect("JSON is UTF-8")
}

/// Holds W15.
#[test]
fn w15_every_kind_of_value_has_its_json_form() {
    let tuple = Type::Tuple(vec![Type::Number, Type::Bool]);
    let map = Value::Map(BTreeMap::from([("k\"".to_owned(), Value::string("\u{1}é\n"))]));
    let cases = [
        (Value::Null, Type::String, "null"),
        (
            Value::List(vec![number("1"), Value::Null]),
            Type::list(Type::Number),
            "[1,null]",
        ),
        (
            Value::Set(vec![Value::string("b"), Value::string("a")]),
            Type::set(Type::String),
            r#"["b","a"]"#,
        ),
        (
            Value::Tuple(vec![number("1.5"), Value::Bool(true)]),
            tuple,
            "[1.5,true]",
        ),
        (map, Type::map(Type::String), r#"{"k\"":"\u0001é\n"}"#),
        (
            Value::object([("a", Value::Bool(false))]),
            Type::object([("a", Type::Bool)]),
            r#"{"a":false}"#,
        ),
    ];

    for (value, ty, text) in cases {
        assert_eq!(encode(&value, &ty), text);
        assert_eq!(decode(text, &ty), value);
    }
}

/// Holds W15.
#[test]
fn w15_a_dynamic_value_has_its_type_beside_it_in_either_order() {
    let value = dynamic(Type::list(Type::String), Value::List(vec![Value::string("a")]));
    let text = r#"{"value":["a"],"type":["list","string"]}"#;

    assert_eq!(encode(&value, &Type::Dynamic), text);
    assert_eq!(decode(text, &Type::Dynamic), value);
    assert_eq!(
        decode(r#"{ "type" : ["list","string"], "value" : ["a"] }"#, &Type::Dynamic),
        value
    );
    assert_eq!(decode("null", &Type::Dynamic), Value::Null);
    for text in [
        r#"{"type":"string"}"#,
        r#"{"value":1}"#,
        r#"{"type":"string","value":"a","more":1}"#,
        r#""a""#,
    ] {
        assert!(decode_json(text.as_bytes(), &Type::Dynamic).is_err(), "{text}");
    }
}

/// Holds W15.
#[test]
fn w15_numbers_beyond_a_float_survive_in_both_directions() {
    for text in [
        "12345678901234567890",
        "0.1234567890123456789",
        "1e400",
        "-1E+400",
        "3.14159265358979323846",
        "1.0",
    ] {
        let value = decode(text, &Type::Number);

        assert_eq!(value, number(text));
        assert_eq!(decode(&encode(&value, &Type::Number), &Type::Number), value);
    }
}

/// Holds W15.
#[test]
fn w15_unknown_and_infinite_have_no_json_form() {
    let ty = Type::object([("a", Type::list(Type::Number))]);
    let holding = |value| Value::object([("a", Value::List(vec![Value::Null, value]))]);

    let unknown = encode_json(&holding(Value::unknown()), &ty).expect_err("unknown");
    let infinite =
        encode_json(&holding(Value::Number(framework::number::Number::INFINITY)), &ty).expect_err("infinite");

    assert_eq!(unknown.to_string(), "a[1]: an unknown value has no JSON form");
    assert_eq!(infinite.to_string(), "a[1]: an infinite number has no JSON form");
}

/// Holds W3.
#[test]
fn w3_json_of_another_shape_is_refused_with_its_path() {
    let cases = [
        (r#"{"name":null}"#, "completion: the attribute is missing"),
        (
            r#"{"name":null,"completion":[],"colour":1}"#,
            "colour: unsupported attribute",
        ),
        (r#"{"name":null,"name":null}"#, "name: duplicate key"),
        (
            r#"{"name":"","completion":[{"reference":1,"circuit":1}]}"#,
            "completion[0].reference: expected string, found number",
        ),
        (
            r#"{"name":"","completion":{}}"#,
            "completion: expected list, found object",
        ),
    ];

    for (text, message) in cases {
        assert_eq!(
            decode_json(text.as_bytes(), &order()).expect_err(text).to_string(),
            message
        );
    }
}

/// Holds W12.
#[test]
fn w12_equal_elements_of_a_set_become_one_in_json() {
    let set = decode("[1, 1.0, 10e-1, 2]", &Type::set(Type::Number));

    assert_eq!(set, Value::Set(vec![number("1"), number("2")]));
}

/// Holds R5.
#[test]
fn r5_a_stored_state_may_lack_attributes_and_have_others() {
    let state =
        "{\n  \"name\": \"a\",\n  \"colour\": [1, {\"deep\": null}],\n  \"completion\": [ {\"reference\": \"r\"} ]\n}";

    let value = stored(state, &order());

    let completion = Value::object([("reference", Value::string("r")), ("circuit", Value::Null)]);
    assert_eq!(
        value,
        Value::object([
            ("name", Value::string("a")),
            ("completion", Value::List(vec![completion]))
        ])
    );
    assert!(decode_json(state.as_bytes(), &order()).is_err());
}

/// Holds R5.
#[test]
fn r5_an_attribute_that_changed_its_type_is_converted_as_terraform_does() {
    let ty = Type::object([
        ("a", Type::String),
        ("b", Type::String),
        ("c", Type::Number),
        ("d", Type::Bool),
    ]);
    let state = r#"{"a":12345678901234567890,"b":true,"c":"1e400","d":"false"}"#;

    let value = stored(state, &ty);

    assert_eq!(
        value,
        Value::object([
            ("a", Value::string("12345678901234567890")),
            ("b", Value::string("true")),
            ("c", number("1e400")),
            ("d", Value::Bool(false)),
        ])
    );
    assert!(decode_json(state.as_bytes(), &ty).is_err());
}

/// Holds R5.
#[test]
fn r5_what_cannot_be_converted_is_still_refused_with_its_path() {
    let ty = Type::object([("a", Type::Bool), ("b", Type::list(Type::Number))]);
    let cases = [
        (r#"{"a":"yes"}"#, "a: expected bool, found string"),
        (r#"{"a":1}"#, "a: expected bool, found number"),
        (r#"{"b":[1,"x"]}"#, "b[1]: not a decimal number"),
        (r#"{"b":{}}"#, "b: expected list, found object"),
        (r#"{"a":null,"a":null}"#, "a: duplicate key"),
    ];

    for (text, message) in cases {
        assert_eq!(
            decode_json_state(text.as_bytes(), &ty).expect_err(text).to_string(),
            message
        );
    }
}

#[test]
fn broken_json_is_refused() {
    for text in [
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":}",
        "nul",
        "01",
        "1.",
        "1e",
        "+1",
        "\"\\ud800\"",
        "1 2",
        "\u{feff}1",
        "NaN",
    ] {
        let ty = if text.starts_with('"') {
            Type::String
        } else {
            Type::Number
        };
        let fault = decode_json(text.as_bytes(), &ty).expect_err(text);

        assert!(matches!(fault.reason, Reason::Json(_)), "{text}: {fault}");
    }
    assert!(matches!(
        decode_json(b"\"\xff\"", &Type::String).expect_err("not UTF-8").reason,
        Reason::Encoding
    ));
}

#[test]
fn a_tuple_of_another_length_and_a_repeated_key_are_refused_in_json() {
    let pair = Type::Tuple(vec![Type::Bool, Type::Bool]);
    let cases = [
        ("[null]", pair.clone(), "expected 2 elements, found 1"),
        (
            r#"{"k":true,"k":true}"#,
            Type::map(Type::Bool),
            r#"["k"]: duplicate key"#,
        ),
        (
            r#"{"type":"bool","type":"bool","value":null}"#,
            Type::Dynamic,
            "type: duplicate key",
        ),
    ];

    for (text, ty, message) in cases {
        assert_eq!(decode_json(text.as_bytes(), &ty).expect_err(text).to_string(), message);
    }
    let authors = encode_json(&Value::Tuple(vec![Value::Null; 3]), &pair).expect_err("too long");
    assert_eq!(authors.to_string(), "expected 2 elements, found 3");
}

/// Holds W17.
#[test]
fn w17_a_fault_within_a_set_is_reported_at_the_set_in_json() {
    let ty = Type::object([("set", Type::set(Type::list(Type::Bool)))]);
    let value = Value::object([("set", Value::Set(vec![Value::List(vec![number("1")])]))]);

    let authors = encode_json(&value, &ty).expect_err("a number is no bool");
    let strangers = decode_json(br#"{"set":[[1]]}"#, &ty).expect_err("a number is no bool");

    assert_eq!(authors.to_string(), "set: expected bool, found number");
    assert_eq!(strangers.to_string(), "set: expected bool, found number");
}
