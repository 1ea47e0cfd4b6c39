//! The catalog of exchanges.

use std::time::Duration;

use mock_api::Settings;
use serde_json::{Value, json};

use crate::client::Api;

#[tokio::test]
async fn the_catalogue_has_eight_exchanges() {
    let api = Api::start().await;
    let list = api.get("/v1/Exchanges").await.expect(200);
    let edges: Vec<&str> = list
        .at("exchanges")
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["edge"].as_str().unwrap())
        .collect();
    let expected = [
        "ashburn-ix",
        "san-jose-ix",
        "sao-paulo-ix",
        "london-ix",
        "frankfurt-ix",
        "singapore-ix",
        "tokyo-ix",
        "sydney-ix",
    ];
    assert_eq!(edges, expected);
    assert_eq!(list.text("meta/key"), "exchanges");
}

#[tokio::test]
async fn an_exchange_is_found_by_edge_and_by_sid() {
    let api = Api::start().await;
    let by_edge = api.get("/v1/Exchanges/ashburn-ix").await.expect(200);
    assert_eq!(by_edge.text("city"), "Ashburn");
    assert_eq!(by_edge.text("data_center"), "Equinix DC1");
    assert_eq!(by_edge.text("address"), "21711 Filigree Ct, Ashburn, VA 20147");
    assert_eq!(by_edge.text("time_zone"), "America/New_York");
    assert_eq!(by_edge.text("region"), "US East (Virginia)");
    assert_eq!(by_edge.text("legacy_edge"), "us1-ix");
    assert_eq!(*by_edge.at("bandwidths_mbps"), serde_json::json!([10, 100, 1000]));
    assert_eq!(
        *by_edge.at("prefixes"),
        serde_json::json!(["208.78.112.0/25", "168.86.128.0/18"])
    );
    assert_eq!(by_edge.text("recommended_partner"), "san-jose-ix");
    let by_sid = api
        .get(&format!("/v1/Exchanges/{}", by_edge.text("sid")))
        .await
        .expect(200);
    assert_eq!(by_sid.body, by_edge.body);
    assert_eq!(api.get(by_edge.text("url")).await.expect(200).body, by_edge.body);
}

#[tokio::test]
async fn an_exchange_without_a_named_partner_says_null() {
    let api = Api::start().await;
    for edge in ["sao-paulo-ix", "sydney-ix"] {
        assert!(
            api.get(&format!("/v1/Exchanges/{edge}"))
                .await
                .expect(200)
                .at("recommended_partner")
                .is_null()
        );
    }
}

#[tokio::test]
async fn what_is_no_exchange_is_not_found() {
    let api = Api::start().await;
    for name in [
        "us1-ix",
        "gll-ix",
        "sau-paulo-ix",
        "Ashburn-ix",
        "EX00000000000000000000000000000000",
    ] {
        api.get(&format!("/v1/Exchanges/{name}")).await.refused(404, 62002);
    }
}

#[tokio::test]
async fn what_is_sold_is_available_unless_a_seed_says_otherwise() {
    let api = Api::start().await;
    let exchange = api.get("/v1/Exchanges/tokyo-ix").await.expect(200);
    assert_eq!(exchange.at("available_bandwidths_mbps"), exchange.at("bandwidths_mbps"));
    assert_eq!(
        *exchange.at("available_bandwidths_mbps"),
        serde_json::json!([10, 100, 500, 1000])
    );
}

/// An exchange that sells 10 and 1000 Mbps and has capacity for 10.
async fn short_of_capacity() -> Api {
    let exchange = json!({
        "edge": "mars-ix", "city": "Olympus", "data_center": "M1", "address": "Crater 1", "region": "North", "legacy_edge": "ma1-ix",
        "bandwidths_mbps": [10, 1000], "available_bandwidths_mbps": [10], "prefixes": [], "recommended_partner": null,
    });
    let active = json!({"unique_name": "old", "exchange": "mars-ix", "bandwidth_mbps": 10, "status": "active",
        "sid": "XC11111111111111111111111111111111"});
    let seed = json!({"exchanges": [exchange], "cross_connects": [active]});
    Api::with(Settings {
        seed: serde_json::from_value(seed).unwrap(),
        ..Settings::default()
    })
    .await
}

#[tokio::test]
async fn an_order_without_capacity_is_taken_and_declined() {
    let api = short_of_capacity().await;
    for (name, bandwidth, status) in [("much", "1000", "rejected"), ("little", "10", "loa_issued")] {
        let form = [
            ("UniqueName", name),
            ("Exchange", "mars-ix"),
            ("BandwidthMbps", bandwidth),
            ("LoaEntity", "E"),
        ];
        let ordered = api.post("/v1/CrossConnects", &form).await.expect(201);
        let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));
        api.mock.advance(Duration::from_secs(3 * 3600)).await;
        assert_eq!(api.status(&path).await, status);
    }
}

#[tokio::test]
async fn an_exchange_whose_time_zone_is_not_known_refuses_no_true_day() {
    let api = short_of_capacity().await;
    assert_eq!(*api.get("/v1/Exchanges/mars-ix").await.at("time_zone"), Value::Null);
    let order = [("UniqueName", "little"), ("Exchange", "mars-ix"), ("BandwidthMbps", "10"), ("LoaEntity", "E")];
    let ordered = api.post("/v1/CrossConnects", &order).await.expect(201);
    let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));
    api.mock.advance(Duration::from_secs(3 * 3600)).await;
    let letter = api.get(&format!("{path}/LetterOfAuthorization")).await.expect(200);
    assert_eq!(letter.text("issued_on"), "2026-01-05");
    assert_eq!(letter.text("expires_at"), "2026-03-07T12:00:00Z", "the last place at which 6 March ends");
    // 12 hours UTC on the fifth, which is the sixth in Kiribati.
    let notice = |day| [("Reference", "CC-1"), ("CompletedOn", day)];
    api.post(&format!("{path}/CompletionNotices"), &notice("2026-01-07")).await.refused(422, 20422);
    api.post(&format!("{path}/CompletionNotices"), &notice("2026-01-06")).await.expect(201);
}

#[tokio::test]
async fn a_bandwidth_changes_only_to_one_with_capacity() {
    let api = short_of_capacity().await;
    let path = "/v1/CrossConnects/XC11111111111111111111111111111111";
    api.post(path, &[("BandwidthMbps", "1000")]).await.refused(422, 62220);
    assert_eq!(api.status(path).await, "active");
}
