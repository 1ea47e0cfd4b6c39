//! Terraform's side of the plugin protocol, for tests of a provider.
//!
//! [`client`] starts a provider's executable as Terraform does and speaks to it.
//!
//! Deliberately not here: Terraform itself, which the acceptance tests run, and anything that a provider contains.

pub mod client;
