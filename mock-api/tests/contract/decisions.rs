//! The decisions of people about changes, removals, letters, and holds.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Answer, Api, ORDER, sid_in, with};
use crate::waiting::at_the_pace_of_people;

impl Api {
    /// Carries out a step of an object, with its details.
    async fn step(&self, path: &str, action: &str, details: &Value) -> Answer {
        let kind = if path.contains("BgpSessions") { "bgp-sessions" } else { "cross-connects" };
        let control = format!("/_mock/{kind}/{}/{action}", sid_in(path));
        self.control(Method::POST, &control, details).await
    }

    async fn decline(&self, path: &str, reason: &str) {
        let details = json!({"reason": reason, "role": "network planning"});
        self.step(path, "decline", &details).await.expect(200);
    }

    async fn edit(&self, path: &str, edit: &Value) {
        let kind = if path.contains("BgpSessions") { "bgp-sessions" } else { "cross-connects" };
        let control = format!("/_mock/{kind}/{}", sid_in(path));
        self.control(Method::POST, &control, edit).await.expect(200);
    }

    async fn last_event(&self, path: &str) -> Value {
        let events = self.get(&format!("{path}/Events")).await.expect(200);
        events.at("events").as_array().unwrap().last().unwrap().clone()
    }
}

/// A session in service.
async fn session_in_service(api: &Api, carrier: &str) -> String {
    let session = api.session_over(carrier).await;
    api.act_on(&session).await;
    session
}

#[tokio::test]
async fn a_change_waits_beside_the_object_and_blocks_no_other_attribute() {
    let api = at_the_pace_of_people().await;
    let path = api.placed("active").await;
    let changed = api.post(&path, &[("BandwidthMbps", "1000")]).await.expect(200);
    let waiting = json!({
        "in_service": 100, "requested": 1000, "since": "2026-01-05T09:00:00Z", "actor": "twilio", "role": null
    });
    assert_eq!(*changed.at("bandwidth_mbps"), 1000, "the attribute shows what was asked for");
    assert_eq!(
        *changed.at("pending_change"),
        json!({"bandwidth_mbps": waiting, "enabled": null, "loa_entity": null, "letter_revision": null})
    );
    assert_eq!(
        (changed.text("status"), changed.at("waiting_for"), changed.header("retry-after")),
        ("active", &Value::Null, None)
    );
    api.post(&path, &[("UniqueName", "renamed")]).await.expect(200);
    api.post(&path, &[("Enabled", "false")]).await.expect(200);
    let replaced = api.post(&path, &[("BandwidthMbps", "500")]).await.expect(200);
    assert_eq!(*replaced.at("pending_change/bandwidth_mbps/in_service"), 100);
    assert_eq!(*replaced.at("pending_change/bandwidth_mbps/requested"), 500);
    assert_eq!(replaced.text("status"), "active", "nobody has decided");
    api.act_on(&path).await;
    let accepted = api.get(&path).await.expect(200);
    assert_eq!(
        (accepted.text("status"), accepted.at("bandwidth_mbps"), accepted.at("pending_change")),
        ("inactive", &json!(500), &Value::Null)
    );
    assert_eq!(accepted.at("revision"), replaced.at("revision"), "a decision is no change of the customer's");
    api.step(&path, "finish-step", &json!({})).await.refused(409, 20409);
}

#[tokio::test]
async fn a_declined_change_goes_back_and_says_why_until_it_is_asked_for_again() {
    let api = at_the_pace_of_people().await;
    let path = api.placed("active").await;
    let form = [("BandwidthMbps", "1000"), ("Enabled", "false")];
    api.post(&path, &form).await.expect(200);
    api.decline(&path, "no budget this quarter").await;
    let declined = api.get(&path).await.expect(200);
    assert_eq!(
        (declined.at("bandwidth_mbps"), declined.at("enabled"), declined.at("pending_change")),
        (&json!(100), &json!(true), &Value::Null)
    );
    assert_eq!(
        *declined.at("last_declined/bandwidth_mbps"),
        json!({
            "requested": 1000, "at": "2026-01-05T09:00:00Z", "actor": "twilio", "role": "network planning",
            "reason": "no budget this quarter"
        })
    );
    api.post(&path, &[("BandwidthMbps", "1000")]).await.expect(200);
    let again = api.get(&path).await.expect(200);
    assert_eq!(*again.at("last_declined/bandwidth_mbps"), Value::Null);
    assert_eq!(*again.at("last_declined/enabled/requested"), false, "the other one was not asked for again");
    api.post(&path, &[("BandwidthMbps", "100")]).await.expect(200);
    let taken_back = api.get(&path).await.expect(200);
    assert_eq!(*taken_back.at("pending_change"), Value::Null);
}

