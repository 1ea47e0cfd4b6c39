//! The mock server, started like by a user.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::process::Process;

/// The virtual time at which every story begins.
const START: &str = "2026-01-05T09:00:00Z";

/// A running mock server.
#[derive(Debug)]
pub(crate) struct Mock {
    /// The base URL.
    pub(crate) base_url: String,
    _process: Process,
}

impl Mock {
    /// Starts a mock server at the pace of people, with a seed if there is one.
    pub(crate) fn start(executables: &Path, seed: Option<&Path>) -> Result<Self, Failure> {
        let mut command = Command::new(executables.join("interconnect-mock"));
        command.args(["--listen", "127.0.0.1:0", "--pace", "people", "--clock", START]);
        if let Some(seed) = seed {
            command.arg("--seed").arg(seed);
        }
        let url = |line: &str| line.starts_with("http://").then(|| line.to_owned());
        let (process, base_url) = Process::start(command, url)?;
        Ok(Self {
            base_url,
            _process: process,
        })
    }
}
