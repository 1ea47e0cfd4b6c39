//! The features of later versions of Terraform: identity (1.12), lists, generated configuration, and actions (1.14). The tests call the
//! provider over the protocol and check each answer by the rules of the protocol. The mock server is the service.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod act;
mod deferral;
mod generate;
mod identity;
mod list;
mod plans;
mod schema;
mod stage;
