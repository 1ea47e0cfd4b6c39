//! Tests of rules of the contract that are easy to misread.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Answer, Api, ORDER, sid_in, with};

fn parameters(refused: &Answer) -> Vec<&str> {
    let problems = refused.at("details/problems").as_array().unwrap();
    problems
        .iter()
        .map(|problem| problem["parameter"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn problems_stand_in_the_order_of_the_table_and_the_first_gives_the_status() {
    let api = Api::start().await;
    let all_wrong = [
        ("Enabled", "yes"),
        ("RedundancyRole", "spare"),
        ("RedundancyGroup", "a b"),
        ("LoaEntity", " "),
        ("BandwidthMbps", "many"),
        ("Exchange", "mars-ix"),
        ("UniqueName", "a b"),
    ];
    let refused = api.post("/v1/CrossConnects", &all_wrong).await.refused(422, 20422);
    let order = [
        "UniqueName",
        "Exchange",
        "BandwidthMbps",
        "LoaEntity",
        "RedundancyGroup",
        "RedundancyRole",
        "Enabled",
    ];
    assert_eq!(parameters(&refused), order);
    for (first, status, code) in [
        (("Exchange", Some("mars-ix")), 404, 62002),
        (("Exchange", None), 400, 62023),
        (("BandwidthMbps", Some("0")), 400, 62035),
    ] {
        let order = with(&with(&ORDER, "LoaEntity", Some(" ")), first.0, first.1);
        let refused = api.post("/v1/CrossConnects", &order).await.refused(status, code);
        assert_eq!(parameters(&refused).len(), 2, "{first:?}");
    }
}

#[tokio::test]
async fn of_several_refusals_by_status_the_entity_comes_before_the_bandwidth() {
    let api = Api::start().await;
    let configuring = api.placed("configuring").await;
    let both = [("BandwidthMbps", "1000"), ("LoaEntity", "Another")];
    api.post(&configuring, &both).await.refused(409, 20409);
    let requested = api.placed("requested").await;
    api.post(&requested, &both).await.refused(409, 62014);
}

#[tokio::test]
async fn an_empty_filter_counts_as_none_but_for_the_group() {
    let api = Api::start().await;
    api.placed("active").await;
    let shown = |query: &'static str| {
        let api = &api;
        async move {
            let list = api.get(&format!("/v1/CrossConnects?{query}")).await.expect(200);
            list.at("cross_connects").as_array().unwrap().len()
        }
    };
    assert_eq!(shown("UniqueName=&Exchange=&Status=").await, 1);
    assert_eq!(shown("RedundancyGroup=").await, 1);
    assert_eq!(shown("RedundancyGroup=us").await, 0);
    api.get("/v1/BgpSessions?CrossConnectSid=&Status=").await.expect(200);
}

#[tokio::test]
async fn an_empty_switch_counts_as_left_out_on_creation_alone() {
    let api = Api::start().await;
    let order = [ORDER.as_slice(), &[("Enabled", ""), ("RedundancyRole", "")]].concat();
    let ordered = api.post("/v1/CrossConnects", &order).await.expect(201);
    assert_eq!(
        (ordered.at("enabled"), ordered.at("redundancy_role")),
        (&json!(true), &Value::Null)
    );
    let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));
    api.post(&path, &[("Enabled", "")]).await.refused(422, 20422);
    let session = [
        ("CrossConnectSid", ordered.text("sid")),
        ("IpRoutes", "52.1.2.0/24"),
        ("Enabled", ""),
    ];
    let session = api.post("/v1/BgpSessions", &session).await.expect(201);
    assert_eq!(*session.at("enabled"), true);
}

