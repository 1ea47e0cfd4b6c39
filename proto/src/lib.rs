//! The wire of Terraform's plugin protocol, and only the wire.
//!
//! Here are the messages, clients and servers generated from the two `.proto` files beside this crate's manifest, checked
//! in so that no build runs a code generator. Maps are ordered, so that the same answer is always the same bytes.
//! Deliberately not here: what any message means, how a value is decoded, and how a plugin's process behaves.

mod redacted;

/// Version 5.10 of the plugin protocol: the services `Provider` and `Provisioner` and their messages.
///
/// Every method of a generated server trait has a body that answers `Unimplemented`, so an implementation names only the
/// calls it serves.
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

/// The services of go-plugin that Terraform expects beside the provider: broker, controller and standard streams.
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
