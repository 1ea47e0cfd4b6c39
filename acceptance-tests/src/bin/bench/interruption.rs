//! The time from a signal to the end of terraform, while no protected request is in flight.
//!
//! Terraform and the provider are in their own process group, and both receive the signal, as from a terminal.

use std::error::Error;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::measurement::{Amount, Measurement};
use crate::situation::{SITUATIONS, Situation};
use crate::stage::{Module, Offer, Stage};

const BUDGET: Amount = Amount::Time(Duration::from_secs(2));
/// The signals by the name of `kill`, with the name that a user knows.
const SIGNALS: [(&str, &str); 2] = [("-INT", "Ctrl-C"), ("-TERM", "SIGTERM")];
/// Returns the time to the end in each situation after each signal.
pub(crate) fn measure(executables: &Path) -> Result<Vec<Measurement>, Box<dyn Error>> {
    let each = SITUATIONS
        .iter()
        .flat_map(|situation| SIGNALS.map(|signal| (situation, signal)));
    let measured = each.map(|(situation, (signal, name))| {
        let what = format!("end after {name} while {}", situation.what);
        let time = interrupted(situation, executables, signal);
        let time = time.map_err(|error| format!("{what}: {error}"))?;
        Ok(Measurement::new(what, Amount::Time(time)).within(BUDGET))
    });
    measured.collect()
}

fn interrupted(situation: &Situation, executables: &Path, signal: &str) -> Result<Duration, Box<dyn Error>> {
    let service = situation.service()?;
    let stage = Stage::at(executables, &service.base_url())?;
    let module = stage.written("interrupted", situation.files)?;
    let mut terraform = Group::start(&module, situation.command)?;
    service.block_on(situation.until_reached(&service))?;
    terraform.end_after(signal)
}

/// A running terraform with its provider; killed when dropped.
struct Group(Child);

impl Group {
    fn start(module: &Module<'_>, arguments: &[&str]) -> Result<Self, Box<dyn Error>> {
        let mut command = module.command(Offer::Plain, arguments);
        Ok(Self(command.process_group(0).spawn()?))
    }

    /// Returns the time from the signal to the end of terraform, which must not have ended before.
    fn end_after(&mut self, signal: &str) -> Result<Duration, Box<dyn Error>> {
        if let Some(status) = self.0.try_wait()? {
            return Err(format!("terraform ends with {status} before the signal").into());
        }
        let start = Instant::now();
        self.send(signal)?;
        let status = self.0.wait()?;
        let time = start.elapsed();
        match status.success() {
            true => Err("terraform succeeds, so the signal did not interrupt it".into()),
            false => Ok(time),
        }
    }

    fn send(&self, signal: &str) -> Result<(), Box<dyn Error>> {
        let group = format!("-{}", self.0.id());
        match Command::new("kill").args([signal, "--", &group]).status()?.success() {
            true => Ok(()),
            false => Err(format!("kill {signal} fails").into()),
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // A process that has ended by itself needs no end.
        if let Ok(None) = self.0.try_wait() {
            let _ = self.send("-KILL");
            let _ = self.0.wait();
        }
    }
}
