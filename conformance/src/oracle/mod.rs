//! The checks of Terraform's core: pure functions from schemas and values to broken rules.
//!
//! There is one file per subject, which names its rules by their ids. `docs/conformance.md` lists them all. The oracle is
//! written from the rules and shares no code with the framework that it checks. It also
//! computes what core sends: [`proposed_new`].
//!
//! Core refuses some broken rules with an error and ignores others. The ignored ones are reported here as
//! well, so that a test finds them before a user does.

mod action;
mod apply;
mod broken;
mod compatible;
mod data_source;
mod deferral;
mod diagnostic;
mod function;
mod generated;
mod identity;
mod list;
mod load;
mod plan;
mod proposed;
mod read;
mod shape;
mod wording;

pub use action::{ActionEvent, action};
pub use apply::{Applied, apply};
pub use broken::Broken;
pub use compatible::completion;
pub use data_source::{data_source, ephemeral};
pub use deferral::deferral;
pub use diagnostic::diagnostics;
pub use function::{Returned, function};
pub use generated::generated;
pub use identity::{Identified, When, identity};
pub use list::{Gravity, ListRequest, Listed, list};
pub use load::load;
pub use plan::{PlanAnswer, PlanRequest, final_plan, plan};
pub use proposed::{nothing, proposed_new};
pub use read::{ImportBy, Imported, import, moved, read, upgrade};
pub use shape::{blocks_present, fits, wholly_known, write_only_null};
