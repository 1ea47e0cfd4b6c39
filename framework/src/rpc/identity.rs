//! Identities in their wire form.

use proto::tfplugin5 as pb;

use super::dynamic_value;
use crate::diagnostics::Diagnostic;
use crate::erased::AnyResource;
use crate::value::Value;

/// Reads the identity of an object of the given type; null if there is none, or if the type has no identity
/// (conformance rule I2).
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

/// Writes an identity; a null one is omitted (conformance rule I2).
///
/// An identity that does not match its schema is omitted, too. `crate::erased` has reported it, and a response that
/// core cannot read would lose the object.
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
