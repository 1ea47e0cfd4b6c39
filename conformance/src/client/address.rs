//! The address of a provider.

use std::{io, net::SocketAddr, path::PathBuf, pin::Pin};

use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};

/// The address of a provider.
#[derive(Clone, Debug)]
pub enum Address {
    /// A Unix socket.
    Unix(PathBuf),
    /// A TCP port.
    Tcp(SocketAddr),
}

/// A stream of bytes in both directions.
pub trait Duplex: AsyncRead + AsyncWrite + Send {}

impl<T: AsyncRead + AsyncWrite + Send> Duplex for T {}

/// A socket of either kind.
pub type Socket = Pin<Box<dyn Duplex>>;

impl Address {
    /// Opens a connection without TLS.
    ///
    /// # Errors
    /// No process listens at the address.
    pub async fn connect(&self) -> io::Result<Socket> {
        Ok(match self {
            #[cfg(unix)]
            Self::Unix(path) => Box::pin(tokio::net::UnixStream::connect(path).await?),
            #[cfg(not(unix))]
            Self::Unix(_) => return Err(io::ErrorKind::Unsupported.into()),
            Self::Tcp(address) => Box::pin(TcpStream::connect(address).await?),
        })
    }
}
