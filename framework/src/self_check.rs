//! What an author can get wrong in a schema, found before core finds it less kindly (S2 to S14).

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::schema::{AttributeSchema, Block, NestedBlock, Nesting, Schema};
use crate::types::Type;

/// Names that Terraform keeps for itself at the root of a resource or data source (S12).
pub(crate) const RESERVED_IN_RESOURCES: [&str; 7] = [
    "connection",
    "count",
    "depends_on",
    "for_each",
    "lifecycle",
    "provider",
    "provisioner",
];

/// Names that Terraform keeps for itself in a provider block (S12).
pub(crate) const RESERVED_IN_PROVIDER: [&str; 2] = ["alias", "version"];

/// Reports every rule that the schema named `owner` breaks.
pub(crate) fn problems_of(owner: &str, schema: &Schema, reserved: &[&str]) -> Diagnostics {
    let mut problems = Vec::new();
    if schema.version < 0 {
        problems.push("its version is negative".to_owned());
    }
    let names = names_of(&schema.block);
    problems.extend(
        names
            .filter(|name| reserved.contains(name))
            .map(|name| format!("\"{name}\" is a reserved name")),
    );
    check_block(&schema.block, "", &mut problems);
    let message = |problem| {
        Diagnostic::error(
            format!("Invalid schema of {owner}"),
            format!("This is a bug in the provider: {problem}."),
        )
    };
    problems.into_iter().map(message).collect()
}

fn check_block(block: &Block, inside: &str, problems: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    for name in names_of(block) {
        if !is_identifier(name) {
            problems.push(format!(
                "\"{inside}{name}\" is not a name of lower-case letters, digits and _"
            ));
        }
        if !seen.insert(name) {
            problems.push(format!("\"{inside}{name}\" is there twice"));
        }
    }
    for attribute in &block.attributes {
        problems
            .extend(attribute_problems(attribute).map(|problem| format!("\"{inside}{}\" {problem}", attribute.name)));
    }
    for nested in &block.blocks {
        problems.extend(nested_problems(nested).map(|problem| format!("\"{inside}{}\" {problem}", nested.name)));
        check_block(&nested.block, &format!("{inside}{}.", nested.name), problems);
    }
}

fn attribute_problems(attribute: &AttributeSchema) -> impl Iterator<Item = &'static str> {
    let AttributeSchema {
        required,
        optional,
        computed,
        write_only,
        ..
    } = *attribute;
    [
        (
            !(required || optional || computed),
            "is neither required nor optional nor computed",
        ),
        (
            required && (optional || computed),
            "is required and optional or computed at once",
        ),
        (write_only && computed, "is write-only and computed at once"),
        (
            attribute.replaces && computed && !optional,
            "is read-only and can replace nothing",
        ),
    ]
    .into_iter()
    .filter_map(|(broken, problem)| broken.then_some(problem))
}

fn nested_problems(nested: &NestedBlock) -> impl Iterator<Item = &'static str> {
    let (min, max) = (nested.min_items, nested.max_items);
    let bounds = match nested.nesting {
        Nesting::Single => min == max && (0..=1).contains(&min),
        Nesting::Group | Nesting::Map => min == 0 && max == 0,
        Nesting::List | Nesting::Set => min >= 0 && max >= 0 && (max == 0 || min <= max),
    };
    let in_set = nested.nesting == Nesting::Set;
    [
        (!bounds, "has bounds that its nesting does not allow"),
        (
            in_set && any_attribute(&nested.block, &|attribute| attribute.write_only),
            "is a set with something write-only inside",
        ),
        (
            in_set && any_attribute(&nested.block, &|attribute| has_dynamic(&attribute.ty)),
            "is a set with something dynamic inside",
        ),
    ]
    .into_iter()
    .filter_map(|(broken, problem)| broken.then_some(problem))
}

fn any_attribute(block: &Block, matches: &dyn Fn(&AttributeSchema) -> bool) -> bool {
    block.attributes.iter().any(matches) || block.blocks.iter().any(|nested| any_attribute(&nested.block, matches))
}

fn has_dynamic(ty: &Type) -> bool {
    match ty {
        Type::Dynamic => true,
        Type::String | Type::Number | Type::Bool => false,
        Type::List(element) | Type::Set(element) | Type::Map(element) => has_dynamic(element),
        Type::Object(attributes) => attributes.values().any(has_dynamic),
        Type::Tuple(elements) => elements.iter().any(has_dynamic),
    }
}

fn names_of(block: &Block) -> impl Iterator<Item = &str> {
    let attributes = block.attributes.iter().map(|attribute| attribute.name.as_str());
    attributes.chain(block.blocks.iter().map(|nested| nested.name.as_str()))
}

fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase() || first == '_')
        && letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}
