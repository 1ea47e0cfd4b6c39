//! MessagePack in both directions, byte by byte.

use std::collections::BTreeMap;

use framework::codec::{Reason, decode_msgpack, encode_msgpack};
use framework::refinement::{Bound, Refinement};
use framework::types::Type;
use framework::value::Value;

use super::{dynamic, number, order};

fn decode(bytes: &[u8], ty: &Type) -> Value {
    decode_msgpack(bytes, ty).expect("the bytes are of the type")
}

fn encode(value: &Value, ty: &Type) -> Vec<u8> {
    encode_msgpack(value, ty).expect("the value is of the type")
}

/// Returns a head followed by a body.
fn message(head: &[u8], body: &[u8]) -> Vec<u8> {
    [head, body].concat()
}

/// Holds W3.
#[test]
fn w3_an_object_is_written_with_each_attribute_of_its_type_and_nulls_as_nil() {
    let ty = Type::object([("a", Type::String), ("b", Type::Bool)]);
    let value = Value::object([("a", Value::Null), ("b", Value::Bool(true))]);

    let bytes = encode(&value, &ty);

    assert_eq!(bytes, [0x82, 0xa1, b'a', 0xc0, 0xa1, b'b', 0xc3]);
    assert_eq!(decode(&bytes, &ty), value);
}

/// Holds W3.
#[test]
fn w3_a_missing_or_a_surplus_attribute_is_an_authors_error_with_its_path() {
    let completion = |fields: &[(&str, Value)]| {
        let completion = Value::object(fields.iter().cloned());
        Value::object([
            ("name", Value::Null),
            ("completion", Value::List(vec![Value::Null, completion])),
        ])
    };
    let missing = completion(&[("reference", Value::Null)]);
    let surplus = completion(&[
        ("reference", Value::Null),
        ("circuit", Value::Null),
        ("colour", Value::Null),
    ]);

    let missing = encode_msgpack(&missing, &order()).expect_err("an attribute is missing");
    let surplus = encode_msgpack(&surplus, &order()).expect_err("an attribute is too many");

    assert_eq!(missing.to_string(), "completion[1].circuit: the attribute is missing");
    assert_eq!(surplus.to_string(), "completion[1].colour: unsupported attribute");
}

/// Holds W3.
#[test]
fn w3_a_missing_surplus_or_repeated_attribute_is_refused_on_reading() {
    let ty = Type::object([("a", Type::String), ("b", Type::Bool)]);
    let cases: [(&[u8], &str); 4] = [
        (&[0x81, 0xa1, b'a', 0xc0], "b: the attribute is missing"),
        (
            &[0x83, 0xa1, b'a', 0xc0, 0xa1, b'b', 0xc0, 0xa1, b'c', 0xc0],
            "c: unsupported attribute",
        ),
        (&[0x82, 0xa1, b'a', 0xc0, 0xa1, b'a', 0xc0], "a: duplicate key"),
        (&[0x81, 0x01, 0xc0], "expected string, found number"),
    ];

    for (bytes, message) in cases {
        assert_eq!(decode_msgpack(bytes, &ty).expect_err(message).to_string(), message);
    }
}

/// Holds W4.
#[test]
fn w4_nil_is_null_of_any_type() {
    for ty in [
        Type::String,
        Type::Number,
        Type::Bool,
        Type::Dynamic,
        Type::list(Type::String),
        order(),
    ] {
        assert_eq!(decode(&[0xc0], &ty), Value::Null);
        assert_eq!(encode(&Value::Null, &ty), [0xc0]);
    }
}

/// Holds W4.
#[test]
fn w4_an_extension_with_at_most_one_byte_is_unknown_whatever_its_code() {
    let forms: [&[u8]; 7] = [
        &[0xd4, 0x00, 0x00],
        &[0xd4, 0x0c, 0x80],
        &[0xd4, 0x0c, 0x00],
        &[0xc7, 0x00, 0x0c],
        &[0xd4, 0xff, 0x07],
        &[0xc7, 0x00, 0x05],
        &[0xc7, 0x01, 0x7f, 0x00],
    ];

    for bytes in forms {
        for ty in [Type::String, Type::Dynamic, Type::set(Type::Bool), order()] {
            assert_eq!(decode(bytes, &ty), Value::unknown(), "{bytes:02x?}");
        }
    }
}

/// Holds W4.
#[test]
fn w4_unknown_is_written_as_the_shortest_extension_without_its_refinement() {
    let refinement = Refinement {
        is_null: Some(false),
        ..Refinement::default()
    };
    let refined = Value::Unknown(Some(Box::new(refinement)));

    assert_eq!(encode(&Value::unknown(), &Type::String), [0xd4, 0x00, 0x00]);
    assert_eq!(encode(&refined, &Type::Dynamic), [0xd4, 0x00, 0x00]);
}

