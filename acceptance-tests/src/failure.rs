//! Why a case fails.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a case fails. The text is for whoever reads the test's output.
#[derive(Debug, Error)]
pub enum Failure {
    /// A file or folder cannot be used.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A program cannot be started.
    #[error(
        "{program} cannot be started: {source}. The acceptance tests need Terraform (or OpenTofu) on PATH, or its path in TF_ACC_TERRAFORM_PATH"
    )]
    Program {
        /// Which.
        program: String,
        /// What the system says.
        source: io::Error,
    },
    /// The case itself is written wrongly.
    #[error("{0}")]
    Case(String),
    /// Something else happened than the case says.
    #[error("{0}")]
    Mismatch(String),
}

impl Failure {
    /// A way to name the file in an I/O error.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File {
            path: path.to_owned(),
            source,
        }
    }
}
