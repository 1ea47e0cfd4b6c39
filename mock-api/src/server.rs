//! The server: a listener, its connections, and the handle that tests hold.
//!
//! The accept loop is the project's own, because a fault must be able to break a connection: a handler's answer that
//! carries the mark [`BreakConnection`] becomes an error of the connection, and hyper closes the socket without
//! a byte.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http;
use axum::middleware;
use axum::response::Response;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::Timestamp;
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceExt;

use crate::authentication::Credentials;
use crate::clock::RunningClock;
use crate::control::{self, Controls, Peer};
use crate::fault::{Fault, Faults};
use crate::gate::{self, BreakConnection, Gate};
use crate::request_log::{LoggedRequest, RequestLog};
use crate::routes;
use crate::seed::{Seed, SeedError};
use crate::service::{Extras, Moment, Service};
use crate::settings::Settings;
use crate::shadow::Shadows;
use crate::state_file::{SavedState, StateFile, StateFileError};
use crate::step_times::StepTimes;
use crate::world::World;
use crate::world::bgp_session::BgpSession;
use crate::world::cross_connect::CrossConnect;
use crate::world::exchange;
use crate::world::outcome::Outcome;

/// The other end of a connection that there is none of.
const THIS_MACHINE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// A running mock server. It stops when it is dropped, and in order with [`MockApi::shutdown`].
#[derive(Debug)]
pub struct MockApi {
    service: Arc<Service>,
    address: SocketAddr,
    stop: Arc<watch::Sender<bool>>,
    router: Router,
    listening: Option<JoinHandle<()>>,
}

