//! The state file: survives a restart, and a kill at any moment.
//!
//! The file is replaced as a whole: written beside its place, synced, renamed. Whoever reads it sees the old state or
//! the new one, never half of one. A file that cannot be read stops the start and is left untouched.

use std::error::Error as _;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::clock::{ClockReading, RunningClock};
use crate::fault::Faults;
use crate::shadow::Shadows;
use crate::world::World;

/// The version of the file's form.
const VERSION: u32 = 1;

/// What a service keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SavedState {
    /// The data.
    pub(crate) world: World,
    /// What tests have asked to go wrong.
    pub(crate) faults: Faults,
    /// Objects whose present form is not shown yet.
    pub(crate) shadows: Shadows,
}

/// The file's content.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content<S> {
    version: u32,
    clock: ClockReading,
    state: S,
}

/// Why a state file cannot be used.
#[derive(Debug, Error)]
pub enum StateFileError {
    /// The file is there and cannot be read.
    #[error("cannot read the state file {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is not what this server wrote.
    #[error(
        "the state file {path} is damaged at line {line}, column {column}; it was left untouched: mend it, or move it away to begin anew"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line of the damage, from 1.
        line: usize,
        /// The column of the damage, from 1.
        column: usize,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// The file is of another version of this server.
    #[error("the state file {path} has version {found}, this server writes version {VERSION}; it was left untouched")]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// The version in the file.
        found: u32,
    },
    /// The file cannot be replaced.
    #[error("cannot write the state file {path}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl StateFileError {
    /// The error and its cause in one sentence, for an answer that holds no more.
    pub(crate) fn with_cause(&self) -> String {
        match self.source() {
            Some(cause) => format!("{self}: {cause}"),
            None => self.to_string(),
        }
    }
}

/// A place on disk for the state.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    last: Option<(SavedState, jiff::Timestamp)>,
}

impl StateFile {
    /// Opens the file: what it holds, or nothing if it does not exist yet.
    ///
    /// # Errors
    /// When it exists and cannot be read as this server's state.
    pub(crate) fn open(path: &Path) -> Result<(Self, Option<(SavedState, ClockReading)>), StateFileError> {
        let file = Self {
            path: path.to_owned(),
            last: None,
        };
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((file, None)),
            Err(source) => {
                return Err(StateFileError::Unreadable {
                    path: path.to_owned(),
                    source,
                });
            }
        };
        let content = parse(path, &text)?;
        Ok((file, Some((content.state, content.clock))))
    }

    /// Replaces the file, unless it holds this state already. The mere passing of time is no change.
    ///
    /// # Errors
    /// When the file cannot be replaced; then it holds what it held before.
    pub(crate) fn write(&mut self, state: &SavedState, clock: &RunningClock) -> Result<(), StateFileError> {
        let base = clock.base();
        if self
            .last
            .as_ref()
            .is_some_and(|(last, at)| last == state && *at == base)
        {
            return Ok(());
        }
        let content = Content {
            version: VERSION,
            clock: clock.reading(),
            state,
        };
        self.replace(&content).map_err(|source| StateFileError::Unwritable {
            path: self.path.clone(),
            source,
        })?;
        self.last = Some((state.clone(), base));
        Ok(())
    }

    /// The state that the file holds, as far as this process has written it.
    pub(crate) fn last_written(&self) -> Option<SavedState> {
        self.last.as_ref().map(|(state, _)| state.clone())
    }

    fn replace(&self, content: &Content<&SavedState>) -> io::Result<()> {
        let directory = match self.path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let name = self.path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
        let mut beside_name = name.to_owned();
        beside_name.push(".new");
        let beside = directory.join(beside_name);
        let mut file = File::create(&beside)?;
        file.write_all(&serde_json::to_vec_pretty(content)?)?;
        file.sync_all()?;
        fs::rename(&beside, &self.path)?;
        File::open(directory)?.sync_all()
    }
}

fn parse(path: &Path, text: &[u8]) -> Result<Content<SavedState>, StateFileError> {
    let damaged = |source: serde_json::Error| StateFileError::Damaged {
        path: path.to_owned(),
        line: source.line(),
        column: source.column(),
        source,
    };
    let version = serde_json::from_slice::<VersionOnly>(text).map_err(damaged)?.version;
    if version != VERSION {
        return Err(StateFileError::OtherVersion {
            path: path.to_owned(),
            found: version,
        });
    }
    serde_json::from_slice(text).map_err(damaged)
}

/// The one field that every version of the file has.
#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}
