//! The process of a provider: environment, handshake, TLS, listener, log, and shutdown. It implements go-plugin, the
//! protocol between Terraform and a plugin's process.
//!
//! [`serve`] is the entry point; `serve.rs` contains the life of the process from start to end. Deliberately not here:
//! the calls of the provider, which are an implementation of the generated trait.

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
mod listen_candidates;
mod listener;
mod log;
mod manual;
mod p521_signature;
mod panic;
#[cfg(unix)]
mod parent;
mod protocol_version;
mod provider_info;
mod reattach;
mod serve;
mod shutdown;
mod signals;
#[cfg(unix)]
mod socket_directory;
mod stdio;
mod tcp_port;
mod tls;

pub use self::{
    environment::Environment, failure::Failure, launch::Launch, log::mask, provider_info::ProviderInfo, serve::serve,
};
