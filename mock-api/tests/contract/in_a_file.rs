//! The contract once more, as any client would ask it, of servers that keep their objects in a file.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

include!("modules.rs");
