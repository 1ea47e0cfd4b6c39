//! Faults: set and cleared.

use reqwest::Method;
use serde_json::Value;

use crate::visitor::{Page, Visitor};

const SET: &str = "Set the fault";

/// The faults in the list of the control.
async fn faults(visitor: &Visitor) -> Vec<Value> {
    let listed = Page::of(visitor.request(Method::GET, "/_mock/faults")).await;
    let listed: Value = serde_json::from_str(&listed.html).unwrap();
    listed["faults"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_fault_happens_as_it_was_set() {
    let visitor = Visitor::start().await;
    let page = visitor.open("/_mock/page/faults").await;
    page.shows("No fault is set.");
    let fields = [
        ("kind", "unavailable"),
        ("method", "GET"),
        ("path", "/v1/CrossConnects"),
        ("times", "2"),
        ("after", "1"),
        ("retry_after", "7"),
    ];
    let page = visitor.press(&page, SET, &fields).await;
    page.shows("503, code 20503, in place of the effect");
    page.shows("after 1 that pass");
    let mut met = Vec::new();
    for path in [
        "Exchanges",
        "CrossConnects",
        "CrossConnects",
        "CrossConnects",
        "CrossConnects",
    ] {
        let answer = Page::of(visitor.call(Method::GET, &format!("/v1/{path}"))).await;
        met.push((answer.status, answer.header("retry-after").to_owned()));
    }
    let (good, late) = ((200, String::new()), (503, "7".to_owned()));
    assert_eq!(met, [good.clone(), good.clone(), late.clone(), late, good]);
    visitor.open("/_mock/page/faults").await.shows("No fault is set.");
}

#[tokio::test]
async fn every_kind_of_the_form_can_be_set_and_all_are_cleared() {
    let visitor = Visitor::start().await;
    let page = visitor.open("/_mock/page/faults").await;
    let list = page.html.split("<select name=\"kind\">").nth(1).unwrap();
    let kinds = list
        .split("</select>")
        .next()
        .unwrap()
        .split("<option value=\"")
        .skip(1);
    let kinds: Vec<&str> = kinds.map(|option| option.split('"').next().unwrap()).collect();
    for kind in &kinds {
        let after = visitor.press(&page, SET, &[("kind", *kind), ("times", "0")]).await;
        after.shows("The fault is set.");
    }
    let set = faults(&visitor).await;
    assert_eq!((set.len(), kinds.len()), (15, 15));
    let mut distinct: Vec<String> = set.iter().map(|fault| fault["kind"].to_string()).collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 15);
    let page = visitor.open("/_mock/page/faults").await;
    let page = visitor.press(&page, "Clear all faults", &[]).await;
    page.shows("All faults are cleared.");
    page.shows("No fault is set.");
    assert!(faults(&visitor).await.is_empty());
}

#[tokio::test]
async fn a_fault_that_is_none_is_refused_in_words() {
    let visitor = Visitor::start().await;
    let page = visitor.open("/_mock/page/faults").await;
    let refused = visitor
        .press(&page, SET, &[("kind", "delay"), ("milliseconds", "long")])
        .await;
    refused.refuses(422, "\"Late answer\" must be a whole number, and \"long\" is not one.");
    let refused = visitor.press(&page, SET, &[("kind", "earthquake")]).await;
    refused.refuses(422, "earthquake");
    assert!(faults(&visitor).await.is_empty());
}
