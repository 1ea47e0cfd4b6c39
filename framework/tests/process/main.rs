//! The process of a provider, seen from outside: the client of `conformance` starts the example `probe`, speaks to
//! it and ends it. Ids such as H1 are those of the list of process rules that these tests keep.

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
