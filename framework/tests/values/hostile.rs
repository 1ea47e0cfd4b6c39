//! Malicious bytes (conformance rule W16): each input is rejected quickly, and none causes a panic.

use framework::codec::{
    CodecError, Limits, Reason, decode_json, decode_json_state, decode_json_state_within, decode_json_within,
    decode_msgpack, decode_msgpack_within,
};
use framework::types::Type;
use framework::value::Value;
use proptest::prelude::*;

use super::order;
use super::round_trip::any_type;

/// Returns a list of lists of lists.
fn nested_lists(depth: usize) -> Type {
    (0..depth).fold(Type::Bool, |inner, _| Type::list(inner))
}

/// Returns a dynamic value that contains only another one, and so on.
fn nested_dynamic(depth: usize) -> Vec<u8> {
    let mut bytes = b"\x92\xc4\x12[\"list\",\"dynamic\"]\x91".repeat(depth);
    bytes.push(0xc0);
    bytes
}

fn reason(result: Result<Value, CodecError>) -> Reason {
    result.expect_err("it is hostile").reason
}

/// Holds W16.
#[test]
fn a_message_that_declares_more_than_it_holds_is_refused_before_anything_is_read_or_reserved() {
    let any = || Type::list(Type::Bool);
    let cases: [(&str, &[u8], Type); 14] = [
        ("nothing", &[], any()),
        ("four billion elements", &[0xdd, 0xff, 0xff, 0xff, 0xff], any()),
        (
            "four billion elements of a set",
            &[0xdd, 0xff, 0xff, 0xff, 0xff, 0xc0],
            Type::set(Type::Bool),
        ),
        (
            "four billion pairs",
            &[0xdf, 0xff, 0xff, 0xff, 0xff],
            Type::map(Type::Bool),
        ),
        (
            "four billion attributes",
            &[0xdf, 0xff, 0xff, 0xff, 0xff, 0xa1, b'a'],
            order(),
        ),
        ("pairs without values", &[0x82, 0xa1, b'a', 0xc0], Type::map(Type::Bool)),
        (
            "four billion bytes of text",
            &[0xdb, 0xff, 0xff, 0xff, 0xff, b'a'],
            Type::String,
        ),
        ("text cut off", &[0xa5, b'a', b'b'], Type::String),
        (
            "text where a number is due",
            &[0xdb, 0xff, 0xff, 0xff, 0xff],
            Type::Number,
        ),
        (
            "four billion bytes of extension",
            &[0xc9, 0xff, 0xff, 0xff, 0xff, 0x0c],
            any(),
        ),
        ("a length cut off", &[0xdd, 0xff, 0xff], any()),
        ("a float cut off", &[0xcb, 0x00], Type::Number),
        ("a type cut off", &[0x92, 0xc6, 0xff, 0xff, 0xff, 0xff], Type::Dynamic),
        (
            "a tuple of four billion",
            &[0xdd, 0xff, 0xff, 0xff, 0xff],
            Type::Tuple(vec![]),
        ),
    ];

    for (name, bytes, ty) in cases {
        assert!(
            matches!(reason(decode_msgpack(bytes, &ty)), Reason::Truncated),
            "{name}"
        );
    }
}

/// Holds W16.
#[test]
fn markers_extensions_and_refinements_out_of_place_are_refused() {
    let refinement = |body: &[u8]| {
        let head = [0xc7, u8::try_from(body.len()).expect("short"), 0x0c];
        reason(decode_msgpack(&[&head, body].concat(), &Type::String))
    };

    assert!(matches!(
        reason(decode_msgpack(&[0xc1], &Type::String)),
        Reason::ReservedMarker
    ));
    let fault = decode_msgpack(&[0xd5, 0x05, 0x00, 0x00], &Type::String).expect_err("an extension of another kind");
    assert_eq!(fault.to_string(), "unsupported extension type 0x05 with 2 bytes");
    let oversize = [&[0xc8, 0x04, 0x01, 0x0c][..], &[0x80; 1025]].concat();
    assert!(matches!(
        reason(decode_msgpack(&oversize, &Type::String)),
        Reason::OversizeRefinement
    ));
    for body in [
        &[0x92, 0x01, 0xc2][..],
        &[0x81, 0x01, 0x05],
        &[0x81, 0x05, 0xff],
        &[0x81, 0x03, 0x91, 0x01],
    ] {
        assert!(matches!(refinement(body), Reason::MalformedRefinement), "{body:02x?}");
    }
    for body in [
        &[0xdf, 0xff, 0xff, 0xff, 0xff][..],
        &[0x81, 0x63, 0xdd, 0xff, 0xff, 0xff, 0xff],
        &[0x81, 0x01],
    ] {
        assert!(matches!(refinement(body), Reason::Truncated), "{body:02x?}");
    }
}

