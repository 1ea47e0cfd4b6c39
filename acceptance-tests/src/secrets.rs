//! The search for forbidden texts in output, logs, states, and plans, in plain text and in base64.
//!
//! An empty result proves little alone. So the same search also looks for texts that are no secrets, and the
//! expectation shows the places where it found them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use memchr::memmem;
use zip::ZipArchive;

use crate::Failure;

/// The searched places with their texts.
#[derive(Debug, Default)]
pub(crate) struct Search {
    places: BTreeMap<String, Vec<u8>>,
}

impl Search {
    /// Adds a text to a place.
    pub(crate) fn add(&mut self, place: &str, text: &str) {
        self.places
            .entry(place.to_owned())
            .or_default()
            .extend_from_slice(text.as_bytes());
    }

    /// Adds the decoded form of a text in base64.
    pub(crate) fn add_base64(&mut self, place: &str, text: &str) {
        let decoded = STANDARD.decode(text).unwrap_or_default();
        self.places
            .entry(place.to_owned())
            .or_default()
            .extend_from_slice(&decoded);
    }

    /// Adds a file, if it exists.
    pub(crate) fn add_file(&mut self, place: &str, path: &Path) -> Result<(), Failure> {
        if path.exists() {
            let bytes = std::fs::read(path).map_err(Failure::file(path))?;
            self.places.entry(place.to_owned()).or_default().extend(bytes);
        }
        Ok(())
    }

    /// Adds all files in a plan file, which is a zip archive, if it exists.
    pub(crate) fn add_plan(&mut self, path: &Path) -> Result<(), Failure> {
        if !path.exists() {
            return Ok(());
        }
        let broken = |error: &dyn std::fmt::Display| Failure::Mismatch(format!("{}: {error}", path.display()));
        let file = File::open(path).map_err(Failure::file(path))?;
        let mut archive = ZipArchive::new(file).map_err(|error| broken(&error))?;
        let all = self.places.entry("plan file".to_owned()).or_default();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(|error| broken(&error))?;
            entry.read_to_end(all).map_err(|error| broken(&error))?;
        }
        Ok(())
    }

    /// Returns the places that contain a text.
    pub(crate) fn find(&self, text: &str) -> BTreeSet<&str> {
        let forms = forms(text);
        let holds = |bytes: &[u8]| forms.iter().any(|form| contains(bytes, form));
        self.places
            .iter()
            .filter(|(_, bytes)| holds(bytes))
            .map(|(place, _)| place.as_str())
            .collect()
    }

    /// Returns the searched places.
    pub(crate) fn places(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }
}

/// Returns the text, and the part of its base64 form that is equal at any offset in a longer text.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let shifted = (0..3).map(|shift| {
        let padded = format!("{}{text}", "\0".repeat(shift));
        let encoded = STANDARD.encode(padded);
        let (from, to) = (if shift == 0 { 0 } else { 4 }, encoded.len() - 4);
        encoded.get(from..to.max(from)).unwrap_or_default().as_bytes().to_vec()
    });
    let mut forms: Vec<_> = shifted.filter(|form| form.len() >= 8).collect();
    forms.push(text.as_bytes().to_vec());
    forms
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    !wanted.is_empty() && memmem::find(bytes, wanted).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_as_it_is_and_in_base64_at_any_offset() {
        for before in ["", "a", "ab", "abc"] {
            let mut search = Search::default();
            search.add(
                "base64",
                &STANDARD.encode(format!("{before}correct-horse-battery and more")),
            );
            assert_eq!(search.find("correct-horse-battery").len(), 1, "after {before:?}");
            assert_eq!(search.find("correct-mouse-battery").len(), 0);
        }
    }
}
