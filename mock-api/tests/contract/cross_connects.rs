//! Ordering, changing and deleting cross connects.

use crate::client::Api;

const ORDER: [(&str, &str); 4] = [
    ("UniqueName", "ashburn-primary"),
    ("Exchange", "ashburn-ix"),
    ("BandwidthMbps", "1000"),
    ("LoaEntity", "Example Corp"),
];

#[tokio::test]
async fn an_order_becomes_an_active_cross_connect() {
    let api = Api::start().await;

    let ordered = api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    assert_eq!(ordered.text("status"), "requested");
    let path = format!("/v1/CrossConnects/{}", ordered.text("sid"));

    api.hours_pass(2);
    let issued = api.get(&path).await.expect(200);
    assert_eq!(issued.text("status"), "loa_issued");
    assert_eq!(issued.text("letter_of_authorization/issued_at"), "2026-01-05T11:00:00Z");
    assert_eq!(
        issued.text("letter_of_authorization/expires_at"),
        "2026-03-06T11:00:00Z"
    );

    let notice = [("Reference", "CC-1"), ("CompletedOn", "2026-01-05")];
    api.post(&format!("{path}/CompletionNotices"), &notice)
        .await
        .expect(201);
    let routes = [("CrossConnectSid", ordered.text("sid")), ("IpRoutes", "52.1.2.0/24")];
    let opened = api.post("/v1/BgpSessions", &routes).await.expect(201);
    assert_eq!(opened.text("status"), "pending");

    api.hours_pass(4);
    assert_eq!(api.get(&path).await.text("status"), "active");
    api.hours_pass(1);
    let session = api
        .get(&format!("/v1/BgpSessions/{}", opened.text("sid")))
        .await
        .expect(200);
    assert_eq!(session.text("status"), "available");
    assert_eq!(session.text("customer_address"), "169.254.1.2/30");
    assert_eq!(session.text("twilio_address"), "169.254.1.1/30");
    assert_eq!(session.text("session_state"), "established");
}
