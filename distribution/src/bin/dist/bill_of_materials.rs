//! The bill of materials of an executable, in CycloneDX.

use std::fs;

use distribution::{Failure, Platform, Product};

use crate::cargo::{Workspace, cargo};
use crate::{licences, program};

/// The name of the file that `cargo-cyclonedx` writes beside a manifest, without its ending.
const NAME: &str = "bill-of-materials";

/// Returns the bill of materials in JSON.
///
/// # Errors
/// `cargo-cyclonedx` is missing or fails, or its file cannot be read or removed.
pub(crate) fn of(workspace: &Workspace, platform: Platform, product: Product) -> Result<String, Failure> {
    let manifest = licences::manifest(workspace, product);
    let mut cyclonedx = cargo();
    cyclonedx.args(["cyclonedx", "--format", "json", "--spec-version", "1.5", "--quiet"]);
    cyclonedx.args(["--target", platform.target, "--override-filename", NAME]);
    cyclonedx.arg("--manifest-path").arg(&manifest);
    cyclonedx
        .current_dir(&workspace.root)
        .env("SOURCE_DATE_EPOCH", &workspace.time);
    let ran = program::read(&mut cyclonedx, "Install it: cargo install --locked cargo-cyclonedx");
    let path = manifest.with_file_name(format!("{NAME}.json"));
    let written = fs::read_to_string(&path).map_err(Failure::file(&path));
    remove_all(workspace)?;
    ran?;
    let written = written?;
    // `cargo-cyclonedx` names the packages of the workspace by their folders on this machine.
    Ok(written.replace(&workspace.root.display().to_string(), "/source"))
}

/// Removes every bill of materials: `cargo-cyclonedx` writes one beside the manifest of each package of the workspace.
fn remove_all(workspace: &Workspace) -> Result<(), Failure> {
    let paths = workspace
        .manifests
        .iter()
        .map(|manifest| manifest.with_file_name(format!("{NAME}.json")));
    for path in paths.filter(|path| path.exists()) {
        fs::remove_file(&path).map_err(Failure::file(&path))?;
    }
    Ok(())
}
