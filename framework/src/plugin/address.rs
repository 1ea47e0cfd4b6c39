//! Where a plugin listens. Deliberately not here: how it comes to listen there.

use std::{fmt, net::SocketAddr, path::PathBuf};

/// A Unix socket or a TCP port, as the handshake line and `TF_REATTACH_PROVIDERS` name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// The path of a socket.
    Unix(PathBuf),
    /// An address of the loopback interface.
    Tcp(SocketAddr),
}

impl Address {
    /// Go's name of the kind of network.
    pub(super) fn network(&self) -> &'static str {
        match self {
            Self::Unix(_) => "unix",
            Self::Tcp(_) => "tcp",
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => path.display().fmt(formatter),
            Self::Tcp(address) => address.fmt(formatter),
        }
    }
}
