//! Nested blocks: one type for each nesting mode of Terraform.
//!
//! `Attr<M>` is a single block. [`BlockList`], [`BlockSet`], and [`BlockMap`] are any number of blocks. [`BlockGroup`]
//! is one block that always exists. A `dynamic` block may be unknown as a whole during plan (conformance rule P7).

use std::collections::BTreeMap;

use crate::attr::Attr;
use crate::decoding::Decoding;
use crate::model::{Fields, Model};
use crate::path::Step;
use crate::schema::{NestedBlock, Nesting};
use crate::value::Value;

/// A list of blocks, in the user's order.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockList<M> {
    /// The blocks.
    Known(Vec<M>),
    /// The number of blocks is known after apply.
    Unknown,
}

/// A set of blocks, without an order.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockSet<M> {
    /// The blocks.
    Known(Vec<M>),
    /// The number of blocks is known after apply.
    Unknown,
}

/// A map of blocks, by label.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockMap<M> {
    /// The blocks.
    Known(BTreeMap<String, M>),
    /// The labels are known after apply.
    Unknown,
}

/// A block that always exists. If the user wrote none, its attributes are null.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockGroup<M>(pub M);

/// A type that can be a struct field with `#[block]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold nested blocks",
    note = "`Attr<M>`, `BlockList<M>`, `BlockSet<M>`, `BlockMap<M>`, and `BlockGroup<M>` hold blocks of a model `M`"
)]
pub trait Nested: Sized {
    /// The struct of one block.
    type Inner: Model;
    /// The nesting mode.
    const NESTING: Nesting;

    /// Reads the blocks.
    fn from_value(value: &Value, decoding: &mut Decoding) -> Self;

    /// Returns the blocks as a value; it is never null for lists, sets, and maps (conformance rule W13).
    fn to_value(&self) -> Value;

    /// Returns the bounds of the number of blocks, from `#[block(min = …, max = …)]`. A missing bound is 0.
    fn bounds(min_items: i64, max_items: i64) -> (i64, i64) {
        (min_items, max_items)
    }

    /// Returns the schema of a block named `name`. The field's description takes precedence over that of the struct.
    fn schema(name: &str, description: &str, min_items: i64, max_items: i64) -> NestedBlock {
        let (min_items, max_items) = Self::bounds(min_items, max_items);
        let mut block = Self::Inner::block();
        if !description.is_empty() {
            block.description = description.to_owned();
        }
        NestedBlock {
            name: name.to_owned(),
            nesting: Self::NESTING,
            block,
            min_items,
            max_items,
        }
    }
}

impl<M: Model> Nested for Attr<M> {
    type Inner = M;
    const NESTING: Nesting = Nesting::Single;

    fn from_value(value: &Value, decoding: &mut Decoding) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Unknown(_) => Self::Unknown,
            known => read_block(known, decoding).map_or(Self::Unknown, Self::Known),
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Unknown => Value::unknown(),
            Self::Known(block) => block.to_object(),
        }
    }

    /// Returns the bounds of a single block. Both are `min` (conformance rule S5): 0 is optional, and 1 is required. A
    /// `max` above 1 is kept, and the self-check rejects it.
    fn bounds(min_items: i64, max_items: i64) -> (i64, i64) {
        (min_items, if max_items > 1 { max_items } else { min_items })
    }
}

impl<M: Model> Nested for BlockList<M> {
    type Inner = M;
    const NESTING: Nesting = Nesting::List;

    fn from_value(value: &Value, decoding: &mut Decoding) -> Self {
        let elements = match value {
            Value::List(elements) => elements.as_slice(),
            Value::Null => &[],
            Value::Unknown(_) => return Self::Unknown,
            other => return decoding.wrong_type("a list of blocks", other).unwrap_or(Self::Unknown),
        };
        let read = |(index, element): (usize, &Value)| {
            let step = Step::Index(i64::try_from(index).unwrap_or(i64::MAX));
            decoding.within(step, |decoding| read_block(element, decoding))
        };
        if_all_known(elements.iter().enumerate().map(read)).map_or(Self::Unknown, Self::Known)
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Known(blocks) => Value::List(blocks.iter().map(Model::to_object).collect()),
            Self::Unknown => Value::unknown(),
        }
    }
}

impl<M: Model> Nested for BlockSet<M> {
    type Inner = M;
    const NESTING: Nesting = Nesting::Set;

    fn from_value(value: &Value, decoding: &mut Decoding) -> Self {
        let elements = match value {
            Value::Set(elements) => elements.as_slice(),
            Value::Null => &[],
            Value::Unknown(_) => return Self::Unknown,
            other => return decoding.wrong_type("a set of blocks", other).unwrap_or(Self::Unknown),
        };
        let read = |element| read_block(element, decoding);
        if_all_known(elements.iter().map(read)).map_or(Self::Unknown, Self::Known)
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Known(blocks) => Value::Set(blocks.iter().map(Model::to_object).collect()),
            Self::Unknown => Value::unknown(),
        }
    }
}

impl<M: Model> Nested for BlockMap<M> {
    type Inner = M;
    const NESTING: Nesting = Nesting::Map;

    fn from_value(value: &Value, decoding: &mut Decoding) -> Self {
        let elements = match value {
            Value::Map(elements) => elements,
            Value::Null => return Self::Known(BTreeMap::new()),
            Value::Unknown(_) => return Self::Unknown,
            other => return decoding.wrong_type("a map of blocks", other).unwrap_or(Self::Unknown),
        };
        let read = |(label, element): (&String, &Value)| {
            let read = decoding.within(Step::Key(label.clone()), |decoding| read_block(element, decoding));
            read.map(|block| (label.clone(), block))
        };
        let blocks = if_all_known(elements.iter().map(read));
        blocks.map_or(Self::Unknown, |blocks| Self::Known(blocks.into_iter().collect()))
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Known(blocks) => Value::Map(
                blocks
                    .iter()
                    .map(|(label, block)| (label.clone(), block.to_object()))
                    .collect(),
            ),
            Self::Unknown => Value::unknown(),
        }
    }
}

impl<M: Model> Nested for BlockGroup<M> {
    type Inner = M;
    const NESTING: Nesting = Nesting::Group;

    fn from_value(value: &Value, decoding: &mut Decoding) -> Self {
        let empty = Fields::new();
        let fields = value.as_object().unwrap_or(&empty);
        Self(M::from_fields(fields, decoding))
    }

    fn to_value(&self) -> Value {
        self.0.to_object()
    }
}

/// Returns the blocks, or `None` if one is unknown as a whole. All blocks are read first, so that the errors of each
/// are reported.
fn if_all_known<B>(blocks: impl Iterator<Item = Option<B>>) -> Option<Vec<B>> {
    let blocks: Vec<_> = blocks.collect();
    blocks.into_iter().collect()
}

/// Reads one block; `None` if it is unknown as a whole.
fn read_block<M: Model>(value: &Value, decoding: &mut Decoding) -> Option<M> {
    match value {
        Value::Object(fields) => Some(M::from_fields(fields, decoding)),
        Value::Unknown(_) => None,
        other => decoding.wrong_type("a block", other),
    }
}
