//! Paging: a window over a list in the order of creation.
//!
//! A page token names the object next to which the page begins, so that objects that come and go between two requests
//! neither hide others nor show them twice. To the caller the token is opaque.

use axum::http::Uri;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Serialize;
use utoipa::ToSchema;

use crate::code::Code;
use crate::parameters::Parameters;
use crate::refusal::Refusal;

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
    filters: Vec<(String, String)>,
    size: usize,
    token: Option<Token>,
}

impl PageRequest {
    /// Reads the paging parameters. `key` is the list's name in the answer, `base` the scheme and host of the URLs.
    ///
    /// # Errors
    /// 20007 for a size outside 1 to 1000, 20422 for a token that this list has not given out.
    pub(crate) fn read(key: &'static str, base: &str, uri: &Uri, query: &Parameters) -> Result<Self, Refusal> {
        let size = match query.filled("PageSize") {
            None => DEFAULT_SIZE,
            Some(text) => page_size(text)?,
        };
        let token = match query.filled("PageToken") {
            None => None,
            Some(text) => Some(Token::decode(key, text)?),
        };
        let filters = query
            .sorted()
            .into_iter()
            .filter(|(name, _)| !PARAMETERS.contains(&name.as_str()))
            .collect();
        Ok(Self {
            key,
            url: format!("{base}{}", uri.path()),
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
            next_page_url: last.map(|ordinal| self.neighbour(Side::After, ordinal, page + 1)),
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
            query.append_pair("PageToken", &token.encode(self.key));
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

impl Token {
    fn encode(self, key: &str) -> String {
        let side = match self.side {
            Side::After => "after",
            Side::Before => "before",
        };
        BASE64_URL_SAFE_NO_PAD.encode(format!("{key} {side} {} {}", self.ordinal, self.page))
    }

    fn decode(key: &str, text: &str) -> Result<Self, Refusal> {
        let refusal = || Refusal::new(Code::InvalidParameter, "PageToken is none of this list").about("PageToken");
        let decoded = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| refusal())?;
        let decoded = String::from_utf8(decoded).map_err(|_| refusal())?;
        let mut words = decoded.split(' ');
        let of_this_list = words.next() == Some(key);
        let side = match words.next() {
            Some("after") if of_this_list => Side::After,
            Some("before") if of_this_list => Side::Before,
            _ => return Err(refusal()),
        };
        let mut number = || words.next().and_then(|word| word.parse().ok()).ok_or_else(refusal);
        Ok(Self {
            side,
            ordinal: number()?,
            page: number()?,
        })
    }
}

fn position_after<T>(all: &[Placed<T>], ordinal: u64) -> usize {
    all.iter().take_while(|placed| placed.ordinal <= ordinal).count()
}

fn page_size(text: &str) -> Result<usize, Refusal> {
    let size = text.parse().ok().filter(|size| (1..=LARGEST_SIZE).contains(size));
    size.ok_or_else(|| {
        Refusal::new(
            Code::PageSize,
            format!("PageSize {text} is outside 1 to {LARGEST_SIZE}"),
        )
        .about("PageSize")
    })
}
