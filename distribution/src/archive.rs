//! ZIP archives whose bytes follow from their contents alone.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::Failure;

/// The files of an archive, by name.
#[derive(Clone, Debug, Default)]
pub struct Archive(BTreeMap<String, (Mode, Vec<u8>)>);

/// The permissions of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everybody may read it, and the owner may write it.
    Text,
    /// Everybody may read and run it, and the owner may write it.
    Executable,
}

impl Archive {
    /// Returns the archive with one more file.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, mode: Mode, contents: Vec<u8>) -> Self {
        self.0.insert(name.into(), (mode, contents));
        self
    }

    /// Writes the archive.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Failure> {
        let failed = |source| Failure::Archive {
            path: path.to_owned(),
            source,
        };
        let file = File::create(path).map_err(Failure::file(path))?;
        let mut writer = ZipWriter::new(file);
        for (name, (mode, contents)) in &self.0 {
            writer.start_file(name.as_str(), options(*mode)).map_err(failed)?;
            writer.write_all(contents).map_err(Failure::file(path))?;
        }
        writer.finish().map_err(failed)?;
        Ok(())
    }
}

/// The default time is the first one that the format supports, 1980-01-01.
fn options(mode: Mode) -> SimpleFileOptions {
    let permissions = match mode {
        Mode::Text => 0o644,
        Mode::Executable => 0o755,
    };
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(permissions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn bytes(archive: &Archive) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("archive.zip");
        archive.write(&path).unwrap();
        fs::read(path).unwrap()
    }

    #[test]
    fn equal_contents_give_equal_bytes_in_whatever_order_they_come() {
        let first = ("a", Mode::Executable, b"one".to_vec());
        let second = ("b", Mode::Text, b"two".to_vec());
        let of = |files: [&(&str, Mode, Vec<u8>); 2]| {
            let all = files.into_iter().cloned();
            all.fold(Archive::default(), |archive, (name, mode, contents)| {
                archive.with(name, mode, contents)
            })
        };
        let archive = bytes(&of([&first, &second]));
        assert_eq!(archive, bytes(&of([&second, &first])));
        let other = ("b", Mode::Text, b"2".to_vec());
        assert_ne!(archive, bytes(&of([&first, &other])));
        let text = ("a", Mode::Text, b"one".to_vec());
        assert_ne!(archive, bytes(&of([&text, &second])));
    }
}
