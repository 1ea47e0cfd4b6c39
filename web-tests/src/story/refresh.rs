//! The script of the page: the list of requests refreshes by itself, until the script is switched off.

use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, sleep};

use crate::browser::{Browser, Kind};
use crate::failure::{Failure, claim};
use crate::mock::Mock;
use crate::story::Stage;

/// The time for more than two refreshes.
const PATIENCE: Duration = Duration::from_secs(5);

/// Runs the story.
pub(super) async fn tell(stage: &Stage) -> Result<(), Failure> {
    let mock = stage.seeded_mock()?;
    let browser = Browser::start(Kind::Desktop, &mock.base_url).await?;
    let told = chapters(&browser, &mock).await;
    browser.end(told).await
}

async fn chapters(browser: &Browser, mock: &Mock) -> Result<(), Failure> {
    browser.open("/_mock/page/requests").await?;
    browser.sees("No request has arrived yet.").await?;
    request(browser, "/v1/Exchanges").await?;
    claim(comes(browser, "/v1/Exchanges").await?, || {
        "the list does not refresh itself".to_owned()
    })?;

    let box_of_refresh = "document.querySelector('.refresh input')";
    browser.value_of(&format!("{box_of_refresh}.click()")).await?;
    request(browser, "/v1/BgpSessions").await?;
    claim(!comes(browser, "/v1/BgpSessions").await?, || {
        format!("{} refreshes though it is switched off", mock.base_url)
    })?;
    browser.open("/_mock/page/requests").await?;
    browser.sees("/v1/BgpSessions").await?;
    let checked = browser.value_of(&format!("return {box_of_refresh}.checked")).await?;
    claim(checked == Value::Bool(false), || {
        "the choice is not remembered".to_owned()
    })
}

/// Sends a request of the contract without credentials from the page. It is refused and logged.
async fn request(browser: &Browser, path: &str) -> Result<(), Failure> {
    let script = format!("fetch({path:?}, {{credentials: 'omit'}}).then(arguments[0], arguments[0])");
    browser.awaited_value_of(&script).await.map(drop)
}

/// True if a text appears by itself.
async fn comes(browser: &Browser, text: &str) -> Result<bool, Failure> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if browser.text().await?.contains(text) {
            return Ok(true);
        }
        sleep(Duration::from_millis(100)).await;
    }
    Ok(false)
}
