//! The bounds on reading a working tree, which limit time and memory for a tree of any size.

use std::fs::File;
use std::io::Read;
use std::path::Path;

const MOST_OF_A_FILE: u64 = 1024 * 1024;
const MOST_OF_ALL: u64 = 32 * 1024 * 1024;

/// The bytes that may still be read.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: MOST_OF_ALL }
    }
}

impl Budget {
    /// Returns the text of a file; `None` if it is not a regular file, not UTF-8, or too large.
    pub(super) fn text(&mut self, path: &Path) -> Option<String> {
        // Opening a pipe would block, so the kind of file is checked first.
        if !path.metadata().ok()?.is_file() {
            return None;
        }
        let most = MOST_OF_A_FILE.min(self.bytes);
        let mut text = String::new();
        let file = File::open(path).ok()?.take(most + 1);
        let read = { file }.read_to_string(&mut text).ok()? as u64;
        self.bytes = self.bytes.saturating_sub(read);
        (read <= most).then_some(text)
    }
}
