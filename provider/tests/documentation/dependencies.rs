//! The check of the record of dependencies against the workspace's list.

use std::collections::BTreeSet;

use crate::tree;

const RECORD: &str = "docs/decisions/0002-dependencies.md";

const MEMBERS: &[&str] = &[
    "acceptance-tests/Cargo.toml",
    "conformance/Cargo.toml",
    "conformance/simulation/Cargo.toml",
    "framework/Cargo.toml",
    "framework/derive/Cargo.toml",
    "mock-api/Cargo.toml",
    "proto/Cargo.toml",
    "provider/Cargo.toml",
    "service/Cargo.toml",
    "web-tests/Cargo.toml",
];

/// The dependencies of the workspace that are not its own crates.
pub(crate) fn declared() -> BTreeSet<String> {
    let manifest = tree::text("Cargo.toml").unwrap();
    let after = manifest.split("[workspace.dependencies]\n").nth(1).unwrap();
    after
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.contains("path ="))
        .filter_map(|line| Some(line.split_once(" = ")?.0.to_owned()))
        .collect()
}

/// The dependencies that a member of the workspace uses.
pub(crate) fn used() -> BTreeSet<String> {
    let manifests: Vec<_> = MEMBERS.iter().map(|path| tree::text(path).unwrap()).collect();
    let lines = manifests.iter().flat_map(|manifest| manifest.lines());
    let is_used = |name: &String| lines.clone().any(|line| names(line, name));
    declared().into_iter().filter(is_used).collect()
}

/// True where a line of a manifest is `name.workspace = true` or `name = { workspace = true, ... }`.
fn names(line: &str, name: &str) -> bool {
    line.strip_prefix(name)
        .is_some_and(|rest| rest.starts_with(".workspace") || rest.starts_with(" = { workspace"))
}

/// The dependencies with one row and a reason in the record. A name with two rows is left out.
pub(crate) fn explained() -> BTreeSet<String> {
    let record = tree::text(RECORD).unwrap();
    let rows: Vec<_> = record.lines().filter_map(name_of_row).collect();
    let is_alone = |name: &String| rows.iter().filter(|other| *other == name).count() == 1;
    rows.iter().filter(|name| is_alone(name)).cloned().collect()
}

/// Returns the name of a row such as ``| `url` | It reads URLs. |``.
fn name_of_row(line: &str) -> Option<String> {
    let (name, reason) = line.strip_prefix("| `")?.split_once("` | ")?;
    let is_one_sentence = reason.ends_with(". |") && reason.matches(". ").count() == 1;
    is_one_sentence.then(|| name.to_owned())
}
