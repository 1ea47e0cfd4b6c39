//! The pace of the steps, and the durations of machine steps.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::time::later;

/// The pace of the service's steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// Each step finishes without a person when its time has passed.
    #[default]
    Machine,
    /// Each step waits until a person completes it.
    People,
}

/// The pace, and the time between the start of a step and its end. In JSON, each time is a whole number of seconds.
///
/// A changed pace or time applies to steps that begin afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StepTimes {
    /// The pace of the steps. With the pace `people`, the times are ignored.
    #[schema(default = "machine")]
    pub pace: Pace,
    /// From the order to its letter of authorization (or its rejection).
    #[serde(with = "seconds")]
    #[schema(value_type = u64, default = 7200)]
    pub letter_issue: Duration,
    /// From the completion notice to the configured cross connect (or the failed attempt).
    #[serde(with = "seconds")]
    #[schema(value_type = u64, default = 14400)]
    pub configuration: Duration,
    /// From a change of the bandwidth until it takes effect.
    #[serde(with = "seconds")]
    #[schema(value_type = u64, default = 600)]
    pub bandwidth_update: Duration,
    /// From the deletion of a cross connect until the data center has removed it.
    #[serde(with = "seconds")]
    #[schema(value_type = u64, default = 1800)]
    pub deletion: Duration,
    /// From the configured cross connect, or a change that resets the session, to the available session.
    #[serde(with = "seconds")]
    #[schema(value_type = u64, default = 300)]
    pub session_configuration: Duration,
    /// From a change of a session's routes or of `Enabled` until it takes effect.
    #[serde(with = "seconds")]
    #[schema(value_type = u64, default = 60)]
    pub session_update: Duration,
    /// From the deletion of a session until it is removed.
    #[serde(with = "seconds")]
    #[schema(value_type = u64, default = 60)]
    pub session_deletion: Duration,
    /// From a failed configuration until the next attempt begins.
    #[serde(with = "seconds")]
    #[schema(value_type = u64, default = 3600)]
    pub recovery: Duration,
}

impl Default for StepTimes {
    fn default() -> Self {
        let minutes = |count: u64| Duration::from_secs(count * 60);
        Self {
            pace: Pace::Machine,
            letter_issue: minutes(120),
            configuration: minutes(240),
            bandwidth_update: minutes(10),
            deletion: minutes(30),
            session_configuration: minutes(5),
            session_update: minutes(1),
            session_deletion: minutes(1),
            recovery: minutes(60),
        }
    }
}

impl StepTimes {
    /// True at the pace of people.
    pub fn wait_for_people(&self) -> bool {
        self.pace == Pace::People
    }

    /// The end of a step that begins at an instant; none at the pace of people.
    pub fn end_of(&self, step: Duration, at: Timestamp) -> Option<Timestamp> {
        match self.pace {
            Pace::Machine => Some(later(at, step).unwrap_or(Timestamp::MAX)),
            Pace::People => None,
        }
    }
}

/// Durations as whole seconds.
mod seconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(duration.as_secs())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        u64::deserialize(deserializer).map(Duration::from_secs)
    }
}
