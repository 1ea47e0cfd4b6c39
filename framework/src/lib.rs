//! A Terraform plugin framework for Rust.
//!
//! One struct with `#[derive(Model)]` is the schema, the codec, and the documentation of a resource. One trait,
//! [`resource::Resource`], is its behavior, and [`provider::Provider`] is the catalog. [`server::Server`] plans and
//! checks; [`rpc`] is the wire form; [`plugin`] is the process that Terraform starts. Nothing here depends on a
//! particular service.
//!
//! An author's crate also depends on `async-trait`, because operations are asynchronous. It depends on `jiff` if an
//! ephemeral resource is renewed, because times in this crate's interface are of `jiff`.
//!
//! Some comments name a rule of the protocol, such as conformance rule W17. `docs/conformance.md` contains all rules
//! and the tests that hold each of them.
//!
//! A complete provider:
//!
//! ```no_run
#![doc = include_str!("../examples/tiny.rs")]
//! ```
//!
//! Guarantees for authors: values arrive checked and typed, each in its three states ([`Attr`]). A plan follows the
//! marks of the schema ([`plan`]). After any outcome of an operation, including a panic, the saved state is complete,
//! matches the plan, and contains no secret.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a value is matched for the one shape that is wanted; every other shape is the same error"
)]

// `#[derive(Model)]` generates paths that begin with this crate's name, also inside this crate.
extern crate self as framework;

pub mod action;
pub mod attr;
mod block_fields;
pub mod calls;
pub mod codec;
mod coercion;
pub mod collection;
mod config_equality;
pub mod data_source;
pub mod decoding;
pub mod diagnostics;
pub mod ephemeral;
pub mod erased;
pub mod function;
pub mod generate;
mod listing;
pub mod model;
pub mod nested;
mod normal_form;
pub mod number;
pub mod path;
pub mod plan;
mod plan_consistency;
pub mod plugin;
pub mod private;
pub mod provider;
pub mod refinement;
pub mod resource;
pub mod rpc;
pub mod schema;
mod self_check;
mod semantic_equality;
pub mod server;
mod summary;
pub mod types;
pub mod validate;
pub mod value;

pub use attr::{Attr, Attribute};
pub use diagnostics::{Diagnostic, Diagnostics};
pub use framework_derive::Model;
pub use model::Model;
