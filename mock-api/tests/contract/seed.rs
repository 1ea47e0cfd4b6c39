//! Seeds.

use mock_api::{MockApi, Seed, Settings};
use serde_json::json;

use crate::client::Api;

fn seed(value: serde_json::Value) -> Seed {
    serde_json::from_value(value).unwrap()
}

#[tokio::test]
async fn a_seed_puts_objects_in_place_as_if_they_had_taken_the_usual_way() {
    let api = Api::with(Settings {
        seed: seed(json!({
            "cross_connects": [{
                "sid": "XC11111111111111111111111111111111", "unique_name": "old", "exchange": "tokyo-ix", "bandwidth_mbps": 500,
                "loa_entity": "Seed Corp", "redundancy_group": "asia", "status": "active", "ordered_at": "2025-06-01T00:00:00Z",
            }],
            "bgp_sessions": [{
                "sid": "BG22222222222222222222222222222222", "cross_connect": "old", "ip_routes": ["52.1.2.0/24"], "customer_asn": 3320,
            }],
        })),
        ..Settings::default()
    })
    .await;
    let cross_connect = api
        .get("/v1/CrossConnects/XC11111111111111111111111111111111")
        .await
        .expect(200);
    assert_eq!(
        (cross_connect.text("status"), cross_connect.text("date_created")),
        ("active", "2025-06-01T00:00:00Z")
    );
    assert_eq!(cross_connect.text("letter_of_authorization/entity"), "Seed Corp");
    assert_eq!(cross_connect.text("completion/completed_on"), "2025-06-01");
    let session = api
        .get("/v1/BgpSessions/BG22222222222222222222222222222222")
        .await
        .expect(200);
    assert_eq!(
        (session.text("status"), session.text("session_state")),
        ("available", "established")
    );
    assert_eq!(
        (session.at("customer_asn"), session.text("customer_asn_assigned_by")),
        (&json!(3320), "customer")
    );
}

#[tokio::test]
async fn every_status_can_be_seeded() {
    let api = Api::start().await;
    for status in [
        "requested",
        "rejected",
        "loa_issued",
        "loa_expired",
        "configuring",
        "failed",
        "active",
        "updating",
        "inactive",
        "pending_deletion",
    ] {
        let path = api.placed(status).await;
        assert_eq!(api.status(&path).await, status);
    }
}

#[tokio::test]
async fn a_catalogue_can_be_replaced() {
    let exchange = json!({
        "edge": "mars-ix", "city": "Olympus", "data_center": "M1", "address": "Crater 1", "region": "North", "legacy_edge": "ma1-ix",
        "bandwidths_mbps": [7], "prefixes": ["52.0.0.0/24"], "recommended_partner": null,
    });
    let api = Api::with(Settings {
        seed: seed(json!({"exchanges": [exchange]})),
        ..Settings::default()
    })
    .await;
    api.get("/v1/Exchanges/ashburn-ix").await.refused(404, 62002);
    let form = [
        ("UniqueName", "a"),
        ("Exchange", "mars-ix"),
        ("BandwidthMbps", "7"),
        ("LoaEntity", "E"),
    ];
    api.post("/v1/CrossConnects", &form).await.expect(201);
}

#[tokio::test]
async fn a_seed_that_contradicts_itself_is_refused() {
    let cross_connect = json!({"unique_name": "a", "exchange": "tokyo-ix", "bandwidth_mbps": 10});
    let elsewhere = json!({"unique_name": "a", "exchange": "mars-ix", "bandwidth_mbps": 10});
    let session = json!({"cross_connect": "b", "ip_routes": []});
    for (value, message) in [
        (
            json!({"cross_connects": [elsewhere]}),
            "the seed has the cross connect a at mars-ix, which is not in the catalog",
        ),
        (
            json!({"cross_connects": [cross_connect, cross_connect]}),
            "the seed has the cross connect a, which already exists",
        ),
        (
            json!({"bgp_sessions": [session]}),
            "the seed has a BGP session over b, which does not exist or already carries a session",
        ),
    ] {
        let error = MockApi::start(Settings {
            seed: seed(value),
            ..Settings::default()
        })
        .await
        .unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[tokio::test]
async fn the_same_seed_number_draws_the_same_sids() {
    let sids = async |sid_seed: u64| {
        let api = Api::with(Settings {
            sid_seed,
            ..Settings::default()
        })
        .await;
        let path = api.placed("active").await;
        api.get(&path).await.body["letter_of_authorization"]["sid"].clone()
    };
    assert_eq!(sids(7).await, sids(7).await);
    assert_ne!(sids(7).await, sids(8).await);
}

#[tokio::test]
async fn the_examples_of_the_readme_are_taken() {
    let readme = include_str!("../../README.md");
    let examples: Vec<&str> = readme
        .split("```json\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    let api = Api::with(Settings {
        seed: serde_json::from_str(examples[0]).unwrap(),
        ..Settings::default()
    })
    .await;
    api.mock.add_fault(serde_json::from_str(examples[1]).unwrap()).await;
    assert_eq!(api.mock.cross_connects().await.len(), 2);
    let table = readme.split("## Faults").nth(1).unwrap();
    let rows: Vec<&str> = table
        .split("\n| ")
        .skip(2)
        .filter_map(|row| row.split('`').nth(1))
        .collect();
    assert_eq!(rows.len(), 11, "{rows:?}");
    for kind in rows {
        let fault: Result<mock_api::FaultKind, _> = serde_json::from_str(kind);
        assert!(fault.is_ok(), "{kind}: {fault:?}");
    }
}
