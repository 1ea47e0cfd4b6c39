//! Lists, page by page.

use mock_api::Settings;
use serde_json::{Value, json};

use crate::client::{Answer, Api};

/// A server with `count` active cross connects: `c1`, `c2`, and so on. Every third one is in the group `third`.
async fn with_cross_connects(count: usize) -> Api {
    let rows: Vec<Value> = (1..=count)
        .map(|number| {
            let group = (number % 3 == 0).then_some("third");
            json!({"unique_name": format!("c{number}"), "exchange": "tokyo-ix", "bandwidth_mbps": 10, "redundancy_group": group})
        })
        .collect();
    let seed = serde_json::from_value(json!({"cross_connects": rows})).unwrap();
    Api::with(Settings {
        seed,
        ..Settings::default()
    })
    .await
}

fn names(page: &Answer) -> Vec<String> {
    let rows = page.at("cross_connects").as_array().unwrap();
    rows.iter()
        .map(|row| row["unique_name"].as_str().unwrap().to_owned())
        .collect()
}

fn names_from(range: std::ops::RangeInclusive<usize>) -> Vec<String> {
    range.map(|number| format!("c{number}")).collect()
}

#[tokio::test]
async fn a_list_has_fifty_items_a_page_unless_told_otherwise() {
    let api = with_cross_connects(60).await;
    let first = api.get("/v1/CrossConnects").await.expect(200);
    assert_eq!(names(&first), names_from(1..=50));
    assert_eq!(
        (first.at("meta/page"), first.at("meta/page_size")),
        (&json!(0), &json!(50))
    );
    assert_eq!(first.text("meta/key"), "cross_connects");
    assert!(first.at("meta/previous_page_url").is_null());
    let second = api.get(first.text("meta/next_page_url")).await.expect(200);
    assert_eq!(names(&second), names_from(51..=60));
    assert_eq!(*second.at("meta/page"), 1);
    assert!(second.at("meta/next_page_url").is_null());
    let back = api.get(second.text("meta/previous_page_url")).await.expect(200);
    assert_eq!(names(&back), names(&first));
    assert_eq!(names(&api.get(second.text("meta/first_page_url")).await), names(&first));
    assert_eq!(names(&api.get(second.text("meta/url")).await), names(&second));
}

#[tokio::test]
async fn a_thousand_items_fit_on_a_page() {
    let api = with_cross_connects(1001).await;
    let first = api.get("/v1/CrossConnects?PageSize=1000").await.expect(200);
    assert_eq!(names(&first), names_from(1..=1000));
    assert_eq!(names(&api.get(first.text("meta/next_page_url")).await), ["c1001"]);
}

#[tokio::test]
async fn page_sizes_outside_one_to_a_thousand_are_refused() {
    let api = with_cross_connects(1).await;
    for size in ["0", "1001", "-1", "ten"] {
        for list in ["CrossConnects", "BgpSessions", "Exchanges"] {
            api.get(&format!("/v1/{list}?PageSize={size}"))
                .await
                .refused(400, 20007);
        }
    }
    api.get("/v1/CrossConnects?PageSize=1").await.expect(200);
}

#[tokio::test]
async fn a_full_last_page_has_no_next_page() {
    let api = with_cross_connects(4).await;
    let first = api.get("/v1/CrossConnects?PageSize=2").await.expect(200);
    let second = api.get(first.text("meta/next_page_url")).await.expect(200);
    assert_eq!(names(&second), names_from(3..=4));
    assert!(second.at("meta/next_page_url").is_null());
    let empty = api.get("/v1/BgpSessions").await.expect(200);
    assert_eq!(*empty.at("bgp_sessions"), json!([]));
    assert!(empty.at("meta/next_page_url").is_null());
}

#[tokio::test]
async fn filters_go_along_from_page_to_page() {
    let api = with_cross_connects(12).await;
    let first = api
        .get("/v1/CrossConnects?RedundancyGroup=third&PageSize=3")
        .await
        .expect(200);
    assert_eq!(names(&first), ["c3", "c6", "c9"]);
    assert_eq!(names(&api.get(first.text("meta/next_page_url")).await), ["c12"]);
}

#[tokio::test]
async fn what_goes_between_two_pages_hides_nothing() {
    let api = with_cross_connects(6).await;
    let first = api.get("/v1/CrossConnects?PageSize=2").await.expect(200);
    let sids: Vec<String> = api
        .mock
        .cross_connects()
        .await
        .iter()
        .map(|row| row.sid.clone())
        .collect();
    api.mock.remove(&sids[0]).await.unwrap();
    api.mock.remove(&sids[1]).await.unwrap();
    assert_eq!(
        names(&api.get(first.text("meta/next_page_url")).await),
        names_from(3..=4)
    );
}

#[tokio::test]
async fn a_page_token_of_nobody_or_of_another_list_is_refused() {
    let api = with_cross_connects(3).await;
    api.get("/v1/CrossConnects?PageToken=nonsense")
        .await
        .refused(422, 20422);
    let exchanges = api.get("/v1/Exchanges?PageSize=2").await.expect(200);
    let (_, token) = exchanges.text("meta/next_page_url").split_once("PageToken=").unwrap();
    api.get(&format!("/v1/Exchanges?PageToken={token}")).await.expect(200);
    api.get(&format!("/v1/CrossConnects?PageToken={token}"))
        .await
        .refused(422, 20422);
}

