//! The comparison of what came of a step with what is expected.

use std::path::Path;

use similar::TextDiff;

use crate::Failure;
use crate::scenario::Mode;

/// Compares, or writes the expectation anew.
///
/// # Errors
/// A difference, as a unified diff; an expectation that is not there.
pub fn check(path: &Path, came: &str, mode: Mode) -> Result<(), Failure> {
    if mode == Mode::Update {
        return std::fs::write(path, came).map_err(Failure::file(path));
    }
    if !path.exists() {
        return Err(Failure::Mismatch(format!(
            "{}: not there; write it with UPDATE=1. What came:\n{came}",
            path.display()
        )));
    }
    let expected = std::fs::read_to_string(path).map_err(Failure::file(path))?;
    if expected == came {
        return Ok(());
    }
    Err(Failure::Mismatch(difference(path, &expected, came)))
}

fn difference(path: &Path, expected: &str, came: &str) -> String {
    let diff = TextDiff::from_lines(expected, came);
    let unified = diff
        .unified_diff()
        .context_radius(3)
        .header("expected", "came")
        .to_string();
    format!("{}:\n{unified}UPDATE=1 writes the expectation anew.", path.display())
}
