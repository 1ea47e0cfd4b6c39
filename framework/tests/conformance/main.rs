//! The corner provider as a process, with a client that judges each response as Terraform's core does.

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
