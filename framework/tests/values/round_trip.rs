//! Round trips: any value of any type is unchanged in both encodings.

use std::collections::BTreeMap;

use framework::codec::{decode_json, decode_json_state, decode_msgpack, encode_json, encode_msgpack};
use framework::number::Number;
use framework::types::Type;
use framework::value::Value;
use proptest::prelude::*;

/// Returns a type of any shape, including `dynamic`.
pub(crate) fn any_type() -> impl Strategy<Value = Type> {
    let leaf = prop_oneof![
        Just(Type::String),
        Just(Type::Number),
        Just(Type::Bool),
        Just(Type::Dynamic)
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(Type::list),
            inner.clone().prop_map(Type::set),
            inner.clone().prop_map(Type::map),
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Type::Tuple),
            proptest::collection::btree_map("[a-z_]{1,6}", inner, 0..4).prop_map(Type::Object),
        ]
    })
}

/// The encoding, which decides if unknown values and infinities occur; JSON has neither.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    MessagePack,
    Json,
}

fn any_case(form: Form) -> impl Strategy<Value = (Type, Value)> {
    any_type().prop_flat_map(move |ty| {
        let value = any_value(&ty, form);
        (Just(ty), value)
    })
}

fn any_value(ty: &Type, form: Form) -> BoxedStrategy<Value> {
    let unknowns = if form == Form::MessagePack { 1 } else { 0 };
    prop_oneof![
        1 => Just(Value::Null),
        unknowns => Just(Value::unknown()),
        6 => known_value(ty, form),
    ]
    .boxed()
}

fn known_value(ty: &Type, form: Form) -> BoxedStrategy<Value> {
    let elements = |ty: &Type| proptest::collection::vec(any_value(ty, form), 0..4);
    match ty {
        Type::String => any::<String>().prop_map(Value::String).boxed(),
        Type::Number => any_number(form).prop_map(Value::Number).boxed(),
        Type::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        Type::Dynamic => dynamic_value(form),
        Type::List(element) => elements(element).prop_map(Value::List).boxed(),
        Type::Set(element) => elements(element).prop_map(Value::set).boxed(),
        Type::Map(element) => proptest::collection::btree_map(any::<String>(), any_value(element, form), 0..4)
            .prop_map(Value::Map)
            .boxed(),
        Type::Tuple(types) => {
            let elements: Vec<_> = types.iter().map(|ty| any_value(ty, form)).collect();
            elements.prop_map(Value::Tuple).boxed()
        }
        Type::Object(types) => {
            let names: Vec<_> = types.keys().cloned().collect();
            let values: Vec<_> = types.values().map(|ty| any_value(ty, form)).collect();
            values
                .prop_map(move |values| Value::Object(names.iter().cloned().zip(values).collect()))
                .boxed()
        }
    }
}

/// Returns a value with a shallow type of its own.
fn dynamic_value(form: Form) -> BoxedStrategy<Value> {
    let types = [
        Type::String,
        Type::list(Type::Number),
        Type::object([("a", Type::Bool)]),
        Type::map(Type::String),
    ];
    proptest::sample::select(types.to_vec())
        .prop_flat_map(move |ty| any_value(&ty, form).prop_map(move |value| super::dynamic(ty.clone(), value)))
        .boxed()
}

fn any_number(form: Form) -> BoxedStrategy<Number> {
    let text = "-?[0-9]{1,40}(\\.[0-9]{1,40})?(e-?[0-9]{1,6})?";
    let finite = prop_oneof![
        any::<i64>().prop_map(Number::from),
        any::<u64>().prop_map(Number::from),
        (any::<i32>(), 0_u32..20).prop_map(|(whole, halvings)| {
            let float = f64::from(whole) / f64::from(1_u32 << halvings);
            float.to_string().parse().expect("a finite float is a number")
        }),
        text.prop_map(|text| text.parse().expect("the text is a number")),
    ];
    if form == Form::Json {
        return finite.boxed();
    }
    prop_oneof![9 => finite, 1 => Just(Number::INFINITY), 1 => Just(Number::NEGATIVE_INFINITY)].boxed()
}

