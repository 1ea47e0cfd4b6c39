//! The plan files of six clients, reviewed by the executable. The same plan of every client has the same findings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::golden::is_update;

/// The output of the executable for a plan: the exit code, and a line for each finding.
fn reviewed(plan: &Path) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_terraform-provider-twilio"))
        .args(["review", "--format", "json"])
        .current_dir(folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&fs::read(plan).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut told = format!("exit {}\n", output.status.code().unwrap());
    for finding in report["findings"].as_array().unwrap() {
        let word = |name: &str| finding[name].as_str().unwrap_or("-").to_owned();
        let attribute = word("attribute");
        writeln!(
            told,
            "{} {} {} {attribute}: {}",
            word("severity"),
            word("code"),
            word("address"),
            word("title")
        )
        .unwrap();
    }
    told
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/review/plans")
}

/// The plan files, by case and client.
fn plans() -> BTreeMap<String, BTreeMap<String, PathBuf>> {
    let mut plans: BTreeMap<String, BTreeMap<String, PathBuf>> = BTreeMap::new();
    for client in fs::read_dir(folder())
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_dir())
    {
        for file in fs::read_dir(client.path()).unwrap().map(Result::unwrap) {
            let case = file.path().file_stem().unwrap().to_str().unwrap().to_owned();
            let client = client.file_name().to_str().unwrap().to_owned();
            plans.entry(case).or_default().insert(client, file.path());
        }
    }
    plans
}

#[test]
fn one_plan_has_the_same_findings_whichever_client_made_it() {
    let mut all = String::new();
    let plans = plans();
    assert!(plans.len() >= 17, "{:?}", plans.keys());
    for (case, clients) in plans {
        let told: BTreeMap<String, BTreeSet<&str>> =
            clients.iter().fold(BTreeMap::new(), |mut told, (client, plan)| {
                told.entry(reviewed(plan)).or_default().insert(client);
                told
            });
        assert_eq!(told.len(), 1, "{case}: {told:#?}");
        writeln!(
            all,
            "== {case} ({} clients)\n{}",
            clients.len(),
            told.keys().next().unwrap()
        )
        .unwrap();
    }
    let expected = folder().join("expected.txt");
    if is_update() {
        fs::write(&expected, &all).unwrap();
    }
    assert!(fs::read_to_string(expected).unwrap() == all, "{all}");
}
