//! The server: the service with the mock around it, and its handle for tests.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http;
use axum::middleware;
use jiff::Timestamp;
use service::address::Address;
use service::authentication::Credentials;
use service::connection::{self, Broken};
use service::gate::{self, Gate};
use service::service::{Identity, Moment, Service};
use service::step_times::StepTimes;
use service::storage::{Changes, MemoryStorage, OpenError, SqliteStorage, Storage, StorageError, Touch};
use service::world::World;
use service::world::bgp_session::BgpSession;
use service::world::cross_connect::CrossConnect;
use service::world::exchange;
use service::world::outcome::Outcome;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::RunningClock;
use crate::control::{self, Controls, Force, SavedState};
use crate::fault::{Fault, Faults};
use crate::host::{self, Inner, MockHost, ResettableState};
use crate::mock_layer::{self, MockLayer};
use crate::page;
use crate::request_log::{LoggedRequest, RequestLog};
use crate::seed::{Seed, SeedError};
use crate::settings::Settings;
use crate::stale_reads::StaleReads;

/// The peer of a request without a connection.
const THIS_MACHINE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// A running mock server. Dropping it stops it at once; [`MockApi::shutdown`] stops it in order.
#[derive(Debug)]
pub struct MockApi {
    controls: Controls,
    /// The storage, if it is in memory.
    memory: Option<MemoryStorage>,
    address: Address,
    router: Router,
    listening: Option<JoinHandle<()>>,
}

