//! Tests of the oracle: for each rule at least one answer that it accepts and one that it refuses.

#![allow(
    clippy::expect_used,
    reason = "tests fail by panicking, also in the functions they share"
)]

mod apply;
mod load;
mod others;
mod plan;
mod proposed;
mod table;
