//! A Terraform plugin framework for Rust.
//!
//! One struct with `#[derive(Model)]` is a resource's schema, codec and documentation; one trait, [`resource::Resource`],
//! is its behaviour; [`provider::Provider`] is the catalogue. [`server::Server`] plans, checks and remembers; [`rpc`]
//! puts it on the wire; [`plugin`] is the process that Terraform starts. Nothing here knows what a provider is about.
//!
//! An author's crate names `async-trait` beside this one, because operations wait, and `jiff` if something ephemeral is renewed:
//! a time in this crate's interface is one of `jiff`'s.
//!
//! A whole provider:
//!
//! ```no_run
#![doc = include_str!("../examples/tiny.rs")]
//! ```
//!
//! What an author can rely on: values arrive checked and typed, each in its three states ([`Attr`]). A plan follows the marks of
//! the schema ([`plan`]). Whatever an operation returns, and also if it panics, the state that Terraform saves is whole, keeps
//! the plan and holds no secret.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a value is matched for the one shape that is wanted; every other shape is the same error"
)]

// The code that `#[derive(Model)]` writes names this crate, also inside it.
extern crate self as framework;

pub mod action;
pub mod attr;
pub mod calls;
pub mod codec;
pub mod collection;
mod conform;
pub mod data_source;
pub mod decoding;
pub mod diagnostics;
pub mod ephemeral;
pub mod erased;
pub mod function;
pub mod generate;
mod kept;
mod listing;
pub mod model;
pub mod nested;
mod normal_form;
pub mod number;
mod parts;
pub mod path;
pub mod plan;
pub mod plugin;
pub mod private;
mod promise;
pub mod provider;
pub mod refinement;
pub mod resource;
pub mod rpc;
pub mod schema;
mod self_check;
pub mod server;
mod spelling;
pub mod types;
pub mod validate;
pub mod value;

pub use attr::{Attr, Attribute};
pub use diagnostics::{Diagnostic, Diagnostics};
pub use framework_derive::Model;
pub use model::Model;
