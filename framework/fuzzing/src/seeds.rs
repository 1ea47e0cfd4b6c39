//! The initial inputs of a fuzzer: small ones, each of which reaches the code for valid inputs.
//!
//! They are generated, because bytes in a file do not show their meaning. The test of this crate writes them with
//! `UPDATE=1`.
//! `UPDATE=1`.

mod calls;
mod launch;
mod values;

/// One input of a target.
#[derive(Clone, Debug)]
pub struct Seed {
    /// The target, which is also the name of its folder in `fuzz/seeds`.
    pub target: &'static str,
    /// The name of the file, which describes the input.
    pub name: String,
    /// The input.
    pub input: Vec<u8>,
}

/// The inputs of all targets.
pub fn all() -> Vec<Seed> {
    [values::seeds(), launch::seeds(), calls::seeds()].concat()
}
