//! The parts of an object by its schema: functions that rebuild an object, attribute by attribute and block by block.
//!
//! The callers decide the new value of each part: [`crate::plan`] and `crate::coercion`.

use std::collections::BTreeMap;

use crate::model::Fields;
use crate::schema::{AttributeSchema, Block, NestedBlock};
use crate::value::Value;

/// The schema of one name in a block.
pub(crate) enum Part<'a> {
    /// An attribute.
    Attribute(&'a AttributeSchema),
    /// All blocks of one name.
    Blocks(&'a NestedBlock),
}

/// The position of a block among the blocks of its name.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BlockPosition<'a> {
    /// The only block.
    Single,
    /// An index in a list.
    Index(usize),
    /// A label in a map.
    Label(&'a str),
    /// An element of a set, which has no position.
    Element,
}

/// No attributes, as in an absent block.
pub(crate) static NOTHING: Fields = BTreeMap::new();

/// Rebuilds an object name by name. The result has exactly the names of the schema.
pub(crate) fn rebuilt(block: &Block, fields: &Fields, mut change: impl FnMut(Part<'_>, &Value) -> Value) -> Fields {
    let attributes = block
        .attributes
        .iter()
        .map(|attribute| (&attribute.name, Part::Attribute(attribute)));
    let blocks = block.blocks.iter().map(|nested| (&nested.name, Part::Blocks(nested)));
    attributes
        .chain(blocks)
        .map(|(name, part)| (name.clone(), change(part, field(fields, name))))
        .collect()
}

/// Rebuilds the known blocks of one name. Unknown blocks are returned unchanged (conformance rule P7).
pub(crate) fn each_block(blocks: &Value, mut change: impl FnMut(BlockPosition<'_>, &Fields) -> Fields) -> Value {
    let mut one = |position: BlockPosition<'_>, block: &Value| match block {
        Value::Object(fields) => Value::Object(change(position, fields)),
        other => other.clone(),
    };
    match blocks {
        Value::List(blocks) => {
            let position = |(index, block)| one(BlockPosition::Index(index), block);
            Value::List(blocks.iter().enumerate().map(position).collect())
        }
        Value::Set(blocks) => Value::Set(blocks.iter().map(|block| one(BlockPosition::Element, block)).collect()),
        Value::Map(blocks) => {
            let position = |(label, block): (&String, &Value)| (label.clone(), one(BlockPosition::Label(label), block));
            Value::Map(blocks.iter().map(position).collect())
        }
        single => one(BlockPosition::Single, single),
    }
}

/// Returns the value of a name; null if there is none.
pub(crate) fn field<'a>(fields: &'a Fields, name: &str) -> &'a Value {
    fields.get(name).unwrap_or(&Value::Null)
}

/// Returns the attributes of a block; none if it is absent or unknown.
pub(crate) fn fields_of(block: Option<&Value>) -> &Fields {
    block.and_then(Value::as_object).unwrap_or(&NOTHING)
}
