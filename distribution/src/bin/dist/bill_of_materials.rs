//! The bill of materials of an executable, in CycloneDX.

use std::fs;
use std::path::Path;

use distribution::{Failure, Platform, Product};
use url::Url;

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
    Ok(without_folder(&written, &workspace.root))
}

/// Replaces the folder of the workspace: `cargo-cyclonedx` names each package of the workspace by its folder, in a URL.
fn without_folder(bill: &str, root: &Path) -> String {
    let url = Url::from_file_path(root).map(|url| url.path().to_owned());
    let folder = url.unwrap_or_else(|()| root.display().to_string());
    bill.replace(&folder, "/source")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_a_space_is_replaced_too() {
        for (root, url) in [("/one", "/one"), ("/deeper place", "/deeper%20place")] {
            let bill = format!("path+file://{url}/service#0.1.0");
            let replaced = without_folder(&bill, Path::new(root));
            assert_eq!(replaced, "path+file:///source/service#0.1.0");
        }
    }
}
