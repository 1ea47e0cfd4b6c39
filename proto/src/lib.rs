//! The messages of Terraform's plugin protocol.
//!
//! The messages, clients, and servers are generated from the two `.proto` files next to this crate's manifest. They are
//! checked in, so that no build runs a code generator. Maps are ordered, so that equal responses have equal bytes.
//! Deliberately not here: the meaning of a message, the encoding of values, and the process of a plugin.

mod redacted;

/// Version 5.10 of the plugin protocol: the services `Provider` and `Provisioner`, and their messages.
///
/// Each method of a generated server trait returns `Unimplemented` by default, so an implementation contains only the
/// calls that it supports.
#[allow(
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::allow_attributes_without_reason,
    clippy::wildcard_enum_match_arm,
    clippy::str_to_string,
    clippy::needless_pass_by_value,
    reason = "generated code follows the generator's style, and documents what the protocol's text documents"
)]
#[rustfmt::skip]
#[path = "generated/tfplugin5.rs"]
pub mod tfplugin5;

/// The services of go-plugin that Terraform expects in addition to the provider: broker, controller, and standard
/// streams.
#[allow(
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::allow_attributes_without_reason,
    clippy::wildcard_enum_match_arm,
    clippy::str_to_string,
    clippy::needless_pass_by_value,
    reason = "generated code follows the generator's style, and documents what the protocol's text documents"
)]
#[rustfmt::skip]
#[path = "generated/plugin.rs"]
pub mod go_plugin;
