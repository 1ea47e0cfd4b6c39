//! The log of requests.

use mock_api::{Fault, FaultKind};
use reqwest::Method;

use crate::visitor::{Page, Visitor};

async fn ask(visitor: &Visitor, method: Method, path: &str) -> u16 {
    Page::of(visitor.call(method, path)).await.status
}

#[tokio::test]
async fn requests_are_shown_the_latest_first() {
    let visitor = Visitor::start().await;
    visitor
        .open("/_mock/page/requests")
        .await
        .shows("No request has arrived yet.");
    ask(&visitor, Method::GET, "/v1/Exchanges").await;
    ask(&visitor, Method::GET, "/v1/CrossConnects?Status=active").await;
    for path in ["/_mock/page/requests", "/_mock/"] {
        let text = visitor.open(path).await.text();
        let place = |path: &str| text.find(path).unwrap();
        assert!(
            place("/v1/CrossConnects?Status=active") < place("/v1/Exchanges"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_filter_leaves_what_it_asks_for() {
    let visitor = Visitor::start().await;
    ask(&visitor, Method::GET, "/v1/Exchanges").await;
    ask(&visitor, Method::DELETE, "/v1/Exchanges").await;
    visitor
        .mock
        .add_fault(Fault::new(FaultKind::TooManyRequests { retry_after: None }))
        .await;
    assert_eq!(ask(&visitor, Method::GET, "/v1/BgpSessions").await, 429);
    for (query, count, shown) in [
        ("", "3 requests", "405"),
        ("method=DELETE", "1 request,", "405"),
        ("path=Bgp", "1 request,", "429"),
        ("outcome=refused", "2 requests", "code 20004"),
        ("outcome=fault", "1 request,", "fault too_many_requests"),
        ("method=POST", "0 requests", "No request has arrived yet."),
    ] {
        let page = visitor.open(&format!("/_mock/page/requests?{query}")).await;
        page.shows(count);
        page.shows(shown);
    }
}
