//! Generation of the configuration that would create an existing object (conformance rule R13). It contains only what
//! the schema allows a user to write.
//!
//! The functions are pure functions over values, as in [`crate::plan`]. Changes by a single resource are in
//! [`crate::resource::GeneratesConfig`].

use crate::block_fields::{NOTHING, Part, each_block, field, rebuilt};
use crate::coercion::{absent, unknown_to_null};
use crate::model::Fields;
use crate::schema::{AttributeSchema, Block, NestedBlock, Nesting};
use crate::value::Value;

/// Returns the shortest configuration of an object: without values equal to their default, and without deprecated
/// attributes that are not required.
pub fn config_of(block: &Block, state: &Value) -> Value {
    written(block, state, |attribute, value| {
        let is_default = attribute.default.as_ref().is_some_and(|default| value.equals(default));
        is_default || (attribute.deprecation.is_some() && !attribute.required)
    })
}

/// Returns the same configuration without attributes that a user cannot write or that must not be in a file.
pub(crate) fn writable(block: &Block, config: &Value) -> Value {
    written(block, config, |_, _| false)
}

type LeftOut = fn(&AttributeSchema, &Value) -> bool;

fn written(block: &Block, state: &Value, left_out: LeftOut) -> Value {
    match state {
        Value::Object(fields) => unknown_to_null(Value::Object(written_fields(block, fields, left_out))),
        _ => Value::Null,
    }
}

fn written_fields(block: &Block, fields: &Fields, left_out: LeftOut) -> Fields {
    rebuilt(block, fields, |part, value| match part {
        Part::Attribute(attribute) if !is_given(attribute) || attribute.write_only => Value::Null,
        Part::Attribute(attribute) if left_out(attribute, value) => Value::Null,
        Part::Attribute(_) => value.clone(),
        Part::Blocks(nested) => written_blocks(nested, value, left_out),
    })
}

fn written_blocks(nested: &NestedBlock, blocks: &Value, left_out: LeftOut) -> Value {
    if blocks.is_null() || !is_writable(&nested.block) {
        return absent(nested);
    }
    let blocks = each_block(blocks, |_, fields| written_fields(&nested.block, fields, left_out));
    // A single block without values is omitted, unless it is required.
    let says_nothing = nested.nesting == Nesting::Single && nested.min_items == 0 && !nested.block.is_empty();
    let empty = written_fields(&nested.block, &NOTHING, left_out);
    if says_nothing && blocks.as_object().is_some_and(|fields| is_same(fields, &empty)) {
        return absent(nested);
    }
    blocks
}

fn is_same(fields: &Fields, empty: &Fields) -> bool {
    fields.keys().all(|name| field(fields, name).equals(field(empty, name)))
}

/// True where a user can write something into a block, or where the presence of the block has a meaning.
fn is_writable(block: &Block) -> bool {
    block.is_empty()
        || block.attributes.iter().any(is_given)
        || block.blocks.iter().any(|nested| is_writable(&nested.block))
}

fn is_given(attribute: &AttributeSchema) -> bool {
    attribute.required || attribute.optional
}
