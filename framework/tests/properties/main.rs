//! Properties of every schema, every configuration, and every author: random ones, judged as Terraform's core does.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a value is matched for the shapes that have parts"
)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking, also in the functions they share"
)]

mod apply;
mod author;
mod case;
mod dice;
mod free;
mod known_late;
mod plan;
mod schemas;
mod values;
