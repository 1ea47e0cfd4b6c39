//! Reporting completion.

use serde_json::json;

use crate::client::{Api, with};

const NOTICE: [(&str, &str); 2] = [("Reference", "CC-4711"), ("CompletedOn", "2026-01-05")];

#[tokio::test]
async fn a_notice_starts_the_configuration() {
    let api = Api::start().await;
    let path = api.placed("loa_issued").await;
    let reported = api
        .post(&format!("{path}/CompletionNotices"), &NOTICE)
        .await
        .expect(201);
    let expected = json!({"reference": "CC-4711", "completed_on": "2026-01-05", "reported_at": "2026-01-05T09:00:00Z"});
    assert_eq!(reported.body, expected);
    assert_eq!(reported.header("etag"), Some("\"2\""));
    let cross_connect = api.get(&path).await.expect(200);
    assert_eq!(
        (cross_connect.text("status"), cross_connect.at("completion")),
        ("configuring", &expected)
    );
}

#[tokio::test]
async fn a_notice_is_refused_where_the_status_forbids_it() {
    let api = Api::start().await;
    for (status, http, code) in [
        ("requested", 409, 62014),
        ("rejected", 410, 62028),
        ("loa_expired", 410, 62028),
        ("configuring", 409, 20409),
        ("failed", 409, 20409),
        ("active", 409, 20409),
        ("updating", 409, 20409),
        ("inactive", 409, 20409),
        ("pending_deletion", 409, 62020),
    ] {
        let path = api.placed(status).await;
        api.post(&format!("{path}/CompletionNotices"), &NOTICE)
            .await
            .refused(http, code);
    }
}

#[tokio::test]
async fn each_value_of_a_notice_is_judged() {
    let api = Api::start().await;
    let path = api.placed("loa_issued").await + "/CompletionNotices";
    api.hours_pass(15 + 24).await;
    let long = "r".repeat(65);
    for (name, value) in [
        ("Reference", None),
        ("Reference", Some("")),
        ("Reference", Some(long.as_str())),
        ("Reference", Some("a\tb")),
        ("CompletedOn", None),
        ("CompletedOn", Some("2026-01-04")),
        ("CompletedOn", Some("2026-01-08")),
        ("CompletedOn", Some("2026-02-30")),
        ("CompletedOn", Some("07.01.2026")),
        ("CompletedOn", Some("2026-01-07T00:00:00Z")),
        ("CompletedOn", Some("20260107")),
    ] {
        let refused = api.post(&path, &with(&NOTICE, name, value)).await.refused(422, 20422);
        assert_eq!(refused.text("details/parameter"), name, "{value:?}");
    }
    assert_eq!(
        api.mock.now().to_string(),
        "2026-01-07T00:00:00Z",
        "today begins with midnight at the exchange, which is in London"
    );
    api.post(&path, &with(&NOTICE, "CompletedOn", Some("2026-01-07")))
        .await
        .expect(201);
}

#[tokio::test]
async fn the_values_of_a_notice_are_judged_before_what_the_status_allows() {
    let api = Api::start().await;
    for (status, code) in [("requested", 20422), ("active", 20422), ("loa_expired", 20422)] {
        let path = api.placed(status).await + "/CompletionNotices";
        let refused = api
            .post(&path, &with(&NOTICE, "CompletedOn", Some("soon")))
            .await
            .refused(422, code);
        assert_eq!(refused.text("details/parameter"), "CompletedOn");
    }
    let leaving = api.placed("pending_deletion").await + "/CompletionNotices";
    let refused = api.post(&leaving, &with(&NOTICE, "CompletedOn", Some("soon"))).await;
    refused.refused(409, 62020);
}
