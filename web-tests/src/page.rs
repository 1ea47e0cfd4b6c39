//! The pages for the tests of general rules.

use serde_json::json;

use crate::browser::Browser;
use crate::failure::{Failure, claim};
use crate::terraform::{ACCOUNT_SID, AUTH_TOKEN};

/// The paths of pages that need only a seed, each with its name.
const PATHS: [(&str, &str); 7] = [
    ("circuits", "/_mock/"),
    ("circuits of a filter", "/_mock/?name=voice&status=active"),
    ("BGP sessions", "/_mock/page/sessions"),
    ("requests", "/_mock/page/requests"),
    ("faults", "/_mock/page/faults"),
    ("a notice", "/_mock/page/faults?notice=faults-cleared"),
    (
        "a page that is not there",
        "/_mock/page/cross-connects/XC00000000000000000000000000000000",
    ),
];

/// The circuits of the seed, whose pages differ.
pub(crate) const CIRCUITS: [&str; 4] = ["voice-ashburn", "voice-san-jose", "voice-london", "voice-frankfurt"];

/// The script that requests changes, and returns the status of each answer.
const ASK: &str = "
const ask = (path, form) => fetch(path, {
  method: 'POST', headers: {Authorization: 'Basic ' + credentials}, body: new URLSearchParams(form),
}).then(answer => answer.status);
const circuit = location.pathname.split('/').pop(), session = document.querySelector('[id^=BG]').id;
Promise.all([
  ask('/v1/CrossConnects/' + circuit, {BandwidthMbps: '100', Enabled: 'false'}),
  ask('/v1/BgpSessions/' + session, {IpRoutes: '52.1.9.0/24'}),
]).then(arguments[0], error => arguments[0](String(error)));";

/// Opens one page after another, and runs a test on each.
pub(crate) async fn on_each<F>(browser: &Browser, check: F) -> Result<(), Failure>
where
    F: AsyncFn(&str) -> Result<(), Failure>,
{
    browser.open("/_mock/page/faults").await?;
    browser.press("Set the fault").await?;
    for (name, path) in PATHS {
        browser.open(path).await?;
        check(name).await?;
    }
    for name in CIRCUITS {
        browser.open("/_mock/").await?;
        browser.follow(name).await?;
        check(name).await?;
    }
    browser.press("Colleague: change the circuit").await?;
    browser.sees("This did not work.").await?;
    check("an error").await?;
    on_each_decision(browser, check).await
}

/// Opens the pages of a removal and of waiting changes, with every form unfolded.
async fn on_each_decision<F>(browser: &Browser, check: F) -> Result<(), Failure>
where
    F: AsyncFn(&str) -> Result<(), Failure>,
{
    browser.open("/_mock/?name=voice-lab-60").await?;
    browser.follow("voice-lab-60").await?;
    browser.sees("Removal").await?;
    unfold_all(browser).await?;
    check("a removal").await?;

    browser.open("/_mock/page/faults").await?;
    browser.press("Clear all faults").await?;
    browser.follow("Circuits").await?;
    browser.follow("voice-ashburn").await?;
    ask(browser).await?;
    browser.follow("All circuits").await?;
    browser.follow("voice-ashburn").await?;
    browser.sees("Waiting changes").await?;
    unfold_all(browser).await?;
    check("changes that wait").await
}

/// Requests changes of the open circuit and of its session, as the customer.
async fn ask(browser: &Browser) -> Result<(), Failure> {
    let credentials = format!("const credentials = btoa('{ACCOUNT_SID}:{AUTH_TOKEN}');");
    let asked = browser.awaited_value_of(&(credentials + ASK)).await?;
    claim(asked == json!([200, 200]), || {
        format!("the changes are answered {asked}")
    })
}

async fn unfold_all(browser: &Browser) -> Result<(), Failure> {
    let unfold = "document.querySelectorAll('details').forEach(part => part.open = true)";
    browser.value_of(unfold).await.map(drop)
}
