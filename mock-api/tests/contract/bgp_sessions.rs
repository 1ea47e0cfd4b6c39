//! Opening, changing, and deleting BGP sessions.

use mock_api::{Outcome, OutcomeKind};
use serde_json::{Value, json};

use crate::client::{Api, sid_in, with};

const COLLECTION: &str = "/v1/BgpSessions";

#[tokio::test]
async fn a_session_answers_with_every_field_of_the_contract_and_lives_with_its_cross_connect() {
    let api = Api::start().await;
    let carrier = api.placed("configuring").await;
    let form = [
        ("CrossConnectSid", sid_in(&carrier)),
        ("IpRoutes", "52.1.2.0/24"),
        ("IpRoutes", "52.1.3.0/25"),
        ("Md5Key", "topsecret"),
    ];
    let opened = api.post(COLLECTION, &form).await.expect(201);
    let sid = opened.text("sid").to_owned();
    let url = format!("{}/v1/BgpSessions/{sid}", api.mock.base_url());
    let expected = json!({
        "sid": sid, "account_sid": "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "cross_connect_sid": sid_in(&carrier),
        "ip_routes": ["52.1.2.0/24", "52.1.3.0/25"], "customer_asn": null, "customer_asn_assigned_by": "twilio",
        "customer_address": null, "customer_address_assigned_by": "twilio", "twilio_asn": null,
        "twilio_address": null, "enabled": true, "has_md5_key": true, "status": "pending", "status_reason": null,
        "waiting_for": {
            "actor": "twilio", "role": null, "kind": "machine",
            "since": "2026-01-05T09:00:00Z", "expected_by": "2026-01-05T13:00:00Z"
        },
        "pending_change": null, "last_declined": null, "on_hold": null,
        "session_state": "idle", "revision": 1, "date_created": "2026-01-05T09:00:00Z",
        "date_updated": "2026-01-05T09:00:00Z", "url": url,
    });
    assert_eq!(opened.body, expected);

    api.hours_pass(4).await;
    let configuring = api.get(&url).await.expect(200);
    assert_eq!(
        (configuring.text("status"), configuring.text("session_state")),
        ("configuring", "connect")
    );
    assert_eq!(*configuring.at("customer_asn"), 65010);
    assert_eq!(*configuring.at("twilio_asn"), 394_434);
    assert_eq!(configuring.text("customer_address"), "169.254.1.2/30");
    assert_eq!(configuring.text("twilio_address"), "169.254.1.1/30");
    assert_eq!(configuring.text("customer_address_assigned_by"), "twilio");
    api.minutes_pass(5).await;
    let available = api.get(&url).await.expect(200);
    assert_eq!(
        (available.text("status"), available.text("session_state")),
        ("available", "established")
    );
    assert_eq!(*available.at("revision"), 1, "no customer has changed it");
}

#[tokio::test]
async fn a_session_over_a_configured_cross_connect_has_its_addresses_at_once() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    let form = [("CrossConnectSid", sid_in(&carrier)), ("IpRoutes", "52.1.2.0/24")];
    let opened = api.post(COLLECTION, &form).await.expect(201);
    assert_eq!(
        (opened.text("status"), opened.text("customer_address")),
        ("configuring", "169.254.1.2/30")
    );
}

