//! `simulation`: many lives, one after the other, with a summary.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use simulation::{Ended, simulate};

/// Runs random lives of a configuration and reports states that must never occur.
#[derive(Debug, Parser)]
struct Arguments {
    /// The number of lives
    #[arg(long, default_value_t = 100)]
    lives: u64,
    /// The seed of the first life; the next life has the next one
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print the log of every life
    #[arg(long)]
    log: bool,
}

/// The sums over all lives.
#[derive(Debug, Default)]
struct Summary {
    lives: u64,
    steps: usize,
    requests: u64,
    orders: usize,
    faults: BTreeMap<&'static str, u64>,
    broken: Vec<Ended>,
}

impl Summary {
    fn add(&mut self, ended: Ended) {
        self.lives += 1;
        self.steps += ended.steps;
        self.requests += ended.requests;
        self.orders += ended.orders;
        for (kind, count) in &ended.faults {
            *self.faults.entry(kind).or_default() += count;
        }
        if !ended.breaches.is_empty() {
            self.broken.push(ended);
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "{} lives, {} steps, {} requests, {} orders",
            self.lives, self.steps, self.requests, self.orders
        )?;
        for (kind, count) in &self.faults {
            writeln!(out, "{count:>8} {kind}")?;
        }
        if let Some(first) = self.broken.first() {
            writeln!(out, "\nthe log of the first broken life:\n{}", first.log)?;
        }
        writeln!(out, "{} lives with breaches", self.broken.len())
    }
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // If standard error is closed, the message is lost.
            let _ = writeln!(io::stderr(), "simulation: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<bool, Box<dyn std::error::Error>> {
    let mut out = io::stdout().lock();
    let mut summary = Summary::default();
    for number in 0..arguments.lives {
        let ended = simulate(arguments.seed + number)?;
        if arguments.log {
            writeln!(out, "{}", ended.log)?;
        }
        for breach in &ended.breaches {
            writeln!(out, "BREACH seed {}: {breach}", ended.seed)?;
        }
        summary.add(ended);
        if summary.lives.is_multiple_of(100) {
            writeln!(out, "{} lives, {} with breaches", summary.lives, summary.broken.len())?;
        }
    }
    summary.write(&mut out)?;
    Ok(summary.broken.is_empty())
}
