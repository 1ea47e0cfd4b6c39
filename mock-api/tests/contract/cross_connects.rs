//! Ordering, changing, and deleting cross connects.

use mock_api::{Outcome, OutcomeKind};
use serde_json::{Value, json};

use crate::client::{Api, ORDER, sid_in, with};

const COLLECTION: &str = "/v1/CrossConnects";

#[tokio::test]
async fn an_order_answers_with_every_field_of_the_contract() {
    let api = Api::start().await;
    let ordered = api
        .post(COLLECTION, &with(&ORDER, "RedundancyGroup", Some("east")))
        .await
        .expect(201);
    let sid = ordered.text("sid");
    let url = format!("{}/v1/CrossConnects/{sid}", api.mock.base_url());
    let exchange = api.get("/v1/Exchanges/ashburn-ix").await;
    let expected = json!({
        "sid": sid, "account_sid": "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "unique_name": "ashburn-primary",
        "exchange": "ashburn-ix", "exchange_sid": exchange.text("sid"), "data_center": "Equinix DC1",
        "bandwidth_mbps": 1000, "loa_entity": "Example Corp", "redundancy_group": "east", "redundancy_role": null, "enabled": true, "status": "requested",
        "status_reason": null,
        "waiting_for": {
            "actor": "twilio", "role": null, "kind": "machine",
            "since": "2026-01-05T09:00:00Z", "expected_by": "2026-01-05T11:00:00Z"
        },
        "pending_change": null, "last_declined": null, "deletion": null, "on_hold": null, "maintenance": [],
        "link_status": "unknown", "letter_of_authorization": null, "completion": null,
        "revision": 1, "date_created": "2026-01-05T09:00:00Z", "date_updated": "2026-01-05T09:00:00Z", "url": url,
        "links": {
            "letter_of_authorization": format!("{url}/LetterOfAuthorization"),
            "completion_notices": format!("{url}/CompletionNotices"), "events": format!("{url}/Events"),
            "bgp_sessions": format!("{}/v1/BgpSessions?CrossConnectSid={sid}", api.mock.base_url()),
        },
    });
    assert_eq!(ordered.body, expected);
    assert_eq!(api.get(&url).await.expect(200).body, expected);
}

#[tokio::test]
async fn each_value_of_an_order_is_judged() {
    let api = Api::start().await;
    let long_name = "n".repeat(65);
    let long_entity = "é".repeat(129);
    let rows: &[(&str, Option<&str>, u16, u64)] = &[
        ("UniqueName", None, 422, 20422),
        ("UniqueName", Some(""), 422, 20422),
        ("UniqueName", Some("two words"), 422, 20422),
        ("UniqueName", Some("größe"), 422, 20422),
        ("UniqueName", Some(&long_name), 422, 20422),
        ("Exchange", None, 400, 62023),
        ("Exchange", Some("mars-ix"), 404, 62002),
        ("Exchange", Some("us1-ix"), 404, 62002),
        ("BandwidthMbps", None, 400, 62035),
        ("BandwidthMbps", Some("500"), 400, 62035),
        ("BandwidthMbps", Some("1000.0"), 400, 62035),
        ("BandwidthMbps", Some("0100"), 400, 62035),
        ("BandwidthMbps", Some("-10"), 400, 62035),
        ("LoaEntity", None, 422, 20422),
        ("LoaEntity", Some("  "), 422, 20422),
        ("LoaEntity", Some("a\nb"), 422, 20422),
        ("LoaEntity", Some(&long_entity), 422, 20422),
        ("RedundancyGroup", Some("a b"), 422, 20422),
    ];
    for (name, value, status, code) in rows {
        let refused = api
            .post(COLLECTION, &with(&ORDER, name, *value))
            .await
            .refused(*status, *code);
        assert_eq!(refused.text("details/parameter"), *name, "{value:?}");
        assert_eq!(
            refused.at("details/problems").as_array().unwrap().len(),
            1,
            "{name} {value:?}"
        );
    }
    assert!(
        api.mock.cross_connects().await.is_empty(),
        "a refused order leaves nothing"
    );
    let edge_values = with(
        &with(&ORDER, "UniqueName", Some(&long_name[..64])),
        "LoaEntity",
        Some(&long_entity[..256]),
    );
    api.post(COLLECTION, &edge_values).await.expect(201);
}

