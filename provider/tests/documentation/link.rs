//! The links between the files of the project, with their anchors. Links to the web are not followed.

use std::path::{Component, Path, PathBuf};

use crate::tree;

/// Returns the broken links of a page, each as `page: target`.
pub(crate) fn broken_in(page: &str) -> Vec<String> {
    let text = tree::text(page).unwrap();
    let targets = targets_in(&text).into_iter().filter(|target| !target.contains("://"));
    targets
        .filter(|target| !leads_somewhere(page, target))
        .map(|target| format!("{page}: {target}"))
        .collect()
}

/// Returns the targets of links `[text](target)`, outside code.
fn targets_in(text: &str) -> Vec<String> {
    let mut is_code = false;
    let mut targets = Vec::new();
    for line in text.lines() {
        is_code ^= line.trim_start().starts_with("```");
        if !is_code {
            targets.extend(
                line.split("](")
                    .skip(1)
                    .filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())),
            );
        }
    }
    targets
}

fn leads_somewhere(page: &str, target: &str) -> bool {
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = if file.is_empty() {
        PathBuf::from(page)
    } else {
        normalised(&Path::new(page).parent().unwrap().join(file))
    };
    let exists = tree::root().join(&path).exists();
    exists && (anchor.is_empty() || anchors_in(&path).iter().any(|found| found == anchor))
}

/// Returns the path without `..`.
fn normalised(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => assert!(normal.pop(), "{} leads out of the project", path.display()),
            Component::CurDir => {}
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => normal.push(part),
        }
    }
    normal
}

/// Returns the anchors of a page: written as `<a id>`, or made from headings as GitHub does.
fn anchors_in(path: &Path) -> Vec<String> {
    let text = tree::text(path.to_str().unwrap()).unwrap_or_default();
    text.lines().filter_map(anchor_of).collect()
}

fn anchor_of(line: &str) -> Option<String> {
    if let Some(rest) = line.strip_prefix("<a id=\"") {
        return Some(rest.split_once('"')?.0.to_owned());
    }
    let heading = line.starts_with('#').then(|| line.trim_start_matches('#').trim())?;
    let is_kept = |letter: &char| letter.is_alphanumeric() || " -_".contains(*letter);
    let kept: String = heading.chars().filter(is_kept).collect();
    Some(kept.to_lowercase().replace(' ', "-"))
}
