//! The bounds of numbers and of some texts of the controls. Other texts have no bounds, because a test can create objects that no customer can order.

use utoipa::openapi::schema::{ArrayItems, KnownFormat, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{Array, Object, PathItem, RefOr, Schema};
use utoipa::{Modify, Number};

/// The actions of a cross connect.
const STEPS: &str = "^(activate|complete|deactivate|decline|expire|fail|finish-step|issue-letter|reject)$";

/// The form of an IPv4 block.
const BLOCK: &str = "^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$";

/// The fields that are IPv4 blocks, or lists of them.
const BLOCKS: [&str; 5] = [
    "customer_address",
    "ip_routes",
    "prefixes",
    "prefixes_missing",
    "prefixes_unexpected",
];

/// The bounds of numbers, by their types, and of parsed texts.
pub(super) struct Bounds;

impl Modify for Bounds {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let schemas = openapi
            .components
            .iter_mut()
            .flat_map(|components| components.schemas.values_mut());
        for schema in schemas {
            if let RefOr::T(Schema::Object(object)) = schema {
                for (field, property) in &mut object.properties {
                    bind(field, property);
                }
            }
        }
        for item in openapi.paths.paths.values_mut() {
            bind_parameters(item);
        }
    }
}

fn bind_parameters(item: &mut PathItem) {
    let PathItem {
        get, put, post, delete, ..
    } = item;
    let calls = [get, put, post, delete].into_iter().flatten();
    for parameter in calls.flat_map(|call| call.parameters.iter_mut().flatten()) {
        if let RefOr::T(parameter) = parameter
            && let Some(schema) = &mut parameter.schema
        {
            bind(&parameter.name, schema);
        }
    }
}

fn bind(name: &str, schema: &mut RefOr<Schema>) {
    let object = match schema {
        RefOr::T(Schema::Object(object)) => object,
        RefOr::T(Schema::Array(list)) => return bind_items(name, list),
        RefOr::Ref(_) | RefOr::T(_) => return,
    };
    if is_of(object, &Type::Integer) {
        bind_number(name, object);
    } else if name == "Action" {
        object.pattern = Some(STEPS.to_owned());
    } else if BLOCKS.contains(&name) {
        object.pattern = Some(BLOCK.to_owned());
    }
}

fn bind_items(name: &str, list: &mut Array) {
    if let ArrayItems::RefOrSchema(items) = &mut list.items {
        bind(name, items);
    }
}

/// Adds the bounds of a number's type, because 4,294,967,295 does not fit into a signed 32-bit number.
fn bind_number(name: &str, number: &mut Object) {
    let is_of_32_bits = matches!(number.format, Some(SchemaFormat::KnownFormat(KnownFormat::Int32)));
    number.maximum = Some(Number::UInt(match name {
        "status" => u16::MAX.into(),
        _ if is_of_32_bits => usize::try_from(u32::MAX).unwrap_or(usize::MAX),
        _ => isize::MAX.unsigned_abs(),
    }));
    number.format = Some(SchemaFormat::KnownFormat(KnownFormat::Int64));
}

/// True for a schema of this type, or of this type and null.
fn is_of(object: &Object, wanted: &Type) -> bool {
    match &object.schema_type {
        SchemaType::Type(of) => of == wanted,
        SchemaType::Array(of) => of.contains(wanted),
        SchemaType::AnyValue => false,
    }
}
