//! The mock server within this process, with limits, delays, and refusals, and with a log of its requests.

use std::error::Error;

use mock_api::{Fault, FaultKind, LoggedRequest, MockApi, Settings, StepTimes};
use tokio::runtime::{Builder, Runtime};

/// A mock server on threads of its own; ended when dropped.
pub(crate) struct Service {
    // Ended before its threads.
    mock: MockApi,
    runtime: Runtime,
}

impl Service {
    /// Starts a service without any objects.
    pub(crate) fn start(step_times: StepTimes) -> Result<Self, Box<dyn Error>> {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let settings = Settings {
            step_times,
            ..Settings::default()
        };
        Ok(Self {
            mock: runtime.block_on(MockApi::start(settings))?,
            runtime,
        })
    }

    /// Runs a future that uses the service to its end, on its threads.
    pub(crate) fn block_on<T>(&self, what: impl Future<Output = T>) -> T {
        self.runtime.block_on(what)
    }

    /// The address.
    pub(crate) fn base_url(&self) -> String {
        self.mock.base_url()
    }

    /// Makes every request of a method to a path meet a fault from now on.
    pub(crate) fn always(&self, kind: FaultKind, method: &str, path: &str) {
        self.runtime
            .block_on(self.mock.add_fault(Fault::new(kind).on(method, path).times(0)));
    }

    /// Makes every request meet a limit from now on.
    pub(crate) fn limit(&self, kind: FaultKind) {
        self.runtime.block_on(self.mock.add_fault(Fault::new(kind)));
    }

    /// Returns every request since the log was last cleared, in order of arrival.
    pub(crate) fn requests(&self) -> Vec<LoggedRequest> {
        self.mock.requests()
    }

    /// Clears the log of requests.
    pub(crate) fn forget_requests(&self) {
        self.mock.clear_requests();
    }
}
