//! The license notices of everything inside an executable.

use std::path::{Path, PathBuf};

use distribution::{Failure, Platform, Product};

use crate::cargo::{Workspace, cargo};
use crate::program;

/// The name of the notices in an archive.
pub(crate) const NAME: &str = "THIRD-PARTY-LICENSES.txt";

/// Returns the licenses of a product's crates, of the mock server's other contents, and of the C library where it is included.
///
/// # Errors
/// `cargo-about` is missing or finds a license that the project does not allow.
pub(crate) fn of(workspace: &Workspace, platform: Platform, product: Product) -> Result<Vec<u8>, Failure> {
    let folder = workspace.root.join("distribution/notices");
    let mut about = cargo();
    about.args(["about", "generate", "--locked", "--fail", "--target", platform.target]);
    about.arg("--config").arg(folder.join("about.toml"));
    about.arg("--manifest-path").arg(manifest(workspace, product));
    about.arg(folder.join("crates.hbs")).current_dir(&workspace.root);
    let mut notices = program::read(
        &mut about,
        "Install it: cargo install --locked --features cli cargo-about",
    )?;
    if product == Product::Mock {
        for name in ["mock.txt", "OFL-1.1.txt"] {
            notices.push_str(&text(&folder.join(name))?);
        }
    }
    if platform.has_static_glibc() {
        for name in ["glibc.txt", "LGPL-2.1.txt"] {
            notices.push_str(&text(&folder.join(name))?);
        }
    }
    Ok(notices.into_bytes())
}

/// Returns the manifest of the package of a product.
pub(crate) fn manifest(workspace: &Workspace, product: Product) -> PathBuf {
    let package = match product {
        Product::Provider => "provider",
        Product::Mock => "mock-api",
    };
    workspace.root.join(package).join("Cargo.toml")
}

fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(Failure::file(path))
}
