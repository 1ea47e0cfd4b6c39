//! Connections: the listener, the requests of each connection, and the shutdown.
//!
//! The accept loop is the project's own, because a fault of the mock must be able to break a connection. An answer with the
//! extension [`BreakConnection`] becomes an error of the connection, and hyper closes the socket without a byte.

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
/// The longest time between two requests of a connection, and for the head of a request.
const LONGEST_HEAD: Duration = Duration::from_secs(75);
/// The longest time for an open answer after the server was stopped.
const GRACE: Duration = Duration::from_secs(5);

/// The other end of the connection, in a request's extensions.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// The extension of an answer that is never sent. The connection is broken instead.
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

/// Routes one request of a peer.
///
/// # Errors
/// The connection must be broken, without an answer.
pub async fn answer(router: Router, mut request: Request, peer: SocketAddr) -> Result<Response, Broken> {
    request.extensions_mut().insert(Peer(peer));
    let answered: Result<Response, Infallible> = router.oneshot(request).await;
    match answered {
        Ok(response) if response.extensions().get::<BreakConnection>().is_some() => Err(Broken),
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}

/// Accepts connections until `stopped` is true, and returns when the open answers are sent.
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
            // A client that closed its connection before it was accepted does not stop the server. If the system has no descriptor left, the
            // next call fails at once, too.
            Err(_) => tokio::time::sleep(BACK_OFF).await,
        }
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    connections.join_all().await;
}

async fn serve(stream: TcpStream, peer: SocketAddr, router: Router, mut stopped: watch::Receiver<bool>) {
    // Without this option, a small answer can wait for the client's delayed acknowledgement.
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
    // Errors of a connection, such as a broken one, concern only the client. A request that is never finished does not
    // delay the shutdown.
    let _ = tokio::time::timeout(GRACE, connection).await;
}
