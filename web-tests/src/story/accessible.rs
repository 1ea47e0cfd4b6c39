//! The story of accessibility: every page under its rules, in a wide window and on a phone.

use crate::accessibility;
use crate::browser::{Browser, Kind};
use crate::failure::Failure;
use crate::page;
use crate::story::Stage;

/// Runs the story.
pub(super) async fn tell(stage: &Stage) -> Result<(), Failure> {
    for kind in [Kind::Desktop, Kind::Phone] {
        let mock = stage.seeded_mock()?;
        let browser = Browser::start(kind, &mock.base_url).await?;
        let check = async |name: &str| accessibility::check(&browser, &stage.axe, name).await;
        let told = page::on_each(&browser, check).await;
        browser.end(told).await?;
    }
    let mock = stage.empty_mock()?;
    let browser = Browser::start(Kind::Desktop, &mock.base_url).await?;
    let opened = browser.open("/_mock/").await;
    let told = match opened {
        Ok(()) => accessibility::check(&browser, &stage.axe, "an empty list").await,
        Err(failure) => Err(failure),
    };
    browser.end(told).await
}
