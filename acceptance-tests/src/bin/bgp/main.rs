//! `make test-bgp`: the output of `router_config` for FRRouting and BIRD, in the real daemons.
//!
//! Two routers are in their own network namespaces, joined by one link. One is the customer's, configured with the text that
//! terraform prints, and one is in Twilio's place. The values of the session come from the mock server. Each platform has to come
//! up, pass exactly the intended routes in both directions, and withdraw a route that it has lost. Then
//! its filters are opened, and the same check has to find the routes that they held back.
//!
//! Then one router gets two legs at one exchange, tagged on one link, with every option of the function: see [`legs`].
//!
//! The argument is the provider's executable. The exit status is 0 if every claim holds, 1 if one does not, and 2 if the test cannot
//! run. Nothing is left, however it ends: everything is inside an [`enclosure`].

mod bird;
mod customer;
mod daemon;
mod frr;
mod legs;
mod namespaces;
mod needs;
mod program;
mod rendered;
mod trial;
mod twilio;

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use acceptance_tests::enclosure;
use clap::Parser;
use framework::plugin::Environment;

use customer::Platform;
use legs::LegTrial;
use namespaces::Namespaces;
use rendered::Rendered;
use trial::{Judged, Trial};

/// Tests the output of `router_config` with real BGP daemons.
#[derive(Debug, Parser)]
struct Arguments {
    /// The provider's executable
    provider: PathBuf,
}

/// An error that ends a run before its verdict.
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            // If standard error is closed, the message is lost.
            let _ = writeln!(io::stderr(), "test-bgp: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Outcome<ExitCode> {
    let environment = Environment::capture();
    if !enclosure::is_entered(&environment) {
        needs::all_are_there(&environment)?;
        return Ok(enclosure::enter(&[arguments.provider.canonicalize()?.as_os_str()])?);
    }
    enclosure::furnish()?;
    let rendered = Rendered::by(&arguments.provider.canonicalize()?, &environment)?;
    let mut failures = 0;
    for platform in Platform::ALL {
        failures += report(platform, Trial::prepare(platform, &rendered)?.judge()?)?;
        let mut trial = LegTrial::prepare(platform, &rendered.legs)?;
        if !trial.has_vlans() {
            let name = platform.name();
            let left = "tags on the wire: this kernel has no VLANs, so each leg is a link of its own";
            writeln!(io::stdout(), "left    {name:<10} {left}")?;
        }
        failures += report(platform, trial.judge()?)?;
    }
    Ok(ExitCode::from(u8::from(failures > 0)))
}

/// Prints each claim, and counts the claims that do not hold.
fn report(platform: Platform, judged: Vec<Judged>) -> io::Result<usize> {
    let mut failures = 0;
    for (claim, found) in judged {
        failures += usize::from(found.is_some());
        show(platform, claim, found.as_deref())?;
    }
    Ok(failures)
}

fn show(platform: Platform, claim: &str, found: Option<&str>) -> io::Result<()> {
    let mut output = io::stdout().lock();
    match found {
        None => writeln!(output, "ok      {:<10} {claim}", platform.name())?,
        Some(found) => writeln!(output, "FAILED  {:<10} {claim}\n        {found}", platform.name())?,
    }
    output.flush()
}
