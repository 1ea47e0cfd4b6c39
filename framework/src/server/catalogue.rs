//! The catalog of one kind of things that a provider offers, by name.

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostics;
use crate::self_check;

/// The things of one kind, in the order of their names.
pub(super) struct Catalogue<T: ?Sized> {
    entries: BTreeMap<&'static str, Box<T>>,
    problems: Diagnostics,
}

impl<T: ?Sized> Catalogue<T> {
    /// Returns a catalog of `kind`, which is the word in messages. For a duplicate name, the last entry is kept.
    pub(super) fn new(kind: &str, entries: Vec<Box<T>>, name_of: impl Fn(&T) -> &'static str) -> Self {
        let names: Vec<_> = entries.iter().map(|entry| name_of(entry)).collect();
        let problems = self_check::name_problems(kind, &names);
        Self {
            entries: names.into_iter().zip(entries).collect(),
            problems,
        }
    }

    /// Returns the faults of the names.
    pub(super) fn problems(&self) -> Diagnostics {
        self.problems.clone()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.entries.values().map(AsRef::as_ref)
    }

    pub(super) fn get(&self, name: &str) -> Option<&T> {
        self.entries.get(name).map(AsRef::as_ref)
    }
}