#[tokio::test]
async fn the_bandwidth_in_service_needs_no_capacity_when_a_waiting_change_is_taken_back() {
    let api = at_the_pace_of_people().await;
    let path = api.placed("active").await;
    api.post(&path, &[("BandwidthMbps", "1000")]).await.expect(200);
    let snapshot = api.control(Method::GET, "/_mock/snapshot", &json!({})).await.expect(200).body;
    let full = snapshot.to_string().replace("\"available_bandwidths_mbps\":null", "\"available_bandwidths_mbps\":[]");
    assert_ne!(full, snapshot.to_string(), "no device has capacity from now on");
    let full: Value = serde_json::from_str(&full).unwrap();
    api.control(Method::POST, "/_mock/snapshot", &full).await;
    api.post(&path, &[("BandwidthMbps", "500")]).await.refused(422, 62220);
    let taken_back = api.post(&path, &[("BandwidthMbps", "100")]).await.expect(200);
    assert_eq!(*taken_back.at("pending_change"), Value::Null);
}

#[tokio::test]
async fn a_change_of_a_session_waits_while_the_session_goes_on() {
    let api = at_the_pace_of_people().await;
    let carrier = api.placed("active").await;
    let session = session_in_service(&api, &carrier).await;
    let form = [
        ("IpRoutes", "52.1.3.0/24"),
        ("CustomerAsn", "3320"),
        ("CustomerAddress", "52.9.9.1/30"),
        ("Md5Key", "topsecret"),
        ("Enabled", "false"),
    ];
    let changed = api.post(&session, &form).await.expect(200);
    let pending = |field: &str| {
        let change = changed.at(&format!("pending_change/{field}"));
        (change["in_service"].clone(), change["requested"].clone())
    };
    assert_eq!(pending("ip_routes"), (json!(["52.1.2.0/24"]), json!(["52.1.3.0/24"])));
    assert_eq!(pending("customer_asn"), (json!(65010), json!(3320)));
    assert_eq!(pending("customer_address"), (json!("169.254.1.2/30"), json!("52.9.9.1/30")));
    assert_eq!(pending("md5_key"), (json!(false), json!(true)));
    assert_eq!(pending("enabled"), (json!(true), json!(false)));
    assert_eq!(changed.text("session_state"), "established", "the old values are in service");
    let health = api.get(&format!("{session}/Health")).await.expect(200);
    assert_eq!(*health.at("prefixes_received"), json!(["52.1.2.0/24"]));

    let other = [("CrossConnectSid", sid_in(&api.placed("active").await).to_owned()), ("IpRoutes", "52.7.7.0/24".to_owned())];
    let other: Vec<(&str, &str)> = other.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let own = with(&other, "CustomerAddress", Some("52.9.9.1/30"));
    api.post("/v1/BgpSessions", &own).await.refused(409, 62100);

    api.decline(&session, "the router is not ready").await;
    let declined = api.get(&session).await.expect(200);
    assert_eq!(
        (declined.at("customer_asn"), declined.text("customer_asn_assigned_by"), declined.text("customer_address_assigned_by")),
        (&json!(65010), "twilio", "twilio")
    );
    assert_eq!(*declined.at("last_declined/md5_key/requested"), true);
    assert_eq!((declined.at("has_md5_key"), declined.at("ip_routes")), (&json!(false), &json!(["52.1.2.0/24"])));

    api.post(&session, &form).await.expect(200);
    api.act_on(&session).await;
    let accepted = api.get(&session).await.expect(200);
    assert_eq!(
        (accepted.text("status"), accepted.text("twilio_address"), accepted.text("session_state")),
        ("available", "52.9.9.2/30", "idle")
    );
    assert_eq!((accepted.at("pending_change"), accepted.at("last_declined")), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn a_value_that_twilio_assigns_is_assigned_when_the_change_is_accepted() {
    let api = at_the_pace_of_people().await;
    let carrier = api.placed("active").await;
    let form = [("CrossConnectSid", sid_in(&carrier)), ("IpRoutes", "52.1.2.0/24"), ("CustomerAsn", "3320")];
    let opened = api.post("/v1/BgpSessions", &form).await.expect(201);
    let session = format!("/v1/BgpSessions/{}", opened.text("sid"));
    api.act_on(&session).await;
    let asked = api.post(&session, &[("CustomerAsn", "")]).await.expect(200);
    assert_eq!((asked.at("customer_asn"), asked.at("pending_change/customer_asn/in_service")), (&Value::Null, &json!(3320)));
    api.act_on(&session).await;
    let assigned = api.get(&session).await.at("customer_asn").clone();
    assert!((65_010..=65_534).contains(&assigned.as_u64().unwrap()));
    api.post(&session, &[("CustomerAsn", "3320")]).await.expect(200);
    let taken_back = api.post(&session, &[("CustomerAsn", "")]).await.expect(200);
    assert_eq!((taken_back.at("customer_asn"), taken_back.at("pending_change")), (&assigned, &Value::Null));
    assert_eq!(taken_back.text("customer_asn_assigned_by"), "twilio");
}

#[tokio::test]
async fn a_new_letter_waits_for_a_person_and_the_old_one_stays_until_then() {
    let api = at_the_pace_of_people().await;
    let path = api.placed("loa_issued").await;
    let asked = api.post(&format!("{path}/LetterOfAuthorization"), &[]).await.expect(202);
    assert_eq!((asked.at("revision"), asked.header("etag")), (&json!(1), Some("\"2\"")));
    let entity = api.post(&path, &[("LoaEntity", "Second Corp")]).await.expect(200);
    assert_eq!((entity.text("loa_entity"), entity.text("letter_of_authorization/entity")), ("Second Corp", "Example Corp"));
    assert_eq!(*entity.at("pending_change/letter_revision/requested"), 2);
    api.act_on(&path).await;
    let issued = api.get(&path).await.expect(200);
    assert_eq!(issued.text("letter_of_authorization/entity"), "Second Corp");
    assert_eq!((issued.at("letter_of_authorization/revision"), issued.at("pending_change")), (&json!(2), &Value::Null));
    assert_eq!(api.last_event(&path).await["letter_of_authorization"]["revision"], 2);

    api.step(&path, "expire", &json!({})).await.expect(200);
    api.post(&format!("{path}/LetterOfAuthorization"), &[]).await.expect(202);
    let expired = api.get(&path).await.expect(200);
    assert_eq!((expired.text("status"), expired.text("waiting_for/actor")), ("loa_expired", "twilio"));
    api.decline(&path, "order anew").await;
    let declined = api.get(&path).await.expect(200);
    assert_eq!(declined.text("waiting_for/actor"), "customer");
    assert_eq!(declined.text("last_declined/letter_revision/reason"), "order anew");
}

#[tokio::test]
async fn completion_ends_the_wait_for_another_letter() {
    let api = at_the_pace_of_people().await;
    let path = api.placed("loa_issued").await;
    api.post(&path, &[("LoaEntity", "Second Corp")]).await.expect(200);
    let notice = [("Reference", "CC-1"), ("CompletedOn", "2026-01-05")];
    api.post(&format!("{path}/CompletionNotices"), &notice).await.expect(201);
    let completed = api.get(&path).await.expect(200);
    assert_eq!((completed.text("status"), completed.text("loa_entity")), ("configuring", "Example Corp"));
    assert_eq!(completed.text("last_declined/loa_entity/requested"), "Second Corp");
}

#[tokio::test]
async fn a_letter_is_what_its_document_says() {
    let api = at_the_pace_of_people().await;
    let ordered = api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));
    let letter = json!({
        "entity": "EXAMPLE CORP.", "cage": null, "patch_panel": null, "port": "27/28 (LC)",
        "issued_on": "2026-01-02", "expires_on": "2026-02-15"
    });
    api.step(&path, "issue-letter", &json!({"letter": letter})).await.expect(200);
    let issued = api.get(&format!("{path}/LetterOfAuthorization")).await.expect(200);
    for (field, expected) in letter.as_object().unwrap() {
        assert_eq!(issued.at(field), expected, "{field}");
    }
    assert_eq!(issued.text("issued_at"), "2026-01-05T09:00:00Z", "the service has it from then on");
    assert_eq!(issued.text("expires_at"), "2026-02-16T05:00:00Z", "the end of the day in Ashburn");
    assert_eq!(api.get(&path).await.text("loa_entity"), "Example Corp");
    let document = api.request(Method::GET, &format!("{path}/LetterOfAuthorization.pdf")).send().await.unwrap();
    assert_eq!(document.status(), 200);
    api.step(&path, "issue-letter", &json!({})).await.refused(409, 20409);
}

