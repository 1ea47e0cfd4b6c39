//! The bounds of reading a working tree, so that a tree of any size costs little time and memory.

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
    /// The text of a file; `None` for one that is no plain file, is no text, or is too large.
    pub(super) fn text(&mut self, path: &Path) -> Option<String> {
        // A pipe would block when it is opened, so the kind is asked for first.
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
