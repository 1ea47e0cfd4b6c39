//! The peak memory of a provider during a plan, with an honest service and with a hostile one.
//!
//! Each process that terraform starts records its id first. Its peak is read from `/proc` until it has ended, so this works
//! on Linux only.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::thread;
use std::time::Duration;

use crate::measurement::{Amount, Measurement};
use crate::stage::{Module, Offer};

const RUNS: usize = 5;
const BUDGET: Amount = Amount::Bytes(16_000_000);
const PERIOD: Duration = Duration::from_millis(1);

/// Returns the highest peak of any process in several plans that refresh a pair: schema, configuration, four reads, and four plans.
pub(crate) fn measure(pair: &Module<'_>, ids: &Path) -> Result<Measurement, Box<dyn Error>> {
    let mut peak = 0;
    for _ in 0..RUNS {
        let (status, reached) = during(pair.command(Offer::Watched, &["plan", "-detailed-exitcode"]), ids)?;
        if !status.success() {
            return Err(format!("terraform plan ends with {status} while memory is watched").into());
        }
        peak = peak.max(reached);
    }
    let what = format!("resident memory of the provider (peak of {RUNS} such plans)");
    Ok(Measurement::new(what, Amount::Bytes(peak)).within(BUDGET))
}

/// Returns the exit status of terraform, and the highest peak of a provider by then, in bytes.
pub(crate) fn during(mut terraform: Command, ids: &Path) -> Result<(ExitStatus, u64), Box<dyn Error>> {
    fs::write(ids, "")?;
    let mut running = terraform.spawn()?;
    let mut peak = 0;
    let status = loop {
        peak = peak.max(highest(ids)?);
        match running.try_wait()? {
            Some(status) => break status,
            None => thread::sleep(PERIOD),
        }
    };
    match peak {
        0 => Err("memory is measured on Linux alone: there is no /proc/<id>/status".into()),
        peak => Ok((status, peak)),
    }
}

/// Returns the highest peak so far among the processes that still run, in bytes.
fn highest(ids: &Path) -> std::io::Result<u64> {
    let ids = fs::read_to_string(ids)?;
    Ok(ids.lines().filter_map(peak).max().unwrap_or_default())
}

/// Returns the highest resident memory of a process so far; `None` once it has ended.
pub(crate) fn peak(id: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
