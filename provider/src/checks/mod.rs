//! Plan checks: the findings of a review by an engineer, each with a stable code whose severity the user may set.
//!
//! One [`Picture`] has every circuit and session, before and after the plan. Each rule is a pure function from the picture to
//! findings, and [`judge`] lists the rules. This module uses no types of Terraform or of the service. Input rules (group 1xx)
//! belong to the values in [`crate::domain`] and are always errors.

pub mod absence;
pub mod accepted;
pub mod capacity;
pub mod catalogue;
pub mod demarcation;
mod dependents;
pub mod destruction;
pub mod fact;
pub mod finding;
pub mod health;
pub mod identity;
pub mod interface;
pub mod judge;
pub mod leg;
pub mod lifecycle;
pub mod loss;
pub mod md5_key;
pub mod object_index;
pub mod overlap;
pub mod page;
pub mod picture;
pub mod planned;
pub mod protection;
pub mod record;
pub mod redundancy;
pub mod redundancy_group;
pub mod redundancy_verdict;
pub mod replacement;
pub mod requirement;
pub mod service;
pub mod severity;
pub mod shortfall;
#[cfg(test)]
pub(crate) mod specimen;
pub mod status;
pub mod traffic;

pub use accepted::{Accepted, Scope, Validity};
pub use catalogue::Check;
pub use fact::Fact;
pub use finding::{Finding, Subject};
pub use health::BgpHealth;
pub use leg::Leg;
pub use loss::Loss;
pub use picture::{Part, Picture};
pub use planned::Planned;
pub use redundancy_verdict::{Judgement, Verdict};
pub use requirement::{Requirement, Requirements};
pub use severity::{Severities, Severity};
