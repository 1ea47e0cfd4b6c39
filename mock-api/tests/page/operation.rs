//! Holds, maintenance, and the health of a session.

use reqwest::Method;
use serde_json::json;

use crate::visitor::{Page, Visitor, row};

const SESSION: &str = "session";
const CIRCUIT: &str = "circuit";

/// A circuit in service with a session over it, and its page.
async fn in_service(visitor: &Visitor) -> Page {
    let session = json!({"cross_connect": "voice", "ip_routes": ["52.1.2.0/24"]});
    visitor
        .plant(&json!({"cross_connects": [row("voice", "active")], "bgp_sessions": [session]}))
        .await;
    visitor.open(&visitor.path_of("voice").await).await
}

/// The reason of the hold on an object.
async fn hold(visitor: &Visitor, noun: &str) -> Option<String> {
    let held = match noun {
        SESSION => visitor.mock.bgp_sessions().await.remove(0).on_hold,
        _ => visitor.circuit("voice").await.unwrap().on_hold,
    };
    held.map(|hold| hold.reason)
}

#[tokio::test]
async fn an_object_is_held_for_a_reason_until_the_hold_is_lifted() {
    let visitor = Visitor::start().await;
    let mut page = in_service(&visitor).await;
    for (noun, other) in [(CIRCUIT, SESSION), (SESSION, CIRCUIT)] {
        let put = format!("Twilio: put the {noun} on hold");
        let refused = visitor.press(&page, &put, &[]).await;
        refused.refuses(422, "\"Reason of the hold\" must not be empty.");
        page = visitor.press(&page, &put, &[("reason", "credit check")]).await;
        page.shows("On holdcredit check, since 2026-01-05 09:00:00 UTC");
        assert_eq!(hold(&visitor, noun).await.as_deref(), Some("credit check"));
        assert_eq!(hold(&visitor, other).await, None);
        let lift = format!("Twilio: lift the hold of the {noun}");
        page = visitor.press(&page, &lift, &[]).await;
        page.shows("The hold is lifted.");
        assert_eq!(hold(&visitor, noun).await, None);
        assert!(!page.has_button(&lift));
    }
}

#[tokio::test]
async fn a_hold_leaves_no_step_and_no_decision() {
    let visitor = Visitor::start().await;
    in_service(&visitor).await;
    let ordered = visitor.placed("order", "requested").await;
    let session = visitor.mock.bgp_sessions().await.remove(0);
    let path = format!("/v1/BgpSessions/{}", session.sid);
    let change = visitor.call(Method::POST, &path).form(&[("Enabled", "false")]);
    Page::of(change).await.expect(200);
    let carrier = visitor.path_of("voice").await;
    let of_order = [
        "Twilio: issue the letter for order",
        "Twilio: issue this letter",
        "Twilio: reject the order for lack of capacity",
        "Decline the order",
    ];
    let of_session = ["Twilio: accept the change", "Decline the change of the session"];
    let places = [
        (CIRCUIT, ordered, "/_mock/?name=order", &of_order[..]),
        (SESSION, carrier, "/_mock/page/sessions", &of_session),
    ];
    for (noun, path, list, actions) in places {
        let offers = |page: &Page| actions.iter().map(|action| page.has_button(action)).collect::<Vec<_>>();
        let free = visitor.open(&path).await;
        assert_eq!(offers(&free), vec![true; actions.len()], "{}", free.text());
        let put = format!("Twilio: put the {noun} on hold");
        let held = visitor.press(&free, &put, &[("reason", "credit check")]).await;
        assert_eq!(offers(&held), vec![false; actions.len()], "{}", held.text());
        held.shows(WAITS);
        visitor.open(list).await.shows("on hold");
        let lifted = visitor
            .press(&held, &format!("Twilio: lift the hold of the {noun}"), &[])
            .await;
        assert_eq!(offers(&lifted), vec![true; actions.len()], "{}", lifted.text());
        assert!(!visitor.open(list).await.text().contains("on hold"));
    }
}

#[tokio::test]
async fn a_hold_does_not_keep_the_customer_from_reporting_completion() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "loa_issued").await;
    let page = visitor.open(&path).await;
    let held = visitor
        .press(&page, "Twilio: put the circuit on hold", &[("reason", "credit check")])
        .await;
    assert!(held.has_button(COMPLETE), "{}", held.text());
    assert!(!held.text().contains(WAITS), "{}", held.text());
    let customer = "Customer: have the cable laid, then report completion";
    visitor.open("/_mock/?name=voice").await.shows(customer);
}

const WAITS: &str = "On hold: the step waits until the hold is lifted.";
const COMPLETE: &str = "Twilio: record completion";

const ANNOUNCE: &str = "Twilio: announce the maintenance";

#[tokio::test]
async fn maintenance_is_announced_beside_what_is_announced_and_all_is_removed() {
    let visitor = Visitor::start().await;
    let mut page = in_service(&visitor).await;
    for (day, reason) in [("01-10", "new line card"), ("01-11", "new fan")] {
        let times = ["02:00", "04:30"].map(|time| format!("2026-{day}T{time}"));
        let fields = [("from", times[0].as_str()), ("until", &times[1]), ("reason", reason)];
        page = visitor.press(&page, ANNOUNCE, &fields).await;
        page.shows(&format!(
            "Maintenance{reason}, 2026-{day} 02:00:00 UTC to 2026-{day} 04:30:00 UTC"
        ));
    }
    let announced = visitor.circuit("voice").await.unwrap().maintenance;
    assert_eq!(announced.len(), 2);
    let page = visitor.press(&page, "Twilio: remove all maintenance", &[]).await;
    page.shows("All maintenance is removed.");
    assert!(visitor.circuit("voice").await.unwrap().maintenance.is_empty());
    assert!(!page.has_button("Twilio: remove all maintenance"));
}

#[tokio::test]
async fn a_maintenance_without_its_times_is_refused_in_words() {
    let visitor = Visitor::start().await;
    let page = in_service(&visitor).await;
    let refused = visitor.press(&page, ANNOUNCE, &[("reason", "new fan")]).await;
    refused.refuses(422, "\"From, in UTC\" must not be empty.");
    let fields = [("from", "2026-01-10T02:00"), ("until", "late"), ("reason", "new fan")];
    let refused = visitor.press(&page, ANNOUNCE, &fields).await;
    refused.refuses(
        422,
        "\"Until, in UTC\" must be a date and a time, such as 2026-01-05T09:00, and \"late\" is not one.",
    );
    assert!(visitor.circuit("voice").await.unwrap().maintenance.is_empty());
}

#[tokio::test]
async fn the_health_of_a_session_is_unknown_for_a_reason_and_known_again() {
    let visitor = Visitor::start().await;
    let page = in_service(&visitor).await;
    let unknown = "Network: health is unknown";
    let refused = visitor.press(&page, unknown, &[]).await;
    refused.refuses(422, "\"Reason why it is unknown\" must not be empty.");
    let page = visitor.press(&page, unknown, &[("reason", "probe is down")]).await;
    page.shows("Healthunknown: probe is down");
    let because = visitor.mock.bgp_sessions().await.remove(0).unknown_because;
    assert_eq!(because.as_deref(), Some("probe is down"));
    let page = visitor.press(&page, "Network: health is known again", &[]).await;
    assert!(!page.text().contains("probe is down"), "{}", page.text());
    assert_eq!(visitor.mock.bgp_sessions().await.remove(0).unknown_because, None);
}
