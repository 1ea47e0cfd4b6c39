//! A client of the mock server that uses JSON and none of the server's types.

use std::time::Duration;

use mock_api::{Clock, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, MockApi, Settings};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::description;

/// The virtual time at which every test begins.
pub(crate) const START: &str = "2026-01-05T09:00:00Z";

/// A mock server with a frozen clock, and a client with its credentials.
pub(crate) struct Api {
    pub(crate) mock: MockApi,
    http: Client,
    // Deleted at the end of the test.
    _folder: Option<TempDir>,
}

/// An answer of the server.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Api {
    /// Starts a server with a frozen clock at [`START`].
    pub(crate) async fn start() -> Self {
        Self::with(Settings::default()).await
    }

    /// Starts a server with other settings, and with a frozen clock.
    pub(crate) async fn with(settings: Settings) -> Self {
        let frozen = Clock {
            start: Some(START.parse().unwrap()),
            speed: 0,
            ..settings.clock
        };
        Self::as_given(Settings {
            clock: frozen,
            ..settings
        })
        .await
    }

    /// Starts a server with exactly these settings.
    pub(crate) async fn as_given(mut settings: Settings) -> Self {
        let folder = keeps_in_a_file(&settings).then(|| tempfile::tempdir().unwrap());
        if let Some(folder) = &folder {
            settings.state_file = Some(folder.path().join("state.db"));
        }
        Self {
            mock: MockApi::start(settings).await.unwrap(),
            http: http_client(),
            _folder: folder,
        }
    }

    /// Starts a server with its objects in memory, for a test with paused time: a database needs real time.
    pub(crate) async fn in_memory() -> Self {
        Self {
            mock: MockApi::start(Settings::default()).await.unwrap(),
            http: http_client(),
            _folder: None,
        }
    }

    /// A builder of a request with credentials.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            self.mock.base_url() + path
        };
        self.http
            .request(method, url)
            .basic_auth(DEFAULT_ACCOUNT_SID, Some(DEFAULT_AUTH_TOKEN))
    }

    /// A request without credentials.
    pub(crate) fn anonymous(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.mock.base_url() + path)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::to(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        Answer::to(self.request(Method::POST, path).form(form)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        Answer::to(self.request(Method::DELETE, path)).await
    }

    /// Uses a control of the mock server.
    pub(crate) async fn control(&self, method: Method, path: &str, body: &Value) -> Answer {
        Answer::to(self.anonymous(method, path).json(body)).await
    }

    pub(crate) async fn hours_pass(&self, hours: u64) {
        self.mock.advance(Duration::from_secs(hours * 3600)).await;
    }
}

/// A client without TLS. The workspace builds reqwest without its own TLS provider, and no client can be created
/// before a provider is installed. It can be installed already.
pub(crate) fn http_client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::new()
}

/// True for a server with its objects in a file. The second test program runs the same tests with such servers. Exceptions
/// are a test with its own file, and a test with a setting that only the memory supports.
fn keeps_in_a_file(settings: &Settings) -> bool {
    env!("CARGO_CRATE_NAME") == "contract_in_a_file" && settings.state_file.is_none() && settings.name_guard
}

impl Answer {
    /// Sends a request.
    pub(crate) async fn to(request: RequestBuilder) -> Self {
        let (client, request) = request.build_split();
        let request = request.unwrap();
        let (method, path) = (request.method().clone(), request.url().path().to_owned());
        let response = client.execute(request).await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let answer = Self {
            status,
            headers,
            body: serde_json::from_str(&text).unwrap_or(Value::String(text)),
        };
        answer.check_description(&method, &path);
        answer
    }

    /// Asserts that an answer of the contract matches the published description.
    fn check_description(&self, method: &Method, path: &str) {
        let Some(schema) = description::schema(method, path, self.status).filter(|_| !self.is_spoilt()) else {
            return;
        };
        let wrong: Vec<String> = schema
            .iter_errors(&self.body)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(
            wrong.is_empty(),
            "{method} {path} {}: {wrong:#?}\n{:#}",
            self.status,
            self.body
        );
        assert!(
            self.header("twilio-request-id").is_some_and(|id| id.starts_with("RQ")),
            "{method} {path}"
        );
    }

