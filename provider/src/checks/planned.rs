//! One object of a picture, before and after the plan, with its change.

use std::hash::Hash;

use super::Fact;
use super::record::{BgpSession, CrossConnect};
use crate::domain::{BgpSessionSid, CrossConnectSid, InterfaceAddress, RedundancyGroup, UniqueName};

/// An object with its change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned<T> {
    /// The change.
    pub change: Change<T>,
    /// Its resource address, if it is known. Only a plan file has addresses.
    pub address: Option<String>,
    /// True where the plan imports it.
    pub is_imported: bool,
    /// True where a replacement creates the new object before it destroys this one. Only a plan file contains this.
    pub is_created_first: bool,
    /// True where this state is known to contain it.
    pub is_in_state: bool,
    /// The object as the account shows it, if a read or a list has shown it. The state may have less: it does not have a completion that
    /// someone else reported.
    pub shown: Option<T>,
}

/// The change of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// No plan contains it. It has the values of the account or of the state.
    Untouched(T),
    /// It is created.
    Created(T),
    /// It stays, perhaps changed.
    Kept {
        /// The present object.
        before: T,
        /// The object after the plan.
        after: T,
    },
    /// It is destroyed, and another object is created in its place.
    Replaced {
        /// The present object.
        before: T,
        /// The object that replaces it.
        after: T,
        /// The cause.
        cause: Cause,
    },
    /// It is destroyed.
    Destroyed(T),
    /// It leaves the state and stays at the service.
    Forgotten(T),
}

/// The cause of a replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The names of the attributes whose change forces replacement.
    Changed(Vec<String>),
    /// `-replace` or `replace_triggered_by`.
    Requested,
    /// The object is tainted.
    Tainted,
}

/// A kind of object that a picture can contain.
pub trait Object: Clone + PartialEq + 'static {
    /// Its SID.
    type Sid: Clone + Eq + Hash + Ord;
    /// The key by which other objects find it.
    type Key: Clone + Eq + Hash + 'static;
    /// The value that is unique in an account: the name of a cross connect, or the cross connect of a session.
    type Place: Clone + PartialEq;

    /// Its SID, if it exists.
    fn sid(&self) -> Option<&Self::Sid>;
    /// The keys by which other objects find it.
    fn keys(&self) -> Vec<Self::Key>;
    /// Its place, if it is known.
    fn place(&self) -> Option<&Self::Place>;
    /// The key of a place.
    fn key_of(place: &Self::Place) -> Self::Key;
}

/// The keys by which other objects find a cross connect.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CircuitKey {
    /// Its name.
    Name(UniqueName),
    /// Its redundancy group.
    Group(RedundancyGroup),
}

/// The keys by which other objects find a BGP session.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SessionKey {
    /// Its cross connect.
    On(CrossConnectSid),
    /// The /24 around one of its routes, by the number of its first address.
    Block(u32),
    /// The /30 around its interface subnet, by the number of its first address.
    Interface(u32),
}

impl SessionKey {
    /// The key of an interface address: the /30 around it.
    pub fn interface(address: InterfaceAddress) -> Self {
        Self::Interface(u32::from(address.subnet().network()) & !0b11)
    }
}

impl<T> Planned<T> {
    /// An object of a plan request.
    pub fn new(change: Change<T>) -> Self {
        Self {
            change,
            address: None,
            is_imported: false,
            is_created_first: false,
            is_in_state: false,
            shown: None,
        }
    }

    /// An object of the account that is in no plan.
    pub fn untouched(object: T) -> Self {
        Self::new(Change::Untouched(object))
    }

    /// The present object; `None` if it is created.
    pub fn before(&self) -> Option<&T> {
        match &self.change {
            Change::Created(_) => None,
            Change::Untouched(before)
            | Change::Kept { before, .. }
            | Change::Replaced { before, .. }
            | Change::Destroyed(before)
            | Change::Forgotten(before) => Some(before),
        }
    }

    /// The object in service today: as the account shows it, otherwise as the state has it. The state already has a change that waits for
    /// a person.
    pub fn today(&self) -> Option<&T> {
        let before = self.before()?;
        Some(self.shown.as_ref().unwrap_or(before))
    }

