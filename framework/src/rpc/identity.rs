//! Identities on the wire.

use proto::tfplugin5 as pb;

use super::dynamic_value;
use crate::diagnostics::Diagnostic;
use crate::erased::AnyResource;
use crate::value::Value;

/// Reads the identity of an object of that type; null where there is none, or where the type has none (I2).
///
/// # Errors
/// Bytes that are not an identity of that type.
pub(super) fn from_wire(
    identity: Option<&pb::ResourceIdentityData>,
    resource: &dyn AnyResource,
) -> Result<Value, Diagnostic> {
    let data = identity.and_then(|identity| identity.identity_data.as_ref());
    match resource.identified() {
        Some(identified) => dynamic_value::from_wire(data, identified.schema().terraform_type()),
        None => Ok(Value::Null),
    }
}

/// Writes an identity; a null one is left out (I2).
///
/// One that does not fit its schema is left out as well: `crate::erased` has told of it, and an answer that core cannot read
/// would cost the object.
pub(super) fn to_wire(identity: &Value, resource: &dyn AnyResource) -> Option<pb::ResourceIdentityData> {
    let schema = resource.identified()?.schema();
    if identity.is_null() {
        return None;
    }
    let data = dynamic_value::to_wire(identity, schema.terraform_type()).ok()?;
    Some(pb::ResourceIdentityData {
        identity_data: Some(data),
    })
}
