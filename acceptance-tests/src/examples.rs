//! The examples: configurations to copy. Each is formatted, and is the configuration of a case.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::case::Case;
use crate::step::{self, Instructions};
use crate::terraform::Executables;

/// Checks that a case uses every Terraform file under `examples/`, and runs every test file.
///
/// # Errors
/// The files that no case uses.
pub fn all_are_cases(examples: &Path, cases: &[Case]) -> Result<(), Failure> {
    let steps = || cases.iter().flat_map(|case| &case.steps).map(|step| &step.instructions);
    let used = Places::of(examples, steps());
    let tested = Places::of(examples, steps().filter(|step| step.command == step::Command::Test));
    let is_used = |file: &Path| match file.to_string_lossy().ends_with(TESTS) {
        true => tested.hold(file),
        false => used.hold(file),
    };
    let forgotten: Vec<_> = files(examples)?.into_iter().filter(|file| !is_used(file)).collect();
    if forgotten.is_empty() {
        return Ok(());
    }
    Err(Failure::Mismatch(format!("no case uses {forgotten:?}")))
}

/// A set of files and folders of the examples.
struct Places(BTreeSet<PathBuf>);

impl Places {
    /// The files and folders that steps use.
    fn of<'s>(examples: &Path, steps: impl Iterator<Item = &'s Instructions>) -> Self {
        Self(
            steps
                .flat_map(Instructions::examples)
                .map(|path| examples.join(path))
                .collect(),
        )
    }

    /// True where the set contains a file or one of its folders.
    fn hold(&self, file: &Path) -> bool {
        file.ancestors().any(|ancestor| self.0.contains(ancestor))
    }
}

/// Checks that every example is formatted like the output of `terraform fmt`.
///
/// # Errors
/// The difference.
pub fn all_are_formatted(examples: &Path, executables: &Executables) -> Result<(), Failure> {
    let mut command = Command::new(&executables.terraform);
    command
        .args(["fmt", "-check", "-recursive", "-diff"])
        .arg(examples)
        .env("CHECKPOINT_DISABLE", "1");
    let program = executables.terraform.display().to_string();
    let output = command
        .output()
        .map_err(|source| Failure::Program { program, source })?;
    if output.status.success() {
        return Ok(());
    }
    Err(Failure::Mismatch(String::from_utf8_lossy(&output.stdout).into_owned()))
}

/// Returns the files that a user would copy: configurations, queries, import scripts, and module tests.
const ENDINGS: [&str; 4] = [".tf", ".tfquery.hcl", ".sh", TESTS];
/// The tests of a module.
const TESTS: &str = ".tftest.hcl";

/// Returns the files of a folder that a user would copy.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if ENDINGS.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            found.push(path);
        }
    }
    Ok(found)
}
