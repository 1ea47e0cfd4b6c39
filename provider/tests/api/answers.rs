//! The records and errors that the client makes from answers.

use crate::fixtures::*;
use crate::scripted_service::{REQUEST_ID, Reply, ScriptedService};
use provider::api::{
    BgpSessionChange, CrossConnectChange, CrossConnectFilter, Effect, Error, IdempotencyKey, Revision,
};
use provider::domain::{
    AssignedBy, Bandwidth, BgpSessionStatus, CompletedOn, Completion, CompletionReference, CrossConnectStatus,
    Exchange, LinkStatus, SessionState,
};
use serde_json::{Value, json};
use std::time::Duration;

async fn serving(replies: impl IntoIterator<Item = Reply>) -> (ScriptedService, provider::api::Client) {
    let service = ScriptedService::start(replies).await;
    let client = client(&service.url);
    (service, client)
}

fn changed(mut record: Value, field: &str, value: Value) -> Value {
    record[field] = value;
    record
}

#[tokio::test]
async fn a_cross_connect_is_read_with_its_letter() {
    let (_service, client) = serving([Reply::json(200, cross_connect())]).await;
    let answer = client.cross_connect(&cross_connect_sid()).await.unwrap();
    let record = answer.value;
    assert_eq!(answer.request_id.map(|id| id.to_string()).as_deref(), Some(REQUEST_ID));
    assert_eq!((answer.retry_after, answer.is_replayed), (None, false));
    assert_eq!(record.status, CrossConnectStatus::LoaIssued);
    assert_eq!(record.link_status, Some(LinkStatus::Unknown));
    assert_eq!(record.bandwidth.get(), 1000);
    assert_eq!(
        (record.redundancy_group, record.completion, record.status_reason),
        (None, None, None)
    );
    assert_eq!(record.date_created.to_string(), "2026-01-05T09:00:00Z");
    let letter = record.letter_of_authorization.unwrap();
    assert_eq!(
        (
            letter.cage.as_deref(),
            letter.patch_panel.as_deref(),
            letter.port.as_deref()
        ),
        (Some("0414"), Some("PP-0414-07"), Some("17"))
    );
}

#[tokio::test]
async fn a_session_is_read_before_and_after_twilio_assigns_its_values() {
    let mut early = bgp_session();
    for field in ["customer_asn", "customer_address", "twilio_asn", "twilio_address"] {
        early[field] = Value::Null;
    }
    let (_service, client) = serving([Reply::json(200, early), Reply::json(200, bgp_session())]).await;
    let early = client.bgp_session(&bgp_session_sid()).await.unwrap().value;
    assert_eq!((early.customer_asn, early.twilio_address), (None, None));
    let late = client.bgp_session(&bgp_session_sid()).await.unwrap().value;
    assert_eq!(late.customer_asn.map(|asn| asn.get()), Some(65_010));
    assert_eq!(late.customer_address.unwrap().to_string(), "169.254.1.2/30");
    assert_eq!(late.customer_asn_assigned_by, Some(AssignedBy::Twilio));
    assert_eq!(
        (late.status, late.session_state),
        (BgpSessionStatus::Available, Some(SessionState::Established))
    );
}

#[tokio::test]
async fn words_and_fields_of_tomorrow_are_kept_or_passed_over() {
    let record = changed(
        changed(cross_connect(), "status", json!("being_polished")),
        "colour",
        json!({"hue": 1}),
    );
    let (_service, client) = serving([Reply::json(200, record)]).await;
    let record = client.cross_connect(&cross_connect_sid()).await.unwrap().value;
    assert_eq!(record.status, CrossConnectStatus::Other("being_polished".to_owned()));
}

#[tokio::test]
async fn the_exchange_and_the_health_of_a_session_are_read() {
    let exchange = json!({"sid": "EX00000000000000000000000000000001", "edge": "ashburn-ix", "city": "Ashburn",
        "data_center": "Equinix DC1", "address": "x", "region": "US East (Virginia)", "legacy_edge": "us1-ix",
        "bandwidths_mbps": [10, 100, 1000], "prefixes": ["208.78.112.0/25", "168.86.128.0/18"], "recommended_partner": null, "url": "x"});
    let health = json!({"state": "established", "since": "2026-01-05T09:00:00Z", "prefixes_received": ["52.1.2.0/24"],
        "prefixes_missing": ["52.1.3.0/24"], "prefixes_unexpected": [], "healthy": false, "reasons": ["a prefix is missing"]});
    let replies = [
        Reply::json(200, page("exchanges", &[exchange], None)),
        Reply::json(200, health),
    ];
    let (_service, client) = serving(replies).await;
    let exchanges = client.exchanges().await.unwrap().value;
    assert_eq!(
        exchanges[0]
            .bandwidths
            .iter()
            .map(|bandwidth| bandwidth.get())
            .collect::<Vec<_>>(),
        [10, 100, 1000]
    );
    assert_eq!(
        (exchanges[0].prefixes.len(), &exchanges[0].recommended_partner),
        (2, &None)
    );
    let health = client.health(&bgp_session_sid()).await.unwrap().value;
    assert_eq!(
        (health.healthy, health.prefixes_missing[0].to_string()),
        (false, "52.1.3.0/24".to_owned())
    );
}

