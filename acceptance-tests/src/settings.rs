//! `case.toml`: how the mock server of a case is set up.

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

/// The settings of a case. Everything may be left out.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CaseSettings {
    /// The provider that the case is about.
    pub provider: Provider,
    /// Resources that do not depend on each other are served in no fixed order: sort the requests by what they are about.
    pub unordered: bool,
    /// Whether it matters how often a request was repeated in a row; not where a real time limit ends a wait.
    pub count_polls: bool,
    /// Whether the read of one object that comes before a list of all is shown; not where a plan check may have them listed
    /// before anything is read, because then it is chance whether there is one.
    pub first_reads: bool,
    /// Whether the resource at which a diagnostic is reported is shown; not where a finding of the whole run is reported once, at
    /// whichever of several resources asks the service first.
    pub places: bool,
    /// Texts that no output, log, state or plan of the case may hold, as they are or in base64.
    pub secrets: Vec<String>,
    /// Texts that the same search finds: its control.
    pub visible: Vec<String>,
    /// The rules of the protocol that the case holds, by their ids in `conformance/rules.toml`.
    pub holds: Vec<String>,
    /// The virtual time at the start.
    pub start: Timestamp,
    /// What each request adds to the virtual time, in seconds. Nothing else moves the clock, so that waits end after the
    /// same number of requests in each run.
    pub tick_seconds: u64,
    /// What is there from the start, and what goes wrong.
    pub seed: Seed,
    /// API keys of the account, beside its auth token.
    pub api_keys: Vec<Key>,
}

/// An API key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// `SK...`.
    pub sid: String,
    /// Its secret.
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
    /// Reads `case.toml` of a case; the defaults when there is none.
    ///
    /// # Errors
    /// When the file cannot be read, or says what is unknown.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = std::fs::read_to_string(path).map_err(Failure::file(path))?;
        toml::from_str(&text).map_err(|error| Failure::Case(format!("{}: {error}", path.display())))
    }

    /// The case's own secrets, and the credentials of the account.
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
