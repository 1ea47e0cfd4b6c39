//! The connections of a listener that can be served. Deliberately not here: the server.

use std::{convert::Infallible, io, time::Duration};

use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_stream::wrappers::ReceiverStream;

use super::{connection::Connection, listener::Listener, shutdown::Shutdown};

/// The time limit for the client's part of the TLS handshake.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(10);

/// The pause after a failed accept, so that a permanent failure does not use a whole processor.
const PAUSE: Duration = Duration::from_millis(50);

/// Returns the accepted connections; with TLS, only those of authenticated clients.
///
/// Handshakes run in parallel. A failed or slow handshake is logged and dropped; the type of the stream has no error
/// that could end the server. The stream ends at the beginning of the shutdown. Must be called inside the runtime.
pub(super) fn connections(
    listener: Listener,
    tls: Option<TlsAcceptor>,
    shutdown: &Shutdown,
) -> ReceiverStream<Result<Connection, Infallible>> {
    let (ready, connections) = mpsc::channel(1);
    let begun = shutdown.begun();
    let admission = Admission { tls, ready };
    tokio::spawn(async move {
        tokio::select! {
            () = accept_all(&listener, &admission) => {}
            () = begun => {}
        }
    });
    ReceiverStream::new(connections)
}

async fn accept_all(listener: &Listener, admission: &Admission) {
    loop {
        match listener.accept().await {
            Ok(connection) => drop(tokio::spawn(admission.clone().admit(connection))),
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// The steps of a connection from accepted to ready.
#[derive(Clone)]
struct Admission {
    tls: Option<TlsAcceptor>,
    ready: mpsc::Sender<Result<Connection, Infallible>>,
}

impl Admission {
    async fn admit(self, connection: Connection) {
        match secure(self.tls, connection).await {
            // The receiver is gone only after the end of the server.
            Ok(connection) => drop(self.ready.send(Ok(connection)).await),
            Err(error) => tracing::warn!(%error, "refusing a connection"),
        }
    }
}

async fn secure(tls: Option<TlsAcceptor>, connection: Connection) -> io::Result<Connection> {
    match tls {
        None => Ok(connection),
        Some(acceptor) => {
            let handshake = tokio::time::timeout(HANDSHAKE_LIMIT, acceptor.accept(connection));
            Ok(Connection::new(handshake.await.map_err(io::Error::from)??))
        }
    }
}
