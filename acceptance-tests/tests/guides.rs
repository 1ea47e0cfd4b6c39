//! Guides that a case follows: each configuration of the page is part of a file that the case applies.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where something goes wrong"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn names(path: &str) -> Vec<String> {
    let entries = fs::read_dir(folder(path)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

/// The guides that cases follow, each with its cases: a case is called `guide-`, followed by the name of the guide and more words.
fn followed() -> BTreeMap<String, Vec<String>> {
    let guides = names("../docs/guides");
    let mut followed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for case in names("cases") {
        let Some(name) = case.strip_prefix("guide-") else {
            continue;
        };
        let guide = guides
            .iter()
            .find(|guide| name.starts_with(guide.trim_end_matches(".md")));
        let guide = guide.unwrap_or_else(|| panic!("no guide of {case}"));
        followed.entry(guide.clone()).or_default().push(case);
    }
    followed
}

/// The blocks of HCL on a page.
fn blocks(page: &str) -> Vec<&str> {
    let fences = page.split("```hcl\n").skip(1);
    fences.map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The configurations that a case applies, without their indentation.
fn configurations(case: &str) -> Vec<String> {
    let files = fs::read_dir(folder("cases").join(case)).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|extension| extension == "tf"));
    files
        .map(|file| without_indentation(&fs::read_to_string(file).unwrap()))
        .collect()
}

/// The text with each line from its first letter: a guide shows a part of a block.
fn without_indentation(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    lines.join("\n")
}

#[test]
fn every_configuration_of_a_guide_is_applied_by_one_of_its_cases() {
    let followed = followed();
    assert!(!followed.is_empty());
    for (guide, cases) in followed {
        let page = fs::read_to_string(folder("../docs/guides").join(&guide)).unwrap();
        let applied: Vec<String> = cases.iter().flat_map(|case| configurations(case)).collect();
        assert!(!blocks(&page).is_empty(), "{guide} shows no configuration");
        for block in blocks(&page) {
            let block = without_indentation(block);
            assert!(
                applied.iter().any(|configuration| configuration.contains(&block)),
                "no case of {guide} applies\n{block}"
            );
        }
    }
}