#[tokio::test]
async fn a_true_day_of_completion_is_accepted_under_any_letter_and_after_the_last() {
    for (day, code) in [
        ("2026-01-04", 20422),
        ("2026-01-05", 201),
        ("2026-03-06", 201),
        ("2026-03-07", 62028),
        ("2026-03-11", 62028),
        ("2026-03-12", 201),
        ("2026-03-13", 201),
        ("2026-03-14", 20422),
    ] {
        let api = Api::start().await;
        let path = api.placed("loa_issued").await;
        api.hours_pass(24 * 66).await;
        api.post(&format!("{path}/LetterOfAuthorization"), &[]).await.expect(201);
        // 23 hours UTC, 13 March in London.
        api.hours_pass(24 + 14).await;
        let notice = [("Reference", "CC-1"), ("CompletedOn", day)];
        let answer = api.post(&format!("{path}/CompletionNotices"), &notice).await;
        let told = answer.body["code"].as_u64().unwrap_or_else(|| u64::from(answer.status));
        assert_eq!(told, code, "{day}");
        if code != 201 {
            assert_eq!(answer.text("details/parameter"), "CompletedOn", "{day}");
        }
    }
    let api = Api::start().await;
    let path = api.placed("loa_expired").await;
    let issued_on = api.get(&path).await.text("letter_of_authorization/issued_on").to_owned();
    let notice = [("Reference", "CC-1"), ("CompletedOn", issued_on.as_str())];
    api.post(&format!("{path}/CompletionNotices"), &notice).await.expect(201);
    assert_eq!(api.status(&path).await, "configuring");
}

