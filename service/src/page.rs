//! Paging: a window over a list in the order of creation.
//!
//! A page token contains the object next to which the page begins. So objects that are created or removed between two requests
//! cause neither gaps nor duplicates. For the caller the token is opaque.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Serialize;
use utoipa::ToSchema;

use crate::call::Call;
use crate::code::Code;
use crate::parameters::decimal;
use crate::refusal::Refusal;
use crate::sid;

/// The parameters of every list.
pub const PARAMETERS: [&str; 3] = ["PageSize", "Page", "PageToken"];

const DEFAULT_SIZE: usize = 50;
/// The largest number of items on a page.
pub const LARGEST_SIZE: usize = 1000;

/// The number of characters of the longest page token.
pub const LONGEST_TOKEN: usize = 108;

/// An item of a list with its place in the order of creation.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The place, from 1.
    pub ordinal: u64,
    /// The item.
    pub item: T,
}

/// The requested part of a list.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// The place next to the window; none: the window begins with the list.
    pub beside: Option<(Side, u64)>,
    /// The largest number of items.
    pub size: usize,
}

/// The side of a place with the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The items that were created later.
    After,
    /// The items that were created earlier.
    Before,
}

/// The part of a list that a window shows.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    /// The items, in the order of creation.
    pub items: Vec<Placed<T>>,
    /// True where the list has items before these.
    pub has_before: bool,
    /// True where the list has items after these.
    pub has_after: bool,
}

impl<T: Clone> Slice<&T> {
    /// The same part, with clones of the items.
    pub fn cloned(self) -> Slice<T> {
        let own = |placed: Placed<&T>| Placed {
            ordinal: placed.ordinal,
            item: placed.item.clone(),
        };
        Slice {
            items: self.items.into_iter().map(own).collect(),
            has_before: self.has_before,
            has_after: self.has_after,
        }
    }
}

impl Window {
    /// Cuts the window out of a whole list in the order of creation.
    pub fn cut<T>(self, all: Vec<Placed<T>>) -> Slice<T> {
        let up_to = |ordinal: u64| all.partition_point(|placed| placed.ordinal < ordinal);
        let start = match self.beside {
            None => 0,
            Some((Side::After, ordinal)) => up_to(ordinal.saturating_add(1)),
            Some((Side::Before, ordinal)) => up_to(ordinal).saturating_sub(self.size),
        };
        let has_after = all.len() > start.saturating_add(self.size);
        Slice {
            items: all.into_iter().skip(start).take(self.size).collect(),
            has_before: start > 0,
            has_after,
        }
    }
}

/// The window that a request asks for.
#[derive(Debug)]
pub struct PageRequest {
    key: &'static str,
    url: String,
    list: List,
    filters: Vec<(String, String)>,
    size: usize,
    token: Option<Token>,
}

impl PageRequest {
    /// Reads the paging parameters. `key` is the list's name in the answer.
    ///
    /// # Errors
    /// 20007 for a size outside 1 to 1000, 20422 for a token that does not belong to this list.
    pub fn read(key: &'static str, call: &Call, seal: Seal) -> Result<Self, Refusal> {
        let query = &call.query;
        let size = match query.filled("PageSize") {
            None => DEFAULT_SIZE,
            Some(text) => page_size(text)?,
        };
        let list = List {
            path: call.uri.path().to_owned(),
            seal,
        };
        let token = match query.filled("PageToken") {
            None => None,
            Some(text) => Some(list.opened(text)?),
        };
        let filters = query
            .sorted()
            .into_iter()
            .filter(|(name, _)| !PARAMETERS.contains(&name.as_str()))
            .collect();
        Ok(Self {
            key,
            url: format!("{}{}", call.base_url, list.path),
            list,
            filters,
            size,
            token,
        })
    }

    /// The first page of a list without filters, with URLs under a base URL.
    pub fn first(key: &'static str, base_url: &str, path: &str, size: usize) -> Self {
        Self {
            key,
            url: format!("{base_url}{path}"),
            list: List {
                path: path.to_owned(),
                seal: Seal(0),
            },
            filters: Vec::new(),
            size,
            token: None,
        }
    }

    /// The part of the list that the page shows.
    pub fn window(&self) -> Window {
        Window {
            beside: self.token.map(|token| (token.side, token.ordinal)),
            size: self.size,
        }
    }

