//! Lists, page by page.

use serde::Deserialize;
use serde_json::{Map, Value};

/// One page as it came: the records under a key of their own, and where the next page is.
#[derive(Debug, Deserialize)]
pub(super) struct Page {
    meta: Meta,
    #[serde(flatten)]
    lists: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
struct Meta {
    #[serde(default)]
    next_page_url: Option<String>,
}

impl Page {
    /// The URL of the next page, as the service gave it.
    pub(super) fn next(&self) -> Option<String> {
        self.meta.next_page_url.clone()
    }

    /// The records under the list's key.
    pub(super) fn records(mut self, key: &str) -> Option<Value> {
        self.lists.remove(key).filter(Value::is_array)
    }
}

/// The largest page that the contract knows.
pub(super) const PAGE_SIZE: u16 = 1000;
/// More pages than any account fills; a service that gives more is going round in circles.
pub(super) const MOST_PAGES: usize = 1000;