#[tokio::test]
async fn a_known_key_compares_everything_that_was_sent_before_it_is_judged() {
    let api = Api::start().await;
    let keyed = |form: Vec<(&'static str, &'static str)>| {
        let request = api
            .request(Method::POST, "/v1/CrossConnects")
            .header("Idempotency-Key", "k");
        Answer::to(request.form(&form))
    };
    let first = keyed(ORDER.to_vec()).await.expect(201);
    let invalid = keyed(with(&ORDER, "BandwidthMbps", Some("0")))
        .await
        .refused(422, 20422);
    assert_eq!(invalid.text("details/parameter"), "Idempotency-Key");
    let empty = keyed(with(&ORDER, "RedundancyGroup", Some("")))
        .await
        .refused(422, 20422);
    assert_eq!(empty.text("details/parameter"), "Idempotency-Key");
    let mut reversed = ORDER.to_vec();
    reversed.reverse();
    assert_eq!(keyed(reversed).await.expect(201).text("sid"), first.text("sid"));
}

#[tokio::test]
async fn a_session_that_is_configured_tries_to_connect() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    let form = [("CrossConnectSid", sid_in(&carrier)), ("IpRoutes", "52.1.2.0/24")];
    let opened = api.post("/v1/BgpSessions", &form).await.expect(201);
    assert_eq!(
        (opened.text("status"), opened.text("session_state")),
        ("configuring", "connect")
    );
}

#[tokio::test]
async fn an_empty_route_beside_a_good_one_is_left_out() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    let carrier = ("CrossConnectSid", sid_in(&carrier));
    api.post("/v1/BgpSessions", &[carrier, ("IpRoutes", "")])
        .await
        .refused(400, 62017);
    let form = [carrier, ("IpRoutes", ""), ("IpRoutes", "52.1.2.0/24")];
    let opened = api.post("/v1/BgpSessions", &form).await.expect(201);
    assert_eq!(*opened.at("ip_routes"), json!(["52.1.2.0/24"]));
}

#[tokio::test]
async fn a_changed_party_after_the_letter_is_told_as_a_change_and_as_a_new_letter() {
    let api = Api::start().await;
    let path = api.placed("loa_issued").await;
    api.post(&path, &[("LoaEntity", "Another")]).await.expect(200);
    let events = api.get(&format!("{path}/Events")).await.expect(200);
    let events = events.at("events").as_array().unwrap();
    let last: Vec<_> = events.iter().rev().take(2).map(|event| &event["description"]).collect();
    assert_eq!(
        last,
        ["letter of authorization re-issued", "party on the letter changed"]
    );
    let transition = |event: &Value| (event["from_status"].clone(), event["to_status"].clone());
    assert_eq!(
        transition(&events[events.len() - 1]),
        (json!("loa_issued"), json!("loa_issued"))
    );
}

#[tokio::test]
async fn capacity_comes_before_a_taken_name_on_a_change_and_is_no_refusal_of_an_order() {
    let seed = serde_json::from_value(json!({"exchanges": [{
        "edge": "ashburn-ix", "city": "Ashburn", "data_center": "Equinix DC1", "address": "", "region": "us1", "legacy_edge": "us1-ix",
        "bandwidths_mbps": [100, 1000], "available_bandwidths_mbps": [100], "prefixes": [], "recommended_partner": null
    }]}));
    let settings = mock_api::Settings {
        seed: seed.unwrap(),
        ..mock_api::Settings::default()
    };
    let api = Api::with(settings).await;
    api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    let small = with(&with(&ORDER, "BandwidthMbps", Some("100")), "UniqueName", Some("small"));
    let small = api.post("/v1/CrossConnects", &small).await.expect(201);
    let path = format!("/v1/CrossConnects/{}", small.text("sid"));
    api.hours_pass(2).await;
    let notice = [("Reference", "1"), ("CompletedOn", "2026-01-05")];
    api.post(&format!("{path}/CompletionNotices"), &notice)
        .await
        .expect(201);
    api.hours_pass(4).await;
    let change = [("BandwidthMbps", "1000"), ("UniqueName", "ashburn-primary")];
    api.post(&path, &change).await.refused(422, 62220);
    api.post(&path, &[("UniqueName", "ashburn-primary")])
        .await
        .refused(409, 20409);
}
