//! The log of the client.

use crate::fixtures::*;
use crate::scripted_carrier::{Ending, Script};
use crate::scripted_service::{REQUEST_ID, Reply, ScriptedService};
use provider::api::{Deadline, IdempotencyKey, Settings};
use provider::domain::RequestTimeout;
use std::fmt::Write;
use std::sync::{Arc, Mutex, Once};
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Metadata, Subscriber};

/// The collector of all events of this thread, of every crate and level, until it is dropped.
pub(crate) struct Log {
    lines: Arc<Mutex<Vec<String>>>,
    _guard: DefaultGuard,
}

impl Log {
    pub(crate) fn start() -> Self {
        listen();
        let lines = Arc::default();
        let guard = tracing::subscriber::set_default(Collector(Arc::clone(&lines)));
        Self { lines, _guard: guard }
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }
}

/// Installs a collector of all events before the first one. Otherwise an event whose first occurrence is in another test, while a log
/// starts, could be disabled for the whole process.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(Collector(Arc::default())).expect("nobody else listens");
    });
}

struct Collector(Arc<Mutex<Vec<String>>>);

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(format!("{} {}", event.metadata().level(), event.metadata().target()));
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

#[tokio::test]
async fn each_attempt_is_one_line_without_headers_and_bodies() {
    let service = ScriptedService::start([Reply::json(503, ""), Reply::Close, Reply::json(201, bgp_session())]).await;
    let log = Log::start();
    client(&service.url)
        .create_bgp_session(&session_order(), &IdempotencyKey::trusted("the-key"))
        .await
        .unwrap();
    let own: Vec<_> = log
        .lines()
        .into_iter()
        .filter(|line| line.contains("provider::api"))
        .collect();
    assert_eq!(own.len(), 3, "{own:?}");
    assert!(
        own[0].starts_with("DEBUG") && own[0].contains("method=\"POST\" path=\"/v1/BgpSessions\" status=503"),
        "{}",
        own[0]
    );
    assert!(
        own[0].contains(REQUEST_ID) && own[0].contains("attempt=1"),
        "{}",
        own[0]
    );
    assert!(
        own[1].contains("not answered") && own[1].contains("attempt=2"),
        "{}",
        own[1]
    );
    assert!(
        own[2].contains("status=201") && own[2].contains("attempt=3") && own[2].contains("duration_ms="),
        "{}",
        own[2]
    );
    let all = log.lines().join("\n");
    for secret in [TOKEN, MD5_KEY, "md5+key", "Basic ", "the-key", "52.1.2.0"] {
        assert!(!all.contains(secret), "{secret} is in the log:\n{all}");
    }
}

#[tokio::test(start_paused = true)]
async fn every_half_minute_of_waiting_is_one_line() {
    let slow = |seconds| Ending::Late(Duration::from_secs(seconds), 200, cross_connect());
    for (seconds, expected) in [(29, 0), (31, 1), (95, 3)] {
        let patient = Settings {
            request_timeout: RequestTimeout::trusted(Duration::from_secs(600)),
            ..settings("http://127.0.0.1:9")
        };
        let client = Script::of([slow(seconds)]).client(patient);
        let client = client.until(Deadline::after(Duration::from_secs(600)));
        let log = Log::start();

        client.cross_connect(&cross_connect_sid()).await.unwrap();

        let lines = log.lines().into_iter();
        let waiting: Vec<_> = lines
            .filter(|line| line.contains("still waiting for the service"))
            .collect();
        assert_eq!(waiting.len(), expected, "{seconds} s: {waiting:?}");
        assert!(waiting.iter().all(|line| line.starts_with("INFO")), "{waiting:?}");
    }
}