#[tokio::test]
async fn the_matrix_of_bandwidths_is_kept() {
    let api = Api::start().await;
    let mut number = 0;
    for (edge, sells_500) in [
        ("ashburn-ix", false),
        ("san-jose-ix", false),
        ("sao-paulo-ix", true),
        ("london-ix", true),
        ("frankfurt-ix", true),
        ("singapore-ix", true),
        ("tokyo-ix", true),
        ("sydney-ix", true),
    ] {
        for (bandwidth, sold) in [
            ("10", true),
            ("100", true),
            ("500", sells_500),
            ("1000", true),
            ("200", false),
        ] {
            number += 1;
            let name = format!("order-{number}");
            let form = [
                ("UniqueName", name.as_str()),
                ("Exchange", edge),
                ("BandwidthMbps", bandwidth),
                ("LoaEntity", "E"),
            ];
            let answer = api.post(COLLECTION, &form).await;
            if sold {
                answer.expect(201)
            } else {
                answer.refused(400, 62035)
            };
        }
    }
}

#[tokio::test]
async fn an_order_that_is_wrong_in_many_ways_is_told_all_of_them() {
    let api = Api::start().await;
    let refused = api
        .post(COLLECTION, &[("UniqueName", "no good"), ("RedundancyGroup", "!")])
        .await
        .refused(422, 20422);
    let problems = refused.at("details/problems").as_array().unwrap();
    let found: Vec<(u64, &str, &str)> = problems
        .iter()
        .map(|problem| {
            let text = |name: &str| problem[name].as_str().unwrap();
            (problem["code"].as_u64().unwrap(), text("parameter"), text("value"))
        })
        .collect();
    let expected = [
        (20422, "UniqueName", "no good"),
        (62023, "Exchange", ""),
        (62035, "BandwidthMbps", ""),
        (20422, "LoaEntity", ""),
        (20422, "RedundancyGroup", "!"),
    ];
    assert_eq!(found, expected);
    assert_eq!(refused.text("details/parameter"), "UniqueName");
    assert!(
        refused.text("message").ends_with("(and 4 more)"),
        "{}",
        refused.text("message")
    );
}

#[tokio::test]
async fn a_name_in_use_is_refused_with_its_holder_until_the_holder_is_gone() {
    let api = Api::start().await;
    let first = api.post(COLLECTION, &ORDER).await.expect(201);
    let again = api.post(COLLECTION, &ORDER).await.refused(409, 20409);
    assert_eq!(again.text("details/existing_sid"), first.text("sid"));

    let path = format!("{COLLECTION}/{}", first.text("sid"));
    api.hours_pass(2).await;
    api.delete(&path).await.expect(204);
    assert_eq!(api.status(&path).await, "pending_deletion");
    api.post(COLLECTION, &ORDER).await.refused(409, 20409);

    api.minutes_pass(30).await;
    api.get(&path).await.refused(404, 20404);
    let second = api.post(COLLECTION, &ORDER).await.expect(201);
    assert_ne!(second.text("sid"), first.text("sid"));
}

