//! How a mock server is set up.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use service::address::Address;
use service::authentication::ApiKey;

use crate::clock::Clock;
use crate::request_log::LogTarget;
use crate::seed::Seed;
use service::step_times::StepTimes;

/// The account SID of a server that was told no other: plainly made up.
pub const DEFAULT_ACCOUNT_SID: &str = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// The auth token of a server that was told no other: plainly made up, and no secret.
pub const DEFAULT_AUTH_TOKEN: &str = "thisisamocktokenandnotasecret000";

/// How a mock server is set up. The default listens on a free port of 127.0.0.1, with the clock of the machine.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The scheme and host that callers use, such as `https://mock.example.com`; none: what their `Host` header says.
    pub public_url: Option<String>,
    /// True behind a proxy whose `Forwarded` and `X-Forwarded-…` headers are to be believed.
    pub trusts_forwarded: bool,
    /// The one account that the server knows.
    pub account_sid: String,
    /// The account's token.
    pub auth_token: SecretString,
    /// The token with which other machines may use the controls, as user `mock`; none: only this machine may.
    pub control_token: Option<SecretString>,
    /// Further pairs that open the account.
    pub api_keys: Vec<ApiKey>,
    /// How the virtual clock runs.
    pub clock: Clock,
    /// How long the machine's steps take.
    pub step_times: StepTimes,
    /// What is there from the start. A state file that exists already comes before it.
    pub seed: Seed,
    /// Where SIDs are drawn from: the same number, the same SIDs.
    pub sid_seed: u64,
    /// Where the state is kept; none: in memory alone.
    pub state_file: Option<PathBuf>,
    /// Where a line per request is written; none: nowhere. The log in memory is kept always.
    pub log: Option<LogTarget>,
    /// Whether a `UniqueName` in use is refused, as the contract says. Without it a test sees what a client alone prevents.
    pub name_guard: bool,
}

impl Settings {
    /// The address of a server that listens there, as callers know it.
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
