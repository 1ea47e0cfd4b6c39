//! Guides that a case follows: each configuration of the page is part of a file that the case applies.

#![expect(clippy::unwrap_used, reason = "a test ends where something goes wrong")]

use std::fs;
use std::path::{Path, PathBuf};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The guides with a case of their name.
fn followed() -> Vec<String> {
    let cases = fs::read_dir(folder("cases")).unwrap();
    let names = cases.map(|case| case.unwrap().file_name().into_string().unwrap());
    names
        .filter_map(|name| Some(name.strip_prefix("guide-")?.to_owned()))
        .collect()
}

/// The blocks of HCL on a page.
fn blocks(page: &str) -> Vec<&str> {
    let fences = page.split("```hcl\n").skip(1);
    fences.map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The configurations that a case applies.
fn configurations(case: &Path) -> Vec<String> {
    let files = fs::read_dir(case).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|extension| extension == "tf"));
    files.map(|file| fs::read_to_string(file).unwrap()).collect()
}

#[test]
fn every_configuration_of_a_guide_is_applied_by_its_case() {
    assert!(!followed().is_empty());
    for guide in followed() {
        let page = fs::read_to_string(folder(&format!("../docs/guides/{guide}.md"))).unwrap();
        let applied = configurations(&folder(&format!("cases/guide-{guide}")));
        assert!(!blocks(&page).is_empty(), "{guide} shows no configuration");
        for block in blocks(&page) {
            assert!(
                applied.iter().any(|configuration| configuration.contains(block)),
                "no case of {guide} applies\n{block}"
            );
        }
    }
}
