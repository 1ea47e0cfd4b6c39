//! The doors through which bytes of a stranger come into a provider, each as one function that takes any bytes.
//!
//! A function here ends in silence or panics: it panics if the framework does, and if what the framework makes of the bytes breaks
//! one of its rules. The fuzzer in the folder `fuzz` calls them for as long as one lets it; the tests of this crate call them with
//! the inputs in `fuzz/seeds`, so that what the fuzzer has found once stays found. Deliberately not here: the
//! fuzzer itself, which needs a nightly compiler.

#![expect(clippy::expect_used, reason = "a panic is how a target tells that a rule is broken")]

pub mod calls;
pub mod launch;
mod numbered;
mod passing;
mod provider;
pub mod seeds;
pub mod values;

// The resources of the example `corner`, those that fail only where it is the framework's fault.
#[path = "../../examples/corner/blocks.rs"]
mod blocks;
#[path = "../../examples/corner/collections.rs"]
mod collections;
#[path = "../../examples/corner/dynamic.rs"]
mod dynamic;
#[path = "../../examples/corner/kept.rs"]
mod kept;
#[path = "../../examples/corner/remembered.rs"]
mod remembered;
#[path = "../../examples/corner/scalars.rs"]
mod scalars;
#[path = "../../examples/corner/upgraded.rs"]
mod upgraded;

/// A first line, and what stands behind it.
fn split_line(input: &[u8]) -> (&[u8], &[u8]) {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let (line, rest) = input.split_at(end);
    (line, rest.get(1..).unwrap_or_default())
}