#[tokio::test]
async fn what_the_customer_supplies_is_there_from_the_start() {
    let api = Api::start().await;
    let carrier = api.placed("configuring").await;
    let form = [
        ("CrossConnectSid", sid_in(&carrier)),
        ("IpRoutes", "52.1.2.0/24"),
        ("CustomerAsn", "3320"),
        ("CustomerAddress", "52.9.9.6/30"),
        ("Enabled", "false"),
    ];
    let opened = api.post(COLLECTION, &form).await.expect(201);
    assert_eq!(
        (opened.at("customer_asn"), opened.text("customer_asn_assigned_by")),
        (&json!(3320), "customer")
    );
    assert_eq!(
        (
            opened.text("customer_address"),
            opened.text("customer_address_assigned_by")
        ),
        ("52.9.9.6/30", "customer")
    );
    assert_eq!(
        (opened.at("enabled"), opened.at("twilio_address")),
        (&json!(false), &Value::Null)
    );
    api.hours_pass(5).await;
    let configured = api
        .get(&format!("{COLLECTION}/{}", opened.text("sid")))
        .await
        .expect(200);
    assert_eq!(configured.text("twilio_address"), "52.9.9.5/30");
    assert_eq!(
        (configured.text("status"), configured.text("session_state")),
        ("available", "idle"),
        "disabled"
    );
}

#[tokio::test]
async fn a_cross_connect_that_cannot_carry_a_session_is_refused() {
    let api = Api::start().await;
    let form = |sid: &'static str| [("CrossConnectSid", sid), ("IpRoutes", "52.1.2.0/24")];
    api.post(COLLECTION, &form("XC00000000000000000000000000000000"))
        .await
        .refused(404, 62012);
    api.post(COLLECTION, &form("nonsense")).await.refused(400, 62001);
    api.post(COLLECTION, &form("")).await.refused(422, 20422);
    for (status, http, code) in [
        ("rejected", 410, 62028),
        ("loa_expired", 410, 62028),
        ("pending_deletion", 409, 62020),
    ] {
        let carrier = api.placed(status).await;
        let form = [("CrossConnectSid", sid_in(&carrier)), ("IpRoutes", "52.1.2.0/24")];
        api.post(COLLECTION, &form).await.refused(http, code);
    }
    for status in [
        "requested",
        "loa_issued",
        "configuring",
        "failed",
        "active",
        "updating",
        "inactive",
    ] {
        let carrier = api.placed(status).await;
        let form = [("CrossConnectSid", sid_in(&carrier)), ("IpRoutes", "52.1.2.0/24")];
        let first = api.post(COLLECTION, &form).await.expect(201);
        let second = api.post(COLLECTION, &form).await.refused(409, 20409);
        assert_eq!(second.text("details/existing_sid"), first.text("sid"));
    }
}

#[tokio::test]
async fn every_broken_route_rule_is_reported_at_once() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    let form = [
        ("CrossConnectSid", sid_in(&carrier)),
        ("CustomerAddress", "52.9.9.1/30"),
        ("IpRoutes", "52.1.2.0"),
        ("IpRoutes", "2001:db8::/32"),
        ("IpRoutes", "52.2.0.0/16"),
        ("IpRoutes", "52.3.0.1/24"),
        ("IpRoutes", "10.1.0.0/24"),
        ("IpRoutes", "198.51.100.0/24"),
        ("IpRoutes", "52.3.0.0/25"),
        ("IpRoutes", "168.86.130.0/24"),
        ("IpRoutes", "52.9.9.0/24"),
        ("IpRoutes", "52.7.7.0/24"),
        ("CustomerAsn", "65000"),
        ("Enabled", "yes"),
        ("Md5Key", "short"),
    ];
    let refused = api.post(COLLECTION, &form).await.refused(400, 62018);
    let problems: Vec<(u64, &str, &str)> = refused
        .at("details/problems")
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| {
            (
                problem["code"].as_u64().unwrap(),
                problem["parameter"].as_str().unwrap(),
                problem["value"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        (62018, "IpRoutes", "52.1.2.0"),
        (62018, "IpRoutes", "2001:db8::/32"),
        (62019, "IpRoutes", "52.2.0.0/16"),
        (62018, "IpRoutes", "52.3.0.1/24"),
        (62018, "IpRoutes", "10.1.0.0/24"),
        (62018, "IpRoutes", "198.51.100.0/24"),
        (62018, "IpRoutes", "52.3.0.0/25"),
        (62018, "IpRoutes", "168.86.130.0/24"),
        (62018, "IpRoutes", "52.9.9.0/24"),
        (20422, "CustomerAsn", "65000"),
        (20422, "Enabled", "yes"),
        (20422, "Md5Key", "***"),
    ];
    assert_eq!(problems, expected);
    assert!(api.mock.bgp_sessions().await.is_empty());
}

#[tokio::test]
async fn a_session_needs_a_route() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    api.post(COLLECTION, &[("CrossConnectSid", sid_in(&carrier))])
        .await
        .refused(400, 62017);
    api.post(COLLECTION, &[("CrossConnectSid", sid_in(&carrier)), ("IpRoutes", "")])
        .await
        .refused(400, 62017);
    let session = api.session_over(&carrier).await;
    api.post(&session, &[("IpRoutes", "")]).await.refused(400, 62017);
}

