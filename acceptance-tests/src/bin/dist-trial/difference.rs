//! The difference between two folders of files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::Outcome;

/// The files of a folder, by name.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Reads the files of a folder.
pub(crate) fn files(folder: &Path) -> Outcome<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.insert(name, fs::read(path)?);
    }
    Ok(files)
}

/// Returns every name in either folder, with the difference of the two files.
pub(crate) fn between(first: &Files, second: &Files) -> BTreeMap<String, Option<String>> {
    let names: BTreeSet<_> = first.keys().chain(second.keys()).collect();
    let judged = names.into_iter().map(|name| {
        let found = match (first.get(name), second.get(name)) {
            (Some(first), Some(second)) => of_bytes(first, second),
            _ => Some("it is in one of the folders alone".to_owned()),
        };
        (name.clone(), found)
    });
    judged.collect()
}

fn of_bytes(first: &[u8], second: &[u8]) -> Option<String> {
    if first == second {
        return None;
    }
    let place = first.iter().zip(second).position(|(first, second)| first != second);
    let place = place.unwrap_or(first.len().min(second.len()));
    let (first, second) = (first.len(), second.len());
    Some(format!("{first} and {second} bytes, which differ from byte {place} on"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_a_length_and_a_missing_file_are_differences() {
        let of = |files: &[(&str, &str)]| -> Files {
            let files = files.iter();
            files
                .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
                .collect()
        };
        let first = of(&[("a", "one"), ("b", "two"), ("c", "three"), ("d", "four")]);
        let second = of(&[("a", "one"), ("b", "twO"), ("c", "thre")]);
        let found = between(&first, &second);
        assert_eq!(found["a"], None);
        assert_eq!(
            found["b"].as_deref(),
            Some("3 and 3 bytes, which differ from byte 2 on")
        );
        assert_eq!(
            found["c"].as_deref(),
            Some("5 and 4 bytes, which differ from byte 4 on")
        );
        assert_eq!(found["d"].as_deref(), Some("it is in one of the folders alone"));
    }
}