#[tokio::test]
async fn an_order_becomes_an_active_cross_connect_and_its_events_tell_the_story() {
    let api = Api::start().await;
    let ordered = api.post(COLLECTION, &ORDER).await.expect(201);
    let path = format!("{COLLECTION}/{}", ordered.text("sid"));
    api.minutes_pass(119).await;
    assert_eq!(api.status(&path).await, "requested");
    api.minutes_pass(1).await;
    assert_eq!(api.status(&path).await, "loa_issued");
    api.hours_pass(22).await;
    let notice = [("Reference", "CC-1"), ("CompletedOn", "2026-01-06")];
    api.post(&format!("{path}/CompletionNotices"), &notice)
        .await
        .expect(201);
    assert_eq!(api.status(&path).await, "configuring");
    api.hours_pass(4).await;

    let active = api.get(&path).await.expect(200);
    assert_eq!(active.text("status"), "active");
    assert_eq!(active.text("link_status"), "up");
    assert_eq!(
        *active.at("completion"),
        json!({"reference": "CC-1", "completed_on": "2026-01-06", "reported_at": "2026-01-06T09:00:00Z"})
    );
    let events = api.get(&format!("{path}/Events")).await.expect(200);
    assert_eq!(events.text("meta/key"), "events");
    let rows: Vec<Value> = events
        .at("events")
        .as_array()
        .unwrap()
        .iter()
        .map(|event| json!([event["at"], event["actor"], event["from_status"], event["to_status"]]))
        .collect();
    let expected = [
        json!(["2026-01-05T09:00:00Z", "customer", null, "requested"]),
        json!(["2026-01-05T11:00:00Z", "twilio", "requested", "loa_issued"]),
        json!(["2026-01-06T09:00:00Z", "customer", "loa_issued", "configuring"]),
        json!(["2026-01-06T13:00:00Z", "twilio", "configuring", "active"]),
    ];
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn an_order_can_be_declined() {
    let api = Api::start().await;
    api.mock
        .decide(Outcome {
            unique_name: Some("ashburn-primary".into()),
            outcome: OutcomeKind::Rejected,
        })
        .await;
    let ordered = api.post(COLLECTION, &ORDER).await.expect(201);
    let other = api
        .post(COLLECTION, &with(&ORDER, "UniqueName", Some("other")))
        .await
        .expect(201);
    let path = format!("{COLLECTION}/{}", ordered.text("sid"));
    api.hours_pass(2).await;
    let rejected = api.get(&path).await.expect(200);
    assert_eq!(
        (rejected.text("status"), rejected.at("status_reason/code")),
        ("rejected", &json!(62220))
    );
    assert_eq!(
        api.status(&format!("{COLLECTION}/{}", other.text("sid"))).await,
        "loa_issued"
    );

    api.post(&path, &[("BandwidthMbps", "100")]).await.refused(410, 62028);
    api.post(&path, &[("LoaEntity", "Another")]).await.refused(410, 62028);
    api.post(&path, &[("Enabled", "false")]).await.expect(200);
    api.post(&format!("{path}/LetterOfAuthorization"), &[])
        .await
        .refused(410, 62028);
    let notice = [("Reference", "CC-1"), ("CompletedOn", "2026-01-05")];
    api.post(&format!("{path}/CompletionNotices"), &notice)
        .await
        .refused(410, 62028);
    api.post(&path, &[("UniqueName", "old-order")]).await.expect(200);
    api.delete(&path).await.expect(204);
}

#[tokio::test]
async fn a_failed_configuration_is_tried_again() {
    let api = Api::start().await;
    let path = api.placed("configuring").await;
    api.mock
        .decide(Outcome {
            unique_name: None,
            outcome: OutcomeKind::Failed,
        })
        .await;
    api.hours_pass(4).await;
    let failed = api.get(&path).await.expect(200);
    assert_eq!(
        (failed.text("status"), failed.at("status_reason/code")),
        ("failed", &json!(62200))
    );
    api.hours_pass(1).await;
    let again = api.get(&path).await.expect(200);
    assert_eq!(
        (again.text("status"), again.at("status_reason")),
        ("configuring", &Value::Null)
    );
    api.hours_pass(4).await;
    assert_eq!(api.status(&path).await, "active");
}

#[tokio::test]
async fn a_new_bandwidth_is_in_force_after_a_while() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    let updated = api.post(&path, &[("BandwidthMbps", "500")]).await.expect(200);
    assert_eq!(
        (
            updated.text("status"),
            updated.at("bandwidth_mbps"),
            updated.at("revision")
        ),
        ("updating", &json!(500), &json!(3))
    );
    api.post(&path, &[("BandwidthMbps", "1000")]).await.refused(409, 62015);
    api.post(&path, &[("LoaEntity", "Another")]).await.refused(409, 62015);
    api.post(&path, &[("UniqueName", "renamed"), ("BandwidthMbps", "1000")])
        .await
        .refused(409, 62015);
    api.post(&path, &[("UniqueName", "renamed")]).await.expect(200);
    api.minutes_pass(10).await;
    assert_eq!(api.status(&path).await, "active");
}

