//! Terraform's side of the plugin protocol, for tests of a provider.
//!
//! [`client`] starts a provider's executable as Terraform does and connects to it. [`oracle`] checks the answers of a provider
//! by the rules of the protocol, and computes what core proposes. [`provider`] joins both: a test calls it with values, and every answer
//! is checked before the test gets it. [`schema`] is a schema as a client reads it.
//!
//! Out of scope: Terraform itself, which the acceptance tests run, and everything that a provider contains.

pub mod client;
pub mod oracle;
pub mod provider;
pub mod schema;