#[tokio::test]
async fn completion_may_be_recorded_at_the_service_first() {
    let api = at_the_pace_of_people().await;
    let path = api.placed("loa_issued").await;
    let details = json!({"reference": "1-2065", "completed_on": "2026-01-05"});
    api.step(&path, "complete", &details).await.expect(200);
    let seen = api.get(&path).await.expect(200);
    assert_eq!((seen.text("status"), seen.text("completion/reference"), seen.at("revision")), ("configuring", "1-2065", &json!(1)));
    assert_eq!(api.last_event(&path).await["actor"], "twilio");
    let notice = [("Reference", "CC-1"), ("CompletedOn", "2026-01-05")];
    api.post(&format!("{path}/CompletionNotices"), &notice).await.refused(409, 20409);
}

#[tokio::test]
async fn a_removal_is_withdrawn_until_it_is_decided() {
    let api = at_the_pace_of_people().await;
    let path = api.placed("active").await;
    let session = session_in_service(&api, &path).await;
    api.delete(&session).await.expect(204);
    api.delete(&path).await.expect(204);
    let asked = api.get(&path).await.expect(200);
    assert_eq!(*asked.at("deletion"), json!({"requested_at": "2026-01-05T09:05:00Z", "decided_at": null}));
    api.decline(&path, "wrong circuit").await;
    let kept = api.get(&path).await.expect(200);
    assert_eq!((kept.text("status"), kept.at("deletion")), ("active", &Value::Null));
    assert_eq!(api.last_event(&path).await["description"], "removal withdrawn: wrong circuit");
    let seen = api.get(&session).await.expect(200);
    assert_eq!((seen.text("status"), seen.text("session_state")), ("available", "established"), "one decision for both");

    api.delete(&session).await.expect(204);
    api.decline(&session, "wrong session").await;
    assert_eq!(api.status(&session).await, "available");
    api.delete(&session).await.expect(204);
    api.delete(&path).await.expect(204);
    api.act_on(&path).await;
    api.get(&session).await.refused(404, 20404);
    api.step(&path, "decline", &json!({"reason": "too late"})).await.refused(409, 20409);
}

