//! The address at which a plugin listens. Deliberately not here: the listener.

use std::{fmt, net::SocketAddr, path::PathBuf};

/// A Unix socket or a TCP port, in the form of the handshake line and `TF_REATTACH_PROVIDERS`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// The path of a socket.
    Unix(PathBuf),
    /// An address of the loopback interface.
    Tcp(SocketAddr),
}

impl Address {
    /// Returns Go's name of the network type.
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