/// Holds W16.
#[test]
fn bytes_after_the_value_are_refused() {
    assert!(matches!(
        reason(decode_msgpack(&[0xc0, 0xc0, 0xc0], &Type::Bool)),
        Reason::Trailing(2)
    ));
    assert!(matches!(
        reason(decode_json(b"null null", &Type::Bool)),
        Reason::Json(_)
    ));
}

/// Holds W16.
#[test]
fn nesting_ends_at_the_limit_in_both_encodings() {
    let message = |depth: usize| [vec![0x91; depth], vec![0xc0]].concat();
    let text = |depth: usize| format!("{}null{}", "[".repeat(depth), "]".repeat(depth));

    assert!(decode_msgpack(&message(127), &nested_lists(127)).is_ok());
    assert!(decode_json(text(127).as_bytes(), &nested_lists(127)).is_ok());
    assert!(matches!(
        reason(decode_msgpack(&message(128), &nested_lists(128))),
        Reason::TooDeep(128)
    ));
    assert!(matches!(
        reason(decode_json(text(128).as_bytes(), &nested_lists(128))),
        Reason::TooDeep(128)
    ));
}

/// Holds W16.
#[test]
fn a_dynamic_value_cannot_dig_its_way_below_the_limit() {
    assert!(decode_msgpack(&nested_dynamic(60), &Type::Dynamic).is_ok());
    assert!(matches!(
        reason(decode_msgpack(&nested_dynamic(100_000), &Type::Dynamic)),
        Reason::TooDeep(128)
    ));

    let deep = format!(
        "{}null{}",
        r#"{"type":["list","dynamic"],"value":["#.repeat(200),
        "]}".repeat(200)
    );
    assert!(matches!(
        reason(decode_json(deep.as_bytes(), &Type::Dynamic)),
        Reason::TooDeep(128)
    ));
}

/// Holds W16.
#[test]
fn json_that_the_type_does_not_ask_for_costs_no_stack() {
    let deep = format!("{{\"old\":{}{}}}", "[".repeat(1_000_000), "]".repeat(1_000_000));

    let value = decode_json_state(deep.as_bytes(), &Type::object([("a", Type::Bool)]));

    assert_eq!(
        value.expect("the old attribute is dropped"),
        Value::object([("a", Value::Null)])
    );
}

/// Holds W16.
#[test]
fn the_number_of_values_ends_at_the_limit() {
    let limits = Limits {
        elements: 10,
        ..Limits::default()
    };
    let list = Type::list(Type::Bool);
    let message = |length: u8| [vec![0x90 | length], vec![0xc0; length.into()]].concat();

    assert!(decode_msgpack_within(&message(9), &list, limits).is_ok());
    assert!(matches!(
        reason(decode_msgpack_within(&message(10), &list, limits)),
        Reason::TooManyElements(10)
    ));
    assert!(decode_json_within(b"[1,1,1,1,1,1,1,1,1]", &Type::list(Type::Number), limits).is_ok());
    let text = b"[1,1,1,1,1,1,1,1,1,1]";
    assert!(matches!(
        reason(decode_json_within(text, &Type::list(Type::Number), limits)),
        Reason::TooManyElements(10)
    ));
}

