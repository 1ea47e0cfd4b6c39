//! Values on their way to a provider and back.

use framework::codec;
use framework::types::Type;
use framework::value::Value;
use proto::tfplugin5::{DynamicValue, ResourceIdentityData};

use crate::oracle::Broken;

/// A value as core sends it.
pub(super) fn sent(value: &Value, ty: &Type) -> Option<DynamicValue> {
    let msgpack = codec::encode_msgpack(value, ty).expect("a test sends values of the schema's type");
    Some(DynamicValue {
        msgpack,
        json: Vec::new(),
    })
}

/// An identity as core sends it.
pub(super) fn sent_identity(value: Option<&Value>, ty: Option<&Type>) -> Option<ResourceIdentityData> {
    let (value, ty) = (value?, ty?);
    Some(ResourceIdentityData {
        identity_data: sent(value, ty),
    })
}

/// Returns a value as core reads it (W1). An unreadable value is null, with the rule that it breaks; so is a form that core does not
/// accept everywhere (W2).
pub(super) fn received(
    answer: Option<&DynamicValue>,
    ty: &Type,
    rule: &'static str,
    broken: &mut Vec<Broken>,
) -> Value {
    let read = match answer {
        Some(value) if !value.msgpack.is_empty() => codec::decode_msgpack(&value.msgpack, ty),
        Some(value) if !value.json.is_empty() => {
            broken.push(Broken::whole("W2", "the answer is in JSON"));
            codec::decode_json(&value.json, ty)
        }
        _ => Ok(Value::Null),
    };
    read.unwrap_or_else(|error| {
        broken.push(Broken::whole(rule, format!("the answer cannot be read: {error}")));
        Value::Null
    })
}

/// Returns an identity as core reads it. Where the resource type has none, it is an unknown, which the oracle reports.
pub(super) fn received_identity(
    answer: Option<&ResourceIdentityData>,
    ty: Option<&Type>,
    broken: &mut Vec<Broken>,
) -> Option<Value> {
    let data = answer?.identity_data.as_ref();
    match ty {
        Some(ty) => Some(received(data, ty, "I1", broken)),
        None => Some(Value::unknown()),
    }
}
