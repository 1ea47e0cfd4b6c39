//! Executables that depend only on the sources and the compiler, not on the folders and the time of their build.

use std::env;
use std::path::{Path, PathBuf};

use distribution::{Failure, Platform, Product};

use crate::cargo::{Workspace, cargo};
use crate::program;

/// Builds both executables for a platform.
///
/// # Errors
/// Cargo fails.
pub(crate) fn build(workspace: &Workspace, platform: Platform) -> Result<(), Failure> {
    let mut build = cargo();
    build.args([
        "build",
        "--release",
        "--locked",
        "--package",
        "provider",
        "--package",
        "mock-api",
    ]);
    build.args(["--target", platform.target]).current_dir(&workspace.root);
    build
        .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace, platform).join("\u{1f}"))
        .env("CFLAGS", c_flags(workspace))
        .env("CC_SHELL_ESCAPED_FLAGS", "1")
        .env("SOURCE_DATE_EPOCH", &workspace.time);
    program::run(&mut build, "Install Rust.")
}

/// Returns the executable of a product.
pub(crate) fn executable(workspace: &Workspace, platform: Platform, product: Product) -> PathBuf {
    let name = format!("{}{}", product.name(), platform.executable_suffix());
    workspace.target.join(platform.target).join("release").join(name)
}

fn flags(workspace: &Workspace, platform: Platform) -> Vec<String> {
    let prefixes = prefixes(workspace).map(|(from, to)| format!("--remap-path-prefix={from}={to}"));
    let mut flags = Vec::from(prefixes);
    if platform.has_static_glibc() {
        // A static executable does not find the system call for random bytes by its name, and some containers lack /dev/urandom.
        let random = "getrandom_backend=\"linux_getrandom\"";
        flags.extend(["-C", "target-feature=+crt-static", "--cfg", random].map(str::to_owned));
    }
    flags
}

/// Returns the flags of the C compiler, quoted as for a shell: a folder may have a space in its name.
/// Source: <https://docs.rs/cc/latest/cc/#external-configuration-via-environment-variables>.
fn c_flags(workspace: &Workspace) -> String {
    let flags = prefixes(workspace).map(|(from, to)| format!("-ffile-prefix-map={from}={to}"));
    flags.map(|flag| format!("'{}'", flag.replace('\'', "'\\''"))).join(" ")
}

/// Returns the folders of this machine that a compiler would write into an executable, with their replacements. The last match has
/// priority, so the more specific ones come last.
fn prefixes(workspace: &Workspace) -> [(String, &'static str); 3] {
    let text = |path: &Path| path.display().to_string();
    [
        (text(&cargo_home()), "/cargo"),
        (text(&workspace.root), "/source"),
        (text(&workspace.target), "/target"),
    ]
}

/// Returns the folder in which Cargo keeps the sources of dependencies.
/// Source: <https://doc.rust-lang.org/cargo/guide/cargo-home.html>.
#[expect(
    clippy::disallowed_methods,
    reason = "a tool of the release has no framework that reads the environment"
)]
fn cargo_home() -> PathBuf {
    let home = || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cargo");
    env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from)
}
