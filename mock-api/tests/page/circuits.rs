//! Circuits: their list, their pages, and the actions on them.

use std::time::Instant;

use mock_api::CrossConnectStatus;
use reqwest::Method;
use serde_json::json;

use crate::visitor::{Page, Visitor, row};

#[tokio::test]
async fn an_empty_list_says_how_to_begin() {
    let visitor = Visitor::start().await;
    let page = visitor.open("/_mock/").await;
    page.shows("Nothing has been ordered yet.");
    page.shows(&format!(
        "export TWILIO_INTERCONNECT_BASE_URL={}",
        visitor.mock.base_url()
    ));
}

#[tokio::test]
async fn each_button_does_what_it_says() {
    use CrossConnectStatus::{Active, Configuring, Failed, Inactive, LoaExpired, LoaIssued, Rejected};
    for (from, button, to) in [
        ("requested", "Twilio: issue the letter for voice", LoaIssued),
        ("requested", "Twilio: reject the order for lack of capacity", Rejected),
        ("loa_issued", "Time: let the letter expire", LoaExpired),
        ("configuring", "Twilio: finish the configuration for voice", Active),
        ("configuring", "Twilio: fail the configuration", Failed),
        ("failed", "Twilio: try the configuration again for voice", Configuring),
        ("active", "Colleague: deactivate the circuit", Inactive),
        ("inactive", "Colleague: activate the circuit", Active),
    ] {
        let visitor = Visitor::start().await;
        let path = visitor.placed("voice", from).await;
        let page = visitor.open(&path).await;
        let after = visitor.press(&page, button, &[]).await;
        assert_eq!(visitor.circuit("voice").await.unwrap().status, to, "{button}");
        assert!(!after.has_button(button), "{button}");
        assert!(after.html.contains("role=\"status\""), "{button}");
    }
}

#[tokio::test]
async fn the_last_step_of_a_deletion_leads_to_the_list() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "pending_deletion").await;
    let page = visitor.open(&path).await;
    let page = visitor.press(&page, "Twilio: accept the removal for voice", &[]).await;
    let after = visitor
        .press(&page, "Data center: remove the cross connect for voice", &[])
        .await;
    after.shows("It was removed.");
    assert!(visitor.circuit("voice").await.is_none());
    let again = visitor
        .press(&page, "Data center: remove the cross connect for voice", &[])
        .await;
    assert_eq!(again.status, 404);
    again.shows("This did not work. There is no cross connect XC");
}

#[tokio::test]
async fn the_list_moves_a_circuit_on_and_keeps_its_filter() {
    let visitor = Visitor::start().await;
    visitor.placed("voice-a", "requested").await;
    visitor.placed("voice-b", "requested").await;
    let page = visitor.open("/_mock/?status=requested").await;
    let after = visitor.press(&page, "Twilio: issue the letter for voice-b", &[]).await;
    after.shows("1 circuit");
    assert!(after.has_button("Twilio: issue the letter for voice-a"));
    assert_eq!(
        visitor.circuit("voice-b").await.unwrap().status,
        CrossConnectStatus::LoaIssued
    );
}

#[tokio::test]
async fn the_customer_is_named_where_the_customer_is_awaited() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "loa_issued").await;
    for path in [path.as_str(), "/_mock/"] {
        let page = visitor.open(path).await;
        page.shows("Customer: have the cable laid, then report completion");
        assert!(!page.has_button("Customer: have the cable laid, then report completion for voice"));
    }
    visitor
        .open(&path)
        .await
        .shows("at the latest until 2026-03-07 00:00:00 UTC");
}

const CHANGE: &str = "Colleague: change the circuit";

#[tokio::test]
async fn a_colleague_changes_what_the_form_says() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "active").await;
    let before = visitor.circuit("voice").await.unwrap();
    let page = visitor.open(&path).await;
    let fields = [
        ("unique_name", "data"),
        ("bandwidth_mbps", "1000"),
        ("loa_entity", "Another Corp"),
        ("redundancy_group", "eu"),
    ];
    let after = visitor.press(&page, CHANGE, &fields).await;
    after.shows("A colleague changed it.");
    after.shows("changed by a colleague");
    let changed = visitor.circuit("data").await.unwrap();
    assert_eq!(
        (changed.bandwidth_mbps, changed.loa_entity.as_str()),
        (1000, "Another Corp")
    );
    assert_eq!(changed.redundancy_group.as_deref(), Some("eu"));
    assert_eq!((changed.revision, changed.status), (before.revision + 1, before.status));
    let without = [("unique_name", "data"), ("redundancy_group", "")];
    visitor
        .press(&after, CHANGE, &without)
        .await
        .shows("A colleague changed it.");
    assert_eq!(visitor.circuit("data").await.unwrap().redundancy_group, None);
}

