//! A socket to which the client can connect. Deliberately not here: TLS, which follows the accept.

#[cfg(unix)]
use std::path::Path;
use std::{io, ops::RangeInclusive};

use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::UnixListener;

#[cfg(unix)]
use super::socket_directory::SocketDirectory;
use super::{Failure, address::Address, connection::Connection, listen_candidates::ListenCandidates, tcp_port};

/// A listener with its address and, for a Unix socket, the folder, which must outlive it.
#[derive(Debug)]
pub(super) struct Listening {
    /// Accepts connections.
    pub(super) listener: Listener,
    /// The address for the handshake line.
    pub(super) address: Address,
    /// Removes the socket and its folder when dropped.
    #[cfg(unix)]
    #[expect(dead_code, reason = "it is held for what happens when it is dropped")]
    pub(super) directory: Option<SocketDirectory>,
}

/// A Unix or TCP socket that accepts connections.
#[derive(Debug)]
pub(super) enum Listener {
    /// A Unix socket.
    #[cfg(unix)]
    Unix(UnixListener),
    /// A TCP port.
    Tcp(TcpListener),
}

impl Listening {
    /// Listens on a Unix socket in a private folder. If that fails and a port is allowed, listens on a TCP port of
    /// 127.0.0.1.
    ///
    /// # Errors
    ///
    /// [`Failure::NoPrivateSocket`] if a port is not allowed, and otherwise the error of TCP.
    #[cfg(unix)]
    pub(super) fn open(candidates: &ListenCandidates) -> Result<Self, Failure> {
        let mut refusals = Vec::new();
        for parent in &candidates.folders {
            match Self::unix(parent, candidates.group.as_deref()) {
                Ok(listening) => return Ok(listening),
                Err(error) => refusals.push(error.to_string()),
            }
        }
        match &candidates.ports {
            Some(ports) => Self::tcp(ports).map_err(Failure::Listen),
            None if refusals.is_empty() => Err(Failure::private_socket("its path contains a forbidden character")),
            None => Err(Failure::private_socket(&refusals.join("; "))),
        }
    }

    /// Listens on a TCP port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// No port of the range is free.
    #[cfg(windows)]
    pub(super) fn open(candidates: &ListenCandidates) -> Result<Self, Failure> {
        let ports = candidates.ports.clone().unwrap_or(0..=0);
        Self::tcp(&ports).map_err(Failure::Listen)
    }

    #[cfg(unix)]
    fn unix(parent: &Path, group: Option<&str>) -> io::Result<Self> {
        let directory = SocketDirectory::create_in(parent)?;
        let listener = Listener::Unix(UnixListener::bind(directory.socket())?);
        group.map_or(Ok(()), |group| directory.share_with(group))?;
        Ok(Self {
            listener,
            address: Address::Unix(directory.socket()),
            directory: Some(directory),
        })
    }

    fn tcp(ports: &RangeInclusive<u16>) -> io::Result<Self> {
        let listener = tcp_port::first_free(ports.clone())?;
        listener.set_nonblocking(true)?;
        let address = Address::Tcp(listener.local_addr()?);
        let listener = Listener::Tcp(TcpListener::from_std(listener)?);
        Ok(Self {
            listener,
            address,
            #[cfg(unix)]
            directory: None,
        })
    }
}

impl Listener {
    /// Waits for the next connection.
    ///
    /// # Errors
    ///
    /// The error of the operating system. A later call can succeed.
    pub(super) async fn accept(&self) -> io::Result<Connection> {
        match self {
            #[cfg(unix)]
            Self::Unix(listener) => listener.accept().await.map(|(stream, _)| Connection::new(stream)),
            Self::Tcp(listener) => {
                let (stream, _) = listener.accept().await?;
                stream.set_nodelay(true)?;
                Ok(Connection::new(stream))
            }
        }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::{super::Environment, *};

    fn open(pairs: &[(&str, &str)]) -> Listening {
        Listening::open(&ListenCandidates::wanted(&Environment::from_pairs(
            pairs.iter().copied(),
        )))
        .unwrap()
    }

    #[tokio::test]
    async fn a_path_that_is_too_long_for_a_socket_makes_room_for_a_short_one() {
        let parent = tempfile::tempdir().unwrap();
        let long = parent.path().join("x".repeat(120));
        std::fs::create_dir(&long).unwrap();
        let listening = open(&[("TMPDIR", long.to_str().unwrap())]);
        assert!(
            listening.address.to_string().starts_with("/tmp/tf"),
            "{}",
            listening.address
        );
        assert_eq!(std::fs::read_dir(&long).unwrap().count(), 0, "nothing stays behind");
    }

    #[tokio::test]
    async fn without_a_usable_folder_there_is_a_tcp_port() {
        let listening = open(&[("PLUGIN_UNIX_SOCKET_DIR", "/nonexistent")]);
        assert_eq!(listening.address.network(), "tcp");
        let client = std::net::TcpStream::connect(listening.address.to_string()).unwrap();
        listening.listener.accept().await.unwrap();
        drop(client);
    }

    #[tokio::test]
    async fn without_a_usable_folder_and_without_tls_nothing_listens() {
        let candidates =
            ListenCandidates::wanted(&Environment::from_pairs([("PLUGIN_UNIX_SOCKET_DIR", "/nonexistent")]));
        let failure = Listening::open(&candidates.without_tls()).unwrap_err();
        assert!(failure.to_string().contains("/nonexistent"), "{failure}");
    }
}
