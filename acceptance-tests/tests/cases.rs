//! Each case as a test of its own, named after its folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use acceptance_tests::case::{self, Case};
use acceptance_tests::terraform::Executables;
use acceptance_tests::{Failure, Mode, examples, run};
use framework::plugin::Environment;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let environment = Environment::capture();
    let [twilio, corner] = [
        env!("CARGO_BIN_EXE_provider-under-test"),
        env!("CARGO_BIN_EXE_corner-under-test"),
    ]
    .map(PathBuf::from);
    let executables = match Executables::new(&environment, twilio, corner) {
        Ok(executables) => executables,
        Err(failure) => {
            eprintln!("{failure}");
            return ExitCode::FAILURE;
        }
    };
    let mode = if environment.non_empty("UPDATE").is_some() {
        Mode::Update
    } else {
        Mode::Check
    };
    libtest_mimic::run(&arguments, trials(&executables, mode)).exit_code()
}

fn trials(executables: &Executables, mode: Mode) -> Vec<Trial> {
    let mut trials = match case::all(&crate_folder().join("cases")) {
        Ok(folders) => folders
            .into_iter()
            .map(|folder| of_case(folder, executables.clone(), mode))
            .collect(),
        Err(failure) => vec![Trial::test("cases", move || Err(failed(&failure)))],
    };
    trials.push(Trial::test("every_example_is_a_case", || {
        every_example_is_a_case().map_err(|failure| failed(&failure))
    }));
    let executables = executables.clone();
    let formatted = move || examples::all_are_formatted(&examples_folder(), &executables);
    trials.push(Trial::test("every_example_is_formatted", move || {
        formatted().map_err(|failure| failed(&failure))
    }));
    trials
}

fn of_case(folder: PathBuf, executables: Executables, mode: Mode) -> Trial {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Trial::test(name, move || {
        let case = Case::read(&folder).map_err(|failure| failed(&failure))?;
        run(&case, &executables, mode).map_err(|failure| failed(&failure))
    })
}

fn every_example_is_a_case() -> Result<(), Failure> {
    let folders = case::all(&crate_folder().join("cases"))?;
    let cases = folders
        .iter()
        .map(|folder| Case::read(folder))
        .collect::<Result<Vec<_>, _>>()?;
    examples::all_are_cases(&examples_folder(), &cases)
}

fn failed(failure: &Failure) -> Failed {
    Failed::from(failure.to_string())
}

fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn examples_folder() -> PathBuf {
    crate_folder().join("../examples")
}