#[tokio::test]
async fn advice_and_replay_are_given_on() {
    for (text, advice) in [
        ("0", Some(0)),
        ("5", Some(5)),
        ("Fri, 20 Aug 2010 01:13:42 GMT", None),
        ("-1", None),
    ] {
        let reply = Reply::json(201, cross_connect())
            .with("Retry-After", text)
            .with("Idempotency-Replayed", "true");
        let (_service, client) = serving([reply]).await;
        let answer = client
            .order_cross_connect(&order(), &IdempotencyKey::random())
            .await
            .unwrap();
        assert_eq!(answer.retry_after, advice.map(Duration::from_secs), "{text}");
        assert!(answer.is_replayed);
    }
}

#[tokio::test]
async fn a_record_of_another_account_is_not_believed() {
    let other = "AC00000000000000000000000000000002";
    let record = changed(cross_connect(), "account_sid", json!(other));
    let session = changed(bgp_session(), "account_sid", json!(other));
    let list = page("bgp_sessions", &[bgp_session(), session.clone()], None);
    let replies = [
        Reply::json(200, record),
        Reply::json(200, session),
        Reply::json(200, list),
    ];
    let (_service, client) = serving(replies).await;
    let errors = [
        client.cross_connect(&cross_connect_sid()).await.unwrap_err(),
        client.bgp_session(&bgp_session_sid()).await.unwrap_err(),
        client.list_bgp_sessions(&Default::default()).await.unwrap_err(),
    ];
    for error in errors {
        assert!(
            matches!(error, Error::Unexpected { .. }) && error.to_string().contains(other),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn an_unreadable_answer_to_an_order_still_gives_the_sid() {
    let record = changed(cross_connect(), "bandwidth_mbps", json!("many"));
    let (service, client) = serving([Reply::json(201, record), Reply::json(404, "")]).await;
    let error = client
        .order_cross_connect(&order(), &IdempotencyKey::random())
        .await
        .unwrap_err();
    assert_eq!(error.effect, Effect::Certain);
    assert_eq!(error.sid.as_deref(), Some(XC));
    assert_eq!(service.received().len(), 2);
}

#[tokio::test]
async fn records_that_mean_nothing_are_unexpected() {
    let bodies = [
        String::new(),
        "[]".to_owned(),
        "<html>".to_owned(),
        changed(cross_connect(), "date_created", json!("yesterday")).to_string(),
        changed(cross_connect(), "sid", Value::Null).to_string(),
    ];
    for body in bodies {
        let (_service, client) = serving([Reply::json(200, &body)]).await;
        let error = client.cross_connect(&cross_connect_sid()).await.unwrap_err();
        assert!(
            matches!(error, Error::Unexpected { status: 200, .. }),
            "{body}: {error:?}"
        );
    }
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let (service, client) = serving([
        Reply::json(200, " ".repeat(2 * 1024 * 1024 + 1)),
        Reply::json(200, cross_connect()),
    ])
    .await;
    let error = client.cross_connect(&cross_connect_sid()).await.unwrap_err();
    assert!(error.to_string().contains("too long"), "{error}");
    assert_eq!(service.received().len(), 1);
    client.cross_connect(&cross_connect_sid()).await.unwrap();
}

#[tokio::test]
async fn a_sid_of_another_form_is_a_malformed_answer() {
    for sid in ["", "XC1", BG, "XC0000000000000000000000000000000g"] {
        let reply = Reply::json(201, changed(cross_connect(), "sid", json!(sid)));
        let (_service, client) = serving(vec![reply; 2]).await;
        let error = client
            .order_cross_connect(&order(), &IdempotencyKey::random())
            .await
            .unwrap_err();
        let shown = error.error.to_string();
        assert!(shown.contains("is not the SID of a cross connect"), "{shown}");
        assert_eq!(error.effect, Effect::Certain);
    }
}

#[tokio::test]
async fn numbers_that_can_be_nothing_are_malformed() {
    for (field, value) in [("bandwidth_mbps", 0_u64), ("bandwidth_mbps", 1 << 32)] {
        let (_service, client) = serving([Reply::json(200, changed(cross_connect(), field, json!(value)))]).await;
        client.cross_connect(&cross_connect_sid()).await.unwrap_err();
    }
    for (asn, is_sound) in [(0_u64, false), (1, true), (u64::from(u32::MAX), true), (1 << 32, false)] {
        let (_service, client) = serving([Reply::json(200, changed(bgp_session(), "customer_asn", json!(asn)))]).await;
        assert_eq!(client.bgp_session(&bgp_session_sid()).await.is_ok(), is_sound, "{asn}");
    }
}

#[tokio::test]
async fn a_request_id_of_another_form_is_not_kept() {
    let Reply::Answer { status, body, .. } = Reply::json(200, cross_connect()) else {
        panic!("a reply is an answer")
    };
    let reply = Reply::Answer {
        status,
        headers: Vec::new(),
        body,
    }
    .with("Twilio-Request-Id", TOKEN);
    let (_service, client) = serving([reply]).await;
    assert_eq!(
        client.cross_connect(&cross_connect_sid()).await.unwrap().request_id,
        None
    );
}

/// Returns copies of a record in which the text is added to one string each, with the place of that string.
fn each_with(text: &str, record: &Value) -> Vec<(String, Value)> {
    fn places(record: &Value, at: &str, found: &mut Vec<String>) {
        match record {
            Value::String(_) => found.push(at.to_owned()),
            Value::Array(list) => {
                (0..list.len()).for_each(|index| places(&list[index], &format!("{at}/{index}"), found))
            }
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, value)| places(value, &format!("{at}/{name}"), found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    places(record, "", &mut found);
    let changed = |place: String| {
        let mut record = record.clone();
        let value = record.pointer_mut(&place).unwrap();
        *value = json!(format!("{}{text}", value.as_str().unwrap()));
        (place, record)
    };
    found.into_iter().map(changed).collect()
}

#[tokio::test]
async fn no_text_of_a_record_comes_through_as_a_terminal_or_a_reader_would_take_it() {
    let hostile = format!(
        "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{200b}\u{feff}\n{}",
        "x".repeat(200_000)
    );
    let (mut refused, mut cleaned) = (0, 0);
    let mut judge = |place: &str, outcome: Result<String, Error>| match outcome {
        Err(error) => {
            refused += 1;
            assert!(error.to_string().len() < 1000, "{place}: {error}");
        }
        Ok(shown) => {
            cleaned += 1;
            // A debug text escapes unprintable characters.
            assert!(
                !shown.contains("\\u{") && !shown.contains("\\n") && shown.len() < 5000,
                "{place}: {shown}"
            );
        }
    };
    let mut records = cross_connect();
    records["status_reason"] = json!({"code": 1, "message": "x"});
    records["completion"] =
        json!({"reference": "R1", "completed_on": "2026-01-05", "reported_at": "2026-01-05T09:00:00Z"});
    records["redundancy_group"] = json!("voice");
    for (place, record) in each_with(&hostile, &records) {
        let (_service, client) = serving([Reply::json(200, record)]).await;
        let outcome = client.cross_connect(&cross_connect_sid()).await;
        judge(&place, outcome.map(|answer| format!("{:?}", answer.value)));
    }
    for (place, record) in each_with(&hostile, &bgp_session()) {
        let (_service, client) = serving([Reply::json(200, record)]).await;
        let outcome = client.bgp_session(&bgp_session_sid()).await;
        judge(&place, outcome.map(|answer| format!("{:?}", answer.value)));
    }
    let exchange = json!({"sid": "EX00000000000000000000000000000001", "edge": "ashburn-ix", "city": "Ashburn",
        "data_center": "Equinix DC1", "address": "x", "region": "US East (Virginia)", "legacy_edge": "us1-ix",
        "bandwidths_mbps": [10], "prefixes": ["208.78.112.0/25"], "recommended_partner": "san-jose-ix"});
    for (place, record) in each_with(&hostile, &exchange) {
        let (_service, client) = serving([Reply::json(200, page("exchanges", &[record], None))]).await;
        let outcome = client.exchanges().await;
        judge(&place, outcome.map(|answer| format!("{:?}", answer.value)));
    }
    let health = json!({"state": "established", "since": "2026-01-05T09:00:00Z", "prefixes_received": ["52.1.2.0/24"],
        "prefixes_missing": [], "prefixes_unexpected": [], "healthy": false, "reasons": ["a prefix is missing"]});
    for (place, record) in each_with(&hostile, &health) {
        let (_service, client) = serving([Reply::json(200, record)]).await;
        let outcome = client.health(&bgp_session_sid()).await;
        judge(&place, outcome.map(|answer| format!("{:?}", answer.value)));
    }
    assert!(refused > 15 && cleaned > 20, "{refused} and {cleaned}");
}

#[tokio::test]
async fn an_answer_about_another_object_is_not_believed() {
    let other = |record: Value, field: &str, value: &str| changed(record, field, json!(value));
    let xc2 = || other(cross_connect(), "sid", "XC00000000000000000000000000000002");
    let bg2 = || other(bgp_session(), "sid", "BG00000000000000000000000000000002");
    let exchange = json!({"sid": "EX00000000000000000000000000000001", "edge": "san-jose-ix", "city": "x", "data_center": "x",
        "bandwidths_mbps": [], "prefixes": []});
    let replies = [xc2(), bg2(), exchange].map(|record| Reply::json(200, record));
    let (_service, client) = serving(replies).await;
    let errors = [
        client.cross_connect(&cross_connect_sid()).await.unwrap_err(),
        client.bgp_session(&bgp_session_sid()).await.unwrap_err(),
        client.exchange(&Exchange::trusted("ashburn-ix")).await.unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(&error, Error::Unexpected { sid: None, .. }), "{error:?}");
        let text = error.to_string();
        assert!(text.contains("the record belongs to another object, "), "{text}");
    }
}

#[tokio::test]
async fn a_change_that_is_answered_with_another_object_may_have_been_made() {
    let other = changed(cross_connect(), "sid", json!("XC00000000000000000000000000000002"));
    let session = changed(bgp_session(), "sid", json!("BG00000000000000000000000000000002"));
    let notice = json!({"reference": "other", "completed_on": "2026-01-06", "reported_at": "2026-01-06T00:00:00Z"});
    let replies = [other, session, notice].map(|record| Reply::json(200, record));
    let (_service, client) = serving(replies).await;
    let change = CrossConnectChange {
        bandwidth: Some(Bandwidth::trusted(100)),
        ..CrossConnectChange::default()
    };
    let session_change = BgpSessionChange {
        enabled: Some(false),
        ..BgpSessionChange::default()
    };
    let completion = Completion {
        reference: CompletionReference::trusted("mine"),
        completed_on: CompletedOn::trusted("2026-01-06".parse().unwrap()),
    };
    let (xc, bg, at) = (cross_connect_sid(), bgp_session_sid(), Some(Revision::trusted(1)));
    let failures = [
        client.change_cross_connect(&xc, &change, at).await.unwrap_err(),
        client.change_bgp_session(&bg, &session_change, at).await.unwrap_err(),
        client.report_completion(&xc, &completion, at).await.unwrap_err(),
    ];
    for failed in failures {
        assert_eq!((failed.effect, &failed.sid), (Effect::Perhaps, &None), "{failed:?}");
    }
}

#[tokio::test]
async fn an_object_that_was_not_ordered_is_never_adopted() {
    for (field, value) in [("unique_name", "theirs"), ("exchange", "san-jose-ix")] {
        let theirs = || Reply::json(201, changed(cross_connect(), field, json!(value)));
        let (_service, client) = serving([theirs(), theirs()]).await;
        let failed = client.order_cross_connect(&order(), &IdempotencyKey::random()).await;
        let failed = failed.unwrap_err();
        assert_eq!(
            (failed.effect, &failed.sid),
            (Effect::Perhaps, &None),
            "{field}: {failed:?}"
        );
    }
    let over_another = changed(
        bgp_session(),
        "cross_connect_sid",
        json!("XC00000000000000000000000000000002"),
    );
    let (_service, client) = serving([Reply::json(201, over_another), Reply::json(201, bgp_session())]).await;
    let made = client
        .create_bgp_session(&session_order(), &IdempotencyKey::random())
        .await;
    assert_eq!(
        made.unwrap().value.cross_connect_sid,
        cross_connect_sid(),
        "asked again under the same key"
    );
}

#[tokio::test]
async fn a_circuit_that_is_shown_as_deleted_is_not_found() {
    let (_service, client) = serving([Reply::json(200, changed(cross_connect(), "status", json!("deleted")))]).await;
    let error = client.cross_connect(&cross_connect_sid()).await.unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    assert_eq!(error.request_id(), Some(REQUEST_ID));
}

#[tokio::test]
async fn a_secret_in_a_text_of_a_record_is_hidden() {
    let mut record = changed(cross_connect(), "data_center", json!(format!("DC {TOKEN}")));
    record["letter_of_authorization"]["cage"] = json!(TOKEN);
    record["status_reason"] = json!({"code": 1, "message": format!("{TOKEN}.")});
    let list = page("cross_connects", &[record.clone()], None);
    let (_service, client) = serving([Reply::json(200, record), Reply::json(200, list)]).await;
    let read = client.cross_connect(&cross_connect_sid()).await.unwrap().value;
    let listed = client
        .list_cross_connects(&CrossConnectFilter::default())
        .await
        .unwrap()
        .value;
    for seen in [&read, &listed[0]] {
        assert_eq!(seen.data_center.as_deref(), Some("DC (hidden)"));
        let text = format!("{seen:?}");
        assert!(!text.contains(TOKEN), "{text}");
    }
}
