//! The process of a provider, tested from outside: the client of `conformance` starts the example `probe`, calls it,
//! and ends it. IDs such as H1 name the conformance rules of `docs/conformance.md`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop at the first surprise, in its helpers too"
)]
#![cfg(unix)]

mod calls;
mod life;
mod log;
mod probe;
mod security;
mod start;
