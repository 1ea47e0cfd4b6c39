//! The mock server of a case, and the names of its objects.

use std::collections::BTreeMap;

use mock_api::{LoggedRequest, MockApi};
use tokio::runtime::{Builder, Runtime};

use crate::Failure;
use crate::settings::CaseSettings;

/// A mock server with its own port and runtime.
#[derive(Debug)]
pub(crate) struct World {
    mock: MockApi,
    subjects: BTreeMap<String, String>,
    // Dropped last, because the server runs on it.
    runtime: Runtime,
}

impl World {
    /// Starts the mock server of a case.
    pub(crate) fn start(settings: &CaseSettings) -> Result<Self, Failure> {
        let failed = |error: &dyn std::fmt::Display| Failure::Case(format!("the mock server does not start: {error}"));
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| failed(&error))?;
        let mock = runtime
            .block_on(MockApi::start(settings.mock()))
            .map_err(|error| failed(&error))?;
        Ok(Self {
            mock,
            subjects: BTreeMap::new(),
            runtime,
        })
    }

    /// Returns the address of the mock server.
    pub(crate) fn base_url(&self) -> String {
        self.mock.base_url()
    }

    /// Returns the number of requests such as `POST /v1/CrossConnects` since [`World::take_requests`].
    pub(crate) fn received(&self, request: &str) -> usize {
        let requests = self.mock.requests();
        let lines = requests
            .iter()
            .map(|logged| format!("{} {}", logged.method, logged.path));
        lines.filter(|line| line.starts_with(request)).count()
    }

    /// Returns the requests since the last call.
    pub(crate) fn take_requests(&mut self) -> Vec<LoggedRequest> {
        self.notice();
        let requests = self.mock.requests();
        self.mock.clear_requests();
        requests
    }

    /// Returns a stable name for each SID.
    pub(crate) fn subjects(&self) -> &BTreeMap<String, String> {
        &self.subjects
    }

    /// Returns the SID of the cross connect with a unique name.
    pub(crate) fn cross_connect(&self, unique_name: &str) -> Option<String> {
        let mut all = self.runtime.block_on(self.mock.cross_connects()).into_iter();
        all.find(|found| found.unique_name == unique_name)
            .map(|found| found.sid)
    }

    /// Returns the SID of the BGP session over the cross connect with a unique name.
    pub(crate) fn session(&self, unique_name: &str) -> Option<String> {
        let carrier = self.cross_connect(unique_name)?;
        let mut all = self.runtime.block_on(self.mock.bgp_sessions()).into_iter();
        all.find(|found| found.cross_connect_sid == carrier)
            .map(|found| found.sid)
    }

    /// Stores the names of the present objects, so that they are available after the objects are gone.
    fn notice(&mut self) {
        for found in self.runtime.block_on(self.mock.cross_connects()) {
            self.subjects.insert(found.sid, found.unique_name);
        }
        for found in self.runtime.block_on(self.mock.bgp_sessions()) {
            let carrier = self.subjects.get(&found.cross_connect_sid).cloned().unwrap_or_default();
            self.subjects.insert(found.sid, carrier);
        }
    }
}
