//! The catalogue.

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
