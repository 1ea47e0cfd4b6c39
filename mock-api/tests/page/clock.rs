//! The clock and its buttons.

use crate::visitor::Visitor;

#[tokio::test]
async fn each_button_advances_the_clock_by_what_it_says() {
    let visitor = Visitor::start().await;
    let mut page = visitor.open("/_mock/page/faults").await;
    page.shows("2026-01-05 09:00:00 UTCfrozen; steps wait for people");
    for (name, now) in [
        ("Advance the clock by 1 hour", "2026-01-05 10:00:00 UTC"),
        ("Advance the clock by 1 day", "2026-01-06 10:00:00 UTC"),
        ("Advance the clock by 10 days", "2026-01-16 10:00:00 UTC"),
        ("Advance the clock by 60 days", "2026-03-17 10:00:00 UTC"),
    ] {
        page = visitor.press(&page, name, &[]).await;
        page.shows(now);
        page.shows("The clock has advanced.");
        page.shows("Set a fault");
    }
    for (unit, now) in [
        ("minutes", "2026-03-17 10:30:00 UTC"),
        ("hours", "2026-03-18 16:30:00 UTC"),
        ("days", "2026-04-17 16:30:00 UTC"),
    ] {
        let fields = [("amount", "30"), ("unit", unit)];
        page = visitor.press(&page, "Advance the clock by that amount", &fields).await;
        page.shows(now);
    }
}

#[tokio::test]
async fn what_is_due_happens() {
    let visitor = Visitor::start().await;
    let circuit = visitor.placed("voice", "loa_issued").await;
    let page = visitor.open(&circuit).await;
    let page = visitor.press(&page, "Advance the clock by 60 days", &[]).await;
    page.shows("loa_issued");
    let page = visitor.press(&page, "Advance the clock by 1 day", &[]).await;
    page.shows("loa_issued → loa_expired");
}

#[tokio::test]
async fn an_amount_that_is_none_is_refused_in_words() {
    let visitor = Visitor::start().await;
    let page = visitor.open("/_mock/page/requests").await;
    for (amount, reason) in [
        (
            "soon",
            "\"Amount\" must be a whole number, and \"soon\" is not one. Nothing was changed.",
        ),
        ("-1", "\"Amount\" must be a whole number, and \"-1\" is not one."),
        ("0", "The amount of time to advance by must be at least 1."),
        ("", "The amount of time to advance by must be at least 1."),
        ("99999999", "The clock cannot advance beyond the year 9999."),
    ] {
        let fields = [("amount", amount), ("unit", "days")];
        let refused = visitor.press(&page, "Advance the clock by that amount", &fields).await;
        refused.refuses(422, reason);
        refused.shows("Path contains");
    }
    assert_eq!(visitor.mock.now().to_string(), crate::visitor::START);
}
