//! Conversions of values and messages between the tests and the wire form.

use framework::Model;
use framework::codec::{decode_msgpack, encode_msgpack};
use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::attribute_path::step::Selector;

pub(crate) fn wire<M: Model>(value: &Value) -> Option<pb::DynamicValue> {
    let msgpack = encode_msgpack(value, &M::block().terraform_type()).expect("the value is of the type");
    Some(pb::DynamicValue {
        msgpack,
        json: Vec::new(),
    })
}

pub(crate) fn garbage() -> Option<pb::DynamicValue> {
    Some(pb::DynamicValue {
        msgpack: vec![0xc1],
        json: Vec::new(),
    })
}

pub(crate) fn read<M: Model>(value: Option<pb::DynamicValue>) -> Value {
    let value = value.expect("the answer holds a value");
    assert!(
        value.json.is_empty(),
        "responses contain only MessagePack (conformance rule W2)"
    );
    decode_msgpack(&value.msgpack, &M::block().terraform_type()).expect("the answer is of the type")
}

/// Returns the messages as `severity path: summary`.
pub(crate) fn told(diagnostics: &[pb::Diagnostic]) -> Vec<String> {
    let message = |found: &pb::Diagnostic| {
        let path: Vec<_> = found.attribute.iter().flat_map(|path| &path.steps).map(step).collect();
        format!("{:?} {}: {}", found.severity(), path.join("."), found.summary)
    };
    diagnostics.iter().map(message).collect()
}

pub(crate) fn step(step: &pb::attribute_path::Step) -> String {
    match step.selector.as_ref().expect("each step has a selector") {
        Selector::AttributeName(name) => name.clone(),
        Selector::ElementKeyString(key) => format!("{key:?}"),
        Selector::ElementKeyInt(index) => index.to_string(),
    }
}
