//! `case.toml`: the settings of the mock server of a case.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use mock_api::{ApiKey, Clock, DEFAULT_AUTH_TOKEN, Pace, Seed, Settings, StepTimes};
use serde::Deserialize;

use crate::Failure;
use crate::provider::Provider;

/// Steps of the service that end after a few requests.
const QUICK: StepTimes = StepTimes {
    pace: Pace::Machine,
    letter_issue: Duration::from_secs(120),
    configuration: Duration::from_secs(180),
    bandwidth_update: Duration::from_secs(120),
    deletion: Duration::from_secs(120),
    session_configuration: Duration::from_secs(120),
    session_update: Duration::from_secs(60),
    session_deletion: Duration::from_secs(60),
    recovery: Duration::from_secs(240),
};

/// The settings of a case. All are optional.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CaseSettings {
    /// The provider of the case.
    pub provider: Provider,
    /// Sorts the requests by object, because independent resources are served in no fixed order.
    pub unordered: bool,
    /// Shows the count of repeated requests. False where a real time limit ends a wait.
    pub count_polls: bool,
    /// Shows the single read before a list. False where a plan check may list the objects before anything is read: then
    /// the single read is random.
    pub first_reads: bool,
    /// Shows the resource of a diagnostic. False where a finding of the whole run is reported once, at the resource that
    /// asks the service first.
    pub places: bool,
    /// Texts that no output, log, state, or plan of the case may contain, in plain text or in base64.
    pub secrets: Vec<String>,
    /// Texts that the same search must find, as a control.
    pub visible: Vec<String>,
    /// The ids in `conformance/rules.toml` of the protocol rules that the case holds.
    pub holds: Vec<String>,
    /// The virtual time at the start.
    pub start: Timestamp,
    /// The seconds that each request adds to the virtual time. Nothing else moves the clock, so that waits end after the
    /// same number of requests in each run.
    pub tick_seconds: u64,
    /// The objects at the start, and the faults.
    pub seed: Seed,
    /// API keys of the account, beside its auth token.
    pub api_keys: Vec<Key>,
}

/// An API key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The SID: `SK...`.
    pub sid: String,
    /// The secret.
    pub secret: String,
}

impl Default for CaseSettings {
    fn default() -> Self {
        Self {
            provider: Provider::default(),
            unordered: false,
            count_polls: true,
            first_reads: true,
            places: true,
            secrets: Vec::new(),
            visible: Vec::new(),
            holds: Vec::new(),
            start: Timestamp::constant(1_767_603_600, 0), // 2026-01-05T09:00:00Z
            tick_seconds: 60,
            seed: Seed::default(),
            api_keys: Vec::new(),
        }
    }
}

impl CaseSettings {
    /// Reads the `case.toml` of a case, or returns the defaults where there is none.
    ///
    /// # Errors
    /// The file cannot be read, or contains an unknown key.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = std::fs::read_to_string(path).map_err(Failure::file(path))?;
        toml::from_str(&text).map_err(|error| Failure::Case(format!("{}: {error}", path.display())))
    }

    /// Returns the case's own secrets, and the credentials of the account.
    pub(crate) fn all_secrets(&self) -> impl Iterator<Item = &str> {
        let keys = self.api_keys.iter().map(|key| key.secret.as_str());
        let own = self.secrets.iter().map(String::as_str);
        own.chain(keys).chain([DEFAULT_AUTH_TOKEN])
    }

    /// The settings of the mock server.
    #[must_use]
    pub fn mock(&self) -> Settings {
        let clock = Clock {
            start: Some(self.start),
            speed: 0,
            tick_per_request: Duration::from_secs(self.tick_seconds),
        };
        let api_keys = self.api_keys.iter().map(|key| ApiKey {
            sid: key.sid.clone(),
            secret: key.secret.clone().into(),
        });
        Settings {
            clock,
            seed: self.seed.clone(),
            api_keys: api_keys.collect(),
            step_times: QUICK,
            ..Settings::default()
        }
    }
}
