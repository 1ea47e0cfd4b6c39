//! Another release of Debian, whose C library differs from the one in the executables.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::program::finish;

/// A root folder with the unpacked packages of a release. It is kept, because the download takes minutes.
#[derive(Debug)]
pub(crate) struct Debian {
    release: &'static str,
    folder: PathBuf,
}

/// The releases. One of them differs from this machine's.
const RELEASES: [&str; 2] = ["trixie", "bookworm"];
/// The name resolution modules that the test configures.
const MODULES: &str = "libnss-mdns,libnss-resolve,libnss-myhostname,libnss-systemd";
const MIRROR: &str = "http://deb.debian.org/debian";

impl Debian {
    /// Returns the release that is kept beside a folder of archives.
    pub(crate) fn beside(archives: &Path) -> Outcome<Self> {
        let archives = archives.canonicalize()?;
        let here = fs::read_to_string("/etc/os-release").unwrap_or_default();
        let release = RELEASES.into_iter().find(|release| !here.contains(release));
        let release = release.ok_or("this machine is every release of Debian at once")?;
        let kept = archives.parent().unwrap_or(&archives).join("dist-trial");
        Ok(Self {
            release,
            folder: kept.join(release),
        })
    }

    /// Returns the root folder, which is not changed.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Downloads and unpacks the packages, unless that was done before.
    ///
    /// They are not configured. That would require running services, and name resolution needs only the files.
    pub(crate) fn prepare(&self) -> Outcome<()> {
        if self.folder.exists() {
            return Ok(());
        }
        let partial = self.folder.with_extension("partial");
        if partial.exists() {
            fs::remove_dir_all(&partial)?;
        }
        fs::create_dir_all(&partial)?;
        let mut debootstrap = Command::new("debootstrap");
        debootstrap.args(["--foreign", "--variant=minbase", &format!("--include={MODULES}")]);
        finish(debootstrap.arg(self.release).arg(&partial).arg(MIRROR))?;
        for package in fs::read_dir(partial.join("var/cache/apt/archives"))? {
            let package = package?.path();
            if package.extension().is_some_and(|extension| extension == "deb") {
                finish(Command::new("dpkg-deb").arg("--extract").arg(package).arg(&partial))?;
            }
        }
        Ok(fs::rename(partial, &self.folder)?)
    }
}
