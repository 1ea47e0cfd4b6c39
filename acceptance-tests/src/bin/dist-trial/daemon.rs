//! A program that runs beside the test.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{io, thread};

use crate::Outcome;

/// A running program; ended when dropped.
#[derive(Debug)]
pub(crate) struct Daemon(Child);

/// Far above the time that the start of a program takes.
const PATIENCE: Duration = Duration::from_secs(20);

impl Daemon {
    /// Starts a program in the foreground and waits until it is ready. The log receives its output.
    pub(crate) fn start(command: &mut Command, log: &Path, is_ready: impl Fn() -> bool) -> Outcome<Self> {
        let output = File::create(log)?;
        command.stdin(Stdio::null());
        command.stdout(output.try_clone()?).stderr(output);
        let mut daemon = Self(command.spawn()?);
        let start = Instant::now();
        while !is_ready() {
            let status = daemon.0.try_wait()?;
            if status.is_some() || start.elapsed() > PATIENCE {
                return Err(unready(command, log)?.into());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(daemon)
    }
}

fn unready(command: &Command, log: &Path) -> io::Result<String> {
    Ok(format!("{command:?} does not listen: {}", fs::read_to_string(log)?))
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // A program that has ended by itself needs no end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