#[tokio::test]
async fn a_name_is_free_from_the_decision_on() {
    let api = at_the_pace_of_people().await;
    let path = api.placed("active").await;
    let order = with(&ORDER, "UniqueName", Some("active"));
    api.delete(&path).await.expect(204);
    let refused = api.post("/v1/CrossConnects", &order).await.refused(409, 20409);
    assert_eq!(refused.text("details/existing_sid"), sid_in(&path));
    api.hours_pass(1).await;
    api.act_on(&path).await;
    let deciding = api.get(&path).await.expect(200);
    assert_eq!((deciding.text("status"), deciding.text("deletion/decided_at")), ("pending_deletion", "2026-01-05T10:00:00Z"));
    let successor = api.post("/v1/CrossConnects", &order).await.expect(201);
    let named = api.get("/v1/CrossConnects?UniqueName=active").await.expect(200);
    assert_eq!(named.at("cross_connects").as_array().unwrap().len(), 2);
    let refused = api.post("/v1/CrossConnects", &order).await.refused(409, 20409);
    assert_eq!(refused.text("details/existing_sid"), successor.text("sid"));
}

#[tokio::test]
async fn a_colleague_takes_no_name_that_is_held() {
    let api = at_the_pace_of_people().await;
    let (path, other) = (api.placed("active").await, api.placed("inactive").await);
    let control = format!("/_mock/cross-connects/{}", sid_in(&other));
    let rename = json!({"unique_name": "active"});
    api.control(Method::POST, &control, &rename).await.refused(409, 20409);
    api.delete(&path).await.expect(204);
    api.act_on(&path).await;
    api.control(Method::POST, &control, &rename).await.expect(200);
}

#[tokio::test]
async fn a_session_that_is_withdrawn_gives_way_to_its_successor() {
    let api = at_the_pace_of_people().await;
    let carrier = api.placed("active").await;
    let session = session_in_service(&api, &carrier).await;
    api.delete(&session).await.expect(204);
    let form = [("CrossConnectSid", sid_in(&carrier)), ("IpRoutes", "52.1.4.0/24")];
    api.post("/v1/BgpSessions", &form).await.expect(201);
    api.step(&session, "decline", &json!({"reason": "keep it"})).await.refused(409, 20409);
}

#[tokio::test]
async fn an_order_that_a_person_declines_has_a_code_of_its_own_and_their_words() {
    let api = at_the_pace_of_people().await;
    let path = api.placed("requested").await;
    let session = api.session_over(&path).await;
    let details = json!({"actor": "customer", "role": "approver", "reason": "the pair in Frankfurt is enough"});
    api.step(&path, "decline", &details).await.expect(200);
    let declined = api.get(&path).await.expect(200);
    assert_eq!(declined.text("status"), "rejected");
    let reason = json!({"code": 20430, "message": "the pair in Frankfurt is enough"});
    assert_eq!(*declined.at("status_reason"), reason);
    let event = api.last_event(&path).await;
    assert_eq!((&event["actor"], &event["description"]), (&json!("customer"), &json!("order declined: the pair in Frankfurt is enough")));
    let failed = api.get(&session).await.expect(200);
    assert_eq!((failed.text("status"), failed.at("status_reason")), ("failed", &reason));
    api.post(&session, &[("Enabled", "false")]).await.refused(410, 62028);
    api.step(&path, "decline", &json!({})).await.refused(422, 20422);
}

