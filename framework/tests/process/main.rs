//! The process of a provider, seen from outside: a client that behaves like Go's starts the example `probe`, speaks to it
//! and ends it. The ids in test names' neighbourhood (H1, H4, …) are those of the conformance list in the protocol notes.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop at the first surprise, in its helpers too"
)]
#![expect(unreachable_pub, reason = "the client is written as a library for tests")]
#![cfg(unix)]

mod calls;
mod client;
mod identity;
mod launch;
mod life;
mod log;
mod security;
mod start;
