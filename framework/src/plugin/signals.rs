//! The effects of signals on the process. Deliberately not here: the call `Stop`, by which Terraform reports a Ctrl-C.

use std::io;
#[cfg(unix)]
use std::time::Duration;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::shutdown::{Reason, Shutdown};
use crate::calls::Calls;

/// The time between a hang up and the cancellation of the calls.
///
/// A terminal that closes hangs up on Terraform, too, which dies of it. An answer in that moment would be lost, and worse: Terraform
/// empties its state file before it writes the file anew, so an answer that makes it begin can cost the whole state. Once Terraform is
/// gone, the calls are finished as orphans.
#[cfg(unix)]
const CLIENT_DIES: Duration = Duration::from_millis(250);

/// Who started the process, which decides what Ctrl-C means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StartedBy {
    /// Terraform, which shares its terminal and so its Ctrl-C with us, and ends us itself (H8).
    Terraform,
    /// A person under a debugger, for whom Ctrl-C is the way out.
    Person,
}

/// Handlers for Ctrl-C and, on Unix, SIGTERM and SIGHUP. After their installation none of these kills the process.
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
    /// Installs the handlers. Must be called inside the runtime, before the client can learn of us.
    ///
    /// # Errors
    ///
    /// What the operating system reports.
    #[cfg(unix)]
    pub(super) fn install() -> io::Result<Self> {
        let is_ignored = super::inherited_signals::ignores_hang_up();
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            // Under nohup, Terraform goes on after the terminal has closed, and so must the calls.
            hang_up: (!is_ignored).then(|| signal(SignalKind::hangup())).transpose()?,
        })
    }

    /// Installs the handler. Must be called inside the runtime, before the client can learn of us.
    ///
    /// # Errors
    ///
    /// What the operating system reports.
    #[cfg(windows)]
    pub(super) fn install() -> io::Result<Self> {
        Ok(Self {
            interrupt: tokio::signal::windows::ctrl_c()?,
        })
    }

    /// Acts on every signal of a process that Terraform started, which also ends it.
    ///
    /// An interrupt is ignored: Terraform gets it too and calls `Stop` (H8). Any other signal counts as that call (H9), a hang up after a
    /// moment.
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

    /// Acts on every signal of a process that a person started: the first begins the end, and the second ends at once.
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

/// Cancels the calls that are in flight after a Terraform that was hung up, too, has died.
#[cfg(unix)]
async fn stop_after_hang_up(calls: &Calls) {
    tracing::info!("received SIGHUP; canceling the calls in flight after a short delay");
    tokio::time::sleep(CLIENT_DIES).await;
    calls.stop();
}

/// Waits for a signal; for ever if it is ignored.
#[cfg(unix)]
async fn received(signal: Option<&mut Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}

/// The signals that we act on.
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
