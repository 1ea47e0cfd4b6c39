//! A client that behaves like Go's: it starts any provider's executable, connects with TLS, uses gRPC, and ends it.
//!
//! The environment, the certificate, the versions of TLS, and the signals are variable. The defaults are those of Terraform. The client
//! is for tests: where something fails that no test checks, it
//! panics with a message.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a client of tests fails the test by panicking"
)]

mod address;
mod certificate;
mod connection;
mod launch;
mod output;
mod patience;
mod plugin;
mod security;

pub use address::{Address, Duplex, Socket};
pub use certificate::Certificate;
pub use connection::Client;
pub(crate) use connection::MESSAGE_LIMIT;
pub use launch::{Launch, example};
pub use output::Collected;
pub use patience::{PATIENCE, patiently};
pub use plugin::Plugin;
pub use security::Security;
