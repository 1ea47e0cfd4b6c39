//! The end of the process, asked for once and seen by all who wait for it. Deliberately not here: who asks.

use std::{future::Future, sync::OnceLock, time::Duration};

use tokio_util::sync::CancellationToken;

use crate::calls::Calls;

/// Why the process ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The client called `Shutdown`.
    Requested,
    /// Under a debugger, the first SIGINT, SIGTERM or SIGHUP.
    Signal,
    /// The process that started this one is gone.
    #[cfg(unix)]
    ParentGone,
}

impl Reason {
    /// The longest time in which calls in flight end after they have been cancelled.
    ///
    /// A client that called `Shutdown` kills the process after two seconds (H7). Without a client, an order in flight gets
    /// ten seconds to be answered. A person under a debugger can send a second signal.
    fn grace(self) -> Duration {
        match self {
            Self::Requested => Duration::from_secs(1),
            #[cfg(unix)]
            Self::ParentGone => Duration::from_secs(10),
            Self::Signal => Duration::from_secs(20),
        }
    }
}

/// A switch from serving to ending. Clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Shutdown {
    calls: Calls,
    begun: CancellationToken,
    at_once: CancellationToken,
    reason: std::sync::Arc<OnceLock<Reason>>,
}

impl Shutdown {
    /// A switch that has not been used yet, for a process with these calls.
    pub(super) fn of(calls: Calls) -> Self {
        Self {
            calls,
            ..Self::default()
        }
    }

    /// Begins to end: cancels the calls in flight first. Only the first reason counts.
    pub(super) fn begin(&self, reason: Reason) {
        if self.reason.set(reason).is_ok() {
            tracing::debug!(?reason, "shutting down");
            self.calls.stop();
            self.begun.cancel();
        }
    }

    /// Ends without waiting for calls in flight.
    pub(super) fn end_at_once(&self) {
        self.at_once.cancel();
    }

    /// Waits until the end has begun.
    pub(super) fn begun(&self) -> impl Future<Output = ()> + Send + use<> {
        self.begun.clone().cancelled_owned()
    }

    /// Waits until the end has begun and every call in flight has ended.
    pub(super) async fn calls_ended(&self) {
        self.begun().await;
        self.calls.ended().await;
    }

    /// Waits until the end has begun and calls in flight have had their time.
    pub(super) async fn grace_over(&self) {
        self.begun().await;
        let reason = self.reason.get().copied().unwrap_or(Reason::Requested);
        tokio::select! {
            () = tokio::time::sleep(reason.grace()) => {}
            () = self.at_once.cancelled() => {}
        }
    }
}