#[tokio::test]
async fn a_bandwidth_is_refused_where_the_status_forbids_it() {
    let api = Api::start().await;
    let change = [("BandwidthMbps", "1000")];
    for (status, http, code) in [
        ("requested", 409, 62014),
        ("loa_issued", 409, 62014),
        ("configuring", 409, 62014),
        ("failed", 409, 62014),
        ("loa_expired", 410, 62028),
        ("rejected", 410, 62028),
        ("inactive", 409, 62016),
        ("pending_deletion", 409, 62020),
    ] {
        let path = api.placed(status).await;
        api.post(&path, &change).await.refused(http, code);
    }
    let path = api.placed("active").await;
    api.post(&path, &[("BandwidthMbps", "200")]).await.refused(400, 62035);
    api.post(&path, &[("BandwidthMbps", "")]).await.refused(400, 62035);
}

#[tokio::test]
async fn a_cross_connect_is_switched_off_and_on() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    let off = api.post(&path, &[("Enabled", "false")]).await.expect(200);
    assert_eq!((off.text("status"), off.text("link_status")), ("inactive", "down"));
    api.post(&path, &[("Enabled", "false")]).await.refused(400, 62034);
    let on = api.post(&path, &[("Enabled", "true")]).await.expect(200);
    assert_eq!((on.text("status"), on.text("link_status")), ("active", "up"));
    api.post(&path, &[("Enabled", "true")]).await.refused(400, 62034);
    api.post(&path, &[("Enabled", "yes")]).await.refused(422, 20422);
    api.post(&path, &[("Enabled", "")]).await.refused(422, 20422);
    api.post(&path, &[("Status", "inactive")]).await.refused(400, 20001);
    let path = api.placed("pending_deletion").await;
    api.post(&path, &[("Enabled", "false")]).await.refused(409, 62020);
}

#[tokio::test]
async fn what_is_configured_while_it_is_switched_off_is_inactive() {
    let api = Api::start().await;
    let order = [ORDER.as_slice(), &[("Enabled", "false")]].concat();
    let ordered = api.post(COLLECTION, &order).await.expect(201);
    assert_eq!(*ordered.at("enabled"), false);
    let path = format!("{COLLECTION}/{}", ordered.text("sid"));
    api.hours_pass(2).await;
    let notice = [("Reference", "CC-1"), ("CompletedOn", "2026-01-05")];
    api.post(&format!("{path}/CompletionNotices"), &notice)
        .await
        .expect(201);
    api.hours_pass(4).await;
    assert_eq!(api.status(&path).await, "inactive");

    for status in [
        "requested",
        "loa_issued",
        "loa_expired",
        "configuring",
        "failed",
        "rejected",
    ] {
        let path = api.placed(status).await;
        let off = api.post(&path, &[("Enabled", "false")]).await.expect(200);
        assert_eq!((off.text("status"), off.at("enabled")), (status, &json!(false)));
    }
}

#[tokio::test]
async fn a_new_bandwidth_and_the_switch_may_come_in_one_request() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    let both = [("Enabled", "false"), ("BandwidthMbps", "10")];
    let off = api.post(&path, &both).await.expect(200);
    assert_eq!((off.text("status"), off.at("enabled")), ("updating", &json!(false)));
    api.minutes_pass(10).await;
    assert_eq!(api.status(&path).await, "inactive");

    api.post(&path, &[("BandwidthMbps", "100")]).await.refused(409, 62016);
    let both = [("Enabled", "true"), ("BandwidthMbps", "100")];
    assert_eq!(api.post(&path, &both).await.expect(200).text("status"), "updating");
    api.minutes_pass(10).await;
    assert_eq!(api.status(&path).await, "active");
}

