//! A provider that is configured for a mock server with the objects of a test.

use conformance::provider::Provider;
use framework::plugin::Environment;
use framework::rpc::Rpc;
use framework::value::Value;
use jiff::Timestamp;
use mock_api::{Clock, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, MockApi, Seed, Settings};

/// The initial time of every service. At this time, every exchange of a test has the same date as UTC.
const START: Timestamp = Timestamp::constant(1_767_618_000, 0); // 2026-01-05T13:00:00Z

/// The provider over the protocol, and its service.
pub(crate) struct Stage {
    pub(crate) mock: MockApi,
    pub(crate) provider: Provider,
}

impl Stage {
    /// Starts a stage with the cross connects and sessions of a seed in JSON.
    pub(crate) async fn with(seed: serde_json::Value) -> Self {
        let seed: Seed = serde_json::from_value(seed).unwrap();
        let settings = Settings {
            seed,
            clock: Clock {
                start: Some(START),
                ..Clock::default()
            },
            ..Settings::default()
        };
        let mock = MockApi::start(settings).await.unwrap();
        let environment = Environment::from_pairs([
            ("TWILIO_INTERCONNECT_BASE_URL", mock.base_url()),
            ("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID.to_owned()),
            ("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN.to_owned()),
        ]);
        let provider = Provider::serve(Rpc::new(provider::server(environment))).await;
        let config = conformance::oracle::nothing(&provider.schemas().provider);
        let said = provider.configure(&config).await.checked();
        assert_eq!(said.told(), [""; 0]);
        Self { mock, provider }
    }

    /// Returns the methods and paths that the service received since the last call of this function.
    pub(crate) fn requests(&self) -> Vec<String> {
        let requests = self.mock.requests();
        self.mock.clear_requests();
        requests
            .iter()
            .map(|request| format!("{} {}", request.method, request.path))
            .collect()
    }
}

/// A cross connect of a seed.
pub(crate) fn cross_connect(number: u32, status: &str) -> serde_json::Value {
    serde_json::json!({
        "sid": sid("XC", number), "unique_name": format!("circuit-{number}"), "exchange": "ashburn-ix", "bandwidth_mbps": 1000,
        "status": status
    })
}

/// A SID of a seed.
pub(crate) fn sid(prefix: &str, number: u32) -> String {
    format!("{prefix}{number:032}")
}

/// A string, or null if there is none.
pub(crate) fn text(text: &str) -> Value {
    Value::string(text)
}
