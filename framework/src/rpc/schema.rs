//! Schemas in their wire form.

use proto::tfplugin5 as pb;
use proto::tfplugin5::schema::nested_block::NestingMode;

use crate::schema::{AttributeSchema, Block, NestedBlock, Nesting, Schema};
use crate::summary::first_paragraph;

/// Returns a schema in the form that core reads.
pub(super) fn to_wire(schema: &Schema) -> pb::Schema {
    pb::Schema {
        version: schema.version(),
        block: Some(block_to_wire(schema.block())),
    }
}

fn block_to_wire(block: &Block) -> pb::schema::Block {
    pb::schema::Block {
        attributes: block.attributes.iter().map(attribute_to_wire).collect(),
        block_types: block.blocks.iter().map(nested_to_wire).collect(),
        description: first_paragraph(&block.description).to_owned(),
        description_kind: pb::StringKind::Markdown.into(),
        ..pb::schema::Block::default()
    }
}

fn attribute_to_wire(attribute: &AttributeSchema) -> pb::schema::Attribute {
    pb::schema::Attribute {
        name: attribute.name.clone(),
        r#type: attribute.ty.to_json(),
        description: attribute.summary.clone(),
        description_kind: pb::StringKind::Markdown.into(),
        required: attribute.required,
        optional: attribute.optional,
        computed: attribute.computed,
        sensitive: attribute.sensitive,
        write_only: attribute.write_only,
        deprecated: attribute.deprecation.is_some(),
        deprecation_message: attribute.deprecation.clone().unwrap_or_default(),
    }
}

fn nested_to_wire(nested: &NestedBlock) -> pb::schema::NestedBlock {
    let nesting = match nested.nesting {
        Nesting::Single => NestingMode::Single,
        Nesting::Group => NestingMode::Group,
        Nesting::List => NestingMode::List,
        Nesting::Set => NestingMode::Set,
        Nesting::Map => NestingMode::Map,
    };
    pb::schema::NestedBlock {
        type_name: nested.name.clone(),
        block: Some(block_to_wire(&nested.block)),
        nesting: nesting.into(),
        min_items: nested.min_items,
        max_items: nested.max_items,
    }
}
