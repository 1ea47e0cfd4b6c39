//! Connections: a listener, what arrives over it, and how it ends.
//!
//! The accept loop is the project's own, because a fault of the mock must be able to break a connection: an answer that carries the
//! mark [`BreakConnection`] becomes an error of the connection, and hyper closes the socket without a byte.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt;

/// The pause after a connection that could not be accepted.
const BACK_OFF: Duration = Duration::from_millis(50);
/// The longest time between two requests of a connection, and for the head of one.
const LONGEST_HEAD: Duration = Duration::from_secs(75);
/// The longest time that an answer under way may take when the server ends.
const GRACE: Duration = Duration::from_secs(5);

/// The other end of the connection, in a request's extensions.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Left in the extensions of an answer that must never leave: the connection is broken instead.
#[derive(Clone, Copy, Debug)]
pub struct BreakConnection;

/// An answer that breaks the connection.
pub fn broken() -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(BreakConnection);
    response
}

/// A connection that was broken: hyper closes it without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the connection was broken")]
pub struct Broken;

/// Answers one request of a peer.
///
/// # Errors
/// The connection is to be broken: there is no answer.
pub async fn answer(router: Router, mut request: Request, peer: SocketAddr) -> Result<Response, Broken> {
    request.extensions_mut().insert(Peer(peer));
    let answered: Result<Response, Infallible> = router.oneshot(request).await;
    match answered {
        Ok(response) if response.extensions().get::<BreakConnection>().is_some() => Err(Broken),
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}

/// Accepts connections until it is told to stop, and returns when the answers under way are out.
pub async fn accept(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopped.wait_for(|stopped| *stopped) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                connections.spawn(serve(stream, peer, router.clone(), stopped.clone()));
            }
            // A client that is gone before it was accepted is no reason to stop. Where the system has no descriptor left, the next call
            // fails at once, too.
            Err(_) => tokio::time::sleep(BACK_OFF).await,
        }
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    connections.join_all().await;
}

async fn serve(stream: TcpStream, peer: SocketAddr, router: Router, mut stopped: watch::Receiver<bool>) {
    // Without it, a small answer may wait for the client's delayed acknowledgement.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        answer(router.clone(), request.map(Body::new), peer)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopped.wait_for(|stopped| *stopped) => connection.as_mut().graceful_shutdown(),
    }
    // The connection's own errors (a broken one above all) are the client's concern. A request that is never finished does not
    // hold the end.
    let _ = tokio::time::timeout(GRACE, connection).await;
}
