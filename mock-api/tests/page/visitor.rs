//! A visitor of the page, who opens it and presses buttons by their names.

use mock_api::{Clock, CrossConnect, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, MockApi, Pace, Settings, StepTimes};
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

/// The virtual time at which every test begins.
pub(crate) const START: &str = "2026-01-05T09:00:00Z";

/// A mock server with a frozen clock at the pace of people, and a client that does not follow redirects.
pub(crate) struct Visitor {
    pub(crate) mock: MockApi,
    http: Client,
}

/// An answer of the server.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl Visitor {
    pub(crate) async fn start() -> Self {
        Self::with(Settings::default()).await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        let clock = Clock {
            start: Some(START.parse().unwrap()),
            speed: 0,
            ..settings.clock
        };
        let step_times = StepTimes {
            pace: Pace::People,
            ..settings.step_times
        };
        let _ = rustls::crypto::ring::default_provider().install_default();
        let settings = Settings {
            clock,
            step_times,
            ..settings
        };
        Self {
            mock: MockApi::start(settings).await.unwrap(),
            http: Client::builder().redirect(Policy::none()).build().unwrap(),
        }
    }

    /// A builder of a request to the server.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.mock.base_url() + path)
    }

    /// A request of the contract, with credentials.
    pub(crate) fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.request(method, path)
            .basic_auth(DEFAULT_ACCOUNT_SID, Some(DEFAULT_AUTH_TOKEN))
    }

    /// Opens a page.
    pub(crate) async fn open(&self, path: &str) -> Page {
        Page::of(self.request(Method::GET, path)).await
    }

    /// Sends a form.
    pub(crate) async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        Page::of(self.request(Method::POST, path).form(fields)).await
    }

    /// Fills fields, presses the button with a name on a page, and opens the resulting page.
    pub(crate) async fn press(&self, page: &Page, name: &str, fields: &[(&str, &str)]) -> Page {
        let form = page.form_with(name);
        let back = [("back", attribute(&form, "value"))];
        let own = button_value(&form, name);
        let sent: Vec<(&str, &str)> = back
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .chain(own.iter().map(|(name, value)| (name.as_str(), value.as_str())))
            .chain(fields.iter().copied())
            .collect();
        let answer = self.send(&attribute(&form, "action"), &sent).await;
        match answer.status {
            303 => self.open(answer.header("location")).await.expect(200),
            _ => answer,
        }
    }

    /// Creates a circuit, and returns the path of its page.
    pub(crate) async fn placed(&self, name: &str, status: &str) -> String {
        self.plant(&json!({"cross_connects": [row(name, status)]})).await;
        self.path_of(name).await
    }

    pub(crate) async fn plant(&self, seed: &Value) {
        let seed = serde_json::from_value(seed.clone()).unwrap();
        self.mock.plant(&seed).await.unwrap();
    }

    pub(crate) async fn path_of(&self, name: &str) -> String {
        let sid = self.circuit(name).await.unwrap().sid;
        format!("/_mock/page/cross-connects/{sid}")
    }

    pub(crate) async fn circuit(&self, name: &str) -> Option<CrossConnect> {
        let all = self.mock.cross_connects().await;
        all.into_iter().find(|circuit| circuit.unique_name == name)
    }
}

/// A circuit of a seed.
pub(crate) fn row(name: &str, status: &str) -> Value {
    json!({"unique_name": name, "exchange": "london-ix", "bandwidth_mbps": 100, "status": status})
}

impl Page {
    pub(crate) async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            html: response.text().await.unwrap(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Asserts a status.
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// Asserts that the page shows a text.
    pub(crate) fn shows(&self, text: &str) {
        assert!(self.text().contains(text), "there is no {text:?} in {}", self.text());
    }

    /// Asserts that an action was refused with a reason on the page.
    pub(crate) fn refuses(&self, status: u16, reason: &str) {
        assert_eq!(self.status, status, "{}", self.text());
        self.shows("This did not work.");
        self.shows(reason);
    }

    /// The text of the page without markup.
    pub(crate) fn text(&self) -> String {
        text_of(&self.html)
    }

    /// True if the page has a button with a name.
    pub(crate) fn has_button(&self, name: &str) -> bool {
        self.html.split("<button").skip(1).any(|button| is_button(button, name))
    }

    fn form_with(&self, name: &str) -> String {
        let forms = self.html.split("<form ").skip(1);
        let mut forms = forms.map(|form| form.split("</form>").next().unwrap());
        let found = forms.find(|form| form.split("<button").skip(1).any(|button| is_button(button, name)));
        found
            .unwrap_or_else(|| panic!("there is no button {name:?} in {}", self.text()))
            .to_owned()
    }
}

/// True for markup after `<button` that begins with a button of that name.
fn is_button(markup: &str, name: &str) -> bool {
    let (_, content) = markup.split_once('>').unwrap();
    text_of(content.split("</button>").next().unwrap()).trim() == name
}

/// The field that a button of a form sends, if it sends one.
fn button_value(form: &str, name: &str) -> Option<(String, String)> {
    let button = form.split("<button").skip(1).find(|button| is_button(button, name))?;
    let tag = button.split('>').next().unwrap();
    let has_name = tag.contains(" name=");
    has_name.then(|| (attribute(tag, "name"), attribute(tag, "value")))
}

/// The first attribute with a name.
fn attribute(markup: &str, name: &str) -> String {
    let (_, rest) = markup.split_once(&format!("{name}=\"")).unwrap();
    decoded(rest.split('"').next().unwrap())
}

fn text_of(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, shown)| shown));
    }
    decoded(&text)
}

fn decoded(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}
