//! The client against a service with a script: its requests, its results, and its retries.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    clippy::needless_pass_by_value,
    missing_docs,
    reason = "a test may stop at the first surprise, and its fixtures take what reads best"
)]

mod answers;
mod effects;
mod errors;
mod fixtures;
mod interruptions;
mod log;
mod paging;
mod requests;
mod retries;
mod scripted_carrier;
mod scripted_service;
mod time_limits;
