//! A client that behaves like Go's: it starts any provider's executable, does TLS with it, speaks gRPC and ends it.
//!
//! Everything that a process test wants to vary can be varied: the environment, the certificate, the versions of TLS, the
//! signals. Its defaults are those of Terraform. A client is for tests: where something fails that no test asks about, it
//! panics and says so.

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
