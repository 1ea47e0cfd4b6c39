//! A picture of a terminal for the documentation: the output of a step's plan, in color.

use std::fs;
use std::path::Path;

use anstyle_svg::Term;

use crate::Failure;
use crate::scenario::Mode;

/// Compares the picture at `path`, relative to the project, with the output of a plan, or draws the picture anew.
///
/// # Errors
/// The picture is missing, or is not that of the output.
pub(crate) fn check(path: &Path, output: &str, mode: Mode) -> Result<(), Failure> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    let drawn = Term::new().render_svg(after_overrides(output));
    if mode == Mode::Update {
        return fs::write(&path, drawn).map_err(Failure::file(&path));
    }
    if fs::read_to_string(&path).map_err(Failure::file(&path))? == drawn {
        return Ok(());
    }
    let path = path.display();
    Err(Failure::Mismatch(format!(
        "{path}: is not a picture of the output; draw it anew with UPDATE=1. The output:\n{output}"
    )))
}

/// Returns the output after the warning about development overrides, which the tests alone cause.
fn after_overrides(output: &str) -> &str {
    let (warning, plan) = output.split_once("╵").unwrap_or(("", output));
    if warning.contains("Provider development overrides") {
        plan.split_once('\n').map_or("", |(_, plan)| plan)
    } else {
        output
    }
}