/// The error of a mock server that cannot start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The server cannot listen on the address.
    #[error("cannot listen on {address}")]
    Listen {
        /// The requested address.
        address: SocketAddr,
        /// The error of the system.
        source: io::Error,
    },
    /// The state file cannot be used.
    #[error(transparent)]
    StateFile(#[from] OpenError),
    /// The state file cannot be read or written at the start.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The seed cannot be planted.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The log file cannot be opened.
    #[error("cannot open the request log")]
    Log(#[source] io::Error),
}

/// The error for a SID without an object.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no {0}")]
pub struct NotFound(pub String);

impl MockApi {
    /// Starts a server on the current Tokio runtime.
    ///
    /// # Errors
    /// The server cannot listen, or the state file, the seed, or the log cannot be used.
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        let listen = settings.listen;
        let failed = |source| StartError::Listen {
            address: listen,
            source,
        };
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let settings = Settings {
            listen: address,
            ..settings
        };
        let mut mock = Self::unplugged(&settings).await?;
        let accepting = connection::accept(listener, mock.router.clone(), mock.controls.stop.subscribe());
        mock.listening = Some(tokio::spawn(accepting));
        Ok(mock)
    }

    /// Starts a server without a listener. Requests reach it only through [`MockApi::answer`]. It has no task and no socket, and
    /// its elapsed time is Tokio's, so that a paused runtime runs it without waiting. `settings.listen` is only used in URLs.
    ///
    /// # Errors
    /// The state file, the seed, or the log cannot be used.
    pub async fn unplugged(settings: &Settings) -> Result<Self, StartError> {
        let log = RequestLog::open(settings.log.as_ref()).map_err(StartError::Log)?;
        let (storage, memory, start): (Arc<dyn Storage>, _, _) = match &settings.state_file {
            None => {
                let (memory, start) = in_memory(settings)?;
                (Arc::new(memory.clone()), Some(memory), start)
            }
            Some(path) => {
                let (file, start) = in_file(path, settings).await?;
                (Arc::new(file), None, start)
            }
        };
        let (clock, faults, stale_reads) = start.resettable;
        let inner = Inner {
            clock,
            faults,
            stale_reads,
            log,
        };
        let host = Arc::new(MockHost::new(inner, memory.is_none()));
        let identity = Identity {
            account_sid: settings.account_sid.clone(),
            page_seal: start.page_seal,
            request_id_seed: settings.sid_seed,
        };
        let controls = Controls {
            service: Arc::new(Service::new(identity, storage, Arc::<MockHost>::clone(&host))),
            host,
            stop: Arc::new(watch::channel(false).0),
            settings: Arc::new(settings.clone()),
        };
        Ok(Self {
            address: settings.address(settings.listen),
            router: router(&controls, settings.listen),
            memory,
            controls,
            listening: None,
        })
    }

    /// Answers a request within this process, as if it came over a connection from this machine. Dropping the future
    /// closes that connection.
    ///
    /// # Errors
    /// A fault broke the connection, without an answer.
    pub async fn answer<B>(&self, request: http::Request<B>) -> Result<http::Response<Bytes>, Broken>
    where
        Body: From<B>,
    {
        let answer = connection::answer(self.router.clone(), request.map(Body::from), THIS_MACHINE);
        let (parts, body) = answer.await?.into_parts();
        // A handler made every body in memory, so reading it cannot fail.
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
        Ok(http::Response::from_parts(parts, body))
    }

    /// The base URL, such as `http://127.0.0.1:8080`, without a slash at its end. For a server that listens on every address, it has
    /// the loopback address.
    pub fn base_url(&self) -> String {
        self.address.own_url()
    }

    /// The virtual time.
    pub fn now(&self) -> Timestamp {
        self.controls.host.lock().clock.now()
    }

    /// Advances the virtual clock, and carries out every step that is due by then. The clock does not advance beyond the
    /// end of the calendar (year 9999).
    pub async fn advance(&self, by: Duration) {
        // Beyond the end of the calendar the clock does not change.
        self.keep(|inner| inner.clock.advance(by).unwrap_or_default()).await;
    }

    /// Every request to the contract since the start or the last [`MockApi::clear_requests`], in order of arrival.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.controls.host.lock().log.entries().to_vec()
    }

    /// Removes the requests so far from the log.
    pub fn clear_requests(&self) {
        self.controls.host.lock().log.clear();
    }

    /// True while a fault hides an object from reads, or shows it in an earlier form.
    pub fn is_lagging(&self) -> bool {
        self.controls.host.lock().stale_reads.are_any()
    }

    /// Adds a fault.
    pub async fn add_fault(&self, fault: Fault) {
        self.keep(|inner| inner.faults.add(fault)).await;
    }

    /// Removes all faults.
    pub async fn clear_faults(&self) {
        self.keep(|inner| inner.faults.clear()).await;
    }

    /// Sets the outcome of a future machine step.
    pub async fn decide(&self, outcome: Outcome) {
        let decide = |moment: &mut Moment<'_>| moment.world.outcomes.push(outcome);
        self.change(&[], decide, ()).await;
    }

    /// Switches the guard of unique names. Without it, two orders can have the same name. It has no effect with a state file.
    pub fn set_name_guard(&self, on: bool) {
        if let Some(memory) = &self.memory {
            memory.guard_names(on);
        }
    }

    /// Sets the pace and the durations of the steps that begin from now on.
    pub async fn set_step_times(&self, step_times: StepTimes) {
        let set = |moment: &mut Moment<'_>| moment.world.step_times = step_times;
        self.change(&[], set, ()).await;
    }

    /// Adds the objects of a seed: all of them, or none.
    ///
    /// # Errors
    /// The first object that cannot be planted.
    pub async fn plant(&self, seed: &Seed) -> Result<(), SeedError> {
        self.controls.plant(seed).await
    }

    /// The present cross connects, in the order of creation.
    pub async fn cross_connects(&self) -> Vec<CrossConnect> {
        let all = |moment: &mut Moment<'_>| moment.world.cross_connects.clone();
        self.change(&[Touch::Everything], all, Vec::new()).await
    }

    /// The present BGP sessions, in the order of creation.
    pub async fn bgp_sessions(&self) -> Vec<BgpSession> {
        let all = |moment: &mut Moment<'_>| moment.world.bgp_sessions.clone();
        self.change(&[Touch::Everything], all, Vec::new()).await
    }

    /// Declines an order in any status.
    ///
    /// # Errors
    /// The cross connect does not exist.
    pub async fn reject(&self, cross_connect_sid: &str) -> Result<(), NotFound> {
        self.force(cross_connect_sid, Force::Reject).await
    }

    /// Fails the configuration of a cross connect in any status.
    ///
    /// # Errors
    /// The cross connect does not exist.
    pub async fn fail(&self, cross_connect_sid: &str) -> Result<(), NotFound> {
        self.force(cross_connect_sid, Force::Fail).await
    }

    /// Deactivates a cross connect in any status.
    ///
    /// # Errors
    /// The cross connect does not exist.
    pub async fn deactivate(&self, cross_connect_sid: &str) -> Result<(), NotFound> {
        self.force(cross_connect_sid, Force::Deactivate).await
    }

    /// Removes a cross connect (with its sessions) or a BGP session at once.
    ///
    /// # Errors
    /// The object does not exist.
    pub async fn remove(&self, sid: &str) -> Result<(), NotFound> {
        let removed = |moment: &mut Moment<'_>| control::remove(moment.world, sid);
        found(sid, self.change(&[Touch::Object(sid)], removed, false).await)
    }

    async fn force(&self, sid: &str, force: Force) -> Result<(), NotFound> {
        let forced = |moment: &mut Moment<'_>| control::force_step(moment.world, sid, force, moment.now).is_ok();
        found(
            sid,
            self.change(&[Touch::Object(sid), Touch::Subnets], forced, false).await,
        )
    }

    /// Stops the server: it accepts no connection any more, and sends the open answers.
    pub async fn shutdown(mut self) {
        self.controls.stop.send_replace(true);
        self.stopped().await;
    }

    /// Waits until the server is stopped through `POST /_mock/shutdown`.
    pub async fn stopped(&mut self) {
        if let Some(listening) = &mut self.listening {
            // The task ends by itself, and the runtime has reported a panic inside it. A caller that stops waiting can wait
            // again.
            let _ = listening.await;
            self.listening = None;
        }
        self.controls.service.close().await;
    }

    /// Runs the work of a test. A change that cannot be stored is not carried out.
    async fn change<T>(&self, touched: &[Touch<'_>], work: impl FnOnce(&mut Moment<'_>) -> T, failed: T) -> T {
        let worked = self.controls.service.act(touched, |moment| Ok(work(moment))).await;
        worked.unwrap_or(failed)
    }

    async fn keep(&self, change: impl FnOnce(&mut Inner)) {
        let changed = |inner: &mut Inner| {
            change(inner);
            Ok(())
        };
        // As above.
        let _ = self.controls.change(changed).await;
    }
}