#[tokio::test]
async fn a_role_is_a_label() {
    let api = Api::start().await;
    let order = [ORDER.as_slice(), &[("RedundancyRole", "backup")]].concat();
    let ordered = api.post(COLLECTION, &order).await.expect(201);
    assert_eq!(ordered.text("redundancy_role"), "backup");
    let path = format!("{COLLECTION}/{}", ordered.text("sid"));
    let primary = api.post(&path, &[("RedundancyRole", "primary")]).await.expect(200);
    assert_eq!(primary.text("redundancy_role"), "primary");
    let none = api.post(&path, &[("RedundancyRole", "")]).await.expect(200);
    assert_eq!(*none.at("redundancy_role"), Value::Null);
    api.post(&path, &[("RedundancyRole", "spare")])
        .await
        .refused(422, 20422);
}

#[tokio::test]
async fn names_and_groups_change_in_every_status_but_pending_deletion() {
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
    ] {
        let path = api.placed(status).await;
        let name = format!("new-{status}");
        let changed = api
            .post(&path, &[("UniqueName", &name), ("RedundancyGroup", "pair")])
            .await
            .expect(200);
        assert_eq!(
            (changed.text("unique_name"), changed.text("redundancy_group")),
            (name.as_str(), "pair")
        );
        assert_eq!(changed.text("status"), status, "the status stays");
        let cleared = api.post(&path, &[("RedundancyGroup", "")]).await.expect(200);
        assert!(cleared.at("redundancy_group").is_null());
    }
    let path = api.placed("pending_deletion").await;
    api.post(&path, &[("UniqueName", "renamed")]).await.refused(409, 62020);
    api.post(&path, &[]).await.refused(409, 62020);
}

#[tokio::test]
async fn a_change_to_a_name_in_use_is_refused_and_changes_nothing() {
    let api = Api::start().await;
    let (first, second) = (api.placed("active").await, api.placed("inactive").await);
    let before = api.get(&second).await.body;
    let refused = api
        .post(&second, &[("UniqueName", "active"), ("RedundancyGroup", "pair")])
        .await
        .refused(409, 20409);
    assert_eq!(refused.text("details/existing_sid"), sid_in(&first));
    assert_eq!(api.get(&second).await.body, before);
}

#[tokio::test]
async fn an_update_without_anything_new_is_refused() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    api.post(&path, &[]).await.refused(400, 62034);
    let same = [
        ("UniqueName", "active"),
        ("BandwidthMbps", "100"),
        ("LoaEntity", "Example Corp"),
        ("RedundancyGroup", ""),
        ("RedundancyRole", ""),
        ("Enabled", "true"),
    ];
    api.post(&path, &same).await.refused(400, 62034);
    assert_eq!(*api.get(&path).await.at("revision"), 2);
    api.post(&path, &with(&same, "RedundancyGroup", Some("pair")))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_cross_connect_with_sessions_is_not_deleted() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    let session = api.session_over(&path).await;
    let refused = api.delete(&path).await.refused(409, 20409);
    assert_eq!(*refused.at("details/bgp_session_sids"), json!([sid_in(&session)]));
    api.delete(&session).await.expect(204);
    api.delete(&path).await.expect(204);
}

#[tokio::test]
async fn a_deletion_takes_its_time_and_may_be_repeated() {
    let api = Api::start().await;
    for status in [
        "rejected",
        "loa_issued",
        "loa_expired",
        "configuring",
        "failed",
        "active",
        "updating",
        "inactive",
    ] {
        let path = api.placed(status).await;
        let deleted = api.delete(&path).await.expect(204);
        assert_eq!(deleted.body, json!(""), "204 has no body");
        assert_eq!(api.status(&path).await, "pending_deletion", "from {status}");
        api.minutes_pass(29).await;
        api.delete(&path).await.expect(204);
        api.minutes_pass(1).await;
        api.get(&path).await.refused(404, 20404);
        api.delete(&path).await.refused(404, 20404);
    }
}
