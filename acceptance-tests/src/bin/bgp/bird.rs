//! BIRD, always on Twilio's side, and on the customer's side where it is the platform.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::Outcome;
use crate::daemon::Daemon;
use crate::namespaces::{Namespaces, Router};
use crate::program::run;

/// A running BIRD.
#[derive(Debug)]
pub(crate) struct Bird {
    configuration: PathBuf,
    socket: PathBuf,
    _daemon: Daemon,
}

impl Bird {
    /// Starts BIRD on a router with a configuration.
    pub(crate) fn start(namespaces: &Namespaces, router: Router, configuration: &str) -> Outcome<Self> {
        let name = |ending: &str| namespaces.path(&format!("bird-{}.{ending}", router.name()));
        let (file, socket) = (name("conf"), name("ctl"));
        fs::write(&file, configuration)?;
        let [path, listening] = [&file, &socket].map(|path| path.display().to_string());
        let daemon = Daemon::start(router, "bird", &["-f", "-c", &path, "-s", &listening], &socket)?;
        Ok(Self {
            configuration: file,
            socket,
            _daemon: daemon,
        })
    }

    /// Replaces the configuration.
    pub(crate) fn configure(&self, configuration: &str) -> Outcome<()> {
        fs::write(&self.configuration, configuration)?;
        self.ask(&["configure"]).map(drop)
    }

    /// True where a BGP session is established.
    pub(crate) fn is_established(&self, protocol: &str) -> Outcome<bool> {
        Ok(self.ask(&["show", "protocols", protocol])?.contains("Established"))
    }

    /// Returns the prefixes from a protocol that passed its import filter.
    pub(crate) fn routes_of(&self, protocol: &str) -> Outcome<BTreeSet<String>> {
        let printed = self.ask(&["show", "route", "protocol", protocol])?;
        let first_words = printed.lines().filter_map(|line| line.split(' ').next());
        Ok(first_words
            .filter(|word| word.contains('/'))
            .map(str::to_owned)
            .collect())
    }

    /// Returns the best route to a prefix with all of its attributes.
    pub(crate) fn best(&self, prefix: &str) -> Outcome<String> {
        self.found(&["show", "route", prefix, "primary", "all"])
    }

    /// Returns the route to a prefix from a protocol, with all of its attributes.
    pub(crate) fn route(&self, prefix: &str, protocol: &str) -> Outcome<String> {
        self.found(&["show", "route", prefix, "protocol", protocol, "all"])
    }

    /// Restarts a protocol without BIRD's pause after an error.
    pub(crate) fn restart(&self, protocol: &str) -> Outcome<()> {
        self.ask(&["restart", protocol]).map(drop)
    }

    /// Runs [`Bird::ask`], and returns an empty text for the error that there is no such route yet.
    fn found(&self, words: &[&str]) -> Outcome<String> {
        match self.ask(words) {
            Err(error) if error.to_string().contains("Network not found") => Ok(String::new()),
            other => other,
        }
    }

    fn ask(&self, words: &[&str]) -> Outcome<String> {
        let socket = self.socket.display().to_string();
        run("birdc", &[&["-s", &socket], words].concat())
    }
}
