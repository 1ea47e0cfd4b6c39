//! `make dist` and `make dist-all`: builds the archives of a release.

mod bill_of_materials;
mod cargo;
mod compilation;
mod licences;
mod packaging;
mod program;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use distribution::{Failure, Platform, Product, Release, SigningKey};

use cargo::Workspace;
use packaging::Packaging;

/// Builds the archives of a release, with their sums, manifest, and bill of materials.
#[derive(Debug, Parser)]
struct Arguments {
    /// Every platform whose Rust standard library is installed, instead of this one
    #[arg(long)]
    all: bool,
    /// The folder for the files, which is created anew
    #[arg(long, default_value = "target/dist")]
    output: PathBuf,
    /// The OpenPGP key that signs the sums, in gpg's form
    #[arg(long)]
    key: Option<String>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(&format!("dist: {failure}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let workspace = Workspace::find()?;
    let output = workspace.root.join(&arguments.output);
    let platforms = Platforms::choose(&workspace, arguments.all)?;
    let packaging = Packaging::start(&workspace, &output)?;
    for product in [Product::Provider, Product::Mock] {
        let release = Release {
            product,
            version: workspace.version.clone(),
        };
        let files = packaging.package(&release, &platforms.built)?;
        let sums = packaging.sum(&release, &files)?;
        if let Some(name) = arguments.key.clone() {
            SigningKey { name, home: None }.sign(&sums)?;
        }
    }
    for platform in platforms.left_out {
        say(&format!(
            "{platform} is left out: the Rust standard library for {0} is not installed (rustup target add {0})",
            platform.target
        ));
    }
    say(&format!("The archives are in {}.", output.display()));
    Ok(())
}

/// The platforms of a run.
#[derive(Debug, Default)]
struct Platforms {
    /// The platforms of the build.
    built: Vec<Platform>,
    /// The omitted platforms.
    left_out: Vec<Platform>,
}

impl Platforms {
    /// Returns this platform, or all of them. Platforms without a standard library are omitted.
    fn choose(workspace: &Workspace, all: bool) -> Result<Self, Failure> {
        let mut chosen = Self::default();
        for platform in Platform::ALL {
            if !all && Platform::here() != Some(platform) {
                continue;
            }
            if workspace.has_standard_library(platform)? {
                chosen.built.push(platform);
            } else {
                chosen.left_out.push(platform);
            }
        }
        Ok(chosen)
    }
}

fn say(line: &str) {
    // If standard error is closed, the message is lost.
    let _ = writeln!(io::stderr(), "{line}");
}
