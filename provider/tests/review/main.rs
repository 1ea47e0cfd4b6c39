//! The formats of a review, checked as the tools that read them do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test may stop at the first surprise"
)]

mod golden;
mod hostile;
mod limits;
mod markdown;
mod marks;
mod plans;
mod schema;
mod specimen;
mod xsd;
