//! The process of a provider, seen from outside: a client that behaves like Go's starts the example `probe`, speaks to
//! it and ends it. Ids such as H1 are those of the list of process rules that these tests keep.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
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