    /// The items of the page, and the URLs of its neighbors.
    pub fn page<T>(&self, slice: Slice<T>) -> (Vec<T>, Meta) {
        let page = self.token.map_or(0, |token| token.page);
        let first = slice.items.first().filter(|_| slice.has_before);
        let last = slice.items.last().filter(|_| slice.has_after);
        let meta = Meta {
            key: self.key.to_owned(),
            page,
            page_size: self.size,
            url: self.page_url(page, self.token.as_ref()),
            first_page_url: self.page_url(0, None),
            previous_page_url: first.map(|placed| self.neighbour(Side::Before, placed.ordinal, page.saturating_sub(1))),
            next_page_url: last.map(|placed| self.neighbour(Side::After, placed.ordinal, page.saturating_add(1))),
        };
        (slice.items.into_iter().map(|placed| placed.item).collect(), meta)
    }

    /// The page of a complete list.
    pub fn cut<T>(&self, all: impl Iterator<Item = T>) -> (Vec<T>, Meta) {
        let placed = (1..).zip(all).map(|(ordinal, item)| Placed { ordinal, item });
        self.page(self.window().cut(placed.collect()))
    }

    fn neighbour(&self, side: Side, ordinal: u64, page: u64) -> String {
        self.page_url(page, Some(&Token { side, ordinal, page }))
    }

    fn page_url(&self, page: u64, token: Option<&Token>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.filters);
        query.append_pair("PageSize", &self.size.to_string());
        query.append_pair("Page", &page.to_string());
        if let Some(token) = token {
            query.append_pair("PageToken", &self.list.sealed(*token));
        }
        format!("{}?{}", self.url, query.finish())
    }
}

/// The paging part of a list's answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PageMeta)]
pub struct Meta {
    /// The name of the list in the response.
    key: String,
    /// The number of the page, from 0.
    page: u64,
    /// The largest number of items on a page.
    page_size: usize,
    /// The URL of this page.
    url: String,
    /// The URL of the first page.
    first_page_url: String,
    /// The URL of the previous page; null on the first page.
    previous_page_url: Option<String>,
    /// The URL of the next page; null on the last page. Follow the URL without changes.
    next_page_url: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    side: Side,
    ordinal: u64,
    page: u64,
}

/// The seal of a service's page tokens. No one can create a valid token without it.
#[derive(Clone, Copy, Debug)]
pub struct Seal(pub u64);

/// The identity of a list, for its tokens.
#[derive(Debug)]
struct List {
    path: String,
    seal: Seal,
}

impl List {
    fn sealed(&self, token: Token) -> String {
        let text = token.text();
        BASE64_URL_SAFE_NO_PAD.encode(format!("{text} {}", self.mark(&text)))
    }

    fn opened(&self, text: &str) -> Result<Token, Refusal> {
        let decoded = BASE64_URL_SAFE_NO_PAD.decode(text).ok();
        let decoded = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
        let opened = decoded.as_deref().and_then(|decoded| {
            let (token, mark) = decoded.rsplit_once(' ')?;
            Token::read(token).filter(|_| self.mark(token) == mark)
        });
        opened.ok_or_else(|| {
            Refusal::new(Code::InvalidParameter, "PageToken does not belong to this list").about("PageToken")
        })
    }

    fn mark(&self, token: &str) -> String {
        sid::derived("", &format!("{}/{}/{token}", self.seal.0, self.path))
    }
}

impl Token {
    fn text(self) -> String {
        let side = match self.side {
            Side::After => "after",
            Side::Before => "before",
        };
        format!("{side} {} {}", self.ordinal, self.page)
    }

    fn read(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let side = match words.next()? {
            "after" => Side::After,
            "before" => Side::Before,
            _ => return None,
        };
        Some(Self {
            side,
            ordinal: words.next()?.parse().ok()?,
            page: words.next()?.parse().ok()?,
        })
    }
}

fn page_size(text: &str) -> Result<usize, Refusal> {
    let size = decimal(text).filter(|size| (1..=LARGEST_SIZE).contains(size));
    size.ok_or_else(|| {
        Refusal::new(
            Code::PageSize,
            format!("PageSize must be from 1 to {LARGEST_SIZE}, not {text}"),
        )
        .about("PageSize")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_token_has_the_length_that_the_description_says() {
        let list = List {
            path: "/v1/Exchanges".to_owned(),
            seal: Seal(u64::MAX),
        };
        let longest = Token {
            side: Side::Before,
            ordinal: u64::MAX,
            page: u64::MAX,
        };
        assert_eq!(list.sealed(longest).len(), LONGEST_TOKEN);
        assert_eq!(list.opened(&list.sealed(longest)).unwrap(), longest);
    }
}
