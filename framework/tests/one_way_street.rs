//! The allowed directions of dependencies inside the framework. This test reads the sources, because crates cannot
//! enforce the directions.

#![allow(
    clippy::expect_used,
    reason = "tests fail by panicking, also in the functions they share"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Returns every source file below a folder, or the file itself.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).expect("the folder is there");
    entries
        .flat_map(|entry| files(&entry.expect("an entry").path()))
        .collect()
}

/// Returns the lines of code, without comments and tests, that contain one of the words.
fn naming(words: &[&str], files: &[PathBuf]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).expect("the file is text");
        let (code, _tests) = text.split_once("#[cfg(test)]\nmod tests {").unwrap_or((&text, ""));
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let named = code.filter(|line| words.iter().any(|word| names(line, word)));
        found.extend(named.map(|line| format!("{}: {}", file.display(), line.trim())));
    }
    found
}

/// True where a line contains the word as a whole word.
fn names(line: &str, word: &str) -> bool {
    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .any(|found| found == word)
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn only_plugin_and_rpc_name_the_wire() {
    let wire = ["plugin", "rpc"].map(|folder| source().join(folder));
    let (wire, rest): (Vec<_>, Vec<_>) = files(&source())
        .into_iter()
        .partition(|file| wire.iter().any(|folder| file.starts_with(folder)));
    let words = ["proto", "pb", "tonic", "prost"];

    assert_eq!(naming(&words, &rest), Vec::<String>::new());
    assert!(
        naming(&words, &wire).len() > 20,
        "the same search finds the wire where it is"
    );
}

#[test]
fn planning_waits_for_nothing() {
    let planning = [
        "plan",
        "plan_consistency",
        "block_fields",
        "semantic_equality",
        "validate",
        "coercion",
        "self_check",
        "schema",
    ];
    let planning = planning.map(|name| source().join(name).with_extension("rs"));
    let words = ["async", "await", "tokio"];

    assert_eq!(naming(&words, &planning), Vec::<String>::new());
    assert!(
        !naming(&words, &files(&source().join("erased"))).is_empty(),
        "the same search finds what waits"
    );
}
