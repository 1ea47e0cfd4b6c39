//! Decisions about orders, removals, letters, and completion.

use mock_api::{BgpSessionStatus, CrossConnectStatus};
use reqwest::Method;
use serde_json::json;

use crate::visitor::{Page, Visitor, row};

const BY_THE_DATA_CENTER: [(&str, &str); 2] = [("actor", "data_center"), ("reason", "no space left")];

#[tokio::test]
async fn an_order_is_declined_with_a_reason_and_by_somebody() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "requested").await;
    let page = visitor.open(&path).await;
    let empty = visitor
        .press(&page, "Decline the order", &[("actor", "twilio"), ("reason", " ")])
        .await;
    empty.refuses(422, "\"Reason to decline\" must not be empty.");
    let nobody = [("actor", "nobody"), ("reason", "no")];
    let unknown = visitor.press(&page, "Decline the order", &nobody).await;
    unknown.refuses(422, "nobody");
    let after = visitor.press(&page, "Decline the order", &BY_THE_DATA_CENTER).await;
    after.shows("Reason: no space left (20430)");
    after.shows("Data centerorder declined: no space left");
    let declined = visitor.circuit("voice").await.unwrap();
    assert_eq!(declined.status, CrossConnectStatus::Rejected);
    let again = visitor.press(&page, "Decline the order", &BY_THE_DATA_CENTER).await;
    again.refuses(409, "is not waiting for a decision");
}

#[tokio::test]
async fn a_removal_shows_what_is_asked_for_and_what_is_decided() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "active").await;
    let sid = visitor.circuit("voice").await.unwrap().sid;
    let delete = || Page::of(visitor.call(Method::DELETE, &format!("/v1/CrossConnects/{sid}")));
    delete().await.expect(204);
    let page = visitor.open(&path).await;
    page.shows(
        "RemovalRequested2026-01-05 09:00:00 UTCDecidednot yet; the name is in use, and the removal can be declined",
    );
    let page = visitor.press(&page, "Decline the removal", &BY_THE_DATA_CENTER).await;
    assert!(!page.text().contains("RemovalRequested"), "{}", page.text());
    assert_eq!(
        visitor.circuit("voice").await.unwrap().status,
        CrossConnectStatus::Active
    );
    delete().await.expect(204);
    let page = visitor.open(&path).await;
    let page = visitor.press(&page, "Twilio: accept the removal for voice", &[]).await;
    page.shows("Decided2026-01-05 09:00:00 UTC; the name is free");
    assert!(page.has_button("Data center: remove the cross connect for voice"));
    assert!(!page.has_button("Decline the removal"));
}

/// The page of a circuit in service whose session is deleted by the customer.
async fn with_deleted_session(visitor: &Visitor) -> Page {
    let session = json!({"cross_connect": "voice", "ip_routes": ["52.1.2.0/24"]});
    visitor
        .plant(&json!({"cross_connects": [row("voice", "active")], "bgp_sessions": [session]}))
        .await;
    let sid = visitor.mock.bgp_sessions().await.remove(0).sid;
    let deleted = visitor.call(Method::DELETE, &format!("/v1/BgpSessions/{sid}"));
    Page::of(deleted).await.expect(204);
    visitor.open(&visitor.path_of("voice").await).await
}

#[tokio::test]
async fn the_removal_of_a_session_is_accepted_or_declined() {
    let accept = "Twilio: accept the removal, and take the session down";
    let visitor = Visitor::start().await;
    let page = with_deleted_session(&visitor).await;
    page.shows("Removalrequested 2026-01-05 09:00:00 UTC");
    assert!(page.has_button(accept));
    let page = visitor
        .press(&page, "Decline the removal of the session", &BY_THE_DATA_CENTER)
        .await;
    page.shows("It was declined.");
    let session = visitor.mock.bgp_sessions().await.remove(0);
    assert_eq!(session.status, BgpSessionStatus::Available);
    let visitor = Visitor::start().await;
    let page = with_deleted_session(&visitor).await;
    visitor.press(&page, accept, &[]).await;
    assert!(visitor.mock.bgp_sessions().await.is_empty());
}

#[tokio::test]
async fn the_removal_of_a_session_whose_place_is_taken_cannot_be_declined() {
    let visitor = Visitor::start().await;
    let before = with_deleted_session(&visitor).await;
    let sid = visitor.circuit("voice").await.unwrap().sid;
    let form = [("CrossConnectSid", sid.as_str()), ("IpRoutes", "52.1.9.0/24")];
    Page::of(visitor.call(Method::POST, "/v1/BgpSessions").form(&form))
        .await
        .expect(201);
    let page = visitor.open(&visitor.path_of("voice").await).await;
    assert!(!page.has_button("Decline the removal of the session"));
    let late = visitor
        .press(&before, "Decline the removal of the session", &BY_THE_DATA_CENTER)
        .await;
    late.refuses(409, "is not waiting for a decision");
}

const ISSUE: &str = "Twilio: issue this letter";

#[tokio::test]
async fn a_letter_is_issued_as_its_form_says_and_otherwise_as_the_service_writes_it() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "requested").await;
    visitor.placed("usual", "loa_issued").await;
    let page = visitor.open(&path).await;
    let refused = visitor.press(&page, ISSUE, &[("expires_on", "soon")]).await;
    refused.refuses(
        422,
        "\"Last day\" must be a day, such as 2026-01-05, and \"soon\" is not one.",
    );
    let details = [
        ("entity", "Example Corp Ltd"),
        ("cage", "C-17"),
        ("patch_panel", ""),
        ("port", "22"),
        ("issued_on", ""),
        ("expires_on", "2026-02-01"),
    ];
    let page = visitor.press(&page, ISSUE, &details).await;
    page.shows("The letter is issued.");
    let letter = visitor.circuit("voice").await.unwrap().letter.unwrap();
    let printed = [letter.cage, letter.port].map(Option::unwrap);
    assert_eq!(
        (letter.entity.as_str(), printed),
        ("Example Corp Ltd", ["C-17".to_owned(), "22".to_owned()])
    );
    assert!(
        letter.patch_panel.unwrap().starts_with("PP-"),
        "the service's own value"
    );
    let days = [letter.issued_on, letter.expires_on].map(|day| day.to_string());
    assert_eq!(days, ["2026-01-05", "2026-02-01"]);
    assert!(!page.has_button(ISSUE));
}

const COMPLETE: &str = "Twilio: record completion";

#[tokio::test]
async fn completion_is_recorded_at_the_service() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "loa_issued").await;
    let page = visitor.open(&path).await;
    let refused = visitor.press(&page, COMPLETE, &[("completed_on", "2026-01-05")]).await;
    refused.refuses(422, "\"Reference of the notice\" must not be empty.");
    let early = [("reference", "1-2065"), ("completed_on", "2025-12-31")];
    let refused = visitor.press(&page, COMPLETE, &early).await;
    refused.refuses(410, "No letter of authorization of voice was in force on 2025-12-31.");
    let details = [("reference", "1-2065"), ("completed_on", "2026-01-05")];
    let page = visitor.press(&page, COMPLETE, &details).await;
    page.shows("Completion is recorded.");
    page.shows("Completion1-2065, completed on 2026-01-05");
    let completed = visitor.circuit("voice").await.unwrap();
    assert_eq!(completed.status, CrossConnectStatus::Configuring);
    assert!(!page.has_button(COMPLETE));
}
