//! BGP sessions, on their list and on the pages of their circuits.

use mock_api::{BgpSession, BgpSessionStatus, SessionState};
use serde_json::json;

use crate::visitor::{Page, Visitor, row};

/// A circuit with a session over it, and its page.
async fn with_session(visitor: &Visitor, status: &str) -> Page {
    let session = json!({"cross_connect": "voice", "ip_routes": ["52.1.2.0/24"]});
    visitor
        .plant(&json!({"cross_connects": [row("voice", status)], "bgp_sessions": [session]}))
        .await;
    visitor.open(&visitor.path_of("voice").await).await
}

async fn session(visitor: &Visitor) -> BgpSession {
    visitor.mock.bgp_sessions().await.remove(0)
}

#[tokio::test]
async fn a_session_follows_its_circuit_and_its_own_button() {
    let visitor = Visitor::start().await;
    let page = with_session(&visitor, "configuring").await;
    page.shows("Waits for the cross connect.");
    let page = visitor
        .press(&page, "Twilio: finish the configuration for voice", &[])
        .await;
    assert_eq!(session(&visitor).await.status, BgpSessionStatus::Configuring);
    let page = visitor.press(&page, "Twilio: finish the session", &[]).await;
    page.shows("established since 2026-01-05 09:00:00 UTC");
    assert_eq!(session(&visitor).await.status, BgpSessionStatus::Available);
}

#[tokio::test]
async fn the_list_of_sessions_has_the_awaited_step_too() {
    let visitor = Visitor::start().await;
    let page = with_session(&visitor, "configuring").await;
    let list = visitor.open("/_mock/page/sessions").await;
    list.shows("the cross connect");
    visitor
        .press(&page, "Twilio: finish the configuration for voice", &[])
        .await;
    let list = visitor.open("/_mock/page/sessions?status=configuring").await;
    list.shows("1 session");
    let after = visitor.press(&list, "Twilio: finish the session for voice", &[]).await;
    after.shows("0 sessions");
    visitor.open("/_mock/page/sessions").await.shows("52.1.2.0/24");
}

#[tokio::test]
async fn the_network_takes_a_session_down_and_brings_it_up() {
    let visitor = Visitor::start().await;
    let page = with_session(&visitor, "active").await;
    let revision = session(&visitor).await.revision;
    let page = visitor.press(&page, "Network: take the session down", &[]).await;
    assert_eq!(session(&visitor).await.session_state, SessionState::Idle);
    visitor.press(&page, "Network: bring the session up again", &[]).await;
    let after = session(&visitor).await;
    assert_eq!(
        (after.session_state, after.revision),
        (SessionState::Established, revision)
    );
}

#[tokio::test]
async fn a_colleague_switches_and_deletes_a_session() {
    let visitor = Visitor::start().await;
    let page = with_session(&visitor, "active").await;
    let page = visitor.press(&page, "Colleague: disable the session", &[]).await;
    assert!(!session(&visitor).await.enabled);
    let page = visitor.press(&page, "Colleague: enable the session", &[]).await;
    assert!(session(&visitor).await.enabled);
    let after = visitor.press(&page, "Colleague: delete the session now", &[]).await;
    after.shows("It was removed.");
    assert!(visitor.mock.bgp_sessions().await.is_empty());
    let again = visitor.press(&page, "Colleague: delete the session now", &[]).await;
    again.refuses(404, "There is no BG");
}
