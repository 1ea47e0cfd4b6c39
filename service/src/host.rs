//! The server around the contract: its clock, and the notes that it stores beside the contract's objects.

use std::fmt;

use jiff::Timestamp;

use crate::world::cross_connect::CrossConnect;
use crate::world::letter::Letter;

/// The parts of the contract that each server implements.
pub trait Host: fmt::Debug + Send + Sync {
    /// The present time.
    fn now(&self) -> Timestamp;

    /// The real seconds until an instant: 0 for a past instant, and for a clock that does not run by itself.
    fn real_seconds_until(&self, at: Timestamp) -> u64;

    /// The letter of a cross connect as a PDF document.
    fn letter_document(&self, cross_connect: &CrossConnect, letter: &Letter) -> Vec<u8>;

    /// The server's notes that are not stored yet. The next change stores them.
    fn notes(&self) -> Vec<Note>;

    /// Marks notes as stored.
    fn kept(&self, notes: &[Note]);
}

/// A text of the server, stored under a name with the contract's objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The name; a later note with the name replaces this one.
    pub name: String,
    /// The text.
    pub text: String,
}
