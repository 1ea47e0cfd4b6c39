//! The effects of signals on the process. Deliberately not here: the call `Stop`, by which Terraform reports a Ctrl-C.

use std::io;
#[cfg(unix)]
use std::time::Duration;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::shutdown::{Reason, Shutdown};
use crate::calls::Calls;

/// The time between SIGHUP and the cancellation of the calls.
///
/// If a terminal closes, Terraform also receives SIGHUP and dies. A response at that moment would be lost. It could
/// also cost the whole state, because Terraform truncates its state file before it writes the file. After Terraform's
/// end, the calls are finished in an orphaned process.
#[cfg(unix)]
const CLIENT_DIES: Duration = Duration::from_millis(250);

/// The process or person that started the process, which decides the effect of Ctrl-C.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StartedBy {
    /// Terraform, which receives the same Ctrl-C from the shared terminal and ends the process itself
    /// (conformance rule H8).
    Terraform,
    /// A person with a debugger, who ends the process with Ctrl-C.
    Person,
}

/// Handlers for Ctrl-C and, on Unix, SIGTERM and SIGHUP. After their installation, none of these signals kills the
/// process.
#[derive(Debug)]
pub(super) struct Signals {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
    #[cfg(unix)]
    hang_up: Option<Signal>,
    #[cfg(windows)]
    interrupt: tokio::signal::windows::CtrlC,
}

impl Signals {
    /// Installs the handlers. Must be called inside the runtime, before the client receives the address.
    ///
    /// # Errors
    ///
    /// The error of the operating system.
    #[cfg(unix)]
    pub(super) fn install() -> io::Result<Self> {
        let is_ignored = super::inherited_signals::ignores_hang_up();
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            // Under nohup, Terraform continues after the terminal has closed, and so must the calls.
            hang_up: (!is_ignored).then(|| signal(SignalKind::hangup())).transpose()?,
        })
    }

    /// Installs the handler. Must be called inside the runtime, before the client receives the address.
    ///
    /// # Errors
    ///
    /// The error of the operating system.
    #[cfg(windows)]
    pub(super) fn install() -> io::Result<Self> {
        Ok(Self {
            interrupt: tokio::signal::windows::ctrl_c()?,
        })
    }

    /// Handles every signal of a process that Terraform started and also ends.
    ///
    /// An interrupt is ignored, because Terraform also receives it and calls `Stop` (conformance rule H8). Any other
    /// signal has the same effect as `Stop` (conformance rule H9); for SIGHUP, after a delay.
    pub(super) async fn cancel(mut self, calls: Calls) {
        let mut interrupts = 0_u32;
        loop {
            match self.next().await {
                Kind::Interrupt => {
                    interrupts = interrupts.saturating_add(1);
                    tracing::info!(interrupts, "ignoring an interrupt, because Terraform calls Stop itself");
                }
                #[cfg(unix)]
                Kind::Terminate => {
                    tracing::info!("received SIGTERM; canceling the calls in flight");
                    calls.stop();
                }
                #[cfg(unix)]
                Kind::HangUp => stop_after_hang_up(&calls).await,
            }
        }
    }

    /// Handles every signal of a process that a person started: the first begins the shutdown, and the second ends the
    /// process at once.
    pub(super) async fn end(mut self, shutdown: Shutdown) {
        self.next().await;
        eprintln!("Waiting for the calls in flight to end. Press Ctrl-C again to stop at once.");
        shutdown.begin(Reason::Signal);
        self.next().await;
        shutdown.end_at_once();
    }

    #[cfg(unix)]
    async fn next(&mut self) -> Kind {
        tokio::select! {
            _ = self.interrupt.recv() => Kind::Interrupt,
            _ = self.terminate.recv() => Kind::Terminate,
            () = received(self.hang_up.as_mut()) => Kind::HangUp,
        }
    }

    #[cfg(windows)]
    async fn next(&mut self) -> Kind {
        self.interrupt.recv().await;
        Kind::Interrupt
    }
}

/// Cancels the calls in flight after a delay, in which Terraform, which also received SIGHUP, has died.
#[cfg(unix)]
async fn stop_after_hang_up(calls: &Calls) {
    tracing::info!("received SIGHUP; canceling the calls in flight after a short delay");
    tokio::time::sleep(CLIENT_DIES).await;
    calls.stop();
}

/// Waits for a signal; forever if it is ignored.
#[cfg(unix)]
async fn received(signal: Option<&mut Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}

/// The signals that have a handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Interrupt,
    #[cfg(unix)]
    Terminate,
    #[cfg(unix)]
    HangUp,
}

#[cfg(all(test, unix))]
mod tests {
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_hang_up_cancels_no_call_before_a_client_can_have_died_of_it() {
        let calls = Calls::default();
        let (before, hung_up_at) = (calls.stop_token(), Instant::now());
        let cancelled = async {
            before.cancelled().await;
            hung_up_at.elapsed()
        };
        let ((), waited) = tokio::join!(stop_after_hang_up(&calls), cancelled);
        assert_eq!(waited, CLIENT_DIES);
    }
}
