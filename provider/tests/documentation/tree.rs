//! The files of the project.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Reads a file by its path in the workspace; `None` if it does not exist.
pub(crate) fn text(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

/// Returns every Markdown file by its path in the workspace, sorted.
pub(crate) fn markdown_files() -> Vec<String> {
    let mut found = files_under("");
    found.retain(|path| path.ends_with(".md"));
    found
}

/// Returns every file under a folder by its path in the workspace, sorted. Built and hidden files are left out.
pub(crate) fn files_under(folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root().join(folder)) else {
        return Vec::new();
    };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut found: Vec<String> = names
        .filter(|name| name != "target" && !name.starts_with('.'))
        .flat_map(|name| at(join(folder, &name)))
        .collect();
    found.sort();
    found
}

fn at(path: String) -> Vec<String> {
    if root().join(&path).is_dir() {
        files_under(&path)
    } else {
        vec![path]
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}
