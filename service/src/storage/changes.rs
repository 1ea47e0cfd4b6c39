//! The changes of a command.

use crate::host::Note;
use crate::sid::SidGenerator;
use crate::step_times::StepTimes;
use crate::world::World;
use crate::world::bgp_session::BgpSession;
use crate::world::cross_connect::CrossConnect;
use crate::world::exchange::Exchange;
use crate::world::idempotency::Remembered;
use crate::world::outcome::Outcome;

/// The changes to write. `None` for an unchanged part.
#[derive(Debug, Default)]
pub struct Changes {
    /// True if all present objects and keys are removed first.
    pub clears: bool,
    /// The catalog.
    pub exchanges: Option<Vec<Exchange>>,
    /// The times of steps.
    pub step_times: Option<StepTimes>,
    /// The outcomes of future steps.
    pub outcomes: Option<Vec<Outcome>>,
    /// The SID generator and the last ordinal.
    pub counters: Option<(SidGenerator, u64)>,
    /// The cross connects.
    pub cross_connects: Vec<Change<CrossConnect>>,
    /// The BGP sessions.
    pub bgp_sessions: Vec<Change<BgpSession>>,
    /// The new idempotency keys.
    pub keys: Vec<Remembered>,
    /// The notes of the server.
    pub notes: Vec<Note>,
}

/// The change of an object.
#[derive(Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// An object that is new or changed.
    Put {
        /// The object.
        object: T,
        /// The number of its events that are already stored.
        events_before: usize,
    },
    /// The ordinal of an object that is removed.
    Removed(u64),
}

impl<T> Change<T> {
    /// A new object.
    fn new(object: T) -> Self {
        Self::Put {
            object,
            events_before: 0,
        }
    }
}

impl Changes {
    /// The difference between the loaded part of the world and the same part after a command.
    pub fn between(before: &World, after: &World) -> Self {
        let (counters_before, counters) = (before.counters(), after.counters());
        Self {
            clears: false,
            exchanges: differing(&before.exchanges, &after.exchanges),
            step_times: differing(&before.step_times, &after.step_times),
            outcomes: differing(&before.outcomes, &after.outcomes),
            counters: differing(&counters_before, &counters),
            cross_connects: between(&before.cross_connects, &after.cross_connects),
            bgp_sessions: between(&before.bgp_sessions, &after.bgp_sessions),
            keys: after.idempotency.beyond(&before.idempotency),
            notes: Vec::new(),
        }
    }

    /// A complete world, in place of the present one.
    pub fn all(world: World) -> Self {
        Self {
            clears: true,
            counters: Some(world.counters()),
            exchanges: Some(world.exchanges),
            step_times: Some(world.step_times),
            outcomes: Some(world.outcomes),
            cross_connects: world.cross_connects.into_iter().map(Change::new).collect(),
            bgp_sessions: world.bgp_sessions.into_iter().map(Change::new).collect(),
            keys: world.idempotency.keys().to_vec(),
            notes: Vec::new(),
        }
    }

    /// True if there is nothing to write.
    pub fn is_empty(&self) -> bool {
        !self.clears
            && self.exchanges.is_none()
            && self.step_times.is_none()
            && self.outcomes.is_none()
            && self.counters.is_none()
            && self.cross_connects.is_empty()
            && self.bgp_sessions.is_empty()
            && self.keys.is_empty()
            && self.notes.is_empty()
    }
}

fn differing<T: Clone + PartialEq>(before: &T, after: &T) -> Option<T> {
    (before != after).then(|| after.clone())
}

/// An object with its place in the order of creation.
trait Kept: Clone + PartialEq {
    fn ordinal(&self) -> u64;
    fn events(&self) -> usize;
}

impl Kept for CrossConnect {
    fn ordinal(&self) -> u64 {
        self.ordinal
    }

    fn events(&self) -> usize {
        self.events.len()
    }
}

impl Kept for BgpSession {
    fn ordinal(&self) -> u64 {
        self.ordinal
    }

    fn events(&self) -> usize {
        0
    }
}

/// The changes between two lists in the order of creation. Removals come first, so that their names are free for new objects.
fn between<T: Kept>(before: &[T], after: &[T]) -> Vec<Change<T>> {
    let of = |list: &[T], ordinal: u64| list.binary_search_by_key(&ordinal, Kept::ordinal).ok();
    let gone = before
        .iter()
        .map(Kept::ordinal)
        .filter(|ordinal| of(after, *ordinal).is_none());
    let removed = gone.map(Change::Removed);
    let put = after.iter().filter_map(|object| {
        let known = of(before, object.ordinal()).and_then(|index| before.get(index));
        let is_new = known != Some(object);
        is_new.then(|| Change::Put {
            object: object.clone(),
            events_before: known.map_or(0, Kept::events),
        })
    });
    removed.chain(put).collect()
}
