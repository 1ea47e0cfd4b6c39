//! What later versions of Terraform ask for: identity (1.12), lists, generated configuration and actions (1.14). The provider is asked
//! over the protocol, each answer is judged by its rules, and the mock server is the service.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod act;
mod deferral;
mod generate;
mod identity;
mod list;
mod plans;
mod stage;
