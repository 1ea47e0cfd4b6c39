//! The mock server within this process, which can be told to limit, delay and refuse, and which tells what it has received.

use std::error::Error;

use mock_api::{Fault, FaultKind, LoggedRequest, MockApi, Settings, StepTimes};
use tokio::runtime::{Builder, Runtime};

/// A mock server on threads of its own; ended when dropped.
pub(crate) struct Service {
    // Told to end before its threads do.
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

    /// Runs what asks the service, on its threads, to the end.
    pub(crate) fn block_on<T>(&self, what: impl Future<Output = T>) -> T {
        self.runtime.block_on(what)
    }

    /// The address.
    pub(crate) fn base_url(&self) -> String {
        self.mock.base_url()
    }

    /// Lets every request of a method to a path meet a fault from now on.
    pub(crate) fn always(&self, kind: FaultKind, method: &str, path: &str) {
        self.runtime
            .block_on(self.mock.add_fault(Fault::new(kind).on(method, path).times(0)));
    }

    /// Lets every request meet a limit from now on.
    pub(crate) fn limit(&self, kind: FaultKind) {
        self.runtime.block_on(self.mock.add_fault(Fault::new(kind)));
    }

    /// Every request since the last time that they were forgotten, in order of arrival.
    pub(crate) fn requests(&self) -> Vec<LoggedRequest> {
        self.mock.requests()
    }

    /// Forgets the requests so far.
    pub(crate) fn forget_requests(&self) {
        self.mock.clear_requests();
    }
}
