//! The contract, asked over HTTP as any client would.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod access;
mod admission;
mod bgp_sessions;
mod client;
mod clock;
mod completion_notices;
mod controls;
mod cross_connects;
mod description;
mod exchanges;
mod faults;
mod health;
mod idempotency;
mod letters;
mod openapi;
mod paging;
mod program;
mod readings;
mod request_log;
mod revisions;
mod seed;
mod state_file;
mod unplugged;
mod waiting;
