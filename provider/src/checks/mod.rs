//! Plan checks: what an engineer would say in review, each under a stable code whose severity the user may set.
//!
//! A check is a pure function from facts to findings, and knows nothing of Terraform's or the service's types. Input rules
//! (group 1xx) are not here: they stand with the values in [`crate::domain`] and are always errors.

pub mod catalogue;
pub mod finding;
pub mod health;
pub mod lifecycle;
pub mod protection;
pub mod redundancy;
pub mod severity;

pub use catalogue::Check;
pub use finding::Finding;
pub use health::BgpHealth;
pub use severity::{Severities, Severity};
