//! The calls in flight of one provider, which are canceled and awaited together.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::JoinHandle;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// The calls in flight of one provider. Clones share them.
///
/// # Example
///
/// ```
/// use framework::calls::Calls;
///
/// let calls = Calls::default();
/// let before = calls.stop_token();
/// calls.stop();
/// assert!(before.is_cancelled());
/// assert!(!calls.stop_token().is_cancelled(), "later calls are served");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Calls(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    stop: Mutex<CancellationToken>,
    running: TaskTracker,
}

/// A server whose calls can be canceled and awaited from outside.
pub trait Interruptible {
    /// Returns the calls in flight.
    fn calls(&self) -> Calls;
}

impl Calls {
    /// Returns the token of a call that starts now. The next [`Calls::stop`] cancels it.
    pub fn stop_token(&self) -> CancellationToken {
        self.0.stop.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Cancels the calls in flight. Calls that start later are not affected (conformance rule H9).
    pub fn stop(&self) {
        let fresh = CancellationToken::new();
        let mut present = self.0.stop.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *present, fresh).cancel();
    }

    /// Runs a call as a task, which continues after its client hangs up. Must be called inside a runtime.
    pub fn spawn<T: Send + 'static>(&self, call: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
        self.0.running.spawn(call)
    }

    /// Waits until no call is running.
    pub async fn ended(&self) {
        self.0.running.close();
        self.0.running.wait().await;
    }
}
