//! The pages that every general rule is tried on.

use crate::browser::Browser;
use crate::failure::Failure;

/// The paths of pages that need nothing but a seed, each with its name.
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

/// Opens one page after the other, and does something on each.
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
    check("an error").await
}
