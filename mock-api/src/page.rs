//! Paging: a window over a list in the order of creation.
//!
//! A page token names the object next to which the page begins, so that objects that come and go between two requests
//! neither hide others nor show them twice. To the caller the token is opaque.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Serialize;
use utoipa::ToSchema;

use crate::call::Call;
use crate::code::Code;
use crate::parameters::decimal;
use crate::refusal::Refusal;
use crate::sid;

/// The parameters that every list knows.
pub(crate) const PARAMETERS: [&str; 3] = ["PageSize", "Page", "PageToken"];

const DEFAULT_SIZE: usize = 50;
const LARGEST_SIZE: usize = 1000;

/// An item of a list with its place in the order of creation.
pub(crate) struct Placed<T> {
    pub(crate) ordinal: u64,
    pub(crate) item: T,
}

/// The window that a request asks for.
#[derive(Debug)]
pub(crate) struct PageRequest {
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
    /// 20007 for a size outside 1 to 1000, 20422 for a token that this list has not given out.
    pub(crate) fn read(key: &'static str, call: &Call, seal: Seal) -> Result<Self, Refusal> {
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

    /// Cuts the page out of the whole list, which is in the order of creation.
    pub(crate) fn cut<T>(&self, all: Vec<Placed<T>>) -> (Vec<T>, Meta) {
        let start = match &self.token {
            None => 0,
            Some(Token {
                side: Side::After,
                ordinal,
                ..
            }) => position_after(&all, *ordinal),
            Some(Token {
                side: Side::Before,
                ordinal,
                ..
            }) => all
                .iter()
                .take_while(|placed| placed.ordinal < *ordinal)
                .count()
                .saturating_sub(self.size),
        };
        let end = all.len().min(start + self.size);
        let page = self.token.as_ref().map_or(0, |token| token.page);
        let first = all.get(start).map(|placed| placed.ordinal).filter(|_| start > 0);
        let last = all
            .get(end.saturating_sub(1))
            .map(|placed| placed.ordinal)
            .filter(|_| end < all.len());
        let meta = Meta {
            key: self.key.to_owned(),
            page,
            page_size: self.size,
            url: self.page_url(page, self.token.as_ref()),
            first_page_url: self.page_url(0, None),
            previous_page_url: first.map(|ordinal| self.neighbour(Side::Before, ordinal, page.saturating_sub(1))),
            next_page_url: last.map(|ordinal| self.neighbour(Side::After, ordinal, page.saturating_add(1))),
        };
        (
            all.into_iter()
                .skip(start)
                .take(self.size)
                .map(|placed| placed.item)
                .collect(),
            meta,
        )
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
pub(crate) struct Meta {
    /// The name of the list in the answer.
    key: String,
    /// The page's number, from 0.
    page: u64,
    /// The largest number of items on a page.
    page_size: usize,
    /// This page.
    url: String,
    /// The first page.
    first_page_url: String,
    /// The page before; null on the first.
    previous_page_url: Option<String>,
    /// The page after; null on the last. Follow it as it is.
    next_page_url: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    After,
    Before,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    side: Side,
    ordinal: u64,
    page: u64,
}

/// The seal on the page tokens of a service, without which none can be made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seal(pub(crate) u64);

/// A list, as far as its tokens are its own.
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
        opened.ok_or_else(|| Refusal::new(Code::InvalidParameter, "PageToken is none of this list").about("PageToken"))
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

fn position_after<T>(all: &[Placed<T>], ordinal: u64) -> usize {
    all.iter().take_while(|placed| placed.ordinal <= ordinal).count()
}

fn page_size(text: &str) -> Result<usize, Refusal> {
    let size = decimal(text).filter(|size| (1..=LARGEST_SIZE).contains(size));
    size.ok_or_else(|| {
        Refusal::new(
            Code::PageSize,
            format!("PageSize {text} is outside 1 to {LARGEST_SIZE}"),
        )
        .about("PageSize")
    })
}