#[tokio::test]
async fn filters_find_what_they_name() {
    let api = with_cross_connects(4).await;
    let inactive = api.placed("inactive").await;
    let find = async |query: &str| names(&api.get(&format!("/v1/CrossConnects?{query}")).await.expect(200));
    assert_eq!(find("UniqueName=c2").await, ["c2"]);
    assert_eq!(find("UniqueName=nobody").await, Vec::<String>::new());
    assert_eq!(find("Status=inactive").await, ["inactive"]);
    assert_eq!(find("Exchange=london-ix").await, ["inactive"]);
    assert_eq!(find("Exchange=mars-ix").await, Vec::<String>::new());
    assert_eq!(find("RedundancyGroup=").await, ["c1", "c2", "c4", "inactive"]);
    assert_eq!(find("Exchange=tokyo-ix&RedundancyGroup=third").await, ["c3"]);
    api.get("/v1/CrossConnects?Status=asleep").await.refused(422, 20422);

    api.session_over(&inactive).await;
    let sid = crate::client::sid_in(&inactive);
    let sessions = api
        .get(&format!("/v1/BgpSessions?CrossConnectSid={sid}&Status=available"))
        .await
        .expect(200);
    assert_eq!(sessions.at("bgp_sessions").as_array().unwrap().len(), 1);
    let none = api
        .get(&format!("/v1/BgpSessions?CrossConnectSid={sid}&Status=failed"))
        .await
        .expect(200);
    assert_eq!(none.at("bgp_sessions").as_array().unwrap().len(), 0);
    api.get("/v1/BgpSessions?CrossConnectSid=XC1").await.refused(400, 62001);
}

#[tokio::test]
async fn events_are_paged_too() {
    let api = Api::start().await;
    let path = api.placed("active").await + "/Events";
    let first = api.get(&format!("{path}?PageSize=3")).await.expect(200);
    assert_eq!(first.at("events").as_array().unwrap().len(), 3);
    let second = api.get(first.text("meta/next_page_url")).await.expect(200);
    assert_eq!(second.text("events/0/to_status"), "active");
}

#[tokio::test]
async fn urls_bear_the_name_under_which_the_server_was_asked() {
    let api = with_cross_connects(2).await;
    let request = api
        .request(reqwest::Method::GET, "/v1/CrossConnects?PageSize=1")
        .header("Host", "mock.example:80");
    let page = Answer::to(request).await.expect(200);
    assert!(
        page.text("meta/next_page_url")
            .starts_with("http://mock.example:80/v1/CrossConnects?")
    );
    assert!(
        page.text("cross_connects/0/url")
            .starts_with("http://mock.example:80/v1/CrossConnects/XC")
    );
}

#[tokio::test]
async fn a_forged_page_token_is_refused() {
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    let api = with_cross_connects(3).await;
    let page = api.get("/v1/CrossConnects?PageSize=2").await.expect(200);
    let (_, token) = page.text("meta/next_page_url").split_once("PageToken=").unwrap();
    let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(token).unwrap()).unwrap();
    let forged = |from: &str, to: &str| BASE64_URL_SAFE_NO_PAD.encode(text.replacen(from, to, 1));
    assert_eq!(forged("", ""), token, "control: this is how a token is made");
    let last = text.rsplit(' ').next().unwrap();
    for (from, to) in [
        ("after 2", "after 1"),
        ("after", "before"),
        (" 1 ", " 18446744073709551615 "),
        (last, ""),
    ] {
        api.get(&format!("/v1/CrossConnects?PageToken={}", forged(from, to)))
            .await
            .refused(422, 20422);
    }
}

#[tokio::test]
async fn the_timeline_of_one_object_does_not_take_the_token_of_anothers() {
    let api = Api::start().await;
    let one = api.placed("active").await + "/Events";
    let other = api.placed("inactive").await + "/Events";
    let first = api.get(&format!("{one}?PageSize=1")).await.expect(200);
    let (_, token) = first.text("meta/next_page_url").split_once("PageToken=").unwrap();
    api.get(&format!("{one}?PageToken={token}")).await.expect(200);
    api.get(&format!("{other}?PageToken={token}")).await.refused(422, 20422);
}

#[tokio::test]
async fn a_number_has_one_form() {
    let api = Api::start().await;
    for size in ["+5", "05", "5.0", "%205", "0", "1001", "18446744073709551616"] {
        api.get(&format!("/v1/CrossConnects?PageSize={size}"))
            .await
            .refused(400, 20007);
    }
}

#[tokio::test]
async fn behind_a_proxy_a_page_leads_to_the_next_by_the_callers_url() {
    let known = |settings: mock_api::Settings| async move {
        let api = Api::with(settings).await;
        for status in ["active", "inactive"] {
            api.placed(status).await;
        }
        let first = api
            .request(reqwest::Method::GET, "/v1/CrossConnects?PageSize=1")
            .header("Forwarded", "host=mock.example.com;proto=https");
        let first = crate::client::Answer::to(first).await.expect(200);
        (
            first.text("meta/next_page_url").to_owned(),
            first.text("cross_connects/0/url").to_owned(),
        )
    };
    let settings = mock_api::Settings::default;
    let (next, url) = known(settings()).await;
    assert!(
        next.starts_with("http://127.0.0.1:") && url.starts_with("http://127.0.0.1:"),
        "{next} {url}"
    );
    let trusting = mock_api::Settings {
        trusts_forwarded: true,
        ..settings()
    };
    let public = mock_api::Settings {
        public_url: Some("https://mock.example.com".to_owned()),
        ..settings()
    };
    for settings in [trusting, public] {
        let (next, url) = known(settings).await;
        assert!(next.starts_with("https://mock.example.com/v1/CrossConnects?"), "{next}");
        assert!(url.starts_with("https://mock.example.com/v1/CrossConnects/XC"), "{url}");
    }
}
