//! The corner provider as a process, under a client that judges every answer as Terraform's core does.

#![allow(
    clippy::expect_used,
    reason = "tests fail by panicking, also in the functions they share"
)]
#![cfg(unix)]

mod action;
mod apply;
mod data_source;
mod ephemeral;
mod function;
mod identity;
mod plan;
mod read;
mod schema;
mod start;
mod upgrade;
mod validate;
mod value;