fn found(sid: &str, found: bool) -> Result<(), NotFound> {
    found.then_some(()).ok_or_else(|| NotFound(sid.to_owned()))
}

impl Drop for MockApi {
    fn drop(&mut self) {
        self.controls.stop.send_replace(true);
    }
}

/// The state and the clock at the start of a server without a state file.
pub(crate) fn first_state(settings: &Settings) -> Result<(SavedState, RunningClock), SeedError> {
    let clock = RunningClock::start(settings.clock);
    let mut world = World::new(exchange::catalogue(), settings.step_times, settings.sid_seed);
    settings.seed.plant(&mut world, clock.now())?;
    let mut faults = Faults::default();
    settings.seed.faults.iter().cloned().for_each(|fault| faults.add(fault));
    let shadows = StaleReads::default();
    Ok((SavedState { world, faults, shadows }, clock))
}

/// The state of a server at its start, without the objects.
struct Start {
    resettable: ResettableState,
    page_seal: u64,
}

/// Creates the objects in memory, from the seed.
fn in_memory(settings: &Settings) -> Result<(MemoryStorage, Start), StartError> {
    let (state, clock) = first_state(settings)?;
    let start = Start {
        resettable: (clock, state.faults, state.shadows),
        page_seal: state.world.sid_seed(),
    };
    let storage = MemoryStorage::new(state.world);
    storage.guard_names(settings.name_guard);
    Ok((storage, start))
}

/// Opens the objects in a file, or creates them from the seed.
async fn in_file(path: &Path, settings: &Settings) -> Result<(SqliteStorage, Start), StartError> {
    let (storage, has_world) = SqliteStorage::open(path).await?;
    let mut transaction = storage.begin().await?;
    if !has_world {
        let (state, clock) = first_state(settings)?;
        let start = Start {
            resettable: (clock, state.faults, state.shadows),
            page_seal: state.world.sid_seed(),
        };
        transaction.save(&Changes::all(state.world)).await?;
        transaction.commit().await?;
        return Ok((storage, start));
    }
    let reading = host::read(transaction.note(host::CLOCK).await?);
    let clock = reading.map(|reading| RunningClock::resume(settings.clock, reading));
    let clock = clock.unwrap_or_else(|| RunningClock::start(settings.clock));
    let faults = host::read(transaction.note(host::FAULTS).await?).unwrap_or_default();
    let stale_reads = host::read(transaction.note(host::SHADOWS).await?).unwrap_or_default();
    let page_seal = transaction.load(&[], clock.now()).await?.sid_seed();
    let start = Start {
        resettable: (clock, faults, stale_reads),
        page_seal,
    };
    Ok((storage, start))
}

fn router(controls: &Controls, listening: SocketAddr) -> Router {
    let settings = &controls.settings;
    let credentials = Credentials::new(&settings.account_sid, &settings.auth_token, &settings.api_keys);
    let gate = Gate {
        service: Arc::clone(&controls.service),
        credentials: Arc::new(credentials),
        address: Arc::new(settings.address(listening)),
    };
    let layer = MockLayer {
        service: Arc::clone(&controls.service),
        host: Arc::clone(&controls.host),
    };
    let contract = gate::contract(&controls.service).layer(middleware::from_fn_with_state(layer, mock_layer::pass));
    gate::around(contract, gate)
        .nest("/_mock", control::router(controls.clone()))
        .merge(page::router(controls.clone()))
}
