//! Tests of the contract over HTTP, like any client.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

include!("modules.rs");
