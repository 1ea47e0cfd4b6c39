//! `make bench`: start, plan, memory, size, and behavior under pressure of the provider, each beside its budget.
//!
//! The argument is the folder with the executables that are measured; they should be those of a release build. The exit
//! status is 0 if every budget is kept, 1 if one is missed, and 2 if something could not be measured.

mod cancellation;
mod handshake;
mod hostile;
mod interruption;
mod measurement;
mod memory;
mod plans;
mod pressure;
mod rogue;
mod routes;
mod scale;
mod service;
mod situation;
mod stage;

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use measurement::{Amount, Measurement};
use stage::Stage;

const SIZE_BUDGET: Amount = Amount::Bytes(10_000_000);

/// Measures the provider, each number beside its budget.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder with terraform-provider-twilio and interconnect-mock
    executables: PathBuf,
}

fn main() -> ExitCode {
    let measured = measure(&Arguments::parse()).and_then(|measured| {
        show(&measured)?;
        Ok(measured)
    });
    match measured {
        Ok(measured) if measured.iter().any(Measurement::is_missed) => ExitCode::from(1),
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            // Where standard error is closed there is nobody left to tell.
            let _ = writeln!(io::stderr(), "bench: {error}");
            ExitCode::from(2)
        }
    }
}

fn measure(arguments: &Arguments) -> Result<Vec<Measurement>, Box<dyn Error>> {
    let stage = Stage::set(&arguments.executables)?;
    let (pair, builtin) = (stage.pair()?, stage.builtin()?);
    let mut measured = vec![handshake::measure(&stage)?];
    measured.extend(plans::measure(&pair, &builtin)?);
    measured.push(memory::measure(&pair, &stage.ids())?);
    let size = Amount::Bytes(std::fs::metadata(stage.provider())?.len());
    measured.push(Measurement::new("size of the executable", size).within(SIZE_BUDGET));
    measured.extend(scale::measure(&arguments.executables)?);
    measured.extend(pressure::measure(&arguments.executables)?);
    measured.extend(hostile::measure(&arguments.executables)?);
    measured.extend(routes::measure(stage.provider())?);
    measured.extend(interruption::measure(&arguments.executables)?);
    measured.extend(cancellation::measure(stage.provider())?);
    Ok(measured)
}

fn show(measured: &[Measurement]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{}", measurement::HEAD)?;
    for measurement in measured {
        writeln!(output, "{measurement}")?;
    }
    output.flush()
}
