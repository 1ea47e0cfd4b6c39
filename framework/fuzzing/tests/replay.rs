//! The test of each input that the fuzzer starts from or has found.
//!
//! `UPDATE=1 cargo test -p framework-fuzzing` writes the seeds. The fuzzer adds two other folders: `fuzz/findings`
//! contains inputs that once broke a target, and `fuzz/reached` contains inputs that reach code which no seed reaches.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking, also in the functions they share"
)]

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use framework_fuzzing::seeds::{self, Seed};
use framework_fuzzing::{calls, launch, values};

#[test]
fn the_seeds_are_what_the_generator_makes() {
    let folder = fuzz().join("seeds");
    if is_updating() {
        write(&folder, &seeds::all());
    }
    let made: BTreeSet<_> = seeds::all().iter().map(|seed| folder.join(path(seed))).collect();
    let found: BTreeSet<_> = files(&folder).into_iter().collect();

    assert_eq!(found, made, "write them with: UPDATE=1 cargo test -p framework-fuzzing");
    for seed in seeds::all() {
        let checked_in = fs::read(folder.join(path(&seed))).expect("the seed is there");
        assert!(checked_in == seed.input, "{}/{} is stale", seed.target, seed.name);
    }
}

#[test]
fn each_input_passes_its_target() {
    for (target, name, input) in inputs() {
        let passes = catch_unwind(|| target_of(&target)(&input)).is_ok();
        assert!(passes, "{target}/{name} does not pass");
    }
}

#[test]
fn no_input_is_so_long_that_the_fuzzer_would_cut_it() {
    for (target, name, input) in inputs() {
        assert!(input.len() <= 4096, "{target}/{name} has {} bytes", input.len());
    }
}

#[test]
fn what_the_fuzzer_reached_is_there_for_each_target_and_small() {
    let reached = from_the_fuzzer("reached");
    let targets: BTreeSet<_> = reached.iter().map(|(target, ..)| target.as_str()).collect();
    let bytes: usize = reached.iter().map(|(_, _, input)| input.len()).sum();

    assert_eq!(targets, ["calls", "launch", "values"].into());
    assert!(bytes < 1 << 20, "{bytes} bytes are too many to be checked in");
}

/// The target, the name, and the bytes of an input.
type Input = (String, String, Vec<u8>);

/// Returns all seeds, and all inputs that the fuzzer has added.
fn inputs() -> Vec<Input> {
    let seeds = seeds::all()
        .into_iter()
        .map(|seed| (seed.target.to_owned(), seed.name, seed.input));
    let added = ["findings", "reached"].into_iter().flat_map(from_the_fuzzer);
    seeds.chain(added).collect()
}

/// Returns the inputs in a folder next to that of the seeds.
fn from_the_fuzzer(folder: &str) -> Vec<Input> {
    let input = |file: PathBuf| {
        let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
        let target = name(file.parent().expect("an input lies in the folder of its target"));
        (target, name(&file), fs::read(&file).expect("the input is there"))
    };
    files(&fuzz().join(folder)).into_iter().map(input).collect()
}

/// Returns the function that runs the inputs of a target.
fn target_of(name: &str) -> fn(&[u8]) {
    match name {
        "calls" => calls::send,
        "launch" => launch::read,
        "values" => values::read,
        other => panic!("there is no target {other:?}"),
    }
}

fn path(seed: &Seed) -> PathBuf {
    Path::new(seed.target).join(&seed.name)
}

fn write(folder: &Path, seeds: &[Seed]) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the old seeds can be removed");
    }
    for seed in seeds {
        let file = folder.join(path(seed));
        fs::create_dir_all(file.parent().expect("a seed lies in a folder")).expect("the folder can be made");
        fs::write(file, &seed.input).expect("the seed can be written");
    }
}

/// Returns the files below a folder; none if it does not exist.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten();
    let inner = entries(folder).flat_map(|target| entries(&target.expect("an entry").path()));
    inner.map(|file| file.expect("an entry").path()).collect()
}

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is how all generated files are written anew"
)]
fn is_updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}
