//! A program that runs beside the test.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::Outcome;
use crate::namespaces::Router;

/// A daemon inside a router's namespace; ended when dropped.
#[derive(Debug)]
pub(crate) struct Daemon(Child);

/// Far above the time that the start of a daemon takes.
const PATIENCE: Duration = Duration::from_secs(20);

impl Daemon {
    /// Starts a program in the foreground and waits for the file that it creates when it listens.
    pub(crate) fn start(router: Router, program: &str, arguments: &[&str], ready: &Path) -> Outcome<Self> {
        let log = ready.with_extension("log");
        let mut command = Command::new("ip");
        command.args(["netns", "exec", router.name(), program]).args(arguments);
        command
            .stdin(Stdio::null())
            .stdout(fs::File::create(&log)?)
            .stderr(fs::File::create(&log)?);
        let mut daemon = Self(command.spawn()?);
        let start = Instant::now();
        while !ready.exists() {
            if let Some(status) = daemon.0.try_wait()? {
                return Err(format!("{program} ends with {status}: {}", fs::read_to_string(&log)?).into());
            }
            if start.elapsed() > PATIENCE {
                return Err(format!("{program} does not listen: {}", fs::read_to_string(&log)?).into());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(daemon)
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // A program that has ended by itself needs no end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
