//! The rules for the schemas that core loads (S1 to S14).
//!
//! Core checks a part of them, panics at some, and leaves the rest to the provider (S14).

use framework::types::Type;
use proto::tfplugin5::{self as pb, schema::nested_block::NestingMode};

use super::Broken;

/// The names with a special meaning in a resource of Terraform's language (S12).
const OF_RESOURCES: [&str; 7] = [
    "connection",
    "count",
    "depends_on",
    "for_each",
    "lifecycle",
    "provider",
    "provisioner",
];

/// The names with a special meaning in the provider block (S12).
const OF_PROVIDERS: [&str; 2] = ["alias", "version"];

/// Returns the broken rules of the schemas of a provider with a name such as `twilio`.
pub fn load(
    name: &str,
    schemas: &pb::get_provider_schema::Response,
    identities: Option<&pb::get_resource_identity_schemas::Response>,
) -> Vec<Broken> {
    let mut found = Findings::default();
    found.schema("the provider block", schemas.provider.as_ref(), &OF_PROVIDERS);
    for (type_name, schema) in schemas.resource_schemas.iter().chain(&schemas.data_source_schemas) {
        found.schema(type_name, Some(schema), &OF_RESOURCES);
        let prefix = format!("{name}_");
        found.expect("S13", type_name.starts_with(&prefix), || {
            format!("{type_name} does not begin with {prefix}")
        });
    }
    for (type_name, schema) in (schemas.ephemeral_resource_schemas.iter()).chain(&schemas.list_resource_schemas) {
        found.schema(type_name, Some(schema), &OF_RESOURCES);
    }
    for (type_name, action) in &schemas.action_schemas {
        found.schema(type_name, action.schema.as_ref(), &OF_RESOURCES);
    }
    schemas
        .functions
        .iter()
        .for_each(|(name, function)| found.function(name, function));
    found.identities(schemas, identities);
    found.0
}

#[derive(Default)]
struct Findings(Vec<Broken>);

impl Findings {
    fn expect(&mut self, rule: &'static str, is_kept: bool, explanation: impl FnOnce() -> String) {
        if !is_kept {
            self.0.push(Broken::whole(rule, explanation()));
        }
    }

    fn schema(&mut self, owner: &str, schema: Option<&pb::Schema>, reserved: &[&str]) {
        let Some(schema) = schema else {
            return self.expect("S1", false, || format!("{owner} has no schema"));
        };
        self.expect("S7", schema.version >= 0, || format!("{owner} has a negative version"));
        let Some(block) = &schema.block else {
            return self.expect("S1", false, || format!("the schema of {owner} has no block"));
        };
        for name in names(block) {
            self.expect("S12", !reserved.contains(&name), || {
                format!("{name} of {owner} is reserved")
            });
        }
        self.block(owner, block, false);
    }

    fn block(&mut self, owner: &str, block: &pb::schema::Block, is_in_set: bool) {
        let names: Vec<_> = names(block).collect();
        for (place, name) in names.iter().enumerate() {
            self.expect("S4", is_name(name), || format!("{name:?} of {owner} is no name"));
            let is_new = !names.iter().take(place).any(|other| other == name);
            self.expect("S4", is_new, || format!("{name} of {owner} stands twice"));
        }
        let is_explained = block.deprecated || block.deprecation_message.is_empty();
        self.expect("S8", is_explained, || format!("{owner} is not deprecated"));
        for attribute in &block.attributes {
            self.attribute(owner, attribute, is_in_set);
        }
        for nested in &block.block_types {
            self.nested(owner, nested, is_in_set);
        }
    }

