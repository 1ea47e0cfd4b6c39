//! The schemas of the kinds of faults, with names that generated clients use as names of types.

use utoipa::Modify;
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::{Object, ObjectBuilder, OneOf, OneOfBuilder, Ref, RefOr, Schema};

/// The schema of every kind.
const KINDS: &str = "FaultKind";

/// The schema of the kinds without details, each of which is one word.
const BARE: &str = "BareFault";

/// The division of the kinds of faults into schemas, such as `LagFault` for `{"lag": ...}` and `Lag` for its content.
pub(super) struct FaultKinds;

impl Modify for FaultKinds {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let schemas = openapi.components.as_mut().map(|components| &mut components.schemas);
        let Some(schemas) = schemas else { return };
        if let Some(RefOr::T(Schema::OneOf(kinds))) = schemas.get(KINDS) {
            schemas.extend(divided(kinds));
        }
    }
}

type Named = (String, RefOr<Schema>);

/// The schemas in place of the common schema of all kinds.
fn divided(kinds: &OneOf) -> Vec<Named> {
    let kinds_and_words = kinds.items.iter().filter_map(|kind| match kind {
        RefOr::T(Schema::Object(kind)) => Some(kind),
        RefOr::Ref(_) | RefOr::T(_) => None,
    });
    let (words, detailed): (Vec<&Object>, Vec<&Object>) = kinds_and_words.partition(|kind| kind.properties.is_empty());
    let mut schemas: Vec<Named> = detailed.into_iter().flat_map(named).collect();
    schemas.push((BARE.to_owned(), RefOr::T(Schema::Object(word(&words)))));
    let faults = schemas.iter().filter(|(name, _)| name.ends_with("Fault"));
    let all = faults.fold(
        OneOfBuilder::new().description(kinds.description.clone()),
        |all, (name, _)| all.item(Ref::from_schema_name(name)),
    );
    schemas.push((KINDS.to_owned(), RefOr::T(Schema::OneOf(all.build()))));
    schemas
}

/// The schema of a kind with details, and the schema of the details.
fn named(kind: &Object) -> Vec<Named> {
    let properties = kind.properties.iter();
    let schemas = properties.filter_map(|(field, details)| match details {
        RefOr::T(Schema::Object(details)) => {
            let name = in_pascal_case(field);
            let reference = RefOr::Ref(Ref::from_schema_name(&name));
            let mut fault = kind.clone();
            fault.properties.insert(field.clone(), reference);
            Some([(format!("{name}Fault"), closed(fault)), (name, closed(details.clone()))])
        }
        RefOr::Ref(_) | RefOr::T(_) => None,
    });
    schemas.flatten().collect()
}

/// The schema of the kinds of one word.
fn word(words: &[&Object]) -> Object {
    let values = words.iter().filter_map(|word| word.enum_values.clone()).flatten();
    let sentences: Vec<String> = words
        .iter()
        .filter_map(|word| {
            let value = word.enum_values.as_ref()?.first()?.as_str()?;
            Some(format!("`{value}`: {}", word.description.as_deref()?))
        })
        .collect();
    ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::String)
        .description(Some(sentences.join("\n")))
        .enum_values(Some(values))
        .build()
}

/// A schema without additional fields, which the mock refuses.
fn closed(mut schema: Object) -> RefOr<Schema> {
    schema.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    RefOr::T(Schema::Object(schema))
}

fn in_pascal_case(name: &str) -> String {
    name.split('_')
        .filter_map(|word| word.split_at_checked(1))
        .map(|(first, rest)| first.to_uppercase() + rest)
        .collect()
}
