//! The process from start to end: the steps that the command line and the environment require, in order. Deliberately
//! not here: the work of each step.

use std::{
    ffi::OsString,
    fmt::Display,
    io::{self, Write},
    process::ExitCode,
};

use proto::tfplugin5::provider_server::{Provider, ProviderServer};
use tokio::runtime::{self, Runtime};
use tonic::transport::{Server, server::Router};

use super::{
    Environment, Failure, Launch, ProviderInfo,
    address::Address,
    broker,
    catch_panic::CatchPanic,
    command::Command,
    controller,
    handshake::Handshake,
    health, incoming,
    listener::Listening,
    log, manual, panic,
    reattach::Reattach,
    shutdown::Shutdown,
    signals::{Signals, StartedBy},
    stdio,
    tls::Tls,
};
use crate::calls::{Calls, Interruptible};

/// The largest message, as in the Go implementation; tonic's own limit of 4 MiB is too small (conformance rule H10).
const MESSAGE_LIMIT: usize = 256 << 20;

/// The number of threads for calls. Calls mostly wait for the service, so two are enough; more would slow down the
/// start.
const WORKERS: usize = 2;

/// Runs the provider's executable: serves Terraform or a debugger, or responds to `--help` and `--version`.
///
/// `arguments` are the arguments after the program's name. Stdout contains only the handshake line, the line of
/// `--debug`, and the text of `--help` and `--version`. All other output goes to stderr. The exit code is 0 if the
/// client ended the process in order. It is 1 if the process was started by hand or could not serve; then stderr
/// contains the reason.
///
/// Whatever ends the process, the calls in flight are canceled first and have a limited time to end.
///
/// # Example
///
/// ```no_run
/// use std::process::ExitCode;
///
/// use framework::erased::AnyResource;
/// use framework::plugin::{self, ProviderInfo, Environment};
/// use framework::provider::Provider;
/// use framework::rpc::Rpc;
/// use framework::server::Server;
///
/// /// Offers nothing at all.
/// struct Nothing;
///
/// impl Provider for Nothing {
///     type Config = ();
///
///     fn resources(&self) -> Vec<Box<dyn AnyResource>> {
///         Vec::new()
///     }
/// }
///
/// fn main() -> ExitCode {
///     let info = ProviderInfo {
///         name: "nothing",
///         version: env!("CARGO_PKG_VERSION"),
///         address: "registry.terraform.io/example/nothing",
///         description: "Manages nothing.",
///     };
///     let provider = Rpc::new(Server::new(Nothing));
///     plugin::serve(provider, info, &Environment::capture(), std::env::args_os().skip(1))
/// }
/// ```
pub fn serve(
    provider: impl Provider + Interruptible,
    info: ProviderInfo,
    environment: &Environment,
    arguments: impl IntoIterator<Item = OsString>,
) -> ExitCode {
    panic::install_hook();
    let run = |launch: &Launch, started_by| {
        let session = Session {
            info: &info,
            launch,
            started_by,
        };
        session.run(provider)
    };
    let done = Launch::read(&info, environment, arguments).and_then(|launch| match launch.command {
        Command::Version => print(manual::version(&info)),
        Command::Help => print(manual::help(&info)),
        Command::Debug => run(&launch, StartedBy::Person),
        Command::Plugin => run(&launch, StartedBy::Terraform),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// One run of the server.
#[derive(Clone, Copy)]
struct Session<'a> {
    info: &'a ProviderInfo,
    launch: &'a Launch,
    started_by: StartedBy,
}

impl Session<'_> {
    fn run(self, provider: impl Provider + Interruptible) -> Result<(), Failure> {
        log::install(self.info, self.launch.log_level);
        let runtime = runtime().map_err(Failure::SetUp)?;
        let served = runtime.block_on(self.serve(provider));
        // A call that exceeds its grace period must not delay the process.
        runtime.shutdown_background();
        served
    }

    async fn serve(self, provider: impl Provider + Interruptible) -> Result<(), Failure> {
        let calls = provider.calls();
        let shutdown = Shutdown::of(calls.clone());
        self.watch(&shutdown, calls)?;
        let client = self.launch.client.clone();
        let tls = client.map(Tls::for_client).transpose()?;
        let listening = Listening::open(&self.launch.candidates)?;
        self.announce(&listening, tls.as_ref())?;
        let connections = incoming::connections(listening.listener, tls.map(|tls| tls.acceptor), &shutdown);
        let router = router(provider, &shutdown).await;
        let ended = async {
            router
                .serve_with_incoming_shutdown(connections, shutdown.begun())
                .await?;
            // A call whose client is gone is still in flight.
            shutdown.calls_ended().await;
            Ok(())
        };
        tokio::select! {
            ended = ended => ended,
            () = shutdown.grace_over() => Ok(()),
        }
    }

    /// Starts to watch for every external event that cancels calls or ends the process.
    fn watch(self, shutdown: &Shutdown, calls: Calls) -> Result<(), Failure> {
        let signals = Signals::install().map_err(Failure::SetUp)?;
        match self.started_by {
            StartedBy::Person => drop(tokio::spawn(signals.end(shutdown.clone()))),
            StartedBy::Terraform => {
                tokio::spawn(signals.cancel(calls));
                #[cfg(unix)]
                tokio::spawn(super::parent::watch(
                    std::os::unix::process::parent_id(),
                    shutdown.clone(),
                ));
            }
        }
        Ok(())
    }

    /// Writes the address to stdout for the client.
    fn announce(self, listening: &Listening, tls: Option<&Tls>) -> Result<(), Failure> {
        let address = &listening.address;
        match self.started_by {
            StartedBy::Terraform => print(Handshake {
                version: self.launch.version,
                address,
                certificate: tls.map(|tls| &tls.certificate),
                multiplexing_asked: self.launch.multiplexing_asked,
            }),
            StartedBy::Person => {
                if let Address::Tcp(open) = address {
                    eprintln!("{}", manual::open_port(open));
                }
                eprintln!("Press Ctrl-C to stop the provider. Run Terraform in another terminal with this variable:");
                print(Reattach {
                    info: self.info,
                    address,
                })
            }
        }
    }
}

fn runtime() -> io::Result<Runtime> {
    runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .enable_all()
        .build()
}

/// Returns the router with all services of the connection.
async fn router(provider: impl Provider, shutdown: &Shutdown) -> Router {
    let provider = ProviderServer::new(provider)
        .max_decoding_message_size(MESSAGE_LIMIT)
        .max_encoding_message_size(MESSAGE_LIMIT);
    Server::builder()
        .add_service(CatchPanic(provider))
        .add_service(controller::service(shutdown.clone()))
        .add_service(stdio::service(shutdown.clone()))
        .add_service(broker::service(shutdown.clone()))
        .add_service(health::service(shutdown.clone()).await)
}

/// Writes one line to stdout, at once.
fn print(line: impl Display) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{line}")
        .and_then(|()| stdout.flush())
        .map_err(Failure::Announce)
}
