//! The released workspace, as Cargo and Git describe it.

use std::path::{Path, PathBuf};
use std::process::Command;

use distribution::{Failure, Platform};
use serde_json::Value;

use crate::program;

/// The workspace.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    /// The folder.
    pub(crate) root: PathBuf,
    /// The target folder of Cargo.
    pub(crate) target: PathBuf,
    /// The manifests of its packages.
    pub(crate) manifests: Vec<PathBuf>,
    /// The version of its packages.
    pub(crate) version: String,
    /// The time of its last commit, in seconds since 1970.
    pub(crate) time: String,
}

impl Workspace {
    /// Finds the workspace of the current folder.
    ///
    /// # Errors
    /// Cargo or Git fails.
    pub(crate) fn find() -> Result<Self, Failure> {
        let metadata = program::read(
            cargo().args(["metadata", "--format-version", "1", "--no-deps", "--locked"]),
            "Install Rust.",
        )?;
        let metadata: Value = serde_json::from_str(&metadata).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let root = PathBuf::from(text(&metadata["workspace_root"]));
        let packages = metadata["packages"].as_array().into_iter().flatten();
        let manifests = packages.map(|package| PathBuf::from(text(&package["manifest_path"])));
        let time = program::read(
            Command::new("git")
                .args(["log", "-1", "--format=%ct"])
                .current_dir(&root),
            "Install Git.",
        )?;
        Ok(Self {
            target: PathBuf::from(text(&metadata["target_directory"])),
            manifests: manifests.collect(),
            version: text(&metadata["packages"][0]["version"]),
            time: time.trim().to_owned(),
            root,
        })
    }

    /// True if Rust can build for a platform.
    ///
    /// # Errors
    /// The compiler fails.
    pub(crate) fn has_standard_library(&self, platform: Platform) -> Result<bool, Failure> {
        let mut rustc = Command::new("rustc");
        rustc.args(["--print", "target-libdir", "--target", platform.target]);
        let folder = program::read(rustc.current_dir(&self.root), "Install Rust.")?;
        Ok(Path::new(folder.trim()).is_dir())
    }
}

/// Cargo.
pub(crate) fn cargo() -> Command {
    Command::new("cargo")
}
