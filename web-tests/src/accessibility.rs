//! The rules of accessibility (axe-core), applied to the page that is open.

use serde_json::Value;

use crate::browser::Browser;
use crate::failure::{Failure, claim};

/// The script that returns the result.
const RUN: &str = "const done = arguments[arguments.length - 1];
axe.run().then(found => done(found), error => done(String(error)));";

/// Asserts that the rules find nothing serious or critical, and that rules were applied.
pub(crate) async fn check(browser: &Browser, axe: &str, page: &str) -> Result<(), Failure> {
    browser.value_of(axe).await?;
    let found = browser.awaited_value_of(RUN).await?;
    let passed = found["passes"].as_array().map_or(0, Vec::len);
    claim(passed > 10, || {
        format!("{page}: only {passed} rules were applied: {found}")
    })?;
    let complaints: Vec<String> = found["violations"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|violation| matches!(violation["impact"].as_str(), Some("serious" | "critical")))
        .map(complaint)
        .collect();
    claim(complaints.is_empty(), || format!("{page}:\n{}", complaints.join("\n")))
}

fn complaint(violation: &Value) -> String {
    let nodes = violation["nodes"].as_array().into_iter().flatten();
    let places: Vec<_> = nodes.map(|node| node["html"].to_string()).collect();
    format!("{}: {} {}", violation["id"], violation["help"], places.join(" "))
}
