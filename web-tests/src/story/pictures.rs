//! Pictures of the pages, on request.

use std::path::Path;

use crate::browser::{Browser, Kind};
use crate::failure::Failure;
use crate::story::Stage;

/// Runs the story, if there is a folder for pictures.
pub(super) async fn tell(stage: &Stage) -> Result<(), Failure> {
    let Some(folder) = &stage.pictures else {
        return Ok(());
    };
    for (kind, name) in [(Kind::Desktop, "desktop"), (Kind::Phone, "phone")] {
        let mock = stage.seeded_mock()?;
        let browser = Browser::start(kind, &mock.base_url).await?;
        let told = keep(&browser, folder, name).await;
        browser.end(told).await?;
    }
    Ok(())
}

async fn keep(browser: &Browser, folder: &Path, kind: &str) -> Result<(), Failure> {
    let picture = |page: &str| folder.join(format!("{page}-{kind}.png"));
    browser.open("/_mock/").await?;
    browser.keep_picture(&picture("circuits")).await?;
    browser.follow("voice-san-jose").await?;
    browser.keep_picture(&picture("circuit")).await
}
