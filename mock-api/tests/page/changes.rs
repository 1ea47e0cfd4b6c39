//! Waiting and declined changes on the page.

use reqwest::Method;
use serde_json::json;

use crate::visitor::{Page, Visitor, row};

/// A circuit in service with a session over it: the path of its page, and the paths of both objects.
async fn in_service(visitor: &Visitor) -> (String, [String; 2]) {
    let session = json!({"cross_connect": "voice", "ip_routes": ["52.1.2.0/24"]});
    visitor
        .plant(&json!({"cross_connects": [row("voice", "active")], "bgp_sessions": [session]}))
        .await;
    let circuit = visitor.circuit("voice").await.unwrap().sid;
    let session = visitor.mock.bgp_sessions().await.remove(0).sid;
    let objects = [
        format!("/v1/CrossConnects/{circuit}"),
        format!("/v1/BgpSessions/{session}"),
    ];
    (visitor.path_of("voice").await, objects)
}

/// Requests a change as the customer.
async fn ask(visitor: &Visitor, object: &str, form: &[(&str, &str)]) {
    Page::of(visitor.call(Method::POST, object).form(form))
        .await
        .expect(200);
}

async fn an_hour_later(visitor: &Visitor) {
    visitor.send("/_mock/page/clock", &[("hours", "1")]).await.expect(303);
}

#[tokio::test]
async fn a_change_shows_both_values_since_when_and_who_decides() {
    let visitor = Visitor::start().await;
    let (path, [circuit, session]) = in_service(&visitor).await;
    let before = visitor.open(&path).await;
    assert!(!before.text().contains("Waiting changes"), "{}", before.text());
    ask(&visitor, &circuit, &[("BandwidthMbps", "1000"), ("Enabled", "false")]).await;
    an_hour_later(&visitor).await;
    ask(
        &visitor,
        &session,
        &[("IpRoutes", "52.1.9.0/24"), ("CustomerAsn", "3320")],
    )
    .await;
    let page = visitor.open(&path).await;
    page.shows("Waiting changesBandwidthIn service100 MbpsRequested1000 Mbps");
    page.shows("EnabledIn serviceyesRequestednoSince2026-01-05 09:00:00 UTCDecidesTwilio");
    page.shows("Waiting changes of the BGP sessionRoutesIn service52.1.2.0/24Requested52.1.9.0/24");
    page.shows("Requested3320Since2026-01-05 10:00:00 UTCDecidesTwilio");
}

#[tokio::test]
async fn a_decision_is_awaited_since_the_earliest_request() {
    let visitor = Visitor::start().await;
    let (path, [circuit, session]) = in_service(&visitor).await;
    ask(&visitor, &circuit, &[("BandwidthMbps", "1000")]).await;
    ask(&visitor, &session, &[("IpRoutes", "52.1.9.0/24")]).await;
    an_hour_later(&visitor).await;
    ask(&visitor, &circuit, &[("Enabled", "false")]).await;
    ask(&visitor, &session, &[("Enabled", "false")]).await;
    let page = visitor.open(&path).await;
    page.shows("Awaited since 2026-01-05 09:00:00 UTC");
    page.shows("Twilio: accept the change since 2026-01-05 09:00:00 UTC");
}

#[tokio::test]
async fn a_declined_change_shows_by_whom_when_and_why() {
    let visitor = Visitor::start().await;
    let (path, [circuit, session]) = in_service(&visitor).await;
    ask(&visitor, &circuit, &[("BandwidthMbps", "1000")]).await;
    ask(&visitor, &session, &[("Md5Key", "a-key-of-the-test")]).await;
    an_hour_later(&visitor).await;
    let page = visitor.open(&path).await;
    page.shows("MD5 keyIn servicenoneRequestedset");
    let by = [("actor", "data_center"), ("reason", "no port of this speed")];
    let page = visitor.press(&page, "Decline the change", &by).await;
    page.shows("It was declined.");
    page.shows("Waiting changesNo change is waiting.Declined: BandwidthRequested1000 Mbps");
    page.shows("Declined byData centerWhen2026-01-05 10:00:00 UTCReasonno port of this speed");
    let by = [("actor", "customer"), ("reason", "the key leaked")];
    let page = visitor.press(&page, "Decline the change of the session", &by).await;
    page.shows("Declined: MD5 keyRequestedsetDeclined byCustomer");
    assert_eq!(visitor.circuit("voice").await.unwrap().bandwidth_mbps, 100);
    assert!(!page.has_button("Decline the change"));
    ask(&visitor, &circuit, &[("BandwidthMbps", "500")]).await;
    let asked = visitor.open(&path).await;
    assert!(!asked.text().contains("Declined: Bandwidth"), "{}", asked.text());
}

#[tokio::test]
async fn a_new_letter_that_waits_is_named_with_what_waits_beside_it() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "loa_issued").await;
    let sid = visitor.circuit("voice").await.unwrap().sid;
    ask(
        &visitor,
        &format!("/v1/CrossConnects/{sid}"),
        &[("LoaEntity", "Another Corp")],
    )
    .await;
    let page = visitor.open(&path).await;
    page.shows("Party on the letterIn serviceExample CorpRequestedAnother Corp");
    let page = visitor
        .press(&page, "Twilio: issue the letter again for voice", &[])
        .await;
    page.shows("Number2");
    assert_eq!(
        visitor.circuit("voice").await.unwrap().letter.unwrap().entity,
        "Another Corp"
    );
}
