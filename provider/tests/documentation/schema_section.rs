//! The section on the schema: required, optional, read-only, and nested attributes.

use framework::schema::{AttributeSchema, Block, NestedBlock};

use crate::nested_schema::{Nested, Place};
use crate::terraform_type;

/// Writes the section of a root block.
pub(crate) fn of(block: &Block) -> String {
    let place = Place::root();
    let groups = groups(block, &place)
        .into_iter()
        .map(|(title, lines)| format!("### {title}\n\n{lines}"));
    let nested = Nested::all_in(block, &place).into_iter().map(|nested| nested.text());
    let parts: Vec<_> = std::iter::once("## Schema".to_owned())
        .chain(groups)
        .chain(nested)
        .collect();
    parts.join("\n\n")
}

/// Returns the groups of a block that are not empty, each with its lines.
pub(crate) fn groups(block: &Block, place: &Place) -> Vec<(&'static str, String)> {
    let of = |wanted: Group| {
        let attributes = block
            .attributes
            .iter()
            .filter(|attribute| Group::of(attribute) == wanted);
        let blocks = block.blocks.iter().filter(|nested| Group::of_block(nested) == wanted);
        attributes
            .map(|attribute| attribute_line(attribute, place))
            .chain(blocks.map(|nested| block_line(nested, place)))
            .collect::<Vec<_>>()
            .join("\n")
    };
    [Group::Required, Group::Optional, Group::ReadOnly]
        .into_iter()
        .map(|group| (group.title(), of(group)))
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Required,
    Optional,
    ReadOnly,
}

impl Group {
    fn of(attribute: &AttributeSchema) -> Self {
        match (attribute.required, attribute.optional) {
            (true, _) => Self::Required,
            (false, true) => Self::Optional,
            (false, false) => Self::ReadOnly,
        }
    }

    fn of_block(nested: &NestedBlock) -> Self {
        if nested.min_items > 0 {
            Self::Required
        } else {
            Self::Optional
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Required => "Required",
            Self::Optional => "Optional",
            Self::ReadOnly => "Read-Only",
        }
    }
}

fn attribute_line(attribute: &AttributeSchema, place: &Place) -> String {
    let below = place.of_attribute(attribute).map(|place| place.pointer());
    let deprecation = attribute
        .deprecation
        .as_ref()
        .map(|why| format!(" **Deprecated:** {why}"));
    format!(
        "- `{}` ({}) {}{}{}",
        attribute.name,
        kind(attribute),
        attribute.description,
        deprecation.unwrap_or_default(),
        below.unwrap_or_default()
    )
}

fn block_line(nested: &NestedBlock, place: &Place) -> String {
    let below = place.of_block(nested).pointer();
    format!(
        "- `{}` ({}) {}{below}",
        nested.name,
        nesting(nested),
        nested.block.description
    )
}

/// Writes the type and the properties of an attribute.
fn kind(attribute: &AttributeSchema) -> String {
    let marks = [
        attribute.sensitive.then(|| "Sensitive".to_owned()),
        attribute.write_only.then(|| WRITE_ONLY.to_owned()),
        attribute.replaces.then(|| "Forces replacement".to_owned()),
        attribute
            .default
            .as_ref()
            .map(|value| format!("Default `{}`", terraform_type::literal(value))),
    ];
    std::iter::once(terraform_type::name(&attribute.ty))
        .chain(marks.into_iter().flatten())
        .collect::<Vec<_>>()
        .join(", ")
}

fn nesting(nested: &NestedBlock) -> String {
    use framework::schema::Nesting;
    let held = match nested.nesting {
        Nesting::Single | Nesting::Group => "Block, at most one",
        Nesting::List => "Block List",
        Nesting::Set => "Block Set",
        Nesting::Map => "Block Map",
    };
    let bounds = [
        (nested.min_items > 0).then(|| format!("Min: {}", nested.min_items)),
        (nested.max_items > 0).then(|| format!("Max: {}", nested.max_items)),
    ];
    std::iter::once(held.to_owned())
        .chain(bounds.into_iter().flatten())
        .collect::<Vec<_>>()
        .join(", ")
}

const WRITE_ONLY: &str =
    "[Write-only](https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only)";
