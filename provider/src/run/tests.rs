//! A run against an account in memory, with paused time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use futures_util::{StreamExt, stream};
use http::{Method, Request, Response};
use serde_json::{Value, json};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::api::{self, BaseUrl, Carrier, Chunks, Credentials, NotAnswered, Settings, UserAgent};
use crate::domain::{
    AccountSid, BgpSessionSid, CrossConnectSid, MaxConcurrentRequests, MaxRetries, RequestTimeout, UniqueName,
};

/// An account whose reads and lists may show different objects.
#[derive(Debug, Default)]
pub(crate) struct Account {
    /// The objects that a read finds, by SID.
    pub(crate) read: BTreeMap<String, Value>,
    /// The objects that lists show, by the key of the list.
    pub(crate) listed: BTreeMap<&'static str, Vec<Value>>,
    /// The number of reads that find nothing before a read finds the object in `read`.
    found_from: usize,
    /// The number of lists of a kind that are empty before a list shows the objects in `listed`.
    pub(crate) listed_from: usize,
    refuses_lists: bool,
    /// The status and the code of the answer to a deletion; `None` accepts it.
    pub(crate) refuses_deletions: Option<(u16, u32)>,
    requests: Vec<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Service(Arc<Mutex<Account>>);

#[async_trait]
impl Carrier for Service {
    async fn carry(&self, request: Request<String>) -> Result<Response<Chunks>, NotAnswered> {
        let (status, body) = match request.method() {
            &Method::DELETE => self.deletion(),
            _ => self.answer(request.uri().path()),
        };
        let chunks: Chunks = stream::iter([Ok(body.to_string().into())]).boxed();
        let response = Response::builder()
            .status(status)
            .header("Date", "Mon, 05 Jan 2026 09:10:00 GMT")
            .header("Twilio-Request-Id", format!("RQ{}", "0".repeat(32)));
        Ok(response.body(chunks).unwrap())
    }
}

impl Service {
    pub(crate) fn with(change: impl FnOnce(&mut Account)) -> Self {
        let service = Self::default();
        change(&mut service.0.lock().unwrap());
        service
    }

    fn deletion(&self) -> (u16, Value) {
        let refused = self.0.lock().unwrap().refuses_deletions;
        refused.map_or((204, Value::Null), |(status, code)| {
            (status, json!({"code": code, "message": "No", "status": status}))
        })
    }

    fn answer(&self, path: &str) -> (u16, Value) {
        let mut account = self.0.lock().unwrap();
        account.requests.push(path.to_owned());
        let last = path.rsplit('/').next().unwrap_or_default();
        let key = match last {
            "CrossConnects" => "cross_connects",
            "BgpSessions" => "bgp_sessions",
            _ => return account.read(last),
        };
        if account.refuses_lists {
            return (400, json!({"code": 20_001, "message": "No lists", "status": 400}));
        }
        let lists = account.requests.iter().filter(|path| path.ends_with(last)).count();
        let shown = account.listed.get(key).filter(|_| lists > account.listed_from);
        let records = shown.cloned().unwrap_or_default();
        (200, json!({key: records, "meta": {"next_page_url": null}}))
    }

    pub(crate) fn run(&self) -> Run {
        let settings = Settings {
            base_url: BaseUrl::parse("http://127.0.0.1:9").unwrap(),
            account_sid: AccountSid::trusted(account()),
            credentials: Credentials::AuthToken("x".into()),
            max_retries: Some(MaxRetries::trusted(0)),
            max_concurrent_requests: MaxConcurrentRequests::default(),
            request_timeout: RequestTimeout::default(),
            user_agent: UserAgent::new(None, None),
        };
        Run::new(
            Client::over(Arc::new(self.clone()), settings),
            Severities::default(),
            "a token",
        )
    }

