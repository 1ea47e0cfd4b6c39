//! The inputs that a fuzzer starts from: small ones, each of which comes as far as an honest input would.
//!
//! They are made here and not by hand, because bytes in a file do not say what they mean. The test of this crate writes them with
//! `UPDATE=1`.

mod calls;
mod launch;
mod values;

/// One input of a target.
#[derive(Clone, Debug)]
pub struct Seed {
    /// The target, which is also the name of its folder in `fuzz/seeds`.
    pub target: &'static str,
    /// What the input is about, the name of its file.
    pub name: String,
    /// The input.
    pub input: Vec<u8>,
}

/// The inputs of all targets.
pub fn all() -> Vec<Seed> {
    [values::seeds(), launch::seeds(), calls::seeds()].concat()
}
