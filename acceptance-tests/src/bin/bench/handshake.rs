//! The time until a started provider prints its address.
//!
//! Terraform starts a provider two to five times per command and waits for this line each time.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::measurement::{Amount, Measurement, median};
use crate::stage::Stage;

const RUNS: usize = 50;
const BUDGET: Duration = Duration::from_millis(5);

/// The value that go-plugin's clients and Terraform's providers share.
const COOKIE: &str = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/// A certificate of the kind that Terraform makes in each run: self-signed, ECDSA P-521. Its key is deleted.
const CLIENT_CERTIFICATE: &str = include_str!("client.pem");

/// The median time from the start of the process to its line.
pub(crate) fn measure(stage: &Stage) -> Result<Measurement, Box<dyn Error>> {
    let times = (0..RUNS).map(|_| once(stage)).collect::<Result<_, _>>()?;
    let what = format!("handshake line after start (median of {RUNS})");
    Ok(Measurement::new(what, Amount::Time(median(times))).within(Amount::Time(BUDGET)))
}

fn once(stage: &Stage) -> Result<Duration, Box<dyn Error>> {
    let mut command = Command::new(stage.provider());
    command
        .env_clear()
        .env("TMPDIR", stage.temporary_files())
        .env("TF_PLUGIN_MAGIC_COOKIE", COOKIE)
        .env("PLUGIN_PROTOCOL_VERSIONS", "6,5")
        .env("PLUGIN_CLIENT_CERT", CLIENT_CERTIFICATE)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut line = String::new();
    let start = Instant::now();
    let mut child = command.spawn()?;
    if let Some(stdout) = child.stdout.take() {
        BufReader::new(stdout).read_line(&mut line)?;
    }
    let time = start.elapsed();
    child.kill()?;
    child.wait()?;
    if line.starts_with("1|5|") {
        Ok(time)
    } else {
        Err(format!("the provider's first line is {line:?}").into())
    }
}
