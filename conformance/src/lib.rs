//! Terraform's side of the plugin protocol, for tests of a provider.
//!
//! [`client`] starts a provider's executable as Terraform does and speaks to it. [`oracle`] judges what a provider answers,
//! by the rules of the protocol, and knows what core proposes. [`provider`] joins both: a test asks in values, and no answer
//! reaches it unjudged. [`schema`] is a schema as a client reads it.
//!
//! Deliberately not here: Terraform itself, which the acceptance tests run, and anything that a provider contains.

pub mod client;
pub mod oracle;
pub mod provider;
pub mod schema;