#[tokio::test]
async fn nothing_moves_while_an_object_is_on_hold() {
    let api = Api::start().await;
    let path = api.placed("requested").await;
    api.edit(&path, &json!({"on_hold": "credit check"})).await;
    api.hours_pass(24).await;
    let held = api.get(&path).await.expect(200);
    assert_eq!(*held.at("on_hold"), json!({"reason": "credit check", "since": "2026-01-05T09:00:00Z"}));
    assert_eq!(
        (held.text("status"), held.text("waiting_for/kind"), held.at("waiting_for/expected_by"), held.header("retry-after")),
        ("requested", "person", &Value::Null, None)
    );
    api.edit(&path, &json!({"on_hold": null})).await;
    let lifted = api.get(&path).await.expect(200);
    assert_eq!((lifted.text("status"), lifted.at("on_hold")), ("loa_issued", &Value::Null));
    assert_eq!(lifted.text("letter_of_authorization/issued_at"), "2026-01-06T09:00:00Z");
    assert_eq!(*lifted.at("revision"), 1);
}

#[tokio::test]
async fn nobody_decides_about_an_object_on_hold() {
    let api = at_the_pace_of_people().await;
    let ordered = api.placed("requested").await;
    let carrier = api.placed("active").await;
    let session = session_in_service(&api, &carrier).await;
    api.post(&session, &[("Enabled", "false")]).await.expect(200);
    for (path, actions) in [(&ordered, &["finish-step", "issue-letter", "decline"][..]), (&session, &["finish-step", "decline"])] {
        api.edit(path, &json!({"on_hold": "credit check"})).await;
        for action in actions {
            let details = if *action == "decline" { json!({"reason": "capacity"}) } else { json!({}) };
            let refused = api.step(path, action, &details).await.refused(409, 20409);
            assert!(refused.text("message").ends_with("is on hold (credit check): lift the hold first"), "{action}");
        }
        api.edit(path, &json!({"on_hold": null})).await;
        api.step(path, "finish-step", &json!({})).await.expect(200);
    }
}

#[tokio::test]
async fn maintenance_is_shown() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    let revision = api.get(&path).await.at("revision").clone();
    let maintenance = json!([{"from": "2026-02-01T01:00:00Z", "until": "2026-02-01T05:00:00Z", "reason": "optics are replaced"}]);
    api.edit(&path, &json!({"maintenance": maintenance})).await;
    let seen = api.get(&path).await.expect(200);
    assert_eq!((seen.at("maintenance"), seen.at("revision")), (&maintenance, &revision));
    let backwards = json!({"maintenance": [{"from": "2026-02-01T05:00:00Z", "until": "2026-02-01T01:00:00Z", "reason": "optics"}]});
    let control = format!("/_mock/cross-connects/{}", sid_in(&path));
    api.control(Method::POST, &control, &backwards).await.refused(422, 20422);
}

#[tokio::test]
async fn health_that_nobody_has_measured_is_unknown() {
    let api = Api::start().await;
    let session = api.session_over(&api.placed("active").await).await;
    api.edit(&session, &json!({"unknown_because": "nobody has looked since Monday"})).await;
    let health = api.get(&format!("{session}/Health")).await.expect(200);
    assert_eq!((health.text("state"), health.at("healthy"), health.at("prefixes_missing")), ("unknown", &json!(false), &json!([])));
    assert_eq!(*health.at("reasons"), json!(["the state is unknown: nobody has looked since Monday"]));
    api.edit(&session, &json!({"unknown_because": null})).await;
    assert_eq!(api.get(&format!("{session}/Health")).await.text("state"), "established");
}
