//! The virtual clock: time = start + elapsed real time × speed + advanced time + a tick for every request.
//!
//! The clock only returns the time. The world carries out the steps: there are
//! no timers, and every request first advances the world to the present. Elapsed time is Tokio's: under a paused
//! runtime it is the paused time.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use service::later;
use tokio::time::Instant;

/// The settings of the virtual clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The virtual time at the start; the real time when left out.
    pub start: Option<Timestamp>,
    /// Virtual seconds per real second; 0 freezes the clock.
    pub speed: u32,
    /// The time that each request of the contract adds before it is served.
    pub tick_per_request: Duration,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            start: None,
            speed: 1,
            tick_per_request: Duration::ZERO,
        }
    }
}

/// A running clock.
#[derive(Clone, Debug)]
pub(crate) struct RunningClock {
    base: Timestamp,
    since: Instant,
    started: Timestamp,
    speed: u32,
    tick: Duration,
}

/// A reading of a clock: a virtual time, and the real time at which it was read.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClockReading {
    time: Timestamp,
    read_at: Timestamp,
}

impl ClockReading {
    /// The reading of a virtual time at the present real time.
    pub(crate) fn at(time: Timestamp) -> Self {
        Self { time, read_at: time }
    }

    /// The virtual time of the reading.
    pub(crate) fn time(self) -> Timestamp {
        self.time
    }
}

impl RunningClock {
    /// Starts a clock.
    pub(crate) fn start(settings: Clock) -> Self {
        let base = settings.start.unwrap_or_else(Timestamp::now);
        Self {
            base,
            since: Instant::now(),
            started: Timestamp::now(),
            speed: settings.speed,
            tick: settings.tick_per_request,
        }
    }

    /// Continues from a reading. The real time since then counts as if the clock had not stopped.
    pub(crate) fn resume(settings: Clock, reading: ClockReading) -> Self {
        let slept = Timestamp::now()
            .duration_since(reading.read_at)
            .max(SignedDuration::ZERO);
        let passed = slept
            .checked_mul(clamped(settings.speed))
            .unwrap_or(SignedDuration::ZERO);
        let start = reading.time.checked_add(passed).unwrap_or(reading.time);
        Self::start(Clock {
            start: Some(start),
            ..settings
        })
    }

    /// The virtual time, to the second.
    pub(crate) fn now(&self) -> Timestamp {
        let elapsed = self.since.elapsed().saturating_mul(self.speed);
        let now = later(self.base, elapsed).unwrap_or(self.base);
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    /// Advances the clock. `None` beyond the end of the calendar (year 9999).
    pub(crate) fn advance(&mut self, by: Duration) -> Option<()> {
        self.base = later(self.base, by)?;
        Some(())
    }

    /// Advances the clock to an instant. `None` for a past instant.
    pub(crate) fn set(&mut self, to: Timestamp) -> Option<()> {
        let by = Duration::try_from(to.duration_since(self.now())).ok()?;
        self.advance(by)
    }

    /// Adds the tick of one request.
    pub(crate) fn tick(&mut self) {
        self.base = later(self.base, self.tick).unwrap_or(self.base);
    }

    /// The real seconds until a virtual instant: 0 for a past instant, and for a clock at speed 0.
    pub(crate) fn real_seconds_until(&self, at: Timestamp) -> u64 {
        let left = u64::try_from(at.duration_since(self.now()).as_secs()).unwrap_or(0);
        match (self.speed, self.tick) {
            (0, _) => 0,
            (speed, tick) if tick.is_zero() => left.div_ceil(u64::from(speed)),
            _ => 0,
        }
    }

    /// Virtual seconds per real second.
    pub(crate) fn speed(&self) -> u32 {
        self.speed
    }

    /// The time that each request adds.
    pub(crate) fn tick_per_request(&self) -> Duration {
        self.tick
    }

    /// The reading for a restarted server. It does not change until the clock is set, advanced, or ticked.
    pub(crate) fn origin(&self) -> ClockReading {
        ClockReading {
            time: self.base,
            read_at: self.started,
        }
    }

    /// A reading at this moment.
    pub(crate) fn reading(&self) -> ClockReading {
        ClockReading {
            time: self.now(),
            read_at: Timestamp::now(),
        }
    }
}

fn clamped(speed: u32) -> i32 {
    i32::try_from(speed).unwrap_or(i32::MAX)
}
