//! The memory that a hostile service can make the client allocate, counted by the allocator of this process.
//!
//! This file has one test. A second test in the same process would be counted as well.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may stop at the first surprise, and its fixtures take what reads best"
)]

use peak_alloc::PeakAlloc;
use provider::api::{BaseUrl, BgpSessionFilter, Client, Credentials, CrossConnectFilter, Settings, UserAgent};
use provider::domain::{AccountSid, CrossConnectSid, MaxConcurrentRequests, MaxRetries, RequestTimeout};
use secrecy::SecretString;
use serde_json::json;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const MEBIBYTE: usize = 1024 * 1024;
/// The most bytes that the client may allocate in addition to the process. The provider then stays under 64 MiB.
const MOST: usize = 44 * MEBIBYTE;

const ACCOUNT: &str = "AC00000000000000000000000000000001";
const XC: &str = "XC00000000000000000000000000000001";

/// An answer that is generated while it is sent: a beginning, a repeated part, and an end.
#[derive(Clone)]
struct Endless {
    status: u16,
    beginning: String,
    part: String,
    times: usize,
    end: String,
}

impl Endless {
    fn new(
        status: u16,
        beginning: impl Into<String>,
        (part, times): (impl Into<String>, usize),
        end: impl Into<String>,
    ) -> Self {
        Self {
            status,
            beginning: beginning.into(),
            part: part.into(),
            times,
            end: end.into(),
        }
    }

    /// A page with a thousand of these records and a next page.
    fn page(key: &str, record: &serde_json::Value) -> Self {
        let end = format!(r#"{record}],"meta":{{"next_page_url":"/v1/X?Page=NUMBER"}}}}"#);
        Self::new(200, format!(r#"{{"{key}":["#), (format!("{record},"), 999), end)
    }

    async fn send(&self, stream: &mut TcpStream, number: usize) -> std::io::Result<()> {
        let end = self.end.replace("NUMBER", &number.to_string());
        let length = self.beginning.len() + self.part.len() * self.times + end.len();
        let head = format!("HTTP/1.1 {} Hostile\r\nContent-Length: {length}\r\n\r\n", self.status);
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(self.beginning.as_bytes()).await?;
        for _ in 0..self.times {
            stream.write_all(self.part.as_bytes()).await?;
        }
        stream.write_all(end.as_bytes()).await
    }
}

/// Starts a service that gives every request the same answer, and returns its URL.
async fn serve(answer: Endless) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                let (mut line, mut number) = (String::new(), 0);
                while stream.read_line(&mut line).await.is_ok_and(|length| length > 0) {
                    if line.trim_end().is_empty() {
                        number += 1;
                        if answer.send(stream.get_mut(), number).await.is_err() {
                            return;
                        }
                    }
                    line.clear();
                }
            });
        }
    });
    url
}

fn client(url: &str) -> Client {
    Client::new(Settings {
        base_url: BaseUrl::parse(url).unwrap(),
        account_sid: AccountSid::parse(ACCOUNT).unwrap(),
        credentials: Credentials::AuthToken(SecretString::from("token-that-nobody-may-see")),
        max_retries: Some(MaxRetries::trusted(1)),
        max_concurrent_requests: MaxConcurrentRequests::default(),
        request_timeout: RequestTimeout::trusted(Duration::from_secs(600)),
        user_agent: UserAgent::new(None, None),
    })
    .unwrap()
}

fn cross_connect() -> serde_json::Value {
    json!({
        "sid": XC, "account_sid": ACCOUNT, "unique_name": "a", "exchange": "b", "bandwidth_mbps": 10, "loa_entity": "c",
        "status": "active", "revision": 1, "date_created": "2026-01-05T09:00:00Z", "date_updated": "2026-01-05T09:00:00Z"
    })
}

fn bgp_session() -> serde_json::Value {
    json!({
        "sid": "BG00000000000000000000000000000001", "account_sid": ACCOUNT, "cross_connect_sid": XC, "enabled": true,
        "ip_routes": vec!["1.1.1.1/1"; 100], "status": "available", "revision": 1, "date_created": "2026-01-05T09:00:00Z",
        "date_updated": "2026-01-05T09:00:00Z"
    })
}

/// Returns the peak of additional bytes while the client reads objects, ten concurrently, and both lists.
async fn peak(answer: Endless) -> usize {
    let client = client(&serve(answer).await);
    let sid = CrossConnectSid::parse(XC).unwrap();
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let reads = (0..10).map(|_| {
        let (client, sid) = (client.clone(), sid.clone());
        tokio::spawn(async move { client.cross_connect(&sid).await.is_err() })
    });
    for read in reads.collect::<Vec<_>>() {
        assert!(read.await.unwrap());
    }
    client
        .list_cross_connects(&CrossConnectFilter::default())
        .await
        .unwrap_err();
    client
        .list_bgp_sessions(&BgpSessionFilter::default())
        .await
        .unwrap_err();
    ALLOCATOR.peak_usage() - before
}

#[tokio::test]
async fn no_answer_makes_the_client_allocate_much() {
    let mut padded = cross_connect();
    padded["data_center"] = json!("x".repeat(450));
    let doubled = format!("{{{}", r#""a":1,"#.repeat(100));
    let answers = [
        (
            "an error with problems",
            Endless::new(400, r#"{"problems":["#, (r#"{"a":{}},"#.repeat(1000), 1800), "1]}"),
        ),
        (
            "an error in transition",
            Endless::new(503, r#"{"code":1,"message":"#, ("[".repeat(10_000), 1600), ""),
        ),
        (
            "depth",
            Endless::new(200, r#"{"cross_connects":["#, ("[".repeat(10_000), 1600), ""),
        ),
        (
            "doubled fields",
            Endless::new(200, r#"{"bgp_sessions":["#, (doubled, 20_000), ""),
        ),
        (
            "one long text",
            Endless::new(200, r#"{"sid":""#, ("x".repeat(10_000), 1600), ""),
        ),
        ("small records", Endless::page("cross_connects", &cross_connect())),
        ("pages of 747 KB", Endless::page("cross_connects", &padded)),
        (
            "sessions with many routes",
            Endless::page("bgp_sessions", &bgp_session()),
        ),
    ];
    for (what, answer) in answers {
        let peak = peak(answer).await;
        eprintln!("{what}: {} KiB", peak / 1024);
        assert!(peak < MOST, "{what}: {peak} bytes");
    }
    // Control: the allocator counts memory that is kept.
    let before = ALLOCATOR.current_usage();
    let kept = vec![0_u8; MOST];
    assert!(ALLOCATOR.peak_usage() - before >= kept.len());
}
