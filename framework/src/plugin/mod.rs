//! The process of a provider: environment, handshake, TLS, listener, log, end. It knows go-plugin, the protocol between
//! Terraform and a plugin's process.
//!
//! [`serve`] is the whole of it; `serve.rs` reads from top to bottom as the life of the process. Deliberately not here:
//! what the calls of the provider do, which comes in as an implementation of the generated trait.

mod about;
mod address;
mod broker;
mod catch_panic;
mod certificate;
mod client_verifier;
mod command;
mod connection;
mod controller;
mod cookie;
mod environment;
mod failure;
mod handshake;
mod health;
mod incoming;
#[cfg(unix)]
mod inherited_signals;
mod launch;
mod listener;
mod log;
mod manual;
mod p521_signature;
mod panic;
#[cfg(unix)]
mod parent;
mod place;
mod protocol_version;
mod reattach;
mod serve;
mod shutdown;
mod signals;
#[cfg(unix)]
mod socket_directory;
mod stdio;
mod tcp_port;
mod tls;

pub use self::{about::About, environment::Environment, failure::Failure, launch::Launch, log::mask, serve::serve};
