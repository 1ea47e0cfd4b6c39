//! SHA-256 sums of the files of a release, in the form of `sha256sum`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::Failure;

/// The sums of some files, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<String, String>);

impl Sums {
    /// Computes the sums of files of a folder.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn of(folder: &Path, names: &[String]) -> Result<Self, Failure> {
        let sum = |name: &String| {
            let path = folder.join(name);
            let contents = fs::read(&path).map_err(Failure::file(&path))?;
            Ok((name.clone(), hexadecimal(&Sha256::digest(contents))))
        };
        names.iter().map(sum).collect::<Result<_, _>>().map(Self)
    }

    /// Returns the sum of a file in 64 hexadecimal digits.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Returns a line for each file, sorted by name: the sum, two spaces, the name.
    pub fn text(&self) -> String {
        self.0.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect()
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_sha256sum() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("b", "abc"), ("a", "")] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let sums = Sums::of(folder.path(), &["b".to_owned(), "a".to_owned()]).unwrap();
        // FIPS 180-4, the examples for the empty message and for "abc".
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sums.text(), format!("{empty}  a\n{abc}  b\n"));
        assert_eq!(sums.get("b"), Some(abc));
        assert!(Sums::of(folder.path(), &["c".to_owned()]).is_err());
    }
}