#[tokio::test]
async fn a_change_that_is_none_is_refused_in_words() {
    let visitor = Visitor::start().await;
    visitor.placed("data", "active").await;
    let path = visitor.placed("voice", "active").await;
    let page = visitor.open(&path).await;
    let same = [("unique_name", "voice"), ("bandwidth_mbps", "100")];
    let refused = visitor.press(&page, CHANGE, &same).await;
    refused.refuses(422, "The circuit already has these values. Nothing was changed.");
    refused.shows("Timeline");
    let refused = visitor.press(&page, CHANGE, &[("bandwidth_mbps", "much")]).await;
    refused.refuses(422, "\"Bandwidth in Mbps\" must be a whole number");
    let refused = visitor.press(&page, CHANGE, &[("unique_name", "data")]).await;
    refused.refuses(409, "\"data\" is the name of XC");
    let unknown = visitor
        .send(&format!("{path}/explode"), &[("back", path.as_str())])
        .await;
    unknown.refuses(404, "There is no action 'explode'.");
    assert_eq!(visitor.circuit("voice").await.unwrap().revision, 2);
}

#[tokio::test]
async fn a_circuit_is_deleted_out_of_band() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "active").await;
    let page = visitor.open(&path).await;
    let after = visitor.press(&page, "Colleague: delete the circuit now", &[]).await;
    after.shows("It was removed.");
    assert!(visitor.circuit("voice").await.is_none());
    let again = visitor.press(&page, "Colleague: delete the circuit now", &[]).await;
    assert_eq!(again.status, 404);
}

#[tokio::test]
async fn a_circuit_shows_its_letter_and_its_timeline() {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "active").await;
    let page = visitor.open(&path).await;
    let letter = visitor.circuit("voice").await.unwrap().letter.unwrap();
    for text in [
        letter.sid,
        letter.cage.unwrap(),
        letter.patch_panel.unwrap(),
        letter.facility,
    ] {
        page.shows(&text);
    }
    for event in [
        "ordered",
        "requested → loa_issued",
        "loa_issued → configuring",
        "configuring → active",
    ] {
        page.shows(event);
    }
    let document = Page::of(visitor.request(Method::GET, &format!("{path}/letter.pdf")))
        .await
        .expect(200);
    assert_eq!(document.header("content-type"), "application/pdf");
    let early = visitor.placed("early", "requested").await;
    visitor.open(&format!("{early}/letter.pdf")).await.expect(404);
}

#[tokio::test]
async fn five_thousand_circuits_are_read_page_by_page() {
    let visitor = Visitor::start().await;
    let rows: Vec<_> = (1..=5000)
        .map(|number| row(&format!("voice-{number}"), "active"))
        .collect();
    visitor.plant(&json!({"cross_connects": rows})).await;
    visitor.placed("the-needle", "failed").await;
    let start = Instant::now();
    let page = visitor.open("/_mock/").await;
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    assert!(page.html.len() < 64 * 1024, "{}", page.html.len());
    page.shows("5001 circuits");
    page.shows("Page 1 of 101");
    assert_eq!(page.html.matches("scope=\"row\"").count(), 50);
    visitor.open("/_mock/?page=101").await.shows("the-needle");
    for query in ["name=needle", "status=failed", "name=needle&status=failed"] {
        let found = visitor.open(&format!("/_mock/?{query}")).await;
        found.shows("1 circuit");
        found.shows("the-needle");
        assert_eq!(found.html.matches("scope=\"row\"").count(), 1, "{query}");
    }
    visitor
        .open("/_mock/?name=needle&status=active")
        .await
        .shows("0 circuits");
}

/// A circuit in service with a request of the customer.
async fn asked(form: &[(&str, &str)], method: Method) -> (Visitor, Page) {
    let visitor = Visitor::start().await;
    let path = visitor.placed("voice", "active").await;
    let sid = path.rsplit('/').next().unwrap();
    let request = visitor.call(method.clone(), &format!("/v1/CrossConnects/{sid}"));
    let request = if method == Method::POST {
        request.form(form)
    } else {
        request
    };
    let answer = Page::of(request).await;
    assert!(answer.status < 300, "{}", answer.html);
    let page = visitor.open(&path).await;
    (visitor, page)
}

#[tokio::test]
async fn twilio_accepts_or_declines_a_change_that_waits() {
    for (button, bandwidth, notice) in [
        ("Twilio: accept the change for voice", 1000, "The step has ended."),
        ("Decline the change", 100, "It was declined."),
    ] {
        let (visitor, page) = asked(&[("BandwidthMbps", "1000")], Method::POST).await;
        let after = visitor.press(&page, button, &[("reason", "no budget")]).await;
        after.shows(notice);
        assert_eq!(visitor.circuit("voice").await.unwrap().bandwidth_mbps, bandwidth);
        assert!(!after.has_button(button), "{button}");
    }
}

#[tokio::test]
async fn twilio_accepts_or_declines_a_removal() {
    use CrossConnectStatus::{Active, PendingDeletion};
    for (button, status) in [
        ("Twilio: accept the removal for voice", PendingDeletion),
        ("Decline the removal", Active),
    ] {
        let (visitor, page) = asked(&[], Method::DELETE).await;
        let after = visitor.press(&page, button, &[("reason", "still in use")]).await;
        assert_eq!(visitor.circuit("voice").await.unwrap().status, status, "{button}");
        assert!(!after.has_button(button), "{button}");
    }
}
