//! `make test-dist`: the archives of a release in minimal surroundings, and the comparison of two builds.
//!
//! `archives` extracts the executables from their archives and runs them with the real terraform in two root folders. The first
//! contains nothing else: no shell, no C library, and no certificate. There it tests a complete lifecycle of an order with every kind of
//! URL, then certificates and proxies. The second is another release of Debian, whose name resolution modules were built for
//! another C library. `reproduce` builds the archives twice, in completely different surroundings, and compares them.
//!
//! The exit status is 0 if every claim holds, 1 if one does not, and 2 if the test cannot run. Only the downloaded packages of
//! Debian are left: everything that `archives` does is inside an [`enclosure`].

mod archives;
mod authority;
mod certificates;
mod checkout;
mod daemon;
mod debian;
mod difference;
mod empty_root;
mod foreign_root;
mod gateway;
mod life;
mod mock;
mod needs;
mod program;
mod proxies;
mod proxy;
mod ran;
mod report;
mod reproduction;
mod root;
mod site;
mod terraform;

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use acceptance_tests::enclosure;
use clap::{Parser, Subcommand};
use framework::plugin::Environment;

use archives::Archives;
use debian::Debian;
use report::Report;
use root::Root;
use site::Site;

/// Tests the archives that `make dist` builds.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    part: Part,
}

/// A part of the test.
#[derive(Debug, Subcommand)]
enum Part {
    /// Runs the executables of the archives in an empty root and in one with another C library
    Archives {
        /// The folder with the archives
        folder: PathBuf,
    },
    /// Builds the archives twice and compares them
    Reproduce,
}

/// A result, or the error that ends a run before its verdict.
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            // If standard error is closed, the message is lost.
            let _ = writeln!(io::stderr(), "test-dist: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Outcome<ExitCode> {
    let environment = Environment::capture();
    match &arguments.part {
        Part::Archives { folder } => archives_run(folder, &environment),
        Part::Reproduce => {
            needs::for_builds(&environment)?;
            let mut report = Report::default();
            reproduction::judge(&environment, &mut report)?;
            Ok(report.verdict())
        }
    }
}

fn archives_run(folder: &Path, environment: &Environment) -> Outcome<ExitCode> {
    let terraform = needs::terraform(environment)?;
    let archives = Archives::of(folder, terraform)?;
    let debian = Debian::beside(folder)?;
    if !enclosure::is_entered(environment) {
        needs::for_roots(environment)?;
        debian.prepare()?;
        return Ok(enclosure::enter(&[
            "archives".as_ref(),
            folder.canonicalize()?.as_os_str(),
        ])?);
    }
    enclosure::furnish()?;
    let site = Site::open()?;
    let mut report = Report::default();
    let root = Root::empty(Path::new(enclosure::FOLDER))?;
    root.supply(&archives)?;
    empty_root::judge(&root, &site, &mut report)?;
    certificates::judge(&root, &site, &mut report)?;
    proxies::judge(&root, &site, &mut report)?;
    let foreign = Root::over(debian.folder(), Path::new(enclosure::FOLDER))?;
    foreign.supply(&archives)?;
    foreign_root::judge(&foreign, &site, &mut report)?;
    Ok(report.verdict())
}
