//! The command `review`: judges a saved plan, and writes its findings in the formats of CI systems and people.
//!
//! A finished review is a [`Report`], which has no type of Terraform or HTTP. A [`Format`] writes it as text.

pub mod acceptance;
mod accepted;
mod account;
pub mod address;
mod arguments;
pub mod command;
pub mod detail;
pub mod explain;
mod fail_on;
pub mod format;
mod judgement;
pub mod place;
pub mod plan_file;
mod relay;
pub mod report;
pub mod reported;
pub mod severity;
pub mod working_tree;

pub use acceptance::Acceptance;
pub use address::Address;
pub use format::Format;
pub use place::{Place, Position};
pub use plan_file::PlanFile;
pub use report::{Report, Unjudged, Verdict};
pub use reported::Reported;
pub use severity::{Level, Severity};
pub use working_tree::WorkingTree;