    /// A fact about the object after the apply. A change of an earlier plan that waits for a person does not count.
    pub fn in_effect<F: Clone + PartialEq>(&self, fact: impl Fn(&T) -> &Fact<F>) -> Option<Fact<F>> {
        let after = fact(self.after()?);
        let today = self.stays().and(self.shown.as_ref()).map(&fact);
        let is_changed = self.before().is_none_or(|before| fact(before).changes_to(after));
        Some(today.filter(|_| !is_changed).unwrap_or(after).clone())
    }

    /// The object after the plan, the same one or its replacement; `None` if it is destroyed.
    pub fn after(&self) -> Option<&T> {
        match &self.change {
            Change::Destroyed(_) => None,
            Change::Untouched(after)
            | Change::Created(after)
            | Change::Kept { after, .. }
            | Change::Replaced { after, .. }
            | Change::Forgotten(after) => Some(after),
        }
    }

    /// The object after the plan, if the same object stays.
    pub fn stays(&self) -> Option<&T> {
        match &self.change {
            Change::Created(_) | Change::Replaced { .. } | Change::Destroyed(_) => None,
            Change::Untouched(after) | Change::Kept { after, .. } | Change::Forgotten(after) => Some(after),
        }
    }

    /// The new object that the plan creates, as a first object or as a replacement.
    pub fn created(&self) -> Option<&T> {
        match &self.change {
            Change::Created(after) | Change::Replaced { after, .. } => Some(after),
            Change::Untouched(_) | Change::Kept { .. } | Change::Destroyed(_) | Change::Forgotten(_) => None,
        }
    }

    /// The object that the plan destroys or replaces.
    pub fn destroyed_or_replaced(&self) -> Option<&T> {
        match &self.change {
            Change::Destroyed(before) | Change::Replaced { before, .. } => Some(before),
            Change::Untouched(_) | Change::Created(_) | Change::Kept { .. } | Change::Forgotten(_) => None,
        }
    }

    /// True where a plan contains it.
    pub fn is_planned(&self) -> bool {
        !matches!(self.change, Change::Untouched(_))
    }

    /// The object for messages: after the plan, otherwise the present one.
    pub fn latest(&self) -> &T {
        match &self.change {
            Change::Untouched(it)
            | Change::Created(it)
            | Change::Kept { after: it, .. }
            | Change::Replaced { after: it, .. }
            | Change::Destroyed(it)
            | Change::Forgotten(it) => it,
        }
    }
}

impl<T: Object> Planned<T> {
    /// The SID of the existing object.
    pub fn sid(&self) -> Option<&T::Sid> {
        self.before()?.sid()
    }
}

impl Object for CrossConnect {
    type Sid = CrossConnectSid;
    type Key = CircuitKey;
    type Place = UniqueName;

    fn sid(&self) -> Option<&CrossConnectSid> {
        self.sid.as_ref()
    }

    fn keys(&self) -> Vec<CircuitKey> {
        let name = self.place().cloned().map(CircuitKey::Name);
        let group = self.group.known().cloned().map(CircuitKey::Group);
        name.into_iter().chain(group).collect()
    }

    fn place(&self) -> Option<&UniqueName> {
        self.name.known().filter(|_| !self.has_given_up_name)
    }

    fn key_of(place: &UniqueName) -> CircuitKey {
        CircuitKey::Name(place.clone())
    }
}

impl Object for BgpSession {
    type Sid = BgpSessionSid;
    type Key = SessionKey;
    type Place = CrossConnectSid;

    fn sid(&self) -> Option<&BgpSessionSid> {
        self.sid.as_ref()
    }

    fn keys(&self) -> Vec<SessionKey> {
        let on = self.cross_connect_sid.known().cloned().map(SessionKey::On);
        let interface = self.customer_address.known().copied().map(SessionKey::interface);
        on.into_iter()
            .chain(self.blocks().into_iter().map(SessionKey::Block))
            .chain(interface)
            .collect()
    }

    fn place(&self) -> Option<&CrossConnectSid> {
        self.cross_connect_sid.known()
    }

    fn key_of(place: &CrossConnectSid) -> SessionKey {
        SessionKey::On(place.clone())
    }
}
