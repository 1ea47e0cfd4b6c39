//! The required programs and rights, checked first.

use std::path::{Path, PathBuf};

use framework::plugin::Environment;

use crate::Outcome;
use crate::program::finish;

/// Programs, each with its package in Debian and Ubuntu.
type Programs = [(&'static str, &'static str)];

const FOR_ROOTS: [(&str, &str); 9] = [
    ("chroot", "coreutils"),
    ("debootstrap", "debootstrap"),
    ("dnsmasq", "dnsmasq-base"),
    ("dpkg-deb", "dpkg"),
    ("ip", "iproute2"),
    ("mknod", "coreutils"),
    ("mount", "mount"),
    ("setpriv", "util-linux"),
    ("unshare", "util-linux"),
];
const FOR_BUILDS: [(&str, &str); 2] = [("git", "git"), ("make", "make")];
/// The subcommands of Cargo that `make dist` runs.
const SUBCOMMANDS: [&str; 2] = ["cargo-about", "cargo-cyclonedx"];

/// The terraform: a name on `PATH`, or a path.
pub(crate) fn terraform(environment: &Environment) -> Outcome<PathBuf> {
    let name = environment.non_empty("TF_ACC_TERRAFORM_PATH").unwrap_or("terraform");
    let found = find(name, environment);
    found.ok_or_else(|| format!("{name} not found; nothing was tried. Put terraform 1.11 or later on the PATH.").into())
}

/// Fails where a program or the rights of root are missing for running executables in roots.
pub(crate) fn for_roots(environment: &Environment) -> Outcome<()> {
    all_are_there(&FOR_ROOTS, environment)?;
    let is_root = finish(std::process::Command::new("sh").args(["-c", "test \"$(id -u)\" = 0"])).is_ok();
    if is_root {
        return Ok(());
    }
    Err("another root folder needs root, and this is another user; nothing was tried. Run it as root.".into())
}

/// Fails where a program is missing for a build.
pub(crate) fn for_builds(environment: &Environment) -> Outcome<()> {
    all_are_there(&FOR_BUILDS, environment)?;
    let missing: Vec<_> = SUBCOMMANDS
        .into_iter()
        .filter(|name| find(name, environment).is_none())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    Err(format!("not found: {names}; nothing was tried. Get it: cargo install --locked {names}").into())
}

fn all_are_there(programs: &Programs, environment: &Environment) -> Outcome<()> {
    let is_missing = |(name, _): &&(&str, &str)| find(name, environment).is_none();
    let missing: Vec<_> = programs.iter().filter(is_missing).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|(name, _)| *name).collect();
    let mut packages: Vec<_> = missing.iter().map(|(_, package)| *package).collect();
    packages.sort_unstable();
    packages.dedup();
    let (names, packages) = (names.join(", "), packages.join(" "));
    Err(format!("{names} not found; nothing was tried. On Debian and Ubuntu: apt-get install {packages}").into())
}

fn find(name: &str, environment: &Environment) -> Option<PathBuf> {
    let folders = environment.get("PATH").unwrap_or_default().split(':');
    let mut paths = folders.map(|folder| Path::new(folder).join(name));
    paths.find(|path| path.is_file())
}
