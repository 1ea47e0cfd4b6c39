//! A provider as tests call it: with values, by the schemas of the provider itself.
//!
//! [`Provider`] has read the schemas; [`Provider::resource`] and similar functions return the parts of its catalog. Every answer passes
//! the [`crate::oracle`] before a test gets it: [`Answer::checked`] fails the test if a rule is broken. A test that provokes a
//! broken rule reads [`Answer::rules`].
//!
//! Out of scope: bytes that are no values, and calls that fail as calls. A test sends those through [`Provider::client`].

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a client of tests fails the test by panicking"
)]

mod action;
mod answer;
mod calls;
mod data_source;
mod ephemeral;
mod function;
mod handle;
mod list;
mod managed;
mod messages;
mod moved;
mod schemas;
mod stored;
mod wire;

pub use action::{Action, Heard, Invoked};
pub use answer::Answer;
pub use calls::Calls;
pub use data_source::{DataSource, Found};
pub use ephemeral::{Ephemeral, Opened, Renewed};
pub use function::{Called, Function};
pub use handle::Provider;
pub use list::{Event, List, Search};
pub use managed::{Applied, Change, ImportedObjects, Planned, ReadObject, Resource};
pub use messages::Messages;
pub use moved::Source;
pub use schemas::{Parameter, Schemas, Signature};
pub use stored::Stored;
