//! The shutdown of the process, which begins once and which all tasks observe. Deliberately not here: the causes.

use std::{future::Future, sync::OnceLock, time::Duration};

use tokio_util::sync::CancellationToken;

use crate::calls::Calls;

/// The reason of the shutdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The client called `Shutdown`.
    Requested,
    /// Under a debugger: the first SIGINT, SIGTERM, or SIGHUP.
    Signal,
    /// The process that started this one is gone.
    #[cfg(unix)]
    ParentGone,
}

impl Reason {
    /// Returns the grace period: the longest time that canceled calls in flight have to end.
    ///
    /// A client that called `Shutdown` kills the process after two seconds (conformance rule H7). Without a client, a
    /// request in flight has ten seconds to be answered. A person under a debugger can send a second signal.
    fn grace(self) -> Duration {
        match self {
            Self::Requested => Duration::from_secs(1),
            #[cfg(unix)]
            Self::ParentGone => Duration::from_secs(10),
            Self::Signal => Duration::from_secs(20),
        }
    }
}

/// The switch from serving to ending. Clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Shutdown {
    calls: Calls,
    begun: CancellationToken,
    at_once: CancellationToken,
    reason: std::sync::Arc<OnceLock<Reason>>,
}

impl Shutdown {
    /// Returns an unused switch for a process with these calls.
    pub(super) fn of(calls: Calls) -> Self {
        Self {
            calls,
            ..Self::default()
        }
    }

    /// Begins the shutdown, which cancels the calls in flight first. Only the first reason counts.
    pub(super) fn begin(&self, reason: Reason) {
        if self.reason.set(reason).is_ok() {
            tracing::debug!(?reason, "shutting down");
            self.calls.stop();
            self.begun.cancel();
        }
    }

    /// Ends the process without waiting for calls in flight.
    pub(super) fn end_at_once(&self) {
        self.at_once.cancel();
    }

    /// Waits until the shutdown has begun.
    pub(super) fn begun(&self) -> impl Future<Output = ()> + Send + use<> {
        self.begun.clone().cancelled_owned()
    }

    /// Waits until the shutdown has begun and every call in flight has ended.
    pub(super) async fn calls_ended(&self) {
        self.begun().await;
        self.calls.ended().await;
    }

    /// Waits until the shutdown has begun and the grace period is over.
    pub(super) async fn grace_over(&self) {
        self.begun().await;
        let reason = self.reason.get().copied().unwrap_or(Reason::Requested);
        tokio::select! {
            () = tokio::time::sleep(reason.grace()) => {}
            () = self.at_once.cancelled() => {}
        }
    }
}
