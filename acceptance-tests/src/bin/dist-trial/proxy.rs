//! A proxy that opens tunnels (`CONNECT`), and records the requested targets.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::{Outcome, gateway};

/// The URL of the proxy.
pub(crate) const URL: &str = "http://127.0.0.1:3128";
const ADDRESS: &str = "127.0.0.1:3128";

/// The proxy. Every tunnel ends at the gateway.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proxy {
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// Listens until the runtime ends.
    pub(crate) async fn open() -> Outcome<Self> {
        let proxy = Self::default();
        let listener = TcpListener::bind(ADDRESS).await?;
        tokio::spawn(proxy.clone().serve(listener));
        Ok(proxy)
    }

    /// Returns the first lines of the requests since the last call, each once.
    pub(crate) fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner));
        asked.dedup();
        asked
    }

    async fn serve(self, listener: TcpListener) {
        while let Ok((stream, _)) = listener.accept().await {
            let proxy = self.clone();
            // The client reports a broken connection.
            tokio::spawn(async move { proxy.tunnel(stream).await.ok() });
        }
    }

    async fn tunnel(&self, stream: TcpStream) -> io::Result<()> {
        let mut client = BufReader::new(stream);
        let mut request = String::new();
        client.read_line(&mut request).await?;
        let first = request.trim_end().to_owned();
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(first);
        while request.trim_end() != "" {
            request.clear();
            client.read_line(&mut request).await?;
        }
        let mut service = TcpStream::connect(gateway::ADDRESS).await?;
        client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
        copy_bidirectional(&mut client, &mut service).await.map(drop)
    }
}