/// Holds W5.
#[test]
fn w5_a_refinement_is_kept_with_the_unknown_value() {
    let prefixed = message(&[0xc7, 0x09, 0x0c, 0x82, 0x01, 0xc2, 0x02, 0xa4], b"pre-");
    let ranged = [
        0xc7, 0x0d, 0x0c, 0x82, 0x03, 0x92, 0x05, 0xc3, 0x04, 0x92, 0xa4, b'1', b'0', b'.', b'5', 0xc2,
    ];
    let counted = [0xd7, 0x0c, 0x82, 0x05, 0x01, 0x06, 0xcd, 0x01, 0x00, 0x00];

    let Value::Unknown(Some(prefix)) = decode(&prefixed, &Type::String) else {
        unreachable!("it is refined")
    };
    let Value::Unknown(Some(range)) = decode(&ranged, &Type::Number) else {
        unreachable!("it is refined")
    };

    assert_eq!(
        (prefix.is_null, prefix.string_prefix.as_deref()),
        (Some(false), Some("pre-"))
    );
    assert_eq!(
        range.number_min,
        Some(Bound {
            number: 5_i64.into(),
            is_inclusive: true
        })
    );
    assert_eq!(range.number_max.map(|bound| bound.is_inclusive), Some(false));
    // The message `counted` has one byte after its map.
    assert!(matches!(
        decode_msgpack(&counted, &Type::list(Type::Bool))
            .expect_err("a byte is left over")
            .reason,
        Reason::Trailing(1)
    ));
}

/// Holds W5.
#[test]
fn w5_lengths_are_read_and_keys_of_a_newer_terraform_are_passed_over() {
    let body = [
        &[
            0x84, 0x05, 0x01, 0x63, 0x92, 0x81, 0xa1, b'x', 0xc4, 0x01, 0x00, 0xd4, 0x00, 0x00,
        ][..],
        &[0x06, 0xcd, 0x01, 0x00, 0xcc, 0xc8, 0xc0][..],
    ]
    .concat();
    let bytes = message(&[0xc7, u8::try_from(body.len()).expect("short"), 0x0c], &body);

    let Value::Unknown(Some(refinement)) = decode(&bytes, &Type::list(Type::Bool)) else {
        unreachable!("it is refined")
    };

    let expected = Refinement {
        length_min: Some(1),
        length_max: Some(256),
        ..Refinement::default()
    };
    assert_eq!(*refinement, expected);
}

/// Holds W5.
#[test]
fn w5_a_refinement_ends_at_1024_bytes() {
    let prefixed = |length: u16| {
        let head = [
            &[0xc8][..],
            &(length + 5).to_be_bytes(),
            &[0x0c, 0x81, 0x02, 0xda],
            &length.to_be_bytes(),
        ]
        .concat();
        message(&head, &vec![b'a'; length.into()])
    };

    let longest = decode(&prefixed(1019), &Type::String);
    let longer = decode_msgpack(&prefixed(1020), &Type::String).expect_err("one byte too many");

    assert!(matches!(longest, Value::Unknown(Some(_))));
    assert!(matches!(longer.reason, Reason::OversizeRefinement));
}