#[tokio::test]
async fn each_other_value_of_a_session_is_judged() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    let form = [("CrossConnectSid", sid_in(&carrier)), ("IpRoutes", "52.1.2.0/24")];
    let long_key = "k".repeat(81);
    for (name, value) in [
        ("CustomerAsn", "394434"),
        ("CustomerAsn", "0"),
        ("CustomerAsn", "4294967295"),
        ("CustomerAsn", "1.10"),
        ("CustomerAddress", "169.254.9.1/30"),
        ("CustomerAddress", "52.9.9.1/29"),
        ("CustomerAddress", "52.9.9.3/30"),
        ("Enabled", "TRUE"),
        ("Md5Key", "12345"),
        ("Md5Key", &long_key),
        ("Md5Key", "schlüssel"),
    ] {
        let refused = api
            .post(COLLECTION, &with(&form, name, Some(value)))
            .await
            .refused(422, 20422);
        assert_eq!(refused.text("details/parameter"), name, "{value}");
        assert!(!refused.body.to_string().contains("schl"), "a key is not repeated");
    }
    let empty = [
        form.as_slice(),
        &[("CustomerAsn", ""), ("CustomerAddress", ""), ("Md5Key", "")],
    ]
    .concat();
    let opened = api.post(COLLECTION, &empty).await.expect(201);
    assert_eq!(
        (opened.text("customer_asn_assigned_by"), opened.at("has_md5_key")),
        ("twilio", &json!(false))
    );
}

#[tokio::test]
async fn two_sessions_never_share_an_interface_subnet() {
    let api = Api::start().await;
    let first = api.placed("active").await;
    let second = api.placed("inactive").await;
    let form = [
        ("CrossConnectSid", sid_in(&first)),
        ("IpRoutes", "52.1.2.0/24"),
        ("CustomerAddress", "52.9.9.1/30"),
    ];
    api.post(COLLECTION, &form).await.expect(201);
    let form = with(&form, "CrossConnectSid", Some(sid_in(&second)));
    for address in ["52.9.9.1/30", "52.9.9.2/30", "52.9.9.2/31"] {
        let refused = api
            .post(COLLECTION, &with(&form, "CustomerAddress", Some(address)))
            .await
            .refused(409, 62100);
        assert_eq!(refused.text("details/parameter"), "CustomerAddress");
    }
    let free = api
        .post(COLLECTION, &with(&form, "CustomerAddress", Some("52.9.9.5/30")))
        .await
        .expect(201);
    api.minutes_pass(5).await;
    let path = format!("{COLLECTION}/{}", free.text("sid"));
    api.post(&path, &[("CustomerAddress", "52.9.9.2/30")])
        .await
        .refused(409, 62100);
    api.post(&path, &[("CustomerAddress", "52.9.9.6/30")]).await.expect(200);
}

#[tokio::test]
async fn two_legs_may_announce_the_same_routes() {
    let api = Api::start().await;
    let (first, second) = (api.placed("active").await, api.placed("inactive").await);
    api.session_over(&first).await;
    api.session_over(&second).await;
    let addresses: Vec<String> = api
        .mock
        .bgp_sessions()
        .await
        .iter()
        .map(|session| session.customer_address.unwrap().to_string())
        .collect();
    assert_eq!(addresses, ["169.254.1.2/30", "169.254.1.6/30"]);
}