/// Returns the value with the elements of every set in another order.
fn shuffled(value: &Value) -> Value {
    let members = |members: &BTreeMap<String, Value>| {
        members
            .iter()
            .map(|(name, value)| (name.clone(), shuffled(value)))
            .collect()
    };
    match value {
        Value::Set(elements) => Value::Set(elements.iter().rev().map(shuffled).collect()),
        Value::List(elements) => Value::List(elements.iter().map(shuffled).collect()),
        Value::Tuple(elements) => Value::Tuple(elements.iter().map(shuffled).collect()),
        Value::Map(elements) => Value::Map(members(elements)),
        Value::Object(attributes) => Value::Object(members(attributes)),
        Value::Dynamic(ty, value) => super::dynamic((**ty).clone(), shuffled(value)),
        Value::Null | Value::Unknown(_) | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

proptest! {
    #[test]
    fn a_type_comes_back_from_json(ty in any_type()) {
        prop_assert_eq!(Type::from_json(&ty.to_json()).expect("it was written as a type"), ty);
    }

    /// Holds W8 and W11.
    #[test]
    fn a_value_comes_back_from_messagepack((ty, value) in any_case(Form::MessagePack)) {
        let bytes = encode_msgpack(&value, &ty).expect("the value is of the type");

        prop_assert_eq!(decode_msgpack(&bytes, &ty).expect("it was written as a value"), value);
    }

    /// Holds W15.
    #[test]
    fn a_value_comes_back_from_json((ty, value) in any_case(Form::Json)) {
        let bytes = encode_json(&value, &ty).expect("the value is of the type");

        prop_assert_eq!(&decode_json(&bytes, &ty).expect("it was written as a value"), &value);
        prop_assert_eq!(&decode_json_state(&bytes, &ty).expect("it was written as a value"), &value);
        // Any reader of JSON accepts the text.
        prop_assert!(serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_ok());
    }

    /// Holds W16.
    #[test]
    fn a_message_cut_off_anywhere_is_refused((ty, value) in any_case(Form::MessagePack), cut in any::<prop::sample::Index>()) {
        let bytes = encode_msgpack(&value, &ty).expect("the value is of the type");
        let (start, _) = bytes.split_at(cut.index(bytes.len()));

        prop_assert!(decode_msgpack(start, &ty).is_err());
    }

    /// Holds W16.
    #[test]
    fn a_changed_byte_is_read_or_refused(
        (ty, value) in any_case(Form::MessagePack),
        place in any::<prop::sample::Index>(),
        byte: u8,
    ) {
        let mut bytes = encode_msgpack(&value, &ty).expect("the value is of the type");
        let place = place.index(bytes.len());
        bytes.splice(place..=place, [byte]);

        if let Ok(read) = decode_msgpack(&bytes, &ty) {
            let written = encode_msgpack(&read, &ty).expect("what is read can be written");
            prop_assert!(decode_msgpack(&written, &ty).expect("what is written can be read").equals(&read));
        }
    }

    /// Holds W12.
    #[test]
    fn a_value_equals_itself_with_its_sets_in_another_order((_, value) in any_case(Form::MessagePack)) {
        prop_assert!(shuffled(&value).equals(&value));
    }

    #[test]
    fn two_values_are_equal_only_if_they_are_written_alike(
        (ty, one, other) in any_type().prop_flat_map(|ty| {
            let values = (any_value(&ty, Form::Json), any_value(&ty, Form::Json));
            (Just(ty), values).prop_map(|(ty, (one, other))| (ty, one, other))
        }),
    ) {
        let write = |value| encode_json(value, &ty).expect("the value is of the type");

        if write(&one) == write(&other) {
            prop_assert!(one.equals(&other));
        } else if !ty.to_string().contains("set(") {
            prop_assert!(!one.equals(&other));
        }
    }
}
