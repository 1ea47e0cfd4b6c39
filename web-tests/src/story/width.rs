//! Every page on a phone: nothing is cut off, and nothing scrolls sideways.

use crate::browser::{Browser, Kind};
use crate::failure::{Failure, claim};
use crate::page;
use crate::story::Stage;

/// The script that returns the width of the window, and the width of its content.
const WIDTHS: &str = "return [window.innerWidth, document.documentElement.scrollWidth]";

/// Runs the story.
pub(super) async fn tell(stage: &Stage) -> Result<(), Failure> {
    let mock = stage.seeded_mock()?;
    let browser = Browser::start(Kind::Phone, &mock.base_url).await?;
    let told = page::on_each(&browser, async |name| fits(&browser, name).await).await;
    browser.end(told).await
}

async fn fits(browser: &Browser, page: &str) -> Result<(), Failure> {
    let widths = browser.value_of(WIDTHS).await?;
    let [window, content] = [0, 1].map(|index| widths[index].as_u64());
    claim(window == Some(360) && content <= window, || {
        format!("{page} is {content:?} pixels wide in a window of {window:?}")
    })
}
