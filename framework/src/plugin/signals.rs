//! The effects of signals on the process. Deliberately not here: the call `Stop`, by which Terraform reports a Ctrl-C.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::shutdown::{Reason, Shutdown};
use crate::calls::Calls;

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
    /// An interrupt is ignored: Terraform gets it too and calls `Stop` (H8). Any other signal counts as that call (H9).
    pub(super) async fn cancel(mut self, calls: Calls) {
        let mut interrupts = 0_u32;
        loop {
            match self.next().await {
                Kind::Interrupt => {
                    interrupts = interrupts.saturating_add(1);
                    tracing::info!(interrupts, "ignoring an interrupt: Terraform decides when to stop");
                }
                #[cfg(unix)]
                Kind::Terminate => {
                    tracing::info!("a signal cancels the calls in flight");
                    calls.stop();
                }
            }
        }
    }

    /// Acts on every signal of a process that a person started: the first begins the end, and the second ends at once.
    pub(super) async fn end(mut self, shutdown: Shutdown) {
        self.next().await;
        eprintln!("Ending after the calls in flight. Press Ctrl-C again to end at once.");
        shutdown.begin(Reason::Signal);
        self.next().await;
        shutdown.end_at_once();
    }

    #[cfg(unix)]
    async fn next(&mut self) -> Kind {
        tokio::select! {
            _ = self.interrupt.recv() => Kind::Interrupt,
            _ = self.terminate.recv() => Kind::Terminate,
            () = received(self.hang_up.as_mut()) => Kind::Terminate,
        }
    }

    #[cfg(windows)]
    async fn next(&mut self) -> Kind {
        self.interrupt.recv().await;
        Kind::Interrupt
    }
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
}
