//! The mock around the contract: its virtual clock, its faults, and its log.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use service::host::{Host, Note};
use service::world::cross_connect::CrossConnect;
use service::world::letter::Letter;

use crate::clock::RunningClock;
use crate::fault::Faults;
use crate::letter_document;
use crate::request_log::RequestLog;
use crate::stale_reads::StaleReads;

/// The name of the note with the clock.
pub(crate) const CLOCK: &str = "mock_clock";
/// The name of the note with the faults.
pub(crate) const FAULTS: &str = "mock_faults";
/// The name of the note with the stale reads.
pub(crate) const SHADOWS: &str = "mock_shadows";

/// The mock around the service, shared by the handlers.
#[derive(Debug)]
pub(crate) struct MockHost {
    inner: Mutex<Inner>,
    /// The notes that are already stored; none where nothing is stored over a restart.
    kept: Option<Mutex<BTreeMap<String, String>>>,
}

/// The state that the lock guards.
#[derive(Debug)]
pub(crate) struct Inner {
    /// The time.
    pub(crate) clock: RunningClock,
    /// The faults that tests have requested.
    pub(crate) faults: Faults,
    /// The objects that reads do not show in their present form yet.
    pub(crate) stale_reads: StaleReads,
    /// The requests and their answers.
    pub(crate) log: RequestLog,
}

/// The parts of the state that can be reset.
pub(crate) type ResettableState = (RunningClock, Faults, StaleReads);

impl Inner {
    /// The clock, the faults, and the stale reads.
    pub(crate) fn resettable(&self) -> ResettableState {
        (self.clock.clone(), self.faults.clone(), self.stale_reads.clone())
    }

    /// Replaces the clock, the faults, and the stale reads.
    pub(crate) fn set(&mut self, resettable: ResettableState) {
        (self.clock, self.faults, self.stale_reads) = resettable;
    }
}

impl MockHost {
    /// A host. If `keeps` is true, its clock, faults, and stale reads are stored over a restart.
    pub(crate) fn new(inner: Inner, keeps: bool) -> Self {
        Self {
            inner: Mutex::new(inner),
            kept: keeps.then(Mutex::default),
        }
    }

    /// The state behind the lock.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Host for MockHost {
    fn now(&self) -> Timestamp {
        self.lock().clock.now()
    }

    fn real_seconds_until(&self, at: Timestamp) -> u64 {
        self.lock().clock.real_seconds_until(at)
    }

    fn letter_document(&self, cross_connect: &CrossConnect, letter: &Letter) -> Vec<u8> {
        letter_document::draw(cross_connect, letter)
    }

    fn notes(&self) -> Vec<Note> {
        let Some(kept) = &self.kept else {
            return Vec::new();
        };
        let inner = self.lock();
        let notes = [
            note(CLOCK, &inner.clock.origin()),
            note(FAULTS, &inner.faults),
            note(SHADOWS, &inner.stale_reads),
        ];
        let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = |note: &Note| kept.get(&note.name) != Some(&note.text);
        notes.into_iter().filter(is_new).collect()
    }

    fn kept(&self, notes: &[Note]) {
        if let Some(kept) = &self.kept {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.extend(notes.iter().map(|note| (note.name.clone(), note.text.clone())));
        }
    }
}

/// A note with a plain value, whose JSON cannot fail.
fn note(name: &str, value: &impl Serialize) -> Note {
    Note {
        name: name.to_owned(),
        text: serde_json::to_string(value).unwrap_or_default(),
    }
}

/// The value in a note; none if the note is not from this server.
pub(crate) fn read<T: DeserializeOwned>(note: Option<String>) -> Option<T> {
    serde_json::from_str(&note?).ok()
}
