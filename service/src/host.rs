//! The server around the contract: its clock, and what it keeps beside the contract's objects.

use std::fmt;

use jiff::Timestamp;

use crate::world::cross_connect::CrossConnect;
use crate::world::letter::Letter;

/// The server's part in the contract.
pub trait Host: fmt::Debug + Send + Sync {
    /// The present.
    fn now(&self) -> Timestamp;

    /// The real seconds until an instant: 0 when it is past, and when it does not come by waiting.
    fn real_seconds_until(&self, at: Timestamp) -> u64;

    /// The letter of a cross connect as a PDF document.
    fn letter_document(&self, cross_connect: &CrossConnect, letter: &Letter) -> Vec<u8>;

    /// The server's notes that are not kept yet, to be kept with the next change.
    fn notes(&self) -> Vec<Note>;

    /// The notes have been kept.
    fn kept(&self, notes: &[Note]);
}

/// A text of the server's own that is kept with the contract's objects, under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The name; a later note of that name replaces it.
    pub name: String,
    /// The text.
    pub text: String,
}
