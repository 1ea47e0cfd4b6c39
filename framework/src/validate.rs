//! The checks that core leaves to the provider: required arguments, read-only attributes, and write-only arguments of
//! old clients.

use crate::block_fields::field;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Fields;
use crate::path::{Path, Step};
use crate::schema::{AttributeSchema, Block, Nesting};
use crate::value::Value;

/// The capabilities of a client that affect a configuration.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClientAbilities {
    /// True where the client keeps write-only values out of plan and state (Terraform 1.11 and later).
    pub write_only: bool,
}

/// Checks a configuration against the marks of its schema (conformance rules V1, V2, and V4).
pub fn by_schema(block: &Block, config: &Value, client: ClientAbilities) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if let Some(fields) = config.as_object() {
        check_block(block, fields, &Path::root(), client, &mut diagnostics);
    }
    diagnostics
}

fn check_block(block: &Block, fields: &Fields, at: &Path, client: ClientAbilities, diagnostics: &mut Diagnostics) {
    for attribute in &block.attributes {
        let value = field(fields, &attribute.name);
        let at = at.child_attribute(&attribute.name);
        diagnostics.extend(check_attribute(attribute, value, client).map(|finding| finding.at(at)));
    }
    for nested in &block.blocks {
        let value = field(fields, &nested.name);
        let at = at.child_attribute(&nested.name);
        // A group always exists, and a missing one is recognized by its null values. Nothing is required in a missing
        // group.
        let is_absent = nested.nesting == Nesting::Group && value.as_object().is_some_and(is_all_null);
        for (fields, at) in blocks_of(value, &at).into_iter().filter(|_| !is_absent) {
            check_block(&nested.block, fields, &at, client, diagnostics);
        }
    }
}

fn check_attribute(attribute: &AttributeSchema, value: &Value, client: ClientAbilities) -> Option<Diagnostic> {
    let name = &attribute.name;
    if attribute.required && value.is_null() {
        return Some(Diagnostic::error(
            "Missing required argument",
            format!("The argument \"{name}\" is required, but its value is null. Set a value."),
        ));
    }
    let read_only = attribute.computed && !attribute.optional;
    if read_only && !value.is_null() {
        return Some(Diagnostic::error(
            "Read-only attribute",
            format!("\"{name}\" is set by the provider and cannot be configured. Remove it from the configuration."),
        ));
    }
    if attribute.write_only && !value.is_null() && !client.write_only {
        return Some(Diagnostic::error(
            "Write-only argument requires a newer client",
            format!(
                "\"{name}\" is write-only, and this client would store it in its state. Use Terraform 1.11 or later."
            ),
        ));
    }
    None
}

fn is_all_null(fields: &Fields) -> bool {
    fields.values().all(Value::is_null)
}

/// Returns the known blocks of one name with their paths.
fn blocks_of<'a>(value: &'a Value, at: &Path) -> Vec<(&'a Fields, Path)> {
    match value {
        Value::Object(fields) => vec![(fields, at.clone())],
        Value::List(blocks) => (0..)
            .zip(blocks)
            .filter_map(|(index, block)| Some((block.as_object()?, at.child(Step::Index(index)))))
            .collect(),
        Value::Set(blocks) => blocks
            .iter()
            .filter_map(|block| Some((block.as_object()?, at.clone())))
            .collect(),
        Value::Map(blocks) => blocks
            .iter()
            .filter_map(|(key, block)| Some((block.as_object()?, at.child(Step::Key(key.clone())))))
            .collect(),
        _ => Vec::new(),
    }
}