    /// True for an answer that a fault has changed.
    fn is_spoilt(&self) -> bool {
        let text = self.body.to_string();
        self.body.is_string()
            || ["hibernating", "ACffffffff", "ffffffffffffffff"]
                .iter()
                .any(|mark| text.contains(mark))
    }

    /// The value at a path of names separated by slashes.
    pub(crate) fn at(&self, path: &str) -> &Value {
        self.body
            .pointer(&format!("/{path}"))
            .unwrap_or_else(|| panic!("no {path} in {:#}", self.body))
    }

    /// A text of the body.
    pub(crate) fn text(&self, path: &str) -> &str {
        self.at(path)
            .as_str()
            .unwrap_or_else(|| panic!("{path} is no text in {:#}", self.body))
    }

    /// A header of the answer.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Asserts a success.
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:#}", self.body);
        self
    }

    /// Asserts a refusal with a status and a code.
    pub(crate) fn refused(self, status: u16, code: u64) -> Self {
        assert_eq!(
            (self.status, self.body.get("code").and_then(Value::as_u64)),
            (status, Some(code)),
            "{:#}",
            self.body
        );
        assert_eq!(self.at("status"), status, "the body repeats the status");
        assert!(!self.text("message").is_empty());
        let page = self.text("more_info");
        if matches!(code, 20001 | 20004 | 20412 | 20415) {
            assert!(
                page.ends_with(&format!("/v1/errors/{code}")),
                "Interconnect v1 defines the meaning: {page}"
            );
        } else {
            assert_eq!(page, format!("https://www.twilio.com/docs/errors/{code}"));
        }
        self
    }
}

/// A valid order.
pub(crate) const ORDER: [(&str, &str); 4] = [
    ("UniqueName", "ashburn-primary"),
    ("Exchange", "ashburn-ix"),
    ("BandwidthMbps", "1000"),
    ("LoaEntity", "Example Corp"),
];

/// A form with one value replaced, added, or (with `None`) left out.
pub(crate) fn with<'a>(form: &[(&'a str, &'a str)], name: &'a str, value: Option<&'a str>) -> Vec<(&'a str, &'a str)> {
    let others = form.iter().copied().filter(|(other, _)| *other != name);
    others.chain(value.map(|value| (name, value))).collect()
}

impl Api {
    /// Creates a cross connect in a status, and returns its path. The name of the first one is that of the status, with hyphens.
    pub(crate) async fn placed(&self, status: &str) -> String {
        let name = status.replace('_', "-");
        let held = self.mock.cross_connects().await;
        let taken = held.iter().any(|cross_connect| cross_connect.unique_name == name);
        let name = if taken { format!("{name}-{}", held.len()) } else { name };
        let row = json!({"unique_name": name, "exchange": "london-ix", "bandwidth_mbps": 100, "status": status});
        let seed = serde_json::from_value(json!({"cross_connects": [row]})).unwrap();
        self.mock.plant(&seed).await.unwrap();
        format!(
            "/v1/CrossConnects/{}",
            self.mock.cross_connects().await.last().unwrap().sid
        )
    }

    /// Opens a session over a cross connect, advances the clock by five minutes, and returns its path.
    pub(crate) async fn session_over(&self, cross_connect: &str) -> String {
        let form = [("CrossConnectSid", sid_in(cross_connect)), ("IpRoutes", "52.1.2.0/24")];
        let opened = self.post("/v1/BgpSessions", &form).await.expect(201);
        self.minutes_pass(5).await;
        format!("/v1/BgpSessions/{}", opened.text("sid"))
    }

    pub(crate) async fn minutes_pass(&self, minutes: u64) {
        self.mock.advance(Duration::from_secs(minutes * 60)).await;
    }

    pub(crate) async fn status(&self, path: &str) -> String {
        self.get(path).await.expect(200).text("status").to_owned()
    }
}

/// The SID at the end of an instance's path.
pub(crate) fn sid_in(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}
