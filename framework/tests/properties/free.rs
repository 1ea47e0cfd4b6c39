//! A model without a struct: its block is whatever the running test says it is.

use std::cell::RefCell;

use framework::Model;
use framework::decoding::Decoding;
use framework::model::Fields;
use framework::schema::Block;

thread_local! {
    // A model's block is asked of its type and not of a value, so a random one comes from the thread of the test.
    static BLOCK: RefCell<Block> = RefCell::default();
}

/// Any object, as it is.
#[derive(Clone, Debug)]
pub(crate) struct Free(pub(crate) Fields);

impl Free {
    /// Makes the block the one of all free models of this thread that are made from now on.
    pub(crate) fn use_block(block: &Block) {
        BLOCK.set(block.clone());
    }
}

impl Model for Free {
    fn block() -> Block {
        BLOCK.with_borrow(Block::clone)
    }

    fn from_fields(fields: &Fields, _decoding: &mut Decoding) -> Self {
        Self(fields.clone())
    }

    fn to_fields(&self) -> Fields {
        self.0.clone()
    }
}
