//! `make test-web`: the page of the mock server in Chromium, with the real terraform beside it.
//!
//! Each story starts its own mock server. `--only NAME` runs one story, and `--pictures FOLDER` saves pictures.

mod accessibility;
mod browser;
mod driver;
mod failure;
mod mock;
mod page;
mod process;
mod story;
mod terraform;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use crate::failure::Failure;
use crate::story::{STORIES, Stage};

/// Runs the stories of the page in a browser.
#[derive(Debug, Parser)]
struct Arguments {
    /// Folder with interconnect-mock and terraform-provider-twilio
    executables: PathBuf,
    /// The rules of accessibility, as a script
    #[arg(long, value_name = "FILE")]
    axe: PathBuf,
    /// The folder for pictures of the pages
    #[arg(long, value_name = "FOLDER")]
    pictures: Option<PathBuf>,
    /// The only story to run
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // The workspace builds the HTTP client without its own TLS provider. It can be installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match tell(arguments).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            say(&format!("web-tests: {failure}"));
            ExitCode::FAILURE
        }
    }
}

/// Runs the stories. True if each one succeeded.
async fn tell(arguments: Arguments) -> Result<bool, Failure> {
    let chosen: Vec<_> = STORIES
        .iter()
        .filter(|(name, _)| arguments.only.as_deref().is_none_or(|only| only == *name))
        .collect();
    if chosen.is_empty() {
        return Err("there is no such story".into());
    }
    let stage = Stage::set(&arguments.executables, &arguments.axe, arguments.pictures)?;
    let mut all_went_well = true;
    for (name, story) in chosen {
        let start = Instant::now();
        let told = story(&stage).await;
        let seconds = start.elapsed().as_secs_f32();
        match told {
            Ok(()) => say(&format!("ok      {name} ({seconds:.1} s)")),
            Err(failure) => {
                all_went_well = false;
                say(&format!("FAILED  {name} ({seconds:.1} s): {failure}"));
            }
        }
    }
    Ok(all_went_well)
}

fn say(line: &str) {
    // An error of standard output cannot be reported.
    let _ = writeln!(io::stdout(), "{line}");
}
