//! Tests of authors' implementations in the framework: in process, without the wire form and without Terraform.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking, also in the functions they share"
)]
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a value is matched for the one shape that is wanted"
)]

mod action;
mod core;
mod create;
mod data_source;
mod deferral;
mod delete;
mod ephemeral;
mod function;
mod generate;
mod identity;
mod import;
mod list;
mod meta;
mod model;
mod moved;
mod nested;
mod normal_form;
mod plan_hook;
mod private;
mod promise;
mod reach;
mod read;
mod script;
mod self_check;
mod server;
mod spelling;
mod thing;
mod update;
mod upgrade;
mod validate;
