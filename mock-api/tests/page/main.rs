//! Tests of the page at `/_mock/` over plain HTTP, without a browser or a script.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod access;
mod changes;
mod circuits;
mod clock;
mod decisions;
mod faults;
mod honesty;
mod operation;
mod requests;
mod sessions;
mod visitor;
