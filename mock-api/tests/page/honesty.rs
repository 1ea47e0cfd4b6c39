//! The content of the page: it states that it is a mock, contains no secret, and escapes names.

use mock_api::{ApiKey, DEFAULT_AUTH_TOKEN, Settings};
use reqwest::Method;
use serde_json::json;

use crate::visitor::{Page, Visitor, row};

const PATHS: [&str; 4] = [
    "/_mock/",
    "/_mock/page/sessions",
    "/_mock/page/requests",
    "/_mock/page/faults",
];

#[tokio::test]
async fn every_page_says_that_it_is_not_twilios() {
    let visitor = Visitor::start().await;
    for path in PATHS {
        let page = visitor.open(path).await.expect(200);
        page.shows("Not a Twilio API. This is a mock of Interconnect v1, a contract of this project.");
    }
}

#[tokio::test]
async fn no_page_shows_a_secret() {
    let visitor = Visitor::with(Settings {
        control_token: Some("controltokenofthetest".to_owned().into()),
        api_keys: vec![ApiKey {
            sid: "SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".to_owned(),
            secret: "apisecretofthetest".to_owned().into(),
        }],
        ..Settings::default()
    })
    .await;
    let empty = visitor.open("/_mock/").await;
    let circuit = visitor.placed("voice", "active").await;
    let form = [
        ("CrossConnectSid", sid_in(&circuit)),
        ("IpRoutes", "52.1.2.0/24"),
        ("Md5Key", "md5keyofthetest"),
    ];
    let opened = Page::of(visitor.call(Method::POST, "/v1/BgpSessions").form(&form)).await;
    opened.expect(201);
    let misplaced = visitor.call(Method::GET, "/v1/BgpSessions?Md5Key=md5keyofthetest");
    Page::of(misplaced).await;
    let mut pages = vec![empty, visitor.open(&circuit).await];
    for path in PATHS {
        pages.push(visitor.open(path).await);
    }
    assert!(
        pages.iter().any(|page| page.text().contains("Md5Key=***")),
        "the requests are shown"
    );
    for page in pages {
        for secret in [
            DEFAULT_AUTH_TOKEN,
            "controltokenofthetest",
            "apisecretofthetest",
            "md5keyofthetest",
        ] {
            assert!(!page.html.contains(secret), "{secret}");
        }
    }
}

fn sid_in(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn what_comes_from_outside_is_shown_as_text() {
    let visitor = Visitor::start().await;
    let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
    let mut circuit = row(hostile, "active");
    circuit["loa_entity"] = json!(hostile);
    circuit["redundancy_group"] = json!(hostile);
    visitor
        .plant(&json!({
            "cross_connects": [circuit],
            "faults": [{"path": hostile, "times": 0, "kind": {"unknown_status": {"status": hostile}}}],
        }))
        .await;
    let path = visitor.path_of(hostile).await;
    let page = visitor.open(&path).await;
    let maintenance = [
        ("from", "2026-01-10T02:00"),
        ("until", "2026-01-10T04:00"),
        ("reason", hostile),
    ];
    let page = visitor
        .press(&page, "Twilio: announce the maintenance", &maintenance)
        .await;
    let change = visitor.call(Method::POST, &format!("/v1/CrossConnects/{}", sid_in(&path)));
    Page::of(change.form(&[("BandwidthMbps", "1000")])).await.expect(200);
    let asked = visitor.open(&path).await;
    let reason = [("reason", hostile)];
    let declined = visitor.press(&asked, "Decline the change", &reason).await;
    declined.shows(&format!("Reason{hostile}"));
    let page = visitor
        .press(&page, "Twilio: put the circuit on hold", &[("reason", hostile)])
        .await;
    page.shows(&format!("On hold{hostile}"));
    let query = "name=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&path=%3Cscript%3E&notice=%3Cscript%3E";
    let order = [("UniqueName", hostile), ("<script>", "<img src=x>")];
    Page::of(visitor.call(Method::POST, "/v1/CrossConnects").form(&order))
        .await
        .expect(400);
    for path in [
        path.as_str(),
        "/_mock/",
        "/_mock/page/sessions",
        "/_mock/page/requests",
        "/_mock/page/faults",
    ] {
        for path in [path.to_owned(), format!("{path}?{query}")] {
            let page = visitor.open(&path).await.expect(200);
            for markup in ["<script>", "<img", "onerror=alert(1)>"] {
                assert!(!page.html.contains(markup), "{path}: {markup}");
            }
        }
    }
    visitor.open(&path).await.shows(hostile);
    visitor.open("/_mock/page/requests").await.shows(hostile);
    visitor.open("/_mock/page/faults").await.shows(hostile);
    let refused = visitor.send("/_mock/page/clock", &[("days", hostile)]).await;
    refused.refuses(422, hostile);
    assert!(!refused.html.contains("<script>"));
}
