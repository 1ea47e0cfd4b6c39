//! The parts of a schema below it, each with an anchor: nested blocks, and attributes that are objects.

use std::collections::BTreeMap;

use framework::schema::{AttributeSchema, Block, NestedBlock};
use framework::types::Type;

use crate::schema_section;
use crate::terraform_type;

/// A place in a schema.
#[derive(Clone)]
pub(crate) struct Place {
    prefix: &'static str,
    names: Vec<String>,
}

impl Place {
    /// The root block.
    pub(crate) fn root() -> Self {
        Self {
            prefix: "",
            names: Vec::new(),
        }
    }

    /// The place of a nested block.
    pub(crate) fn of_block(&self, nested: &NestedBlock) -> Self {
        self.below("nestedblock", &nested.name)
    }

    /// The place of an attribute with nested attributes.
    pub(crate) fn of_attribute(&self, attribute: &AttributeSchema) -> Option<Self> {
        object_in(&attribute.ty).map(|_| self.below("nestedatt", &attribute.name))
    }

    /// The link to the place.
    pub(crate) fn pointer(&self) -> String {
        format!(" (see [below for nested schema](#{}))", self.anchor())
    }

    fn below(&self, prefix: &'static str, name: &str) -> Self {
        let names = self.names.iter().cloned().chain([name.to_owned()]).collect();
        Self { prefix, names }
    }

    fn anchor(&self) -> String {
        format!("{}--{}", self.prefix, self.names.join("--"))
    }

    fn heading(&self) -> String {
        format!(
            "<a id=\"{}\"></a>\n### Nested Schema for `{}`",
            self.anchor(),
            self.names.join(".")
        )
    }
}

/// A part below the schema.
pub(crate) struct Nested {
    place: Place,
    groups: Vec<(&'static str, String)>,
}

impl Nested {
    /// Returns all parts that are nested in a block, each followed by its nested parts.
    pub(crate) fn all_in(block: &Block, place: &Place) -> Vec<Self> {
        let objects = block
            .attributes
            .iter()
            .filter_map(|attribute| Self::of_object(attribute, place));
        let blocks = block.blocks.iter().flat_map(|nested| Self::of_block(nested, place));
        objects.chain(blocks).collect()
    }

    /// Writes the part with its anchor.
    pub(crate) fn text(&self) -> String {
        let groups = self.groups.iter().map(|(title, lines)| format!("{title}:\n\n{lines}"));
        let parts: Vec<_> = std::iter::once(self.place.heading()).chain(groups).collect();
        parts.join("\n\n")
    }

    fn of_block(nested: &NestedBlock, place: &Place) -> Vec<Self> {
        let place = place.of_block(nested);
        let itself = Self {
            groups: schema_section::groups(&nested.block, &place),
            place: place.clone(),
        };
        std::iter::once(itself)
            .chain(Self::all_in(&nested.block, &place))
            .collect()
    }

    fn of_object(attribute: &AttributeSchema, place: &Place) -> Option<Self> {
        let lines = object_in(&attribute.ty)?
            .iter()
            .map(|(name, ty)| format!("- `{name}` ({})", terraform_type::name(ty)))
            .collect::<Vec<_>>();
        let is_input = attribute.required || attribute.optional;
        Some(Self {
            place: place.of_attribute(attribute)?,
            groups: vec![(if is_input { "Required" } else { "Read-Only" }, lines.join("\n"))],
        })
    }
}

/// Returns the attributes of an object, or of the objects in a collection.
fn object_in(ty: &Type) -> Option<&BTreeMap<String, Type>> {
    match ty {
        Type::Object(attributes) => Some(attributes),
        Type::List(element) | Type::Set(element) | Type::Map(element) => object_in(element),
        Type::String | Type::Number | Type::Bool | Type::Dynamic | Type::Tuple(_) => None,
    }
}
