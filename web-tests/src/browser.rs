//! A browser, controlled like by a person: buttons are found by their names, and fields by their labels.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::ChromeCapabilities;
use thirtyfour::prelude::*;
use tokio::time::{Instant, sleep};

use crate::driver::Driver;
use crate::failure::{Failure, claim};

/// The longest wait for a page.
const PATIENCE: Duration = Duration::from_secs(10);

/// The kind of a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A wide window.
    Desktop,
    /// A window 360 pixels wide.
    Phone,
    /// A wide window whose pages run no script.
    WithoutScripts,
}

/// A browser with one window.
#[derive(Debug)]
pub(crate) struct Browser {
    web: WebDriver,
    base_url: String,
    _driver: Driver,
}

impl Browser {
    /// Starts a browser for the pages of a server.
    pub(crate) async fn start(kind: Kind, base_url: &str) -> Result<Self, Failure> {
        let driver = Driver::start()?;
        Ok(Self {
            web: WebDriver::new(&driver.url, capabilities(kind)?).await?,
            base_url: base_url.to_owned(),
            _driver: driver,
        })
    }

    /// Ends the browser, and returns the result of its use.
    pub(crate) async fn end(self, done: Result<(), Failure>) -> Result<(), Failure> {
        let ended = self.web.quit().await;
        done?;
        Ok(ended?)
    }

    /// Opens a path of the server.
    pub(crate) async fn open(&self, path: &str) -> Result<(), Failure> {
        Ok(self.web.goto(format!("{}{path}", self.base_url)).await?)
    }

    /// Presses the button with a name, and waits for the next page.
    pub(crate) async fn press(&self, name: &str) -> Result<(), Failure> {
        let path = format!("//button[normalize-space(.)={name:?}]");
        has_left(self.click(&path, name).await?).await
    }

    /// Follows the link with a name, and waits for the next page.
    pub(crate) async fn follow(&self, name: &str) -> Result<(), Failure> {
        let path = format!("//a[normalize-space(.)={name:?}]");
        has_left(self.click(&path, name).await?).await
    }

    /// Opens the folded part with a summary.
    pub(crate) async fn unfold(&self, summary: &str) -> Result<(), Failure> {
        let path = format!("//summary[normalize-space(.)={summary:?}]");
        self.click(&path, summary).await.map(drop)
    }

    async fn click(&self, path: &str, name: &str) -> Result<WebElement, Failure> {
        let found = self.web.find_all(By::XPath(path)).await?;
        let [element] = found.as_slice() else {
            return Err(format!("there are {} elements named {name:?}, not 1", found.len()).into());
        };
        element.click().await?;
        Ok(element.clone())
    }

    /// Fills the field with a label.
    pub(crate) async fn fill(&self, label: &str, value: &str) -> Result<(), Failure> {
        let field = self.field(label, "input").await?;
        field.clear().await?;
        Ok(field.send_keys(value).await?)
    }

    /// Chooses an entry of the list with a label.
    pub(crate) async fn choose(&self, label: &str, entry: &str) -> Result<(), Failure> {
        let list = self.field(label, "select").await?;
        let entry = format!(".//option[normalize-space(.)={entry:?}]");
        Ok(list.find(By::XPath(entry)).await?.click().await?)
    }

    async fn field(&self, label: &str, kind: &str) -> Result<WebElement, Failure> {
        let path = format!("//label[normalize-space(text()[1])={label:?}]//{kind}");
        let found = self.web.find(By::XPath(path)).await;
        Ok(found.map_err(|error| format!("there is no {kind} labelled {label:?}: {error}"))?)
    }

    /// The visible text of the page.
    pub(crate) async fn text(&self) -> Result<String, Failure> {
        // If the page changes between the two answers of the browser, the element is stale.
        match self.body_text().await {
            Ok(text) => Ok(text),
            Err(_) => self.body_text().await,
        }
    }

    async fn body_text(&self) -> Result<String, Failure> {
        Ok(self.web.find(By::Tag("body")).await?.text().await?)
    }

    /// Asserts that the page shows a text.
    pub(crate) async fn sees(&self, text: &str) -> Result<(), Failure> {
        let shown = self.text().await?;
        claim(shown.contains(text), || {
            format!("there is no {text:?} on the page:\n{shown}")
        })
    }

    /// Asserts that the page does not show a text.
    pub(crate) async fn sees_no(&self, text: &str) -> Result<(), Failure> {
        let shown = self.text().await?;
        claim(!shown.contains(text), || {
            format!("there is {text:?} on the page:\n{shown}")
        })
    }

    /// The return value of a script in the page.
    pub(crate) async fn value_of(&self, script: &str) -> Result<Value, Failure> {
        Ok(self.web.execute(script, Vec::new()).await?.json().clone())
    }

    /// The value that a script passes to its callback.
    pub(crate) async fn awaited_value_of(&self, script: &str) -> Result<Value, Failure> {
        Ok(self.web.execute_async(script, Vec::new()).await?.json().clone())
    }

    /// Types a key.
    pub(crate) async fn types(&self, key: Key) -> Result<(), Failure> {
        Ok(self.web.action_chain().send_keys(key).perform().await?)
    }

    /// Types a text.
    pub(crate) async fn writes(&self, text: &str) -> Result<(), Failure> {
        Ok(self.web.action_chain().send_keys(text).perform().await?)
    }

    /// Saves a picture of the window.
    pub(crate) async fn keep_picture(&self, path: &Path) -> Result<(), Failure> {
        Ok(self.web.screenshot(path).await?)
    }
}

/// Waits until the page of an element is replaced by another page.
async fn has_left(element: WebElement) -> Result<(), Failure> {
    let start = Instant::now();
    while element.tag_name().await.is_ok() {
        claim(start.elapsed() < PATIENCE, || "a click leads nowhere".to_owned())?;
        sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

fn capabilities(kind: Kind) -> Result<ChromeCapabilities, Failure> {
    let mut chrome = DesiredCapabilities::chrome();
    // A container has no sandbox for root, and little shared memory.
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
    ] {
        chrome.add_arg(argument)?;
    }
    match kind {
        Kind::Desktop => chrome.add_arg("--window-size=1280,1040")?,
        Kind::Phone => {
            let metrics = json!({"width": 360, "height": 780, "pixelRatio": 1.0});
            chrome.add_experimental_option("mobileEmulation", json!({"deviceMetrics": metrics}))?;
        }
        Kind::WithoutScripts => {
            chrome.add_arg("--window-size=1280,1040")?;
            let blocked = json!({"profile.managed_default_content_settings.javascript": 2});
            chrome.add_experimental_option("prefs", blocked)?;
        }
    }
    Ok(chrome)
}