#[tokio::test]
async fn routes_change_without_a_reset() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
    let changed = api
        .post(&session, &[("IpRoutes", "52.1.2.0/24"), ("IpRoutes", "52.8.8.0/24")])
        .await
        .expect(200);
    assert_eq!(
        (changed.text("status"), changed.text("session_state")),
        ("updating", "established")
    );
    assert_eq!(*changed.at("ip_routes"), json!(["52.1.2.0/24", "52.8.8.0/24"]));
    api.post(&session, &[("Enabled", "false")]).await.refused(409, 62015);
    api.minutes_pass(1).await;
    assert_eq!(api.status(&session).await, "available");
    let disabled = api.post(&session, &[("Enabled", "false")]).await.expect(200);
    assert_eq!(
        (disabled.text("status"), disabled.text("session_state")),
        ("updating", "idle")
    );
}

#[tokio::test]
async fn asn_address_and_key_reset_the_session() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
    for (name, value) in [
        ("CustomerAsn", "3320"),
        ("CustomerAddress", "52.9.9.0/31"),
        ("Md5Key", "secret-1"),
        ("Md5Key", "secret-1"),
        ("Md5Key", ""),
        ("CustomerAsn", ""),
        ("CustomerAddress", ""),
    ] {
        let changed = api.post(&session, &[(name, value)]).await.expect(200);
        assert_eq!(
            (changed.text("status"), changed.text("session_state")),
            ("configuring", "connect"),
            "{name}={value}"
        );
        api.post(&session, &[("Enabled", "false")]).await.refused(409, 62015);
        api.minutes_pass(5).await;
        assert_eq!(api.status(&session).await, "available");
    }
    let settled = api.get(&session).await;
    assert_eq!(
        (settled.at("customer_asn"), settled.text("customer_asn_assigned_by")),
        (&json!(65010), "twilio")
    );
    assert_eq!(
        (settled.text("customer_address"), settled.text("twilio_address")),
        ("169.254.1.2/30", "169.254.1.1/30")
    );
    assert_eq!(
        (settled.at("has_md5_key"), settled.at("revision")),
        (&json!(false), &json!(8))
    );
}

#[tokio::test]
async fn an_update_without_anything_new_is_refused_but_a_key_is_always_new() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
    api.post(&session, &[]).await.refused(400, 62034);
    let same = [
        ("IpRoutes", "52.1.2.0/24"),
        ("Enabled", "true"),
        ("CustomerAsn", ""),
        ("CustomerAddress", ""),
        ("Md5Key", ""),
    ];
    api.post(&session, &same).await.refused(400, 62034);
    api.post(&session, &with(&same, "Md5Key", Some("another")))
        .await
        .expect(200);
}

#[tokio::test]
async fn the_order_of_routes_is_nothing_new() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
    api.post(&session, &[("IpRoutes", "52.1.2.0/24"), ("IpRoutes", "52.8.8.0/24")])
        .await
        .expect(200);
    api.minutes_pass(1).await;
    api.post(&session, &[("IpRoutes", "52.8.8.0/24"), ("IpRoutes", "52.1.2.0/24")])
        .await
        .refused(400, 62034);
}

#[tokio::test]
async fn a_pending_session_takes_changes_at_once() {
    let api = Api::start().await;
    let carrier = api.placed("loa_issued").await;
    let session = api.session_over(&carrier).await;
    let changed = api
        .post(
            &session,
            &[
                ("CustomerAsn", "3320"),
                ("Md5Key", "secret"),
                ("IpRoutes", "52.4.4.0/24"),
            ],
        )
        .await
        .expect(200);
    assert_eq!(
        (
            changed.text("status"),
            changed.at("customer_asn"),
            changed.at("revision")
        ),
        ("pending", &json!(3320), &json!(2))
    );
    api.post(&session, &[("CustomerAddress", "52.4.4.1/30")])
        .await
        .refused(400, 62018);
    api.hours_pass(61 * 24).await;
    assert_eq!(api.status(&carrier).await, "loa_expired");
    api.post(&session, &[("CustomerAsn", "")]).await.expect(200);
    api.delete(&session).await.expect(204);
    api.get(&session).await.refused(404, 20404);
}

