//! The world of a case: its mock server, and what is known about it.

use std::collections::BTreeMap;

use mock_api::{LoggedRequest, MockApi};
use tokio::runtime::{Builder, Runtime};

use crate::Failure;
use crate::settings::CaseSettings;

/// A mock server on a port of its own, on a runtime of its own.
#[derive(Debug)]
pub(crate) struct World {
    mock: MockApi,
    subjects: BTreeMap<String, String>,
    // Dropped last: the server runs on it.
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

    /// Where the mock server is.
    pub(crate) fn base_url(&self) -> String {
        self.mock.base_url()
    }

    /// The number of requests such as `POST /v1/CrossConnects` since [`World::take_requests`].
    pub(crate) fn received(&self, request: &str) -> usize {
        let requests = self.mock.requests();
        let lines = requests
            .iter()
            .map(|logged| format!("{} {}", logged.method, logged.path));
        lines.filter(|line| line.starts_with(request)).count()
    }

    /// The requests since the last call.
    pub(crate) fn take_requests(&mut self) -> Vec<LoggedRequest> {
        self.notice();
        let requests = self.mock.requests();
        self.mock.clear_requests();
        requests
    }

    /// What is about what: SID to a name that is the same in each run.
    pub(crate) fn subjects(&self) -> &BTreeMap<String, String> {
        &self.subjects
    }

    /// The SID of the cross connect with a unique name.
    pub(crate) fn cross_connect(&self, unique_name: &str) -> Option<String> {
        let mut all = self.runtime.block_on(self.mock.cross_connects()).into_iter();
        all.find(|found| found.unique_name == unique_name)
            .map(|found| found.sid)
    }

    /// The SID of the BGP session over the cross connect with a unique name.
    pub(crate) fn session(&self, unique_name: &str) -> Option<String> {
        let carrier = self.cross_connect(unique_name)?;
        let mut all = self.runtime.block_on(self.mock.bgp_sessions()).into_iter();
        all.find(|found| found.cross_connect_sid == carrier)
            .map(|found| found.sid)
    }

    /// Learns the names of what is there, so that they are known when it is gone.
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