    pub(crate) fn requests(&self, path: &str) -> usize {
        let account = self.0.lock().unwrap();
        account.requests.iter().filter(|each| each.ends_with(path)).count()
    }
}

impl Account {
    fn read(&self, sid: &str) -> (u16, Value) {
        let reads = self.requests.iter().filter(|path| path.ends_with(sid)).count();
        match self.read.get(sid).filter(|_| reads > self.found_from) {
            Some(record) => (200, record.clone()),
            None => (404, json!({"code": 20_404, "message": "Not found", "status": 404})),
        }
    }
}

fn account() -> String {
    format!("AC{}", "1".repeat(32))
}

pub(crate) fn xc(number: u16) -> CrossConnectSid {
    CrossConnectSid::trusted(format!("XC{number:032}"))
}

fn bg(number: u16) -> BgpSessionSid {
    BgpSessionSid::trusted(format!("BG{number:032}"))
}

pub(crate) fn cross_connect(number: u16, name: &str) -> Value {
    json!({"sid": xc(number).as_str(), "account_sid": account(), "unique_name": name, "exchange": "ashburn-ix", "bandwidth_mbps": 1000,
        "loa_entity": "Example", "status": "active", "revision": 1, "date_created": "2026-01-01T00:00:00Z",
        "date_updated": "2026-01-01T00:00:00Z"})
}

fn session(number: u16, over: u16) -> Value {
    json!({"sid": bg(number).as_str(), "account_sid": account(), "cross_connect_sid": xc(over).as_str(), "ip_routes": ["52.1.2.0/24"],
        "enabled": true, "status": "available", "revision": 1, "date_created": "2026-01-01T00:00:00Z",
        "date_updated": "2026-01-01T00:00:00Z"})
}

pub(crate) fn missing(number: u16, created_at: &str) -> Missing<CrossConnectSid, UniqueName> {
    Missing {
        sid: xc(number),
        place: Some(UniqueName::trusted("voice-a")),
        created_at: created_at.parse().ok(),
    }
}

pub(crate) const LONG_AGO: &str = "2025-01-01T00:00:00Z";

async fn absence(run: &Run, missing: &Missing<CrossConnectSid, UniqueName>) -> String {
    told(run.absence::<api::CrossConnect>(missing).await, |seen| {
        seen.status.to_string()
    })
}

fn told<T>(found: Result<Absence<T>, api::Error>, status: impl FnOnce(T) -> String) -> String {
    match found {
        Ok(Absence::Present(seen)) => format!("present as {}", status(*seen)),
        Ok(Absence::Gone { successor }) => format!("gone, successor {successor:?}"),
        Ok(Absence::Contradicted { by }) => format!("contradicted: {by}"),
        Err(error) => format!("unproved: {error}"),
    }
}

#[tokio::test(start_paused = true)]
async fn what_four_lists_and_a_read_do_not_show_is_gone() {
    let service = Service::default();
    let run = service.run();
    let began_at = Instant::now();

    assert_eq!(absence(&run, &missing(1, LONG_AGO)).await, "gone, successor None");

    assert_eq!(service.requests("/CrossConnects"), 4);
    assert_eq!(service.requests("/BgpSessions"), 4);
    assert_eq!(service.requests(xc(1).as_str()), 1);
    assert!(
        began_at.elapsed() <= Duration::from_secs(10),
        "{:?}",
        began_at.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn three_hundred_that_are_gone_share_the_lists() {
    let service = Service::default();
    let run = service.run();
    let began_at = Instant::now();
    let tasks: Vec<_> = (0..300)
        .map(|number| {
            let run = run.clone();
            tokio::spawn(async move { absence(&run, &missing(number, LONG_AGO)).await })
        })
        .collect();

    for task in tasks {
        assert_eq!(task.await.unwrap(), "gone, successor None");
    }

    assert_eq!(service.requests("/CrossConnects"), 4);
    assert!(
        began_at.elapsed() <= Duration::from_secs(15),
        "{:?}",
        began_at.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn what_a_later_read_shows_is_there() {
    let service = Service::with(|account| {
        account.read.insert(xc(1).to_string(), cross_connect(1, "voice-a"));
    });
    assert_eq!(
        absence(&service.run(), &missing(1, LONG_AGO)).await,
        "present as active"
    );
}

#[tokio::test(start_paused = true)]
async fn a_list_or_a_session_contradicts_a_read() {
    let listed = Service::with(|account| {
        account
            .listed
            .insert("cross_connects", vec![cross_connect(1, "voice-a")]);
    });
    assert_eq!(
        absence(&listed.run(), &missing(1, LONG_AGO)).await,
        "contradicted: the list of the account contains it"
    );

    let named = Service::with(|account| {
        account.listed.insert("bgp_sessions", vec![session(7, 1)]);
    });
    assert_eq!(
        absence(&named.run(), &missing(1, LONG_AGO)).await,
        format!("contradicted: BGP session {} refers to it", bg(7))
    );
    assert_eq!(
        absence(&named.run(), &missing(2, LONG_AGO)).await,
        "gone, successor None",
        "a session that names another cross connect is no evidence"
    );
}

#[tokio::test(start_paused = true)]
async fn an_object_that_is_shown_as_deleted_is_missing_and_its_listing_is_no_witness() {
    let deleted = || {
        let mut record = cross_connect(1, "voice-a");
        record["status"] = json!("deleted");
        record
    };
    let service = Service::with(|account| {
        account.read.insert(xc(1).to_string(), deleted());
        account.read.insert(xc(2).to_string(), cross_connect(2, "voice-b"));
        let all = vec![deleted(), cross_connect(2, "voice-b")];
        account.listed.insert("cross_connects", all);
    });
    let run = service.run();

    assert_eq!(absence(&run, &missing(1, LONG_AGO)).await, "gone, successor None");
    for number in [2, 1] {
        let seen = run.inventory.cross_connect(&run.client, &xc(number)).await;
        assert_eq!(seen.is_ok(), number == 2, "{seen:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_read_that_shows_another_object_proves_nothing() {
    let service = Service::with(|account| {
        account.read.insert(xc(1).to_string(), cross_connect(2, "voice-b"));
    });
    let told = absence(&service.run(), &missing(1, LONG_AGO)).await;
    assert!(
        told.starts_with("unproved: the service returned an unexpected response"),
        "{told}"
    );
}

#[tokio::test(start_paused = true)]
async fn another_holder_of_the_name_is_named() {
    let service = Service::with(|account| {
        account.listed.insert(
            "cross_connects",
            vec![cross_connect(2, "voice-a"), cross_connect(3, "voice-b")],
        );
    });
    assert_eq!(
        absence(&service.run(), &missing(1, LONG_AGO)).await,
        format!("gone, successor Some(\"{}\")", xc(2))
    );
}

#[tokio::test(start_paused = true)]
async fn an_object_of_a_few_minutes_is_looked_for_up_to_a_minute_and_an_old_one_is_not() {
    let created = "2026-01-05T09:09:00Z";
    let service = Service::with(|account| {
        account.read.insert(xc(1).to_string(), cross_connect(1, "voice-a"));
        account.found_from = 10;
    });
    assert_eq!(absence(&service.run(), &missing(1, created)).await, "present as active");
    assert_eq!(
        service.requests(xc(1).as_str()),
        11,
        "nothing is read after it was seen"
    );

    let never = Service::default();
    let run = never.run();
    let began_at = Instant::now();
    assert_eq!(absence(&run, &missing(1, created)).await, "gone, successor None");
    assert!(
        (55..=66).contains(&began_at.elapsed().as_secs()),
        "{:?}",
        began_at.elapsed()
    );

    let old = Service::with(|account| {
        account.read.insert(xc(1).to_string(), cross_connect(1, "voice-a"));
        account.found_from = 10;
    });
    assert_eq!(absence(&old.run(), &missing(1, LONG_AGO)).await, "gone, successor None");
}

#[tokio::test(start_paused = true)]
async fn without_lists_nothing_is_proved() {
    let service = Service::with(|account| account.refuses_lists = true);
    let told = absence(&service.run(), &missing(1, LONG_AGO)).await;
    assert!(told.starts_with("unproved: the service refused the request"), "{told}");
}

#[tokio::test(start_paused = true)]
async fn an_interruption_ends_the_proof_at_once() {
    let stop = CancellationToken::new();
    let service = Service::default();
    let run = service.run().stopped_by(&stop);
    let began_at = Instant::now();
    let proof = tokio::spawn(async move { absence(&run, &missing(1, LONG_AGO)).await });
    tokio::time::sleep(Duration::from_millis(500)).await;
    stop.cancel();

    let told = proof.await.unwrap();

    assert_eq!(told, "unproved: the run was interrupted before the service answered");
    assert!(began_at.elapsed() < Duration::from_secs(1), "{:?}", began_at.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_read_is_answered_from_the_list_until_the_object_changes() {
    let service = Service::with(|account| {
        for number in 1..=3 {
            account
                .read
                .insert(xc(number).to_string(), cross_connect(number, "read"));
        }
        let listed = (1..=3).map(|number| cross_connect(number, "listed")).collect();
        account.listed.insert("cross_connects", listed);
    });
    let run = service.run();
    let name = async |number| {
        let seen = run.inventory.cross_connect(&run.client, &xc(number)).await.unwrap();
        seen.unique_name.to_string()
    };

    assert_eq!(name(1).await, "read", "the first one is read by itself");
    assert_eq!(name(2).await, "listed");
    assert_eq!(name(2).await, "listed");
    run.forget_cross_connect(&xc(2)).await;
    assert_eq!(name(2).await, "read", "what has changed is read anew");
    assert_eq!(name(3).await, "listed");
    let all = run.inventory.all_cross_connects(&run.client).await.unwrap();
    let unchanged: Vec<_> = all.iter().map(|each| each.sid.clone()).collect();
    assert_eq!(unchanged, [xc(1), xc(3)]);
    assert_eq!(service.requests("/CrossConnects"), 1);
}

#[tokio::test(start_paused = true)]
async fn an_interrupted_list_is_none_of_the_run() {
    let service = Service::with(|account| {
        account
            .listed
            .insert("cross_connects", vec![cross_connect(1, "listed")]);
    });
    let run = service.run();
    let stop = CancellationToken::new();
    stop.cancel();
    let interrupted = run.clone().stopped_by(&stop);

    assert!(
        interrupted
            .inventory
            .all_cross_connects(&interrupted.client)
            .await
            .is_err()
    );

    let all = run.inventory.all_cross_connects(&run.client).await.unwrap();
    assert_eq!(all.len(), 1);
}

/// The absence of the session with a number, over a cross connect.
async fn session_absence(run: &Run, number: u16, over: Option<u16>) -> String {
    let missing = Missing {
        sid: bg(number),
        place: over.map(xc),
        created_at: LONG_AGO.parse().ok(),
    };
    told(run.absence::<api::BgpSession>(&missing).await, |seen| {
        seen.status.to_string()
    })
}

#[tokio::test(start_paused = true)]
async fn a_list_contradicts_the_read_of_a_session_and_names_its_successor() {
    let service = Service::with(|account| {
        account
            .listed
            .insert("bgp_sessions", vec![session(7, 1), session(8, 2)]);
    });
    let run = service.run();

    assert_eq!(
        session_absence(&run, 7, Some(1)).await,
        "contradicted: the list of the account contains it"
    );
    assert_eq!(
        session_absence(&run, 9, Some(2)).await,
        format!("gone, successor Some(\"{}\")", bg(8))
    );
    assert_eq!(session_absence(&run, 9, Some(3)).await, "gone, successor None");
    assert_eq!(session_absence(&run, 9, None).await, "gone, successor None");
}

#[tokio::test(start_paused = true)]
async fn new_evidence_knows_nothing_of_the_lists_before() {
    let service = Service::with(|account| {
        account
            .listed
            .insert("cross_connects", vec![cross_connect(1, "voice-a")]);
    });
    let run = service.run();
    let contradicted = "contradicted: the list of the account contains it";
    assert_eq!(absence(&run, &missing(1, LONG_AGO)).await, contradicted);
    service.0.lock().unwrap().listed.clear();

    assert_eq!(absence(&run, &missing(1, LONG_AGO)).await, contradicted);
    assert_eq!(
        absence(&run.with_new_evidence(), &missing(1, LONG_AGO)).await,
        "gone, successor None"
    );
}

#[tokio::test(start_paused = true)]
async fn a_session_that_has_changed_is_read_anew() {
    let service = Service::with(|account| {
        let disabled = |number| {
            let mut record = session(number, number);
            record["enabled"] = json!(false);
            record
        };
        for number in 1..=2 {
            account.read.insert(bg(number).to_string(), disabled(number));
        }
        account
            .listed
            .insert("bgp_sessions", vec![session(1, 1), session(2, 2)]);
    });
    let run = service.run();
    let is_enabled = async |number| {
        let seen = run.inventory.bgp_session(&run.client, &bg(number)).await.unwrap();
        seen.enabled
    };

    assert!(!is_enabled(1).await, "the first one is read by itself");
    assert!(is_enabled(2).await, "the list is from before the change");
    run.forget_bgp_session(&bg(2)).await;
    assert!(!is_enabled(2).await);
}

#[tokio::test(start_paused = true)]
async fn the_catalogue_is_asked_for_once_unless_it_was_interrupted() {
    let service = Service::default();
    let run = service.run();
    let stop = CancellationToken::new();
    stop.cancel();
    let interrupted = run.clone().stopped_by(&stop);
    assert!(interrupted.inventory.exchanges(&interrupted.client).await.is_err());

    for _ in 0..3 {
        // The service of this test has no exchanges.
        assert!(run.inventory.exchanges(&run.client).await.is_err());
    }

    assert_eq!(service.requests("/Exchanges"), 1);
}
