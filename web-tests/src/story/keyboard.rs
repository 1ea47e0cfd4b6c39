//! The page without a mouse: the focus is visible, and buttons can be reached and pressed.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::browser::{Browser, Kind};
use crate::failure::{Failure, claim};
use crate::story::Stage;

/// More than the number of links and buttons before the content of a page.
const PATIENCE: usize = 60;

/// The script that returns the name of the focused element, and whether the focus is visible.
const FOCUS: &str = "const focus = document.activeElement, box = focus.getBoundingClientRect();
const style = getComputedStyle(focus);
const seen = box.right > 0 && box.bottom > 0 && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
return [focus.textContent.trim(), seen];";

/// Runs the story.
pub(super) async fn tell(stage: &Stage) -> Result<(), Failure> {
    let mock = stage.seeded_mock()?;
    let browser = Browser::start(Kind::Desktop, &mock.base_url).await?;
    let told = chapters(&browser).await;
    browser.end(told).await
}

async fn chapters(browser: &Browser) -> Result<(), Failure> {
    browser.open("/_mock/").await?;
    skip_to_the_content(browser).await?;
    browser.open("/_mock/").await?;
    press_by_keys(browser, "Advance the clock by 1 day").await?;
    browser.sees("2026-01-06 09:0").await?;
    press_by_keys(browser, "Twilio: issue the letter for voice-frankfurt").await?;
    browser.sees("The step has ended.").await?;
    decline_by_keys(browser).await
}

/// Opens a folded form, fills it, and sends it.
async fn decline_by_keys(browser: &Browser) -> Result<(), Failure> {
    browser.open("/_mock/?name=voice-lab-60").await?;
    browser.follow("voice-lab-60").await?;
    press_by_keys(browser, "Decline the removal with a reason").await?;
    browser.types(Key::Tab).await?;
    browser.writes("Data").await?;
    browser.types(Key::Tab).await?;
    browser.writes("still in use").await?;
    press_by_keys(browser, "Decline the removal").await?;
    browser.sees("Data center removal withdrawn: still in use").await
}

async fn skip_to_the_content(browser: &Browser) -> Result<(), Failure> {
    browser.types(Key::Tab).await?;
    let focus = browser.value_of(FOCUS).await?;
    claim(focus == json!(["Skip to the content", true]), || {
        format!("the first stop is {focus}")
    })?;
    browser.types(Key::Enter).await?;
    let focus = browser.value_of("return document.activeElement.id").await?;
    claim(focus == "content", || format!("the content has no focus, but {focus}"))
}

/// Presses the button with a name, with Tab and Enter alone.
async fn press_by_keys(browser: &Browser, name: &str) -> Result<(), Failure> {
    for _ in 0..PATIENCE {
        browser.types(Key::Tab).await?;
        let focus = browser.value_of(FOCUS).await?;
        claim(focus[1] == Value::Bool(true), || {
            format!("the focus on {focus} is not seen")
        })?;
        if focus[0] == name {
            return browser.types(Key::Enter).await;
        }
    }
    Err(format!("{name:?} is not reached").into())
}
