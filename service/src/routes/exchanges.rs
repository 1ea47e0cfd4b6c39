//! `Exchanges`: the catalogue, read-only.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::call::{Call, Named};
use crate::code::Code;
use crate::page::{self, Meta, PageRequest};
use crate::refusal::{ErrorBody, Refusal};
use crate::routes::App;
use crate::world::exchange::Exchange;

/// Lists the exchanges.
#[utoipa::path(
    get, path = "/v1/Exchanges", operation_id = "list_exchanges", tag = "Exchanges",
    params(
        ("PageSize" = Option<u32>, Query, description = "1 to 1000, default 50", minimum = 1, maximum = 1000),
        ("PageToken" = Option<String>, Query, description = "opaque; taken from `next_page_url`"),
    ),
    responses((status = 200, body = ExchangeList, description = "as it is now"), (status = "default", body = ErrorBody, description = "a refusal")),
    security(("basic" = []))
)]
pub async fn list(State(app): State<App>, call: Call) -> Result<Answer<ExchangeList>, Refusal> {
    call.query.accept(&page::PARAMETERS, &[])?;
    let page = PageRequest::read("exchanges", &call, app.page_seal)?;
    app.act(&[], |moment| {
        let bodies = moment
            .world
            .exchanges
            .iter()
            .map(|exchange| ExchangeBody::new(exchange, &call.base_url));
        let (exchanges, meta) = page.cut(bodies);
        Ok(Answer::ok(ExchangeList { exchanges, meta }))
    })
    .await
}

/// Reads one exchange, by edge id or SID.
#[utoipa::path(
    get, path = "/v1/Exchanges/{Exchange}", operation_id = "fetch_exchange", tag = "Exchanges",
    params(("Exchange" = String, Path, description = "edge id or SID")),
    responses((status = 200, body = ExchangeBody, description = "as it is now"), (status = 404, body = ErrorBody, description = "62002"),
        (status = "default", body = ErrorBody, description = "a refusal")),
    security(("basic" = []))
)]
pub async fn fetch(State(app): State<App>, Named(name): Named, call: Call) -> Result<Answer<ExchangeBody>, Refusal> {
    call.query.accept(&[], &[])?;
    app.act(&[], |moment| {
        let mut exchanges = moment.world.exchanges.iter();
        let found = exchanges.find(|exchange| exchange.edge == name || exchange.sid() == name);
        let unknown = || Refusal::new(Code::ExchangeNotFound, format!("there is no exchange '{name}'"));
        found
            .map(|exchange| Answer::ok(ExchangeBody::new(exchange, &call.base_url)))
            .ok_or_else(unknown)
    })
    .await
}

/// An exchange on the wire.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Exchange)]
pub struct ExchangeBody {
    sid: String,
    #[serde(flatten)]
    exchange: Exchange,
    url: String,
}

impl ExchangeBody {
    fn new(exchange: &Exchange, base_url: &str) -> Self {
        let sid = exchange.sid();
        Self {
            url: format!("{base_url}/v1/Exchanges/{sid}"),
            exchange: Exchange {
                available_bandwidths_mbps: Some(exchange.available().to_vec()),
                ..exchange.clone()
            },
            sid,
        }
    }
}

/// A page of exchanges.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExchangeList {
    exchanges: Vec<ExchangeBody>,
    meta: Meta,
}
