//! Values that pass through the whole process and back.

use std::collections::BTreeMap;

use framework::types::Type;
use framework::value::Value;
use proto::tfplugin5::{DynamicValue, read_resource};

use crate::start::{corner, list, number, text};

/// Holds W7, W8 and W9.
#[tokio::test]
async fn a_number_of_any_size_and_precision_comes_back_as_it_was() {
    let provider = corner().await;
    let scalars = provider.resource("corner_scalars");
    for given in [
        "0.1",
        "-1.5",
        "12345678901234567890",
        "0.1234567890123456789",
        "3.14159265358979323846",
        "1e400",
        "18446744073709551615",
        "100000000000000000000",
    ] {
        let config = scalars.config([("name", text("a")), ("number", number(given))]);
        let made = scalars.create(&config).await.checked().stored.state;
        assert_eq!(made.get("number"), Some(&number(given)), "{given}");
    }
    let infinite = Value::Number(framework::number::Number::INFINITY);
    let config = scalars.config([("name", text("a")), ("number", infinite.clone())]);
    let made = scalars.create(&config).await.checked().stored.state;
    assert_eq!(made.get("number"), Some(&infinite));
}

/// Holds W3, W11 and W12.
#[tokio::test]
async fn collections_of_every_kind_come_back_as_they_were() {
    let provider = corner().await;
    let collections = provider.resource("corner_collections");
    let point = || Value::object([("name", text("p")), ("at", list(&[number("1"), number("0.1")]))]);
    let map = |value| Value::Map(BTreeMap::from([("a".to_owned(), value)]));
    let config = collections.config([
        ("texts", list(&[text(""), Value::Null, text("b")])),
        ("text_set", Value::Set(vec![text("b"), text("a"), text("b")])),
        ("truths", map(Value::Bool(true))),
        ("point", point()),
        ("points", list(&[point(), Value::Null])),
        ("point_set", Value::Set(vec![point()])),
        ("point_map", map(point())),
        ("deep", map(list(&[Value::Set(vec![text("x")])]))),
    ]);

    let made = collections.create(&config).await.checked().stored.state;

    let given = config.as_object().expect("an object");
    for (name, value) in given.iter().filter(|(_, value)| !value.is_null()) {
        assert!(made.get(name).is_some_and(|made| made.equals(value)), "{name}");
    }
    assert_eq!(made.get("sorted"), Some(&list(&[text("a"), text("b")])));
}

/// Holds W11.
#[tokio::test]
async fn a_dynamic_value_brings_its_type_there_and_back() {
    let provider = corner().await;
    let dynamic = provider.resource("corner_dynamic");
    let typed = |ty, value| Value::Dynamic(Box::new(ty), Box::new(value));
    let object = Type::object([("a", Type::Number), ("b", Type::String)]);
    for value in [
        typed(Type::String, text("x")),
        typed(object, Value::object([("a", number("1")), ("b", Value::Null)])),
        typed(
            Type::Tuple(vec![Type::Bool, Type::String]),
            Value::Tuple(vec![Value::Bool(true), text("x")]),
        ),
        Value::Null,
    ] {
        let config = dynamic.config([("value", value.clone())]);
        let made = dynamic.create(&config).await.checked().stored.state;
        assert_eq!(made.get("value"), Some(&value));
        assert_eq!(made.get("seen"), Some(&value));
    }
}

/// Holds W13.
#[tokio::test]
async fn blocks_of_every_nesting_are_made_changed_and_taken_away() {
    let provider = corner().await;
    let blocks = provider.resource("corner_blocks");
    let part = |word: &str| {
        Value::object([
            ("text", text(word)),
            ("size", Value::Null),
            ("made", Value::Null),
            ("key_wo", text("s3cret")),
        ])
    };
    let parent = |word: &str| Value::object([("name", text(word)), ("child", list(&[part(word)]))]);
    let piece = |word: &str| Value::object([("name", text(word)), ("made", Value::Null)]);
    let config = |word: &str| {
        blocks.config([
            ("single", part(word)),
            ("list", list(&[parent("first"), parent(word)])),
            ("set", Value::Set(vec![piece("first"), piece(word)])),
            ("map", Value::Map(BTreeMap::from([("x".to_owned(), part(word))]))),
            ("group", part(word)),
        ])
    };

    let made = blocks.create(&config("a")).await.checked().stored;
    let changed = blocks.update(made, &config("b")).await.checked().stored;
    let fewer = blocks.config([("list", list(&[parent("b")]))]);
    let fewer = blocks.update(changed.clone(), &fewer).await.checked().stored;

    assert_eq!(changed.state.get("count_of_blocks"), Some(&number("6")));
    assert_eq!(fewer.state.get("count_of_blocks"), Some(&number("1")));
    assert_eq!(blocks.destroy(fewer).await.checked().stored.state, Value::Null);
}

/// Holds W1 and W2.
#[tokio::test]
async fn json_is_read_too_and_messagepack_answers() {
    let provider = corner().await;
    let read = |current_state| {
        let request = read_resource::Request {
            type_name: "corner_upgraded".to_owned(),
            current_state,
            ..read_resource::Request::default()
        };
        let mut client = provider.client().provider.clone();
        async move { client.read_resource(request).await.expect("an answer").into_inner() }
    };
    let json = DynamicValue {
        json: br#"{"names":["a"]}"#.to_vec(),
        msgpack: Vec::new(),
    };

    let answer = read(Some(json)).await.new_state.expect("a state");
    assert_eq!(answer.json, Vec::<u8>::new());
    assert_eq!(answer.msgpack, b"\x81\xa5names\x91\xa1a");
    for nothing in [None, Some(DynamicValue::default())] {
        let answer = read(nothing).await;
        assert_eq!(answer.diagnostics, [], "nothing is null");
    }
}
