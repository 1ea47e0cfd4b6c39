//! Values in calls and in stored states: a type, and bytes that should be a value of that type.

use framework::codec::{decode_json, decode_json_state, decode_msgpack, encode_json, encode_msgpack};
use framework::types::Type;
use framework::value::Value;

/// Reads the input in all encodings.
///
/// The first line is the type in JSON. The rest is the value, in MessagePack, in JSON, or as a stored state.
///
/// # Panics
/// If a reader panics, or if a value that was read cannot be written and read again (conformance rules W2 and W15). Also
/// if the strict and the lenient reader of JSON return different values (conformance rule R5).
pub fn read(input: &[u8]) {
    let (first, bytes) = crate::split_line(input);
    let Ok(ty) = Type::from_json(first) else {
        return;
    };
    let again = Type::from_json(&ty.to_json()).expect("a type that was read is written as a type");
    assert_eq!(again, ty, "a type comes back from its JSON form");
    read_msgpack(bytes, &ty);
    read_json(bytes, &ty);
}

fn read_msgpack(bytes: &[u8], ty: &Type) {
    if let Ok(value) = decode_msgpack(bytes, ty) {
        assert_consistent(&value);
        assert_survives_msgpack(&value, ty);
        if let Ok(json) = encode_json(&value, ty) {
            let again = decode_json(&json, ty).expect("JSON that was written can be read");
            assert_same(&again, &value);
        }
    }
}

fn read_json(bytes: &[u8], ty: &Type) {
    let (strict, stored) = (decode_json(bytes, ty), decode_json_state(bytes, ty));
    if let Ok(value) = &strict {
        let stored = stored
            .as_ref()
            .expect("a stored state need not be more exact than a value");
        assert_same(stored, value);
    }
    if let Ok(value) = stored {
        assert_consistent(&value);
        assert!(value.is_wholly_known(), "JSON has no unknown values");
        assert_survives_msgpack(&value, ty);
        let json = encode_json(&value, ty).expect("what came from JSON can be written as JSON");
        assert_same(
            &decode_json(&json, ty).expect("JSON that was written can be read"),
            &value,
        );
    }
}

fn assert_survives_msgpack(value: &Value, ty: &Type) {
    let written = encode_msgpack(value, ty).expect("a value that was read can be written");
    let again = decode_msgpack(&written, ty).expect("a value that was written can be read");
    assert_same(&again, value);
}

/// Checks the rules that hold for every value.
fn assert_consistent(value: &Value) {
    assert_same(value, value);
    assert_eq!(
        value.unknown_paths().is_empty(),
        value.is_wholly_known(),
        "each unknown part has a path"
    );
}

fn assert_same(one: &Value, other: &Value) {
    assert!(one.equals(other), "{one:?} is not {other:?}");
}
