//! The objects of one kind in a picture, found by SID and by the values that they share.

use std::collections::{BTreeSet, HashMap};

use super::planned::{Cause, Change, Object, Planned};

/// The objects of one kind. The latest report about an object replaces the earlier ones.
#[derive(Clone, Debug)]
pub struct ObjectIndex<T: Object> {
    items: Vec<Option<Planned<T>>>,
    by_sid: HashMap<T::Sid, usize>,
    by_key: HashMap<T::Key, BTreeSet<usize>>,
    /// Creations that a later creation in their place replaces, because a read of the object in that place came after them.
    superseded: BTreeSet<usize>,
    is_complete: bool,
}

impl<T: Object> Default for ObjectIndex<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            by_sid: HashMap::new(),
            by_key: HashMap::new(),
            superseded: BTreeSet::new(),
            is_complete: false,
        }
    }
}

impl<T: Object> ObjectIndex<T> {
    /// Adds all objects of the account. Planned changes are kept.
    pub fn add_account(&mut self, account: impl IntoIterator<Item = T>) {
        for object in account {
            let known = object.sid().and_then(|sid| self.by_sid.get(sid)).copied();
            match known.and_then(|at| self.items.get_mut(at)).and_then(Option::as_mut) {
                Some(item) if item.is_planned() => item.shown = Some(object),
                Some(_) | None => {
                    self.store(known, Planned::untouched(object));
                }
            }
        }
        self.is_complete = true;
    }

    /// True where all objects of the account are here.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Adds an object of the state as a read shows it. A creation in its place was an earlier plan of the same object: Terraform
    /// plans a tainted object before it reads it, and again afterwards.
    pub fn add_read(&mut self, object: T) {
        let again = object.place().map(|place| self.creations_at(place));
        self.superseded.extend(again.unwrap_or_default());
        let known = object.sid().and_then(|sid| self.by_sid.get(sid)).copied();
        match known.and_then(|at| self.items.get_mut(at)).and_then(Option::as_mut) {
            Some(item) if item.is_planned() => {
                item.is_in_state = true;
                item.shown = Some(object);
            }
            Some(_) | None => {
                self.store(
                    known,
                    Planned {
                        is_in_state: true,
                        ..Planned::untouched(object)
                    },
                );
            }
        }
    }

    /// Removes the creations in the place of an object. They were earlier plans of it, and it will be planned again.
    pub fn forget_creations_in_place_of(&mut self, object: &T) {
        let again = object.place().map(|place| self.creations_at(place));
        for at in again.unwrap_or_default() {
            self.unindex(at);
            self.items.get_mut(at).and_then(Option::take);
        }
    }

    /// Adds the plan of an object, and returns it. A second creation in a place is another object, unless a read came in between.
    pub fn plan(&mut self, planned: Planned<T>) -> &Planned<T> {
        let known = match planned.sid() {
            Some(sid) => self.by_sid.get(sid).copied(),
            None => self.earlier_plan_of(&planned),
        };
        self.store(known, planned)
    }

    /// Adds the second plan of a replacement: the object that replaces `sid`.
    pub fn plan_successor(&mut self, sid: &T::Sid, after: T) -> &Planned<T> {
        let known = self.by_sid.get(sid).copied();
        let planned = self.successor(sid, after);
        self.store(known, planned)
    }

    /// The object with a SID after the second plan of its replacement. Terraform first plans a requested replacement as if the object
    /// stayed, and then again.
    pub fn successor(&self, sid: &T::Sid, after: T) -> Planned<T> {
        let change = match self.get(sid).map(|item| item.change.clone()) {
            Some(Change::Replaced { before, cause, .. }) => Change::Replaced { before, after, cause },
            Some(
                Change::Kept { before, .. }
                | Change::Untouched(before)
                | Change::Destroyed(before)
                | Change::Forgotten(before),
            ) => Change::Replaced {
                before,
                after,
                cause: Cause::Requested,
            },
            Some(Change::Created(_)) | None => Change::Created(after),
        };
        Planned::new(change)
    }

    /// The object with a SID.
    pub fn get(&self, sid: &T::Sid) -> Option<&Planned<T>> {
        self.item(*self.by_sid.get(sid)?)
    }

    /// The objects that have a key before or after the plan.
    pub fn with<'a>(&'a self, key: &T::Key) -> impl Iterator<Item = &'a Planned<T>> + use<'a, T> {
        let places = self.by_key.get(key).into_iter().flatten();
        places.filter_map(|at| self.item(*at))
    }

    /// The objects that are or will be in a place.
    pub fn at<'a>(&'a self, place: &T::Place) -> impl Iterator<Item = &'a Planned<T>> + use<'a, T> {
        self.with(&T::key_of(place))
    }

    /// Every object.
    pub fn iter(&self) -> impl Iterator<Item = &Planned<T>> {
        self.items.iter().flatten()
    }

    /// Removes an object that is about to change, because its read and planned values will be out of date.
    pub fn forget(&mut self, sid: &T::Sid) {
        if let Some(at) = self.by_sid.remove(sid) {
            self.unindex(at);
            self.items.get_mut(at).and_then(Option::take);
        }
    }

    fn item(&self, at: usize) -> Option<&Planned<T>> {
        self.items.get(at)?.as_ref()
    }

    fn unindex(&mut self, at: usize) {
        for key in self.item(at).map(keys).unwrap_or_default() {
            self.by_key.entry(key).or_default().remove(&at);
        }
    }

    fn earlier_plan_of(&mut self, planned: &Planned<T>) -> Option<usize> {
        let again = self.creations_at(planned.latest().place()?);
        again.into_iter().find(|at| self.superseded.remove(at))
    }

    fn creations_at(&self, place: &T::Place) -> Vec<usize> {
        let there = self.by_key.get(&T::key_of(place)).into_iter().flatten().copied();
        there
            .filter(|at| matches!(self.item(*at).map(|item| &item.change), Some(Change::Created(_))))
            .collect()
    }

    /// Stores an object in the place of its earlier report, or in a new place.
    fn store(&mut self, known: Option<usize>, planned: Planned<T>) -> &Planned<T> {
        let at = known.unwrap_or(self.items.len());
        self.unindex(at);
        for key in keys(&planned) {
            self.by_key.entry(key).or_default().insert(at);
        }
        if let Some(sid) = planned.sid() {
            self.by_sid.insert(sid.clone(), at);
        }
        let earlier = self.item(at);
        let was_in_state = earlier.is_some_and(|earlier| earlier.is_in_state);
        let shown = earlier.and_then(as_shown).filter(|_| planned.is_planned());
        if at == self.items.len() {
            self.items.push(None);
        }
        self.items[at].insert(Planned {
            is_in_state: planned.is_in_state || was_in_state,
            shown,
            ..planned
        })
    }
}

/// The object as the account shows it, from an earlier report.
fn as_shown<T: Clone>(earlier: &Planned<T>) -> Option<T> {
    match &earlier.change {
        Change::Untouched(object) => Some(object.clone()),
        Change::Created(_)
        | Change::Kept { .. }
        | Change::Replaced { .. }
        | Change::Destroyed(_)
        | Change::Forgotten(_) => earlier.shown.clone(),
    }
}

fn keys<T: Object>(planned: &Planned<T>) -> Vec<T::Key> {
    let moments = planned.before().into_iter().chain(planned.after());
    moments.flat_map(T::keys).collect()
}

#[cfg(test)]
mod tests;
