//! Plan checks: what an engineer would say in review, each under a stable code whose severity the user may set.
//!
//! A check is a pure function from facts to findings, and knows nothing of Terraform's or the service's types. Input rules
//! (group 1xx) are not here: they stand with the values in [`crate::domain`] and are always errors.

pub mod absence;
pub mod capacity;
pub mod catalogue;
pub mod disruption;
pub mod existing;
pub mod facts;
pub mod finding;
pub mod health;
pub mod letter;
pub mod lifecycle;
pub mod overlap;
pub mod protection;
pub mod record;
pub mod redundancy;
pub mod redundancy_verdict;
pub mod review;
pub mod severity;
#[cfg(test)]
mod specimen;

pub use catalogue::Check;
pub use facts::Facts;
pub use finding::Finding;
pub use health::BgpHealth;
pub use redundancy_verdict::{Judgement, Verdict};
pub use severity::{Severities, Severity};
