//! ChromeDriver, which drives the browser.

use std::process::Command;

use crate::failure::Failure;
use crate::process::Process;

/// A running ChromeDriver.
#[derive(Debug)]
pub(crate) struct Driver {
    /// The address that it listens on.
    pub(crate) url: String,
    _process: Process,
}

impl Driver {
    /// Starts ChromeDriver on a free port.
    pub(crate) fn start() -> Result<Self, Failure> {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0");
        let port = |line: &str| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        };
        let (process, port) = Process::start(command, port)?;
        Ok(Self {
            url: format!("http://127.0.0.1:{port}"),
            _process: process,
        })
    }
}
