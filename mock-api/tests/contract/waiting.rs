//! The next actor, at the pace of machines and of people.

use mock_api::{Pace, Settings, StepTimes};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Api, ORDER, sid_in};

pub(crate) async fn at_the_pace_of_people() -> Api {
    let step_times = StepTimes {
        pace: Pace::People,
        ..StepTimes::default()
    };
    Api::with(Settings {
        step_times,
        ..Settings::default()
    })
    .await
}

impl Api {
    /// The next actor, and the end of the wait.
    async fn awaited(&self, path: &str) -> (String, String, Value) {
        let seen = self.get(path).await.expect(200);
        if *seen.at("waiting_for") == Value::Null {
            return awaited("nobody", "nobody", Value::Null);
        }
        let text = |field: &str| {
            seen.at(&format!("waiting_for/{field}"))
                .as_str()
                .unwrap_or("nobody")
                .to_owned()
        };
        (text("actor"), text("kind"), seen.at("waiting_for/expected_by").clone())
    }

    /// Carries out the awaited step of an object.
    pub(crate) async fn act_on(&self, path: &str) {
        let kind = if path.contains("BgpSessions") {
            "bgp-sessions"
        } else {
            "cross-connects"
        };
        let control = format!("/_mock/{kind}/{}/finish-step", sid_in(path));
        let done = self.control(Method::POST, &control, &json!({})).await;
        assert!(matches!(done.status, 200 | 204), "{}", done.status);
    }
}

fn awaited(actor: &str, kind: &str, expected_by: impl Into<Value>) -> (String, String, Value) {
    (actor.to_owned(), kind.to_owned(), expected_by.into())
}

#[tokio::test]
async fn a_machine_is_awaited_until_its_step_ends_and_a_customer_until_the_letter_expires() {
    let api = Api::start().await;
    let ordered = api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    assert_eq!(ordered.text("waiting_for/since"), "2026-01-05T09:00:00Z");
    assert_eq!(*ordered.at("waiting_for/role"), Value::Null);
    let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));
    assert_eq!(
        api.awaited(&path).await,
        awaited("twilio", "machine", "2026-01-05T11:00:00Z")
    );
    api.hours_pass(2).await;
    assert_eq!(
        api.awaited(&path).await,
        awaited("customer", "person", "2026-03-07T05:00:00Z")
    );
    for (status, expected) in [
        ("loa_expired", awaited("customer", "person", Value::Null)),
        ("configuring", awaited("twilio", "machine", "2026-01-05T15:00:00Z")),
        ("updating", awaited("twilio", "machine", "2026-01-05T11:10:00Z")),
        ("failed", awaited("twilio", "machine", "2026-01-05T12:00:00Z")),
        (
            "pending_deletion",
            awaited("data_center", "machine", "2026-01-05T11:30:00Z"),
        ),
        ("active", awaited("nobody", "nobody", Value::Null)),
        ("inactive", awaited("nobody", "nobody", Value::Null)),
        ("rejected", awaited("nobody", "nobody", Value::Null)),
    ] {
        assert_eq!(api.awaited(&api.placed(status).await).await, expected, "{status}");
    }
}

#[tokio::test]
async fn a_pending_session_waits_for_what_its_cross_connect_waits_for() {
    let api = Api::start().await;
    let carrier = api.placed("loa_issued").await;
    let session = api.session_over(&carrier).await;
    assert_eq!(api.awaited(&session).await, api.awaited(&carrier).await);
    let list = api.get("/v1/BgpSessions").await.expect(200);
    assert_eq!(list.text("bgp_sessions/0/waiting_for/actor"), "customer");
}

#[tokio::test]
async fn at_the_pace_of_people_nothing_moves_until_somebody_acts() {
    let api = at_the_pace_of_people().await;
    let ordered = api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    assert_eq!(ordered.header("retry-after"), None, "nobody knows when");
    let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));
    api.hours_pass(24 * 365).await;
    assert_eq!(api.awaited(&path).await, awaited("twilio", "person", Value::Null));
    api.act_on(&path).await;
    assert_eq!(api.status(&path).await, "loa_issued");
    let session = [("CrossConnectSid", sid_in(&path)), ("IpRoutes", "52.1.2.0/24")];
    let session = api.post("/v1/BgpSessions", &session).await.expect(201);
    let session = format!("/v1/BgpSessions/{}", session.text("sid"));

    let today = api.mock.now().to_string()[..10].to_owned();
    let notice = [("Reference", "1-2"), ("CompletedOn", today.as_str())];
    api.post(&format!("{path}/CompletionNotices"), &notice)
        .await
        .expect(201);
    assert_eq!(api.awaited(&path).await, awaited("twilio", "person", Value::Null));
    api.act_on(&path).await;
    assert_eq!(api.status(&path).await, "active");
    assert_eq!(api.awaited(&session).await, awaited("twilio", "person", Value::Null));
    api.act_on(&session).await;
    assert_eq!(api.status(&session).await, "available");

    api.delete(&session).await.expect(204);
    api.delete(&path).await.expect(204);
    api.hours_pass(24 * 365).await;
    assert_eq!(api.awaited(&path).await, awaited("twilio", "person", Value::Null));
    assert_eq!(api.status(&session).await, "deleting");
    api.act_on(&path).await;
    assert_eq!(api.awaited(&path).await, awaited("data_center", "person", Value::Null));
    api.act_on(&path).await;
    api.get(&path).await.refused(404, 20404);
    api.get(&session).await.refused(404, 20404);
}

#[tokio::test]
async fn an_order_that_nobody_has_acted_on_is_gone_at_once() {
    for api in [Api::start().await, at_the_pace_of_people().await] {
        let ordered = api.post("/v1/CrossConnects", &ORDER).await.expect(201);
        let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));
        api.delete(&path).await.expect(204);
        api.get(&path).await.refused(404, 20404);
        api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    }
}

#[tokio::test]
async fn a_session_that_is_being_deleted_has_given_up_its_place() {
    let api = at_the_pace_of_people().await;
    let carrier = api.placed("active").await;
    let form = [
        ("CrossConnectSid", sid_in(&carrier)),
        ("IpRoutes", "52.1.2.0/24"),
        ("CustomerAddress", "52.9.9.1/30"),
    ];
    let first = api.post("/v1/BgpSessions", &form).await.expect(201);
    api.post("/v1/BgpSessions", &form).await.refused(409, 20409);
    api.delete(&format!("/v1/BgpSessions/{}", first.text("sid")))
        .await
        .expect(204);
    let second = api.post("/v1/BgpSessions", &form).await.expect(201);
    assert_eq!(second.text("status"), "configuring");
    api.delete(&carrier).await.refused(409, 20409);
}
