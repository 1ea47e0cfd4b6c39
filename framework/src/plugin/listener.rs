//! A socket that the client can find and connect to. Deliberately not here: TLS, which comes after accepting.

use std::io;

use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::UnixListener;

#[cfg(unix)]
use super::socket_directory::SocketDirectory;
use super::{address::Address, connection::Connection, place::Place, tcp_port};

/// A listener with its address and, for a Unix socket, the folder that has to outlive it.
#[derive(Debug)]
pub(super) struct Listening {
    /// Accepts connections.
    pub(super) listener: Listener,
    /// Where, for the handshake line.
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
    /// Listens on a Unix socket in a private folder, or where that fails on a TCP port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// Neither could be had; the error is that of TCP.
    #[cfg(unix)]
    pub(super) fn open(place: &Place) -> io::Result<Self> {
        let group = place.group.as_deref();
        let unix = place
            .folders
            .iter()
            .find_map(|parent| Self::unix(SocketDirectory::create_in(parent).ok()?, group).ok());
        unix.map_or_else(|| Self::tcp(place), Ok)
    }

    /// Listens on a TCP port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// No port of the wanted range is free.
    #[cfg(windows)]
    pub(super) fn open(place: &Place) -> io::Result<Self> {
        Self::tcp(place)
    }

    #[cfg(unix)]
    fn unix(directory: SocketDirectory, group: Option<&str>) -> io::Result<Self> {
        let listener = Listener::Unix(UnixListener::bind(directory.socket())?);
        group.map_or(Ok(()), |group| directory.share_with(group))?;
        Ok(Self {
            listener,
            address: Address::Unix(directory.socket()),
            directory: Some(directory),
        })
    }

    fn tcp(place: &Place) -> io::Result<Self> {
        let listener = tcp_port::first_free(place.ports.clone())?;
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
    /// What the operating system reports; the next connection may well succeed.
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
        Listening::open(&Place::wanted(&Environment::from_pairs(pairs.iter().copied()))).unwrap()
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
}
