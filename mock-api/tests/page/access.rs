//! Access to the page, and the headers that a browser gets with it.

use mock_api::Settings;
use reqwest::{Method, RequestBuilder};

use crate::visitor::{Page, Visitor};

const PATHS: [&str; 9] = [
    "/_mock",
    "/_mock/",
    "/_mock/page/sessions",
    "/_mock/page/requests",
    "/_mock/page/faults",
    "/_mock/page/cross-connects/XC00000000000000000000000000000000",
    "/_mock/page/nothing",
    "/_mock/page/style.css",
    "/_mock/page/refresh.js",
];

#[tokio::test]
async fn the_page_is_there_with_and_without_a_slash() {
    let visitor = Visitor::start().await;
    let moved = visitor.open("/_mock").await.expect(308);
    assert_eq!(moved.header("location"), "/_mock/");
    let page = visitor.open("/_mock/").await.expect(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    page.shows("Circuits");
}

#[tokio::test]
async fn every_answer_forbids_frames_foreign_content_and_inline_code() {
    let visitor = Visitor::start().await;
    for path in PATHS.into_iter().filter(|path| *path != "/_mock/page/nothing") {
        let page = visitor.open(path).await;
        let policy = page.header("content-security-policy");
        for rule in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        for inline in ["<style", " style=", "<script>", " onclick=", "javascript:"] {
            assert!(!page.html.contains(inline), "{path}: {inline}");
        }
    }
}

#[tokio::test]
async fn a_path_that_is_no_page_is_not_found() {
    let visitor = Visitor::start().await;
    visitor.open("/_mock/page/nothing").await.expect(404);
    let missing = visitor.open("/_mock/page/cross-connects/XC1").await.expect(404);
    missing.shows("This page does not exist.");
    let gone = visitor.open(PATHS[5]).await.expect(404);
    gone.shows("There is no cross connect XC00000000000000000000000000000000.");
}

/// A request as from a browser on another machine, with the host name of this machine.
fn from_elsewhere(visitor: &Visitor, method: Method, path: &str) -> RequestBuilder {
    visitor.request(method, path).header("Host", "mock.example.com")
}

#[tokio::test]
async fn a_browser_elsewhere_is_asked_for_the_password() {
    let visitor = Visitor::with(Settings {
        control_token: Some("sesame".to_owned().into()),
        ..Settings::default()
    })
    .await;
    for path in PATHS {
        let asked = Page::of(from_elsewhere(&visitor, Method::GET, path)).await.expect(401);
        assert!(asked.header("www-authenticate").starts_with("Basic realm="), "{path}");
        let wrong = from_elsewhere(&visitor, Method::GET, path).basic_auth("mock", Some("wrong"));
        Page::of(wrong).await.expect(401);
    }
    let right = from_elsewhere(&visitor, Method::GET, "/_mock/").basic_auth("mock", Some("sesame"));
    Page::of(right).await.expect(200).shows("Circuits");
    let form = from_elsewhere(&visitor, Method::POST, "/_mock/page/clock").form(&[("days", "1")]);
    Page::of(form).await.expect(401);
    assert_eq!(visitor.mock.now().to_string(), crate::visitor::START);
}

#[tokio::test]
async fn without_a_token_the_page_is_for_this_machine_alone() {
    let visitor = Visitor::start().await;
    for path in PATHS {
        Page::of(from_elsewhere(&visitor, Method::GET, path)).await.expect(403);
    }
}

#[tokio::test]
async fn a_form_on_a_page_of_another_origin_does_nothing() {
    let visitor = Visitor::start().await;
    let form = |origin: &str| {
        let request = visitor
            .request(Method::POST, "/_mock/page/clock")
            .header("Origin", origin);
        request.form(&[("days", "1")])
    };
    for origin in ["https://attacker.example", "null"] {
        Page::of(form(origin)).await.expect(403);
    }
    assert_eq!(visitor.mock.now().to_string(), crate::visitor::START);
    Page::of(form(&visitor.mock.base_url())).await.expect(303);
    assert_eq!(visitor.mock.now().to_string(), "2026-01-06T09:00:00Z");
}

#[tokio::test]
async fn a_form_leads_back_to_a_page_of_this_server_alone() {
    let visitor = Visitor::start().await;
    for (back, location) in [
        ("/_mock/?status=active", "/_mock/?status=active&notice=clock-advanced"),
        ("https://attacker.example/", "/_mock/?notice=clock-advanced"),
        ("//attacker.example", "/_mock/?notice=clock-advanced"),
        ("/v1/CrossConnects", "/_mock/?notice=clock-advanced"),
    ] {
        let sent = visitor
            .send("/_mock/page/clock", &[("days", "1"), ("back", back)])
            .await;
        assert_eq!(sent.expect(303).header("location"), location, "{back}");
    }
}
