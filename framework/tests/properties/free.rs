//! A model without a struct, whose block the running test sets.

use std::cell::RefCell;

use framework::Model;
use framework::decoding::Decoding;
use framework::model::Fields;
use framework::schema::Block;

thread_local! {
    // A model's block belongs to its type and not to a value, so the test's thread holds a random one.
    static BLOCK: RefCell<Block> = RefCell::default();
}

/// Any object, unchanged.
#[derive(Clone, Debug)]
pub(crate) struct Free(pub(crate) Fields);

impl Free {
    /// Sets the block of all free models that this thread creates from now on.
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
