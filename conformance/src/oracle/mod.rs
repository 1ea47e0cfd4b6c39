//! What Terraform's core thinks of an answer: pure functions from schemas and values to the rules that were broken.
//!
//! One file per subject, each naming the rules it judges by their ids; `docs/conformance.md` lists them all. The judge is
//! written from the rules and shares no code with the planning and checking of the framework, which it judges. It also
//! knows what core sends: [`proposed_new`].
//!
//! Core refuses some things loudly and passes over others in silence. What is silent but breaks a rule is reported here as
//! well: a test should not learn of it from a user.

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