/// Why a mock server cannot start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The state file cannot be used.
    #[error(transparent)]
    StateFile(#[from] StateFileError),
    /// The state file cannot be written on the start.
    #[error("{0}")]
    FirstWrite(String),
    /// The seed cannot be planted.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The log file cannot be opened.
    #[error("cannot open the request log")]
    Log(#[source] io::Error),
}

/// There is no object with that SID.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no {0}")]
pub struct NotFound(pub String);

impl MockApi {
    /// Starts a server on the current Tokio runtime.
    ///
    /// # Errors
    /// When it cannot listen, and when state file, seed or log cannot be used.
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        let listen = settings.listen;
        let failed = |source| StartError::Listen {
            address: listen,
            source,
        };
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let mut mock = Self::unplugged(&Settings {
            listen: address,
            ..settings
        })?;
        let accepting = accept(listener, mock.router.clone(), mock.stop.subscribe());
        mock.listening = Some(tokio::spawn(accepting));
        Ok(mock)
    }

    /// A server without a listener: requests reach it through [`MockApi::answer`] alone. It has no task and no socket, and
    /// its elapsed time is Tokio's, so that a paused runtime runs it at once. `settings.listen` is its address in name only.
    ///
    /// # Errors
    /// When state file, seed or log cannot be used.
    pub fn unplugged(settings: &Settings) -> Result<Self, StartError> {
        let service = Arc::new(service(settings)?);
        let (stop, _) = watch::channel(false);
        let stop = Arc::new(stop);
        let address = settings.listen;
        let router = router(&service, settings, address, &stop);
        Ok(Self {
            service,
            address,
            stop,
            router,
            listening: None,
        })
    }

    /// Answers one request within this process, as if it had come over a connection from this machine. Dropping the future
    /// is the end of that connection.
    ///
    /// # Errors
    /// A fault broke the connection: there is no answer.
    pub async fn answer<B>(&self, request: http::Request<B>) -> Result<http::Response<Bytes>, Broken>
    where
        Body: From<B>,
    {
        let answer = answer(self.router.clone(), request.map(Body::from), THIS_MACHINE);
        let (parts, body) = answer.await?.into_parts();
        // Every body was made in memory by a handler, so reading it cannot fail.
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
        Ok(http::Response::from_parts(parts, body))
    }

    /// The base URL, such as `http://127.0.0.1:8080`, without a slash at its end. For a server that listens on every address it names
    /// this machine.
    pub fn base_url(&self) -> String {
        format!("http://{}", reachable(self.address))
    }

    /// The virtual time.
    pub fn now(&self) -> Timestamp {
        self.service.lock().clock.now()
    }

    /// Moves the virtual clock forward and lets everything happen that is due by then. Nothing happens beyond the
    /// calendar's end (year 9999).
    pub fn advance(&self, by: Duration) {
        self.change(|moment| {
            if moment.clock.advance(by).is_some() {
                moment.world.advance_to(moment.clock.now());
            }
        });
    }

    /// Every request to the contract since the start or the last [`MockApi::clear_requests`], in order of arrival.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.service.lock().log.entries().to_vec()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.service.lock().log.clear();
    }

    /// Asks for something to go wrong.
    pub fn add_fault(&self, fault: Fault) {
        let mut inner = self.service.lock();
        inner.faults.add(fault);
        inner.keep();
    }

    /// Forgets all faults.
    pub fn clear_faults(&self) {
        let mut inner = self.service.lock();
        inner.faults.clear();
        inner.keep();
    }

    /// Decides how a machine's step to come will end.
    pub fn decide(&self, outcome: Outcome) {
        self.change(|moment| moment.world.outcomes.push(outcome));
    }

    /// Switches the guard of unique names: off, two orders can have one name.
    pub fn set_name_guard(&self, on: bool) {
        self.change(|moment| moment.world.name_guard = on);
    }

    /// Sets how long the steps take that begin from now on.
    pub fn set_step_times(&self, step_times: StepTimes) {
        self.change(|moment| moment.world.step_times = step_times);
    }

    /// Adds the objects of a seed.
    ///
    /// # Errors
    /// The first object that cannot be planted; those before it stay.
    pub fn plant(&self, seed: &Seed) -> Result<(), SeedError> {
        let planted = self.change(|moment| seed.plant(moment.world, moment.now));
        let mut inner = self.service.lock();
        seed.faults.iter().cloned().for_each(|fault| inner.faults.add(fault));
        inner.keep();
        planted
    }

    /// The cross connects as they are now, in the order of creation.
    pub fn cross_connects(&self) -> Vec<CrossConnect> {
        self.change(|moment| moment.world.cross_connects.clone())
    }

    /// The BGP sessions as they are now, in the order of creation.
    pub fn bgp_sessions(&self) -> Vec<BgpSession> {
        self.change(|moment| moment.world.bgp_sessions.clone())
    }

    /// Declines an order, whatever its status.
    ///
    /// # Errors
    /// When there is no such cross connect.
    pub fn reject(&self, cross_connect_sid: &str) -> Result<(), NotFound> {
        self.act(cross_connect_sid, |moment| {
            moment
                .world
                .force(cross_connect_sid, control::Force::Reject, moment.now)
        })
    }

    /// Lets the configuration of a cross connect fail, whatever its status.
    ///
    /// # Errors
    /// When there is no such cross connect.
    pub fn fail(&self, cross_connect_sid: &str) -> Result<(), NotFound> {
        self.act(cross_connect_sid, |moment| {
            moment.world.force(cross_connect_sid, control::Force::Fail, moment.now)
        })
    }

    /// Switches a cross connect off, whatever its status.
    ///
    /// # Errors
    /// When there is no such cross connect.
    pub fn deactivate(&self, cross_connect_sid: &str) -> Result<(), NotFound> {
        let force = control::Force::Deactivate;
        self.act(cross_connect_sid, |moment| {
            moment.world.force(cross_connect_sid, force, moment.now)
        })
    }

    /// Takes a cross connect (with its sessions) or a BGP session out of the world, at once.
    ///
    /// # Errors
    /// When there is no such object.
    pub fn remove(&self, sid: &str) -> Result<(), NotFound> {
        self.act(sid, |moment| moment.world.remove(sid))
    }

    /// Stops the server: no new connections, open answers are sent to their end.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        self.stopped().await;
    }

    /// Waits until somebody stops the server through `POST /_mock/shutdown`.
    pub async fn stopped(&mut self) {
        if let Some(listening) = &mut self.listening {
            // The task ends by itself; a panic inside it has been reported by the runtime already. A caller that stops waiting may wait
            // again.
            let _ = listening.await;
            self.listening = None;
        }
    }

    fn change<T>(&self, work: impl FnOnce(&mut Moment<'_>) -> T) -> T {
        let mut inner = self.service.lock();
        let now = inner.clock.now();
        let inner = &mut *inner;
        inner.world.advance_to(now);
        let result = work(&mut Moment {
            world: &mut inner.world,
            clock: &mut inner.clock,
            now,
        });
        inner.keep();
        result
    }

    fn act(&self, sid: &str, work: impl FnOnce(&mut Moment<'_>) -> bool) -> Result<(), NotFound> {
        if self.change(work) {
            Ok(())
        } else {
            Err(NotFound(sid.to_owned()))
        }
    }
}

impl Drop for MockApi {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// An address of this machine at which a listener can be reached.
fn reachable(listening: SocketAddr) -> SocketAddr {
    let ip = match listening.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
    };
    SocketAddr::new(ip, listening.port())
}

fn service(settings: &Settings) -> Result<Service, StartError> {
    let log = RequestLog::open(settings.log.as_ref()).map_err(StartError::Log)?;
    let (state_file, saved) = match &settings.state_file {
        None => (None, None),
        Some(path) => {
            let (file, saved) = StateFile::open(path)?;
            (Some(file), saved)
        }
    };
    let (state, clock) = match saved {
        Some((mut state, reading)) => {
            state.world.name_guard = settings.name_guard;
            (state, RunningClock::resume(settings.clock, reading))
        }
        None => first_state(settings)?,
    };
    let extras = Extras {
        log,
        state_file,
        request_id_seed: settings.sid_seed,
    };
    let service = Service::new(settings.account_sid.clone(), state, clock, extras);
    service
        .act(|_| Ok(()))
        .map_err(|refusal| StartError::FirstWrite(refusal.message().to_owned()))?;
    Ok(service)
}

/// The world, and the time, with which a server without a state file starts.
pub(crate) fn first_state(settings: &Settings) -> Result<(SavedState, RunningClock), StartError> {
    let clock = RunningClock::start(settings.clock);
    let mut world = World::new(exchange::catalogue(), settings.step_times, settings.sid_seed);
    world.name_guard = settings.name_guard;
    settings.seed.plant(&mut world, clock.now())?;
    let mut faults = Faults::default();
    settings.seed.faults.iter().cloned().for_each(|fault| faults.add(fault));
    Ok((
        SavedState {
            world,
            faults,
            shadows: Shadows::default(),
        },
        clock,
    ))
}

fn router(service: &Arc<Service>, settings: &Settings, address: SocketAddr, stop: &Arc<watch::Sender<bool>>) -> Router {
    let credentials = Credentials::new(&settings.account_sid, &settings.auth_token, &settings.api_keys);
    let gate = Gate {
        service: Arc::clone(service),
        credentials: Arc::new(credentials),
        own_url: format!("http://{}", reachable(address)).into(),
    };
    let controls = Controls {
        service: Arc::clone(service),
        stop: Arc::clone(stop),
        settings: Arc::new(settings.clone()),
    };
    routes::router()
        .with_state(Arc::clone(service))
        .fallback(routes::unknown_path)
        .layer(middleware::from_fn_with_state(gate, gate::pass))
        .nest("/_mock", control::router(controls))
}

async fn accept(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) {
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

/// The pause after a connection that could not be accepted.
const BACK_OFF: Duration = Duration::from_millis(50);
/// The longest time between two requests of a connection, and for the head of one.
const LONGEST_HEAD: Duration = Duration::from_secs(75);
/// The longest time that an answer under way may take when the server ends.
const GRACE: Duration = Duration::from_secs(5);

/// A connection that a fault broke: hyper closes it without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a fault broke the connection")]
pub struct Broken;

async fn answer(router: Router, mut request: Request, peer: SocketAddr) -> Result<Response, Broken> {
    request.extensions_mut().insert(Peer(peer));
    let answered: Result<Response, Infallible> = router.oneshot(request).await;
    match answered {
        Ok(response) if response.extensions().get::<BreakConnection>().is_some() => Err(Broken),
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}