/// Holds W7.
#[test]
fn w7_every_form_of_a_number_is_read() {
    let forms: [(&[u8], &str); 20] = [
        (&[0x07], "7"),
        (&[0xff], "-1"),
        (&[0xcc, 0xff], "255"),
        (&[0xcd, 0xff, 0xff], "65535"),
        (&[0xce, 0xff, 0xff, 0xff, 0xff], "4294967295"),
        (
            &[0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            "18446744073709551615",
        ),
        (&[0xd0, 0x80], "-128"),
        (&[0xd1, 0x80, 0x00], "-32768"),
        (&[0xd2, 0x80, 0x00, 0x00, 0x00], "-2147483648"),
        (
            &[0xd3, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00],
            "-9223372036854775808",
        ),
        (&[0xca, 0x3f, 0xc0, 0x00, 0x00], "1.5"),
        (&[0xcb, 0x3f, 0xf8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00], "1.5"),
        (&[0xcb, 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a], "0.1"),
        (&[0xcb, 0x40, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00], "3"),
        (&[0xa3, b'0', b'.', b'1'], "0.1"),
        (b"\xb412345678901234567890", "12345678901234567890"),
        (b"\xb50.1234567890123456789", "0.1234567890123456789"),
        (b"\xa51e400", "1e400"),
        (b"\xa6-1e-40", "-1e-40"),
        (b"\xb5100000000000000000000", "1e20"),
    ];

    for (bytes, text) in forms {
        assert_eq!(decode(bytes, &Type::Number), number(text), "{bytes:02x?}");
    }
}

/// Holds W7.
#[test]
fn w7_numbers_are_written_as_integers_exact_floats_or_decimal_text() {
    let forms: [(&str, &[u8]); 10] = [
        ("7", &[0x07]),
        ("-1", &[0xff]),
        ("1e3", &[0xcd, 0x03, 0xe8]),
        (
            "-9223372036854775808",
            &[0xd3, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00],
        ),
        (
            "18446744073709551615",
            &[0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ),
        ("18446744073709551616", b"\xb418446744073709551616"),
        ("1.5", &[0xcb, 0x3f, 0xf8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]),
        ("-0.25", &[0xcb, 0xbf, 0xd0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]),
        ("0.1", b"\xa30.1"),
        ("3.14159265358979323846", b"\xb63.14159265358979323846"),
    ];

    for (text, bytes) in forms {
        assert_eq!(encode(&number(text), &Type::Number), bytes, "{text}");
    }
}

/// Holds W8.
#[test]
fn w8_numbers_beyond_a_float_survive_the_way_there_and_back() {
    for text in [
        "12345678901234567890",
        "0.1234567890123456789",
        "1e400",
        "-1e400",
        "3.14159265358979323846",
    ] {
        let bytes = encode(&number(text), &Type::Number);

        assert_eq!(decode(&bytes, &Type::Number), number(text));
    }
}

/// Holds W9.
#[test]
fn w9_infinities_are_floats_and_nan_is_refused() {
    let infinity = [0xcb, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0];
    let negative = [0xca, 0xff, 0x80, 0, 0];

    let infinite = decode(&infinity, &Type::Number);

    assert_eq!(infinite, Value::Number(framework::number::Number::INFINITY));
    assert_eq!(encode(&infinite, &Type::Number), infinity);
    assert_eq!(
        decode(&negative, &Type::Number),
        Value::Number(framework::number::Number::NEGATIVE_INFINITY)
    );
    for nan in [&[0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0][..], &[0xca, 0x7f, 0xc0, 0, 0][..]] {
        assert!(matches!(
            decode_msgpack(nan, &Type::Number).expect_err("NaN").reason,
            Reason::Number(_)
        ));
    }
}

/// Holds W10.
#[test]
fn w10_text_arrives_as_it_was_sent_and_must_be_utf8() {
    let decomposed = "e\u{301}";

    let bytes = encode(&Value::string(decomposed), &Type::String);

    assert_eq!(decode(&bytes, &Type::String), Value::string(decomposed));
    let fault = decode_msgpack(&[0xa2, 0xc3, 0x28], &Type::String).expect_err("not UTF-8");
    assert!(matches!(fault.reason, Reason::Encoding));
}

/// Holds W11.
#[test]
fn w11_collections_are_arrays_and_string_keyed_maps() {
    let two = || vec![number("1"), number("2")];
    let tuple = Type::Tuple(vec![Type::Number, Type::Bool]);
    let map = Value::Map(BTreeMap::from([("k".to_owned(), number("1"))]));
    let cases: [(Value, Type, &[u8]); 4] = [
        (Value::List(two()), Type::list(Type::Number), &[0x92, 0x01, 0x02]),
        (Value::Set(two()), Type::set(Type::Number), &[0x92, 0x01, 0x02]),
        (
            Value::Tuple(vec![number("1"), Value::Bool(false)]),
            tuple,
            &[0x92, 0x01, 0xc2],
        ),
        (map, Type::map(Type::Number), &[0x81, 0xa1, b'k', 0x01]),
    ];

    for (value, ty, bytes) in cases {
        assert_eq!(encode(&value, &ty), bytes);
        assert_eq!(decode(bytes, &ty), value);
    }
}

/// Holds W11.
#[test]
fn w11_a_dynamic_value_brings_its_type_as_json() {
    let ty = Type::object([("a", Type::Number), ("b", Type::String)]);
    let value = dynamic(ty, Value::object([("a", number("1")), ("b", Value::string("x"))]));
    let json = br#"["object",{"a":"number","b":"string"}]"#;
    let length = u8::try_from(json.len()).expect("short");
    let expected = [
        &[0x92, 0xc4, length][..],
        json,
        &[0x82, 0xa1, b'a', 0x01, 0xa1, b'b', 0xa1, b'x'],
    ]
    .concat();

    let bytes = encode(&value, &Type::Dynamic);

    assert_eq!(bytes, expected);
    assert_eq!(decode(&bytes, &Type::Dynamic), value);
}

/// Holds W11.
#[test]
fn w11_null_and_unknown_of_dynamic_type_stand_bare_and_those_of_a_type_bring_it() {
    let typed = dynamic(Type::String, Value::Null);
    let awaited = dynamic(Type::list(Type::Dynamic), Value::List(vec![Value::unknown()]));

    assert_eq!(decode(&[0xc0], &Type::Dynamic), Value::Null);
    assert_eq!(decode(&[0xd4, 0x00, 0x00], &Type::Dynamic), Value::unknown());
    for value in [typed, awaited] {
        assert_eq!(decode(&encode(&value, &Type::Dynamic), &Type::Dynamic), value);
    }
}

/// Holds W11.
#[test]
fn w11_dynamic_itself_is_not_the_type_of_a_value() {
    let nested = message(&[0x92, 0xc4, 0x09], b"\"dynamic\"\xc0");

    let fault = decode_msgpack(&nested, &Type::Dynamic).expect_err("no concrete type");
    let authors = encode_msgpack(&dynamic(Type::Dynamic, Value::Null), &Type::Dynamic).expect_err("no concrete type");

    assert!(matches!(fault.reason, Reason::NotConcrete));
    assert!(matches!(authors.reason, Reason::NotConcrete));
}

/// Holds W12.
#[test]
fn w12_equal_elements_of_a_set_become_one() {
    let bytes = [0x94, 0xa1, b'b', 0xa1, b'a', 0xa1, b'b', 0xc0];

    let set = decode(&bytes, &Type::set(Type::String));

    assert_eq!(
        set,
        Value::Set(vec![Value::string("b"), Value::string("a"), Value::Null])
    );
}

#[test]
fn a_value_of_another_type_is_refused_with_its_path_both_ways() {
    let wrong = Value::object([
        ("name", Value::string("a")),
        (
            "completion",
            Value::List(vec![Value::object([
                ("reference", number("1")),
                ("circuit", Value::Null),
            ])]),
        ),
    ]);
    let ty = Type::object([("tags", Type::map(Type::set(Type::Bool)))]);
    let bytes = [0x81, 0xa4, b't', b'a', b'g', b's', 0x81, 0xa1, b'k', 0x92, 0xc3, 0x01];

    let authors = encode_msgpack(&wrong, &order()).expect_err("a number is no string");
    let strangers = decode_msgpack(&bytes, &ty).expect_err("a number is no bool");

    assert_eq!(
        authors.to_string(),
        "completion[0].reference: expected string, found number"
    );
    // A set has no addresses inside (conformance rule W17).
    assert_eq!(strangers.to_string(), "tags[\"k\"]: expected bool, found number");
}

#[test]
fn a_tuple_of_another_length_and_a_repeated_key_are_refused_both_ways() {
    let tuple = Type::object([("pair", Type::Tuple(vec![Type::Bool, Type::Bool]))]);
    let short = Value::object([("pair", Value::Tuple(vec![Value::Null]))]);
    let message = [0x81, 0xa4, b'p', b'a', b'i', b'r', 0x93, 0xc0, 0xc0, 0xc0];
    let repeated = [0x82, 0xa1, b'k', 0xc2, 0xa1, b'k', 0xc3];

    let authors = encode_msgpack(&short, &tuple).expect_err("too short");
    let strangers = decode_msgpack(&message, &tuple).expect_err("too long");
    let twice = decode_msgpack(&repeated, &Type::map(Type::Bool)).expect_err("a key twice");

    assert_eq!(authors.to_string(), "pair: expected 2 elements, found 1");
    assert_eq!(strangers.to_string(), "pair: expected 2 elements, found 3");
    assert_eq!(twice.to_string(), "[\"k\"]: duplicate key");
}

/// Holds W17.
#[test]
fn w17_a_fault_within_a_set_is_reported_at_the_set() {
    let ty = Type::object([("set", Type::set(Type::list(Type::Bool)))]);
    let value = Value::object([("set", Value::Set(vec![Value::List(vec![number("1")])]))]);
    let message = [0x81, 0xa3, b's', b'e', b't', 0x91, 0x91, 0x01];

    let authors = encode_msgpack(&value, &ty).expect_err("a number is no bool");
    let strangers = decode_msgpack(&message, &ty).expect_err("a number is no bool");

    assert_eq!(authors.to_string(), "set: expected bool, found number");
    assert_eq!(strangers.to_string(), "set: expected bool, found number");
}
