//! A checkout of the project for one build, in surroundings that differ from another build's in everything.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use framework::plugin::Environment;
use tempfile::TempDir;

use crate::Outcome;
use crate::difference::{self, Files};
use crate::program::finish;

/// The surroundings of a build.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings {
    /// The folder of the checkout, below a temporary one.
    pub(crate) folder: &'static str,
    /// The time zone.
    pub(crate) time_zone: &'static str,
    /// The permission mask of new files.
    pub(crate) umask: &'static str,
    /// The locale.
    pub(crate) locale: &'static str,
}

/// A checkout; removed when dropped.
#[derive(Debug)]
pub(crate) struct Checkout<'a> {
    place: TempDir,
    surroundings: Surroundings,
    environment: &'a Environment,
}

/// The project's folder.
const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// The variables that a build may need to reach the crate registry and the compiler.
const KEPT: [&str; 9] = [
    "PATH",
    "RUSTUP_TOOLCHAIN",
    "HTTPS_PROXY",
    "https_proxy",
    "NO_PROXY",
    "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "CARGO_HTTP_CAINFO",
];

impl<'a> Checkout<'a> {
    /// Clones the committed files.
    pub(crate) fn make(surroundings: Surroundings, environment: &'a Environment) -> Outcome<Self> {
        let place = tempfile::tempdir()?;
        let checkout = Self {
            place,
            surroundings,
            environment,
        };
        fs::create_dir(checkout.path("home"))?;
        let folder = checkout.folder();
        finish(
            checkout
                .command("git clone --quiet \"$0\" \"$1\"")
                .arg(PROJECT)
                .arg(&folder),
        )?;
        Ok(checkout)
    }

    /// Builds the archives and reads them.
    pub(crate) fn build(&self) -> Outcome<Files> {
        finish(self.command("exec make dist").current_dir(self.folder()))?;
        difference::files(&self.folder().join("target/dist"))
    }

    /// A shell command in the surroundings, without any other variable of this environment.
    fn command(&self, script: &str) -> Command {
        let Surroundings {
            umask,
            time_zone,
            locale,
            ..
        } = self.surroundings;
        let mut command = Command::new("sh");
        command.args(["-e", "-c", &format!("umask {umask}; {script}")]);
        command.env_clear();
        command.envs(KEPT.iter().filter_map(|name| Some((name, self.environment.get(name)?))));
        command
            .env("RUSTUP_HOME", self.compilers())
            .env("HOME", self.path("home"))
            .env("CARGO_HOME", self.path("crates"))
            .env("TZ", time_zone)
            .env("LC_ALL", locale);
        command
    }

    /// The folder of rustup, which is in the home by default.
    fn compilers(&self) -> PathBuf {
        let home = Path::new(self.environment.get("HOME").unwrap_or_default());
        let named = self.environment.non_empty("RUSTUP_HOME").map(PathBuf::from);
        named.unwrap_or_else(|| home.join(".rustup"))
    }

    fn folder(&self) -> PathBuf {
        self.path(self.surroundings.folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }
}