#[tokio::test]
async fn a_declined_order_takes_its_session_along() {
    let api = Api::start().await;
    let carrier = api.placed("requested").await;
    let session = api.session_over(&carrier).await;
    api.mock.reject(sid_in(&carrier)).await.unwrap();
    let failed = api.get(&session).await.expect(200);
    assert_eq!(
        (failed.text("status"), failed.at("status_reason/code")),
        ("failed", &json!(62220))
    );
    api.post(&session, &[("Enabled", "false")]).await.refused(410, 62028);
    api.delete(&session).await.expect(204);
    api.delete(&carrier).await.expect(204);
}

#[tokio::test]
async fn a_session_that_fails_is_tried_again() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    api.mock
        .decide(Outcome {
            unique_name: None,
            outcome: OutcomeKind::SessionFailed,
        })
        .await;
    let session = api.session_over(&carrier).await;
    let failed = api.get(&session).await.expect(200);
    assert_eq!(
        (failed.text("status"), failed.at("status_reason/code")),
        ("failed", &json!(62200))
    );
    api.hours_pass(1).await;
    assert_eq!(api.status(&session).await, "configuring");
    api.minutes_pass(5).await;
    assert_eq!(api.status(&session).await, "available");
}

#[tokio::test]
async fn a_session_follows_its_cross_connect_down_and_up() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    let session = api.session_over(&carrier).await;
    api.post(&carrier, &[("Enabled", "false")]).await.expect(200);
    let down = api.get(&session).await;
    assert_eq!((down.text("status"), down.text("session_state")), ("available", "idle"));
    api.post(&carrier, &[("Enabled", "true")]).await.expect(200);
    assert_eq!(api.get(&session).await.text("session_state"), "established");
}

#[tokio::test]
async fn a_deleted_session_is_gone_after_a_while() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
    api.delete(&session).await.expect(204);
    assert_eq!(api.status(&session).await, "deleting");
    api.post(&session, &[("Enabled", "false")]).await.refused(409, 62015);
    api.delete(&session).await.expect(204);
    api.minutes_pass(1).await;
    api.get(&session).await.refused(404, 20404);
    api.delete(&session).await.refused(404, 20404);
}

#[tokio::test]
async fn a_missing_cross_connect_hides_no_other_fault() {
    let api = Api::start().await;
    for (carrier, status, code) in [(None, 422, 20422), (Some("XC1"), 400, 62001)] {
        let form = [
            ("CrossConnectSid", ""),
            ("IpRoutes", "10.0.0.0/24"),
            ("CustomerAsn", "0"),
        ];
        let refused = api
            .post(COLLECTION, &with(&form, "CrossConnectSid", carrier))
            .await
            .refused(status, code);
        let problems = refused.at("details/problems").as_array().unwrap();
        let about: Vec<_> = problems
            .iter()
            .map(|problem| problem["parameter"].as_str().unwrap())
            .collect();
        assert_eq!(about, ["CrossConnectSid", "IpRoutes", "CustomerAsn"]);
    }
}

#[tokio::test]
async fn whether_the_place_is_taken_comes_last() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    api.session_over(&carrier).await;
    let form = |route: &'static str| [("CrossConnectSid", sid_in(&carrier)), ("IpRoutes", route)];
    api.post(COLLECTION, &form("10.0.0.0/24")).await.refused(400, 62018);
    api.post(COLLECTION, &form("52.1.3.0/24")).await.refused(409, 20409);
}