/// Holds W16.
#[test]
fn an_attribute_behind_too_many_dropped_ones_is_not_lost_in_silence() {
    let limits = Limits {
        elements: 4,
        ..Limits::default()
    };
    let ty = Type::object([("z", Type::Bool)]);
    let read = |text: &[u8]| decode_json_state_within(text, &ty, limits);

    let kept = read(br#"{"a":1,"b":2,"z":true}"#).expect("three members are allowed");

    assert_eq!(kept, Value::object([("z", Value::Bool(true))]));
    assert!(matches!(
        reason(read(br#"{"a":1,"b":2,"c":3,"z":true}"#)),
        Reason::TooManyElements(4)
    ));
}

/// Holds W16.
#[test]
fn a_short_state_cannot_grow_large_through_the_type_it_brings() {
    let names: Vec<_> = (0..5_000).map(|index| format!("\"a{index}\":\"bool\"")).collect();
    let objects = ["{}"; 1_000].join(",");
    let text = format!(
        "{{\"type\":[\"list\",[\"object\",{{{}}}]],\"value\":[{objects}]}}",
        names.join(",")
    );

    assert!(matches!(
        reason(decode_json_state(text.as_bytes(), &Type::Dynamic)),
        Reason::TooManyElements(1_000_000)
    ));
}

/// Holds W16.
#[test]
fn the_message_and_the_type_in_it_end_at_their_limits() {
    let limits = Limits {
        bytes: 4,
        ..Limits::default()
    };
    let long = format!("{{\"type\":[\"list\",\"{}\"],\"value\":null}}", "x".repeat(2 << 20));

    assert!(decode_msgpack_within(b"\xa3abc", &Type::String, limits).is_ok());
    assert!(matches!(
        reason(decode_msgpack_within(b"\xa4abcd", &Type::String, limits)),
        Reason::TooLong(4)
    ));
    assert!(matches!(
        reason(decode_json_within(b"\"abc\"", &Type::String, limits)),
        Reason::TooLong(4)
    ));
    assert!(matches!(
        reason(decode_json(long.as_bytes(), &Type::Dynamic)),
        Reason::TooLong(_)
    ));
}

/// Holds W16.
#[test]
fn a_number_with_a_monstrous_exponent_stays_small() {
    let bytes = b"\xab1e999999999";

    let value = decode_msgpack(bytes, &Type::Number).expect("it is a number");

    assert!(value.equals(&value.clone()));
    assert!(!value.equals(&super::number("1e-999999999")));
    assert_eq!(
        framework::codec::encode_msgpack(&value, &Type::Number).expect("it can be written"),
        bytes
    );
    assert_eq!(
        framework::codec::encode_json(&value, &Type::Number).expect("it can be written"),
        b"1e999999999"
    );
    assert!(matches!(
        reason(decode_msgpack(b"\xad1e99999999999", &Type::Number)),
        Reason::Number(_)
    ));
}

/// Holds W16.
#[test]
fn a_set_of_many_elements_is_read_without_comparing_each_pair() {
    let numbers: Vec<_> = (0..100_000).map(|index| index.to_string()).collect();
    let text = format!("[{}]", numbers.join(","));

    let set = decode_json(text.as_bytes(), &Type::set(Type::Number)).expect("it is a set");
    let Value::Set(mut elements) = set.clone() else {
        unreachable!("it was read as a set")
    };
    elements.reverse();

    assert!(set.equals(&Value::Set(elements)));
}

proptest! {
    /// Holds W16.
    #[test]
    fn random_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), ty in any_type()) {
        let _ = decode_msgpack(&bytes, &ty);
        let _ = decode_msgpack(&bytes, &Type::Dynamic);
        let _ = decode_json(&bytes, &ty);
        let _ = decode_json_state(&bytes, &ty);
        let _ = Type::from_json(&bytes);
    }

    /// Holds W16.
    #[test]
    fn random_text_of_json_characters_is_read_or_refused(text in "[\\[\\]{}\",:0-9a-e.+ntf\\\\-]{0,60}", ty in any_type()) {
        let _ = decode_json(text.as_bytes(), &ty);
        let _ = decode_json_state(text.as_bytes(), &Type::Dynamic);
        let _ = Type::from_json(text.as_bytes());
    }
}
