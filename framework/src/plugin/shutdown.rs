//! The end of the process, asked for once and seen by all who wait for it. Deliberately not here: who asks.

use std::{future::Future, sync::OnceLock, time::Duration};

use tokio_util::sync::CancellationToken;

/// Why the process ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The client called `Shutdown`.
    Requested,
    /// SIGTERM came, or under a debugger SIGINT.
    Signal,
    /// The process that started us is gone.
    ParentGone,
}

impl Reason {
    /// How long calls in flight may take to end.
    ///
    /// A client that asked waits two seconds before it kills us. After a signal it still wants the state of a change in
    /// flight.
    fn grace(self) -> Duration {
        match self {
            Self::Requested | Self::ParentGone => Duration::from_secs(1),
            Self::Signal => Duration::from_secs(20),
        }
    }
}

/// A switch from serving to ending. Clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Shutdown {
    begun: CancellationToken,
    reason: std::sync::Arc<OnceLock<Reason>>,
}

impl Shutdown {
    /// Begins to end. Only the first reason counts.
    pub(super) fn begin(&self, reason: Reason) {
        if self.reason.set(reason).is_ok() {
            tracing::debug!(?reason, "shutting down");
            self.begun.cancel();
        }
    }

    /// Waits until the end has begun.
    pub(super) fn begun(&self) -> impl Future<Output = ()> + Send + use<> {
        self.begun.clone().cancelled_owned()
    }

    /// Waits until the end has begun and calls in flight have had their time.
    pub(super) async fn grace_over(&self) {
        self.begun().await;
        let reason = self.reason.get().copied().unwrap_or(Reason::Requested);
        tokio::time::sleep(reason.grace()).await;
    }
}
