//! Failures of packaging.

use std::io;
use std::path::{Path, PathBuf};

/// A reason why an archive was not made.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// An archive could not be written.
    #[error("{path}: {source}")]
    Archive {
        /// The archive.
        path: PathBuf,
        /// The reason.
        source: zip::result::ZipError,
    },
    /// A program could not be started.
    #[error("{program} could not be started: {source}. {advice}")]
    Missing {
        /// The program.
        program: String,
        /// The reason.
        source: io::Error,
        /// The way to get it.
        advice: String,
    },
    /// A program failed.
    #[error("{program} ended with {status}{output}")]
    Program {
        /// The program with its arguments.
        program: String,
        /// The exit status.
        status: String,
        /// The standard error, on lines of its own; empty if it was shown already.
        output: String,
    },
}

impl Failure {
    /// Returns a function that adds the file or folder to an I/O error.
    pub fn file(path: &Path) -> impl Fn(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File {
            path: path.clone(),
            source,
        }
    }
}
