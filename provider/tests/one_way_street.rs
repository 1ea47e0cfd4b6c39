//! The permitted dependencies between modules of the provider. Calls go from resources to api to the service, and never back.

#![allow(
    clippy::expect_used,
    reason = "tests fail by panicking, also in the functions they share"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Returns every source file in a folder of `src`, if it exists, and the file of the same name next to the folder.
fn files(noun: &str) -> Vec<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (folder, beside) = (source.join(noun), source.join(noun).with_extension("rs"));
    let beside = beside.is_file().then_some(beside);
    let within = if folder.is_dir() { beneath(&folder) } else { Vec::new() };
    let files: Vec<_> = within.into_iter().chain(beside).collect();
    assert!(!files.is_empty(), "there is no {noun}");
    files
}

fn beneath(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        let is_of_tests = path.file_name().is_some_and(|name| name == "tests.rs");
        return if is_of_tests { Vec::new() } else { vec![path.to_owned()] };
    }
    let entries = fs::read_dir(path).expect("the folder is there");
    entries
        .flat_map(|entry| beneath(&entry.expect("an entry").path()))
        .collect()
}

/// Returns the lines of code, without comments and tests, that contain one of the words as the beginning of a path.
fn naming(words: &[&str], noun: &str) -> Vec<String> {
    let mut found = Vec::new();
    for file in files(noun) {
        let text = fs::read_to_string(&file).expect("the file is text");
        let (code, _tests) = text.split_once("#[cfg(test)]\nmod tests {").unwrap_or((&text, ""));
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let named = code.filter(|line| words.iter().any(|word| names(line, word)));
        found.extend(named.map(|line| format!("{}: {}", file.display(), line.trim())));
    }
    found
}

/// Returns the modules of the provider to which the code of a noun refers by `crate::`, without comments and tests.
fn modules_named_in(noun: &str) -> BTreeSet<String> {
    let lines = naming(&["crate"], noun);
    let paths = lines.iter().flat_map(|line| line.split("crate::").skip(1));
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    paths
        .map(|path| path.chars().take_while(|letter| is_word(*letter)).collect())
        .collect()
}

/// True where a line has a path with the word: `word::` or `::word`, and not only a field or a local of that name.
fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        let is_word = !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
            && !after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        is_word && (after.starts_with("::") || before.ends_with("::"))
    })
}

/// Asserts that a noun refers to none of the words, and that the same search finds one of them in another noun.
fn is_free_of(noun: &str, words: &[&str], control: &str) {
    assert_eq!(naming(words, noun), Vec::<String>::new());
    assert!(
        !naming(words, control).is_empty(),
        "the same search finds them in {control}"
    );
}

#[test]
fn domain_knows_neither_terraform_nor_the_service() {
    let words = [
        "framework",
        "api",
        "reqwest",
        "serde_json",
        "checks",
        "resources",
        "data_sources",
        "attributes",
    ];

    is_free_of("domain", &words, "resources");
}

#[test]
fn api_knows_nothing_of_terraform() {
    let words = ["framework", "checks", "resources", "data_sources", "attributes"];

    is_free_of("api", &words, "resources");
}

#[test]
fn checks_know_the_domain_alone() {
    let words = [
        "framework",
        "api",
        "reqwest",
        "serde_json",
        "resources",
        "data_sources",
        "attributes",
        "tokio",
        "review",
        "run",
    ];

    is_free_of("checks", &words, "resources");
}

#[test]
fn the_texts_of_routers_know_the_domain_alone() {
    let words = [
        "framework",
        "api",
        "reqwest",
        "serde_json",
        "checks",
        "resources",
        "data_sources",
        "attributes",
        "tokio",
    ];

    is_free_of("router", &words, "resources");
}

#[test]
fn the_review_knows_the_rules_and_the_service_and_nothing_of_terraforms_calls() {
    let words = [
        "framework",
        "resources",
        "data_sources",
        "ephemeral_resources",
        "functions",
        "actions",
        "attributes",
        "connection",
        "run",
    ];

    is_free_of("review", &words, "resources");
}

#[test]
fn the_review_names_no_module_beside_the_rules_and_what_reads_the_account() {
    let allowed = ["account", "api", "bgp_session_health", "checks", "domain", "review"];
    let beside = |noun: &str| {
        let mut named = modules_named_in(noun);
        named.retain(|module| !allowed.contains(&module.as_str()));
        named
    };

    assert_eq!(beside("review"), BTreeSet::new());
    assert!(
        beside("resources").contains("run"),
        "the same search finds one in resources"
    );
}

#[test]
fn what_reads_the_account_knows_neither_terraform_nor_who_asks() {
    let words = ["framework", "resources", "data_sources", "attributes", "run", "review"];

    is_free_of("account", &words, "resources");
    is_free_of("bgp_session_health", &words, "resources");
}

#[test]
fn the_inventory_knows_nothing_of_terraform_and_judges_nothing() {
    let words = ["framework", "checks", "resources", "data_sources", "attributes"];

    is_free_of("run/inventory", &words, "resources");
}

#[test]
fn the_run_knows_nothing_of_what_calls_it() {
    let words = [
        "resources",
        "data_sources",
        "actions",
        "attributes",
        "connection",
        "review",
    ];

    is_free_of("run", &words, "provider");
}

#[test]
fn the_texts_of_refusals_know_the_service_and_nothing_of_who_asks() {
    let words = ["resources", "data_sources", "actions", "run", "checks", "domain"];

    is_free_of("refusal", &words, "resources");
}

#[test]
fn resources_and_data_sources_know_nothing_of_http_and_json() {
    is_free_of("resources", &["reqwest", "serde_json", "serde"], "api");
    is_free_of("data_sources", &["reqwest", "serde_json", "serde"], "api");
    is_free_of("ephemeral_resources", &["reqwest", "serde_json", "serde"], "api");
    is_free_of("actions", &["reqwest", "serde_json", "serde"], "api");
    is_free_of(
        "functions",
        &["reqwest", "serde_json", "serde", "api", "connection"],
        "resources",
    );
}
