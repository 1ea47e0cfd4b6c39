//! The doors through which bytes of a stranger come into a provider, each as one function that takes any bytes.
//!
//! A function here ends in silence or panics: it panics if the framework does, and if what the framework makes of the bytes breaks
//! one of its rules. The fuzzer in the folder `fuzz` calls them for as long as one lets it; the tests of this crate call them with
//! the inputs in `fuzz/seeds`, so that what the fuzzer has found once stays found. Deliberately not here: the
//! fuzzer itself, which needs a nightly compiler.

#![expect(
    clippy::expect_used,
    reason = "a panic is how a target tells that a rule is broken"
)]

pub mod launch;
pub mod seeds;
pub mod values;
