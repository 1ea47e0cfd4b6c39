//! The tests of the contract again, at servers with their objects in a file.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

include!("modules.rs");
