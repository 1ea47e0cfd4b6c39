//! The running service: the world, its clock, and what tests have asked for, behind one lock.
//!
//! Every request does its work inside [`Service::act`]: the world is brought up to the present, changed, and written
//! to the state file before the answer leaves.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::clock::RunningClock;
use crate::code::Code;
use crate::fault::Faults;
use crate::page::Seal;
use crate::refusal::Refusal;
use crate::request_log::RequestLog;
use crate::shadow::Shadows;
use crate::sid::{self, SidGenerator};
use crate::state_file::{SavedState, StateFile};
use crate::world::World;

/// The service. Handlers share it behind an `Arc`.
#[derive(Debug)]
pub(crate) struct Service {
    /// The account that the credentials belong to.
    pub(crate) account_sid: String,
    /// The seal on its page tokens.
    pub(crate) page_seal: Seal,
    inner: Mutex<Inner>,
}

/// What the lock guards.
#[derive(Debug)]
pub(crate) struct Inner {
    /// The data.
    pub(crate) world: World,
    /// The time.
    pub(crate) clock: RunningClock,
    /// What tests have asked to go wrong.
    pub(crate) faults: Faults,
    /// Objects whose present form is not shown yet.
    pub(crate) shadows: Shadows,
    /// What was asked and answered.
    pub(crate) log: RequestLog,
    state_file: Option<StateFile>,
    request_ids: SidGenerator,
}

/// The world at one moment, inside the lock.
pub(crate) struct Moment<'a> {
    /// The data, brought up to the moment.
    pub(crate) world: &'a mut World,
    /// The clock.
    pub(crate) clock: &'a mut RunningClock,
    /// The virtual time.
    pub(crate) now: Timestamp,
}

impl Moment<'_> {
    /// The `Retry-After` of an answer about an object that a machine moves at an instant.
    pub(crate) fn retry_after(&self, moves_at: Option<Timestamp>) -> Option<u64> {
        moves_at.map(|at| self.clock.real_seconds_until(at))
    }
}

impl Service {
    /// Puts a service together.
    pub(crate) fn new(account_sid: String, state: SavedState, clock: RunningClock, extras: Extras) -> Self {
        let page_seal = Seal(state.world.sid_seed());
        let inner = Inner {
            world: state.world,
            clock,
            faults: state.faults,
            shadows: state.shadows,
            log: extras.log,
            state_file: extras.state_file,
            request_ids: SidGenerator::new(extras.request_id_seed),
        };
        Self {
            account_sid,
            page_seal,
            inner: Mutex::new(inner),
        }
    }

    /// Does a request's work on the world of this moment, and writes down what has become of it.
    ///
    /// # Errors
    /// What the work refuses; 62000 when the state file cannot be written, and then nothing has happened.
    pub(crate) fn act<T>(&self, work: impl FnOnce(&mut Moment<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let mut inner = self.lock();
        let now = inner.clock.now();
        let inner = &mut *inner;
        inner.world.advance_to(now);
        let result = work(&mut Moment {
            world: &mut inner.world,
            clock: &mut inner.clock,
            now,
        });
        inner.save()?;
        result
    }

    /// Everything behind the lock, for the gate and the controls.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// The identifier of the next request.
    pub(crate) fn next_request_id(&mut self) -> String {
        self.request_ids.draw(sid::REQUEST)
    }

    /// Everything that is kept over a restart.
    pub(crate) fn state(&self) -> SavedState {
        SavedState {
            world: self.world.clone(),
            faults: self.faults.clone(),
            shadows: self.shadows.clone(),
        }
    }

    /// Takes up another state, at its time.
    ///
    /// # Errors
    /// 62000, and then nothing has happened.
    pub(crate) fn replace(&mut self, state: SavedState, clock: RunningClock) -> Result<(), Refusal> {
        let SavedState { world, faults, shadows } = state;
        (self.world, self.faults, self.shadows) = (world, faults, shadows);
        let before = mem::replace(&mut self.clock, clock);
        self.save().inspect_err(|_| self.clock = before)
    }

    /// As [`Inner::save`], for a caller in this process: who cannot write down a test's wish goes on without the wish.
    pub(crate) fn keep(&mut self) {
        let _ = self.save();
    }

    /// Writes the state file, if there is one and something has changed. On failure the last state that was written
    /// comes back, so that memory and file agree.
    ///
    /// # Errors
    /// 62000.
    pub(crate) fn save(&mut self) -> Result<(), Refusal> {
        let Some(mut file) = self.state_file.take() else {
            return Ok(());
        };
        let written = file.write(&self.state(), &self.clock);
        let last = file.last_written();
        self.state_file = Some(file);
        match written {
            Ok(()) => Ok(()),
            Err(error) => {
                if let Some(last) = last {
                    self.world = last.world;
                    self.faults = last.faults;
                    self.shadows = last.shadows;
                }
                Err(Refusal::new(Code::WriteFailed, error.with_cause()))
            }
        }
    }
}

/// What a service has beside its state and clock.
#[derive(Debug)]
pub(crate) struct Extras {
    pub(crate) log: RequestLog,
    pub(crate) state_file: Option<StateFile>,
    pub(crate) request_id_seed: u64,
}
