//! `make bench`: start, plan, memory, size, and behavior under load of the provider, each with its budget.
//!
//! The first argument is the folder of the measured executables, which should be those of a release build. Further arguments
//! select the parts to measure, such as `pressure routes`. The exit
//! status is 0 if every budget is kept, 1 if one is missed, and 2 if something could not be measured.

mod cancellation;
mod flooding_service;
mod handshake;
mod hostile;
mod interruption;
mod measurement;
mod memory;
mod plans;
mod pressure;
mod review;
mod routes;
mod scale;
mod service;
mod situation;
mod stage;
mod storage;

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use measurement::{Amount, Measurement};
use stage::Stage;

const SIZE_BUDGET: Amount = Amount::Bytes(10_000_000);

/// Measures the provider and compares each number with its budget.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder with terraform-provider-twilio and interconnect-mock
    executables: PathBuf,
    /// The parts to measure; all of them by default
    parts: Vec<Part>,
}

/// A part of the benchmark, whose rows are measured together.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Part {
    /// Start, small plans, memory, and size
    Start,
    /// Plans of 2,000 objects
    Scale,
    /// 40 orders at a service that admits 4 requests at a time
    Pressure,
    /// Memory under a hostile service
    Hostile,
    /// The command review over 2,000 objects
    Review,
    /// 50,000 routes in one session
    Routes,
    /// The end of terraform after a signal
    Interruption,
    /// The end of a call after Stop and after a signal
    Cancellation,
    /// Orders at a mock server that keeps 5,000 objects in a file
    Storage,
}

fn main() -> ExitCode {
    match measure(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            // If standard error is closed, the message is lost.
            let _ = writeln!(io::stderr(), "bench: {error}");
            ExitCode::from(2)
        }
    }
}

/// Measures the parts and returns true where every budget is kept. The lines of each part are printed immediately.
fn measure(arguments: &Arguments) -> Result<bool, Box<dyn Error>> {
    let parts = match arguments.parts.as_slice() {
        [] => Part::value_variants(),
        parts => parts,
    };
    show(&[measurement::HEAD])?;
    let mut is_kept = true;
    for part in parts {
        let measured = part.measure(&arguments.executables)?;
        show(&measured)?;
        is_kept &= !measured.iter().any(Measurement::is_missed);
    }
    Ok(is_kept)
}

impl Part {
    fn measure(self, executables: &Path) -> Result<Vec<Measurement>, Box<dyn Error>> {
        match self {
            Self::Start => start(executables),
            Self::Scale => scale::measure(executables),
            Self::Pressure => pressure::measure(executables).map(Vec::from),
            Self::Hostile => hostile::measure(executables),
            Self::Review => review::measure(executables),
            Self::Routes => routes::measure(executables),
            Self::Interruption => interruption::measure(executables),
            Self::Cancellation => cancellation::measure(executables),
            Self::Storage => storage::measure(executables),
        }
    }
}

fn start(executables: &Path) -> Result<Vec<Measurement>, Box<dyn Error>> {
    let stage = Stage::set(executables)?;
    let pair = stage.pair()?;
    let mut measured = vec![handshake::measure(&stage)?];
    measured.extend(plans::measure(&stage, &pair)?);
    measured.push(memory::measure(&pair, &stage.ids())?);
    let size = Amount::Bytes(std::fs::metadata(stage.provider())?.len());
    measured.push(Measurement::new("size of the executable", size).within(SIZE_BUDGET));
    Ok(measured)
}

fn show(lines: &[impl Display]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in lines {
        writeln!(output, "{line}")?;
    }
    output.flush()
}
