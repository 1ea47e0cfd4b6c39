//! The settings of a mock server.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use service::address::Address;
use service::authentication::ApiKey;

use crate::clock::Clock;
use crate::request_log::LogTarget;
use crate::seed::Seed;
use service::step_times::StepTimes;

/// The default account SID, which is not a real one.
pub const DEFAULT_ACCOUNT_SID: &str = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// The default auth token, which is not a secret.
pub const DEFAULT_AUTH_TOKEN: &str = "thisisamocktokenandnotasecret000";

/// The settings of a mock server. The default listens on a free port of 127.0.0.1, with the clock of the machine.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address to listen on; port 0 selects a free port.
    pub listen: SocketAddr,
    /// The scheme and host that callers use, such as `https://mock.example.com`; none: those of their `Host` header.
    pub public_url: Option<String>,
    /// True behind a proxy with trusted `Forwarded` and `X-Forwarded-…` headers.
    pub trusts_forwarded: bool,
    /// The only account.
    pub account_sid: String,
    /// The account's token.
    pub auth_token: SecretString,
    /// The token for the controls from other machines, with the user `mock`; none: only this machine can use them.
    pub control_token: Option<SecretString>,
    /// Additional API keys of the account.
    pub api_keys: Vec<ApiKey>,
    /// The virtual clock.
    pub clock: Clock,
    /// The pace and the durations of the steps.
    pub step_times: StepTimes,
    /// The objects at the start. An existing state file takes precedence over it.
    pub seed: Seed,
    /// The seed of SIDs: the same number generates the same SIDs.
    pub sid_seed: u64,
    /// The file for the state; none: in memory only.
    pub state_file: Option<PathBuf>,
    /// The target of one line per request; none: no lines. The log in memory always exists.
    pub log: Option<LogTarget>,
    /// True if a `UniqueName` in use is refused, as in the contract. False is for tests of clients that must prevent duplicates themselves.
    pub name_guard: bool,
}

impl Settings {
    /// The address of a server that listens there, as callers use it.
    pub(crate) fn address(&self, listening: SocketAddr) -> Address {
        Address {
            listening,
            public_url: self.public_url.clone(),
            trusts_forwarded: self.trusts_forwarded,
        }
    }

    /// True for the auth token that is printed in the documentation.
    pub fn has_default_token(&self) -> bool {
        self.auth_token.expose_secret() == DEFAULT_AUTH_TOKEN
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: None,
            trusts_forwarded: false,
            account_sid: DEFAULT_ACCOUNT_SID.to_owned(),
            auth_token: DEFAULT_AUTH_TOKEN.to_owned().into(),
            control_token: None,
            api_keys: Vec::new(),
            clock: Clock::default(),
            step_times: StepTimes::default(),
            seed: Seed::default(),
            sid_seed: 1,
            state_file: None,
            log: None,
            name_guard: true,
        }
    }
}
