//! Storage in the memory of this process.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::page::{Placed, Slice, Window};
use crate::storage::{
    BgpSessionFilter, Change, Changes, CrossConnectFilter, Storage, StorageError, Touch, Transaction,
};
use crate::world::World;
use crate::world::bgp_session::BgpSession;
use crate::world::cross_connect::CrossConnect;
use crate::world::idempotency::Memory;

/// Objects in memory. Clones share them.
#[derive(Clone, Debug)]
pub struct MemoryStorage {
    kept: Arc<Mutex<Kept>>,
    guards_names: Arc<AtomicBool>,
}

#[derive(Debug)]
struct Kept {
    world: World,
    notes: BTreeMap<String, String>,
}

impl MemoryStorage {
    /// A storage with a world.
    pub fn new(world: World) -> Self {
        let kept = Kept {
            world,
            notes: BTreeMap::new(),
        };
        Self {
            kept: Arc::new(Mutex::new(kept)),
            guards_names: Arc::new(AtomicBool::new(true)),
        }
    }

    /// Switches the guard of unique names. Without it, commands do not load the holder of a name, so that a test shows what a client alone
    /// prevents.
    pub fn guard_names(&self, on: bool) {
        self.guards_names.store(on, Ordering::Relaxed);
    }
}

#[async_trait]
impl Storage for MemoryStorage {
    async fn begin(&self) -> Result<Box<dyn Transaction>, StorageError> {
        Ok(Box::new(InMemory {
            kept: Arc::clone(&self.kept).lock_owned().await,
            guards_names: self.guards_names.load(Ordering::Relaxed),
        }))
    }

    async fn close(&self) {}
}

/// A transaction. It saves at once; none of its calls waits, so no other work runs between a save and the commit.
struct InMemory {
    kept: OwnedMutexGuard<Kept>,
    guards_names: bool,
}

#[async_trait]
impl Transaction for InMemory {
    async fn load(&mut self, touched: &[Touch<'_>], now: Timestamp) -> Result<World, StorageError> {
        let world = &self.kept.world;
        if touched.iter().any(|touch| matches!(touch, Touch::Everything)) {
            return Ok(world.clone());
        }
        let due = world.moving_until(now);
        let subnets = !due.is_empty() || touched.iter().any(|touch| matches!(touch, Touch::Subnets));
        let touched_carriers = touched.iter().flat_map(|touch| self.carriers(touch));
        let carriers: HashSet<&str> = touched_carriers.chain(due).collect();
        let is_loaded = |session: &&BgpSession| carriers.contains(session.cross_connect_sid.as_str());
        let others = world
            .bgp_sessions
            .iter()
            .filter(|session| subnets && !is_loaded(session));
        let keys = touched.iter().filter_map(|touch| match touch {
            Touch::Key(key) => world.idempotency.known(key),
            Touch::Object(_) | Touch::Name(_) | Touch::Subnets | Touch::Everything => None,
        });
        let mut part = World::new(world.exchanges.clone(), world.step_times, 0);
        part.count_from(world.counters());
        part.outcomes.clone_from(&world.outcomes);
        part.idempotency = Memory::of(keys.cloned().collect());
        part.taken_subnets = others.flat_map(BgpSession::subnets).collect();
        part.bgp_sessions = world.bgp_sessions.iter().filter(is_loaded).cloned().collect();
        let cross_connects = world.cross_connects.iter();
        part.cross_connects = cross_connects
            .filter(|found| carriers.contains(found.sid.as_str()))
            .cloned()
            .collect();
        Ok(part)
    }

    async fn cross_connects(
        &mut self,
        filter: &CrossConnectFilter,
        window: Window,
    ) -> Result<Slice<CrossConnect>, StorageError> {
        let all = self
            .kept
            .world
            .cross_connects
            .iter()
            .filter(|found| filter.matches(found));
        Ok(cut(window, all, |found| found.ordinal))
    }

    async fn bgp_sessions(
        &mut self,
        filter: &BgpSessionFilter,
        window: Window,
    ) -> Result<Slice<BgpSession>, StorageError> {
        let all = self
            .kept
            .world
            .bgp_sessions
            .iter()
            .filter(|found| filter.matches(found));
        Ok(cut(window, all, |found| found.ordinal))
    }

    async fn note(&mut self, name: &str) -> Result<Option<String>, StorageError> {
        Ok(self.kept.notes.get(name).cloned())
    }

    async fn save(&mut self, changes: &Changes) -> Result<(), StorageError> {
        self.kept.take_up(changes);
        Ok(())
    }

    async fn commit(self: Box<Self>) -> Result<(), StorageError> {
        Ok(())
    }
}

impl InMemory {
    /// The SIDs of the cross connects that a touch is about.
    fn carriers(&self, touch: &Touch<'_>) -> Vec<&str> {
        let world = &self.kept.world;
        let named = |name: &str| {
            world
                .cross_connects
                .iter()
                .find(|found| found.unique_name == name && found.holds_name())
        };
        match *touch {
            Touch::Object(sid) => world.carrier_of(sid).into_iter().collect(),
            Touch::Name(name) if self.guards_names => named(name).map(|found| found.sid.as_str()).into_iter().collect(),
            Touch::Name(_) | Touch::Subnets | Touch::Everything => Vec::new(),
            Touch::Key(key) => {
                let known = world.idempotency.known(key);
                known
                    .and_then(|known| world.carrier_of(known.sid()))
                    .into_iter()
                    .collect()
            }
        }
    }
}

impl Kept {
    fn take_up(&mut self, changes: &Changes) {
        let world = &mut self.world;
        if changes.clears {
            world.cross_connects.clear();
            world.bgp_sessions.clear();
            world.idempotency = Memory::default();
        }
        if let Some(exchanges) = &changes.exchanges {
            world.exchanges.clone_from(exchanges);
        }
        if let Some(outcomes) = &changes.outcomes {
            world.outcomes.clone_from(outcomes);
        }
        world.step_times = changes.step_times.unwrap_or(world.step_times);
        if let Some(counters) = &changes.counters {
            world.count_from(counters.clone());
        }
        put(&mut world.cross_connects, &changes.cross_connects, |object| {
            object.ordinal
        });
        put(&mut world.bgp_sessions, &changes.bgp_sessions, |object| object.ordinal);
        changes.keys.iter().for_each(|key| world.idempotency.keep(key.clone()));
        let notes = changes.notes.iter().cloned().map(|note| (note.name, note.text));
        self.notes.extend(notes);
    }
}

/// Applies changes to a list in the order of creation.
fn put<T: Clone>(list: &mut Vec<T>, changes: &[Change<T>], ordinal_of: impl Fn(&T) -> u64) {
    for change in changes {
        match change {
            Change::Removed(ordinal) => list.retain(|object| ordinal_of(object) != *ordinal),
            Change::Put { object, .. } => match list.binary_search_by_key(&ordinal_of(object), &ordinal_of) {
                Ok(index) => list.splice(index..=index, [object.clone()]).for_each(drop),
                Err(index) => list.insert(index, object.clone()),
            },
        }
    }
}

fn cut<'a, T: Clone + 'a>(
    window: Window,
    all: impl Iterator<Item = &'a T>,
    ordinal_of: impl Fn(&T) -> u64,
) -> Slice<T> {
    let placed = all.map(|item| Placed {
        ordinal: ordinal_of(item),
        item,
    });
    window.cut(placed.collect()).cloned()
}
