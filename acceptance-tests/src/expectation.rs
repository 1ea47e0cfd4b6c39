//! The expectations of a step. The oldest client must match exactly. Every other client must match except for its own texts, which
//! `comparable_transcript.rs` defines.
//!
//! A client that behaves differently has its own expectation beside the plain one: `N-expect.<client>.txt`, valid from that version
//! on.

use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::client::Client;
use crate::scenario::Mode;
use crate::{Failure, comparable_transcript};

/// The files of a step's expectations.
#[derive(Clone, Debug)]
pub struct Expectation {
    folder: PathBuf,
    number: u32,
    of_clients: Vec<Client>,
}

impl Expectation {
    /// The expectations of a step of a case, with the clients that have their own.
    pub(crate) fn new(folder: &Path, number: u32, of_clients: Vec<Client>) -> Self {
        Self {
            folder: folder.to_owned(),
            number,
            of_clients,
        }
    }

    /// Compares a transcript with the expectation of `client`, or writes the expectation anew.
    ///
    /// # Errors
    /// A difference, as a unified diff; a missing expectation; or a client's own expectation without a reason.
    pub(crate) fn check(&self, came: &str, client: Client, mode: Mode) -> Result<(), Failure> {
        match (mode, client == Client::REFERENCE) {
            (Mode::Update, true) => write(&self.plain(), came),
            (Mode::Update, false) => self.write_own(came, client),
            (Mode::Check, _) => self.compare(came, client),
        }
    }

    fn compare(&self, came: &str, client: Client) -> Result<(), Failure> {
        let path = self.path_for(client);
        if !path.exists() {
            return Err(Failure::Mismatch(format!(
                "{}: not there; write it with UPDATE=1. What came:\n{came}",
                path.display()
            )));
        }
        let older = self.path_before(&path, client);
        let [replaced, expected, came] =
            [&read(&older)?, &read(&path)?, came].map(|text| comparable_transcript::of(text, client));
        if path != older && expected == replaced {
            return Err(Failure::Mismatch(format!(
                "{}: says what {} says",
                path.display(),
                older.display()
            )));
        }
        if expected == came {
            return Ok(());
        }
        Err(Failure::Mismatch(difference(&path, &expected, &came)))
    }

    /// Writes the client's own expectation if the expectation of others does not match.
    fn write_own(&self, came: &str, client: Client) -> Result<(), Failure> {
        let own = self.own(client);
        if own.exists() {
            fs::remove_file(&own).map_err(Failure::file(&own))?;
        }
        let others = Self {
            of_clients: self.others(client),
            ..self.clone()
        };
        match others.compare(came, client) {
            Err(Failure::Mismatch(_)) => write(&own, came),
            other => other,
        }
    }

    fn others(&self, client: Client) -> Vec<Client> {
        let others = self.of_clients.iter().copied();
        others.filter(|other| *other != client).collect()
    }

    /// Returns the newest expectation of the client itself, or else the plain one.
    fn path_for(&self, client: Client) -> PathBuf {
        let own = self.of_clients.iter().filter(|first| client.is_from(**first));
        let newest = own.max_by_key(|first| first.version);
        newest.map_or_else(|| self.plain(), |first| self.own(*first))
    }

    /// Returns the expectation that would count without the one at `path`.
    fn path_before(&self, path: &Path, client: Client) -> PathBuf {
        let of_clients = self.of_clients.iter().copied();
        let others = Self {
            of_clients: of_clients.filter(|of| self.own(*of) != path).collect(),
            ..self.clone()
        };
        others.path_for(client)
    }

    fn plain(&self) -> PathBuf {
        self.folder.join(format!("{}-expect.txt", self.number))
    }

    fn own(&self, client: Client) -> PathBuf {
        self.folder.join(format!("{}-expect.{client}.txt", self.number))
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(Failure::file(path))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(Failure::file(path))
}

fn difference(path: &Path, expected: &str, came: &str) -> String {
    let diff = TextDiff::from_lines(expected, came);
    let unified = diff
        .unified_diff()
        .context_radius(3)
        .header("expected", "came")
        .to_string();
    format!("{}:\n{unified}UPDATE=1 writes the expectation anew.", path.display())
}
