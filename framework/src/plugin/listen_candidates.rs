//! The places at which the host wants the process to listen. Deliberately not here: the listener.

use std::{ops::RangeInclusive, path::PathBuf};

#[cfg(unix)]
use super::socket_directory;
use super::{Environment, tcp_port};

/// The places to try, in order: a Unix socket in one of the folders, then a TCP port if TLS protects it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListenCandidates {
    /// The folders that may contain the socket; none on a system without Unix sockets.
    pub(super) folders: Vec<PathBuf>,
    /// The group that may use the socket in addition to its owner.
    pub(super) group: Option<String>,
    /// The TCP ports; none if a port would be open to every user of the computer.
    pub(super) ports: Option<RangeInclusive<u16>>,
}

impl ListenCandidates {
    /// Reads the host's settings.
    ///
    /// A folder whose path would break the handshake line is not usable.
    pub(super) fn wanted(environment: &Environment) -> Self {
        #[cfg(unix)]
        let folders = socket_directory::parents(environment);
        #[cfg(not(unix))]
        let folders: Vec<PathBuf> = Vec::new();
        Self {
            folders: folders.into_iter().filter(|folder| fits_the_line(folder)).collect(),
            group: environment.non_empty("PLUGIN_UNIX_SOCKET_GROUP").map(str::to_owned),
            ports: Some(tcp_port::wanted(environment)),
        }
    }

    /// Returns the same places for a process without TLS, where only the private folder of a Unix socket prevents
    /// access by other users.
    ///
    /// Windows has only TCP ports, so nothing changes there.
    pub(super) fn without_tls(self) -> Self {
        let ports = self.ports.filter(|_| cfg!(not(unix)));
        Self { ports, ..self }
    }
}

/// True where the path can be a field of the handshake line, in which `|` separates the fields.
fn fits_the_line(folder: &std::path::Path) -> bool {
    let text = folder.to_string_lossy();
    !text.chars().any(|letter| letter == '|' || letter.is_control())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn folders(pairs: &[(&str, &str)]) -> Vec<PathBuf> {
        ListenCandidates::wanted(&Environment::from_pairs(pairs.iter().copied())).folders
    }

    #[test]
    fn a_folder_that_would_break_the_handshake_line_is_not_used() {
        let usual = ["/tmp", "/var/tmp"].map(PathBuf::from);
        for folder in ["/a|b", "/a\nb", "/a\rb"] {
            assert_eq!(folders(&[("TMPDIR", folder)]), usual, "{folder:?}");
            assert!(folders(&[("PLUGIN_UNIX_SOCKET_DIR", folder)]).is_empty(), "{folder:?}");
        }
        assert_eq!(folders(&[("PLUGIN_UNIX_SOCKET_DIR", "/a b")]), [PathBuf::from("/a b")]);
    }

    #[test]
    fn an_empty_group_is_none() {
        let group = |value: &str| {
            ListenCandidates::wanted(&Environment::from_pairs([("PLUGIN_UNIX_SOCKET_GROUP", value)])).group
        };
        assert_eq!((group(""), group("docker")), (None, Some("docker".to_owned())));
    }
}
