//! Reasons why a case fails.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// The reason why a case fails, as text for a reader of the test's output.
#[derive(Debug, Error)]
pub enum Failure {
    /// A file or folder is unusable.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A program does not start.
    #[error(
        "{program} cannot be started: {source}. The acceptance tests need Terraform (or OpenTofu) on PATH, or its path in TF_ACC_TERRAFORM_PATH"
    )]
    Program {
        /// The program.
        program: String,
        /// The error of the system.
        source: io::Error,
    },
    /// The case itself is invalid.
    #[error("{0}")]
    Case(String),
    /// The result differs from the case.
    #[error("{0}")]
    Mismatch(String),
}

impl Failure {
    /// Returns a function that adds the file's name to an I/O error.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File {
            path: path.to_owned(),
            source,
        }
    }
}
