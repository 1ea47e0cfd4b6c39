//! The defaults of fields that are left out.

use serde_json::Value;
use utoipa::Modify;
use utoipa::openapi::{RefOr, Schema};

/// The removal of defaults that are useless or wrong: `null` often has another meaning than a field that is left out.
pub(super) struct Defaults;

impl Modify for Defaults {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.as_mut();
        let schemas = components
            .into_iter()
            .flat_map(|components| components.schemas.values_mut());
        for schema in schemas {
            if let RefOr::T(Schema::Object(object)) = schema {
                object.properties.values_mut().for_each(keep_plain);
            }
        }
    }
}

/// Keeps the default of a field if it is a plain value or a list.
fn keep_plain(field: &mut RefOr<Schema>) {
    let default = match field {
        RefOr::Ref(reference) => &mut reference.default,
        RefOr::T(Schema::Object(object)) => &mut object.default,
        RefOr::T(Schema::Array(array)) => &mut array.default,
        RefOr::T(Schema::OneOf(one_of)) => &mut one_of.default,
        RefOr::T(_) => return,
    };
    *default = default
        .take()
        .filter(|value| !matches!(value, Value::Null | Value::Object(_)));
}