    fn attribute(&mut self, owner: &str, attribute: &pb::schema::Attribute, is_in_set: bool) {
        let name = format!("{} of {owner}", attribute.name);
        let (required, optional, computed) = (attribute.required, attribute.optional, attribute.computed);
        let is_somebody_s = required || optional || computed;
        let makes_sense = !(required && (optional || computed));
        self.expect("S2", is_somebody_s && makes_sense, || {
            format!("the marks of {name} do not go together")
        });
        let ty = Type::from_json(&attribute.r#type);
        self.expect("S3", ty.is_ok(), || format!("the type of {name} is none"));
        let is_dynamic = ty.is_ok_and(|ty| has_dynamic(&ty));
        self.expect("S6", !(is_in_set && (is_dynamic || attribute.write_only)), || {
            format!("{name} is dynamic or write-only within a set")
        });
        self.expect("E7", !(attribute.write_only && computed), || {
            format!("{name} is write-only and computed")
        });
        let is_explained = attribute.deprecated || attribute.deprecation_message.is_empty();
        self.expect("S8", is_explained, || format!("{name} is not deprecated"));
    }

    fn nested(&mut self, owner: &str, nested: &pb::schema::NestedBlock, is_in_set: bool) {
        let name = format!("{} of {owner}", nested.type_name);
        let (least, most) = (nested.min_items, nested.max_items);
        let suits = match nested.nesting() {
            NestingMode::Single => least == most && (0..=1).contains(&least),
            NestingMode::Group | NestingMode::Map => least == 0 && most == 0,
            NestingMode::List | NestingMode::Set => least >= 0 && most >= 0 && (most == 0 || least <= most),
            NestingMode::Invalid => false,
        };
        self.expect("S5", suits, || {
            format!("{name} has bounds that its nesting does not allow")
        });
        match &nested.block {
            Some(block) => self.block(&name, block, is_in_set || nested.nesting() == NestingMode::Set),
            None => self.expect("S1", false, || format!("{name} has no block")),
        }
    }

    fn function(&mut self, name: &str, function: &pb::Function) {
        self.expect("S10", is_identifier(name), || {
            format!("{name:?} is no name of a function")
        });
        let returns = function.r#return.as_ref();
        let returns = returns.is_some_and(|returns| Type::from_json(&returns.r#type).is_ok());
        self.expect("S10", returns, || format!("{name} returns nothing"));
        let parameters: Vec<_> = function.parameters.iter().chain(&function.variadic_parameter).collect();
        for (place, parameter) in parameters.iter().enumerate() {
            let own = &parameter.name;
            self.expect("S10", is_identifier(own), || format!("{own:?} of {name} is no name"));
            let is_new = !parameters.iter().take(place).any(|other| other.name == *own);
            self.expect("S10", is_new, || format!("{own} of {name} stands twice"));
            let ty = Type::from_json(&parameter.r#type);
            self.expect("S10", ty.is_ok(), || format!("the type of {own} of {name} is none"));
        }
    }

    fn identities(
        &mut self,
        schemas: &pb::get_provider_schema::Response,
        identities: Option<&pb::get_resource_identity_schemas::Response>,
    ) {
        let known = identities.map(|answer| &answer.identity_schemas);
        for name in schemas.list_resource_schemas.keys() {
            let is_managed = schemas.resource_schemas.contains_key(name);
            let has_identity = known.is_some_and(|known| known.contains_key(name));
            self.expect("S11", is_managed && has_identity, || {
                format!("identity schema not found for resource type {name:?}")
            });
        }
        for (name, schema) in known.into_iter().flatten() {
            self.expect("S7", schema.version >= 0, || {
                format!("the identity of {name} has a negative version")
            });
            for attribute in &schema.identity_attributes {
                let own = &attribute.name;
                let one = attribute.required_for_import != attribute.optional_for_import;
                self.expect("S9", one, || {
                    format!("{own} is required or optional for an import, and not both")
                });
                let ty = Type::from_json(&attribute.r#type);
                let is_plain = ty.is_ok_and(|ty| is_plain(&ty));
                self.expect("S9", is_plain, || format!("{own} is neither plain nor a list"));
            }
        }
        let errors = identities.is_some_and(|answer| !answer.diagnostics.is_empty());
        self.expect("I5", !errors, || "the identities come with messages".to_owned());
    }
}

fn names(block: &pb::schema::Block) -> impl Iterator<Item = &str> {
    let attributes = block.attributes.iter().map(|attribute| attribute.name.as_str());
    attributes.chain(block.block_types.iter().map(|nested| nested.type_name.as_str()))
}

fn is_name(name: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    name.chars().all(is_letter) && name.starts_with(|first: char| !first.is_ascii_digit())
}

/// An identifier of HCL, of ASCII letters.
fn is_identifier(name: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    name.chars().all(is_letter) && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
}

fn has_dynamic(ty: &Type) -> bool {
    match ty {
        Type::Dynamic => true,
        Type::List(element) | Type::Set(element) | Type::Map(element) => has_dynamic(element),
        Type::Object(attributes) => attributes.values().any(has_dynamic),
        Type::Tuple(elements) => elements.iter().any(has_dynamic),
        Type::String | Type::Number | Type::Bool => false,
    }
}

fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::String | Type::Number | Type::Bool => true,
        Type::List(element) => is_plain(element),
        Type::Dynamic | Type::Set(_) | Type::Map(_) | Type::Object(_) | Type::Tuple(_) => false,
    }
}
