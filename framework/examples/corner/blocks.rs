//! `corner_blocks`: the five nesting modes of blocks, and blocks within blocks.

use framework::nested::{BlockGroup, BlockList, BlockMap, BlockSet};
use framework::{Attr, Model};

use crate::kept::{Corner, decide};

/// Blocks of every nesting.
#[derive(Clone, Debug, Model)]
pub(crate) struct Blocks {
    /// None or one.
    #[block]
    single: Attr<Part>,
    /// Any number, in order.
    #[block(max = 3)]
    list: BlockList<Parent>,
    /// Any number, without order.
    #[block]
    set: BlockSet<Piece>,
    /// Any number, by label.
    #[block]
    map: BlockMap<Part>,
    /// Always one.
    #[block]
    group: BlockGroup<Part>,
    /// The number of blocks.
    #[attr(computed)]
    count_of_blocks: Attr<i64>,
}

/// A block with one attribute of each kind.
#[derive(Clone, Debug, Model)]
pub(crate) struct Part {
    /// Set by the user.
    #[attr(optional)]
    text: Attr<String>,
    /// Set by the user, or the default.
    #[attr(default = 1)]
    size: Attr<i64>,
    /// Computed from the text.
    #[attr(computed)]
    made: Attr<String>,
    /// Never stored.
    #[attr(optional, write_only)]
    key_wo: Attr<String>,
}

/// A block that contains blocks.
#[derive(Clone, Debug, Model)]
pub(crate) struct Parent {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
    /// The inner blocks.
    #[block]
    child: BlockList<Part>,
}

/// A block in a set, which cannot have write-only attributes.
#[derive(Clone, Debug, Model)]
pub(crate) struct Piece {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
    /// Decided by the provider if the user gives none.
    #[attr(optional, computed)]
    made: Attr<String>,
}

impl Corner for Blocks {
    const TYPE_NAME: &'static str = "corner_blocks";

    fn decided(self, _config: &Self) -> Self {
        let count = self.count();
        Self {
            single: self.single.map(Part::decided),
            list: each(self.list, Parent::decided),
            set: match self.set {
                BlockSet::Known(pieces) => BlockSet::Known(pieces.into_iter().map(Piece::decided).collect()),
                BlockSet::Unknown => BlockSet::Unknown,
            },
            map: match self.map {
                BlockMap::Known(parts) => {
                    BlockMap::Known(parts.into_iter().map(|(label, part)| (label, part.decided())).collect())
                }
                BlockMap::Unknown => BlockMap::Unknown,
            },
            group: BlockGroup(self.group.0.decided()),
            count_of_blocks: decide(self.count_of_blocks, count),
        }
    }
}

impl Blocks {
    fn count(&self) -> i64 {
        let single = usize::from(self.single.known().is_some());
        let list = if let BlockList::Known(list) = &self.list {
            list.len()
        } else {
            0
        };
        let set = if let BlockSet::Known(set) = &self.set {
            set.len()
        } else {
            0
        };
        let map = if let BlockMap::Known(map) = &self.map {
            map.len()
        } else {
            0
        };
        i64::try_from(single + list + set + map).unwrap_or(i64::MAX)
    }
}

impl Part {
    fn decided(self) -> Self {
        let made = format!("made of {}", self.text.known().map_or("nothing", String::as_str));
        Self {
            made: decide(self.made, made),
            ..self
        }
    }
}

impl Parent {
    fn decided(self) -> Self {
        Self {
            child: each(self.child, Part::decided),
            ..self
        }
    }
}

impl Piece {
    fn decided(self) -> Self {
        let made = format!("made of {}", self.name.known().map_or("nothing", String::as_str));
        Self {
            made: decide(self.made, made),
            ..self
        }
    }
}

fn each<M>(blocks: BlockList<M>, decided: impl Fn(M) -> M) -> BlockList<M> {
    match blocks {
        BlockList::Known(blocks) => BlockList::Known(blocks.into_iter().map(decided).collect()),
        BlockList::Unknown => BlockList::Unknown,
    }
}
