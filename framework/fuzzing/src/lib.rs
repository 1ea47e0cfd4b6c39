//! The entry points of untrusted bytes into a provider, each as one function that accepts any bytes.
//!
//! A function panics if the framework panics or if a result breaks a rule of the framework. The fuzzer in the folder
//! `fuzz` calls the functions with generated inputs. The tests of this crate call them with the inputs in `fuzz/seeds`,
//! so that a fault that was found once is always tested. Deliberately not here: the fuzzer itself, which needs a
//! nightly compiler.

#![expect(clippy::expect_used, reason = "a panic is how a target tells that a rule is broken")]

pub mod calls;
pub mod launch;
mod numbered;
mod passing;
mod provider;
pub mod seeds;
pub mod values;

// The resources of the example `corner` that fail only because of a fault in the framework.
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

/// Splits the input into its first line and the rest.
fn split_line(input: &[u8]) -> (&[u8], &[u8]) {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let (line, rest) = input.split_at(end);
    (line, rest.get(1..).unwrap_or_default())
}
