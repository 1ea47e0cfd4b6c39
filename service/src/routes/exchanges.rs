//! The calls of `Exchanges`: the read-only catalog.

use axum::extract::State;
use ipnet::Ipv4Net;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::call::{Call, PathParameter};
use crate::code::Code;
use crate::page::{self, Meta, PageRequest};
use crate::refusal::{ErrorBody, Refusal};
use crate::routes::App;
use crate::world::exchange::Exchange;

/// Lists the exchanges.
#[utoipa::path(
    get, path = "/v1/Exchanges", operation_id = "list_exchanges", tag = "Exchanges",
    params(
        ("PageSize" = Option<u32>, Query, description = "the number of items on a page: 1 to 1000, default 50", minimum = 1, maximum = 1000),
        ("PageToken" = Option<String>, Query, description = "an opaque token from `next_page_url`"),
    ),
    responses((status = 200, body = ExchangeList, description = "the current state"), (status = "default", body = ErrorBody, description = "an error")),
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

/// Reads an exchange by its edge id or SID.
#[utoipa::path(
    get, path = "/v1/Exchanges/{Exchange}", operation_id = "fetch_exchange", tag = "Exchanges",
    params(("Exchange" = String, Path, description = "the edge id or SID of the exchange")),
    responses((status = 200, body = ExchangeBody, description = "the current state"), (status = 404, body = ErrorBody, description = "62002: the exchange does not exist"),
        (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn fetch(
    State(app): State<App>,
    PathParameter(name): PathParameter,
    call: Call,
) -> Result<Answer<ExchangeBody>, Refusal> {
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

/// An exchange.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Exchange)]
pub struct ExchangeBody {
    sid: String,
    /// The edge id, such as `ashburn-ix`: the value of `Exchange` in an order.
    edge: String,
    city: String,
    data_center: String,
    address: String,
    /// The name of the time zone in the IANA database; null if it is unknown.
    time_zone: Option<String>,
    /// The Twilio region behind the exchange.
    region: String,
    /// The older edge id of the exchange.
    legacy_edge: String,
    /// The bandwidths that are sold at the exchange, in Mbps, in ascending order.
    bandwidths_mbps: Vec<u32>,
    /// The bandwidths for which a device at the exchange currently has capacity, in Mbps.
    available_bandwidths_mbps: Vec<u32>,
    /// The prefixes that Twilio announces at the exchange.
    #[schema(value_type = Vec<String>)]
    prefixes: Vec<Ipv4Net>,
    /// The edge id of the exchange that Twilio's pages recommend with this one for redundancy; null if they do not recommend one.
    recommended_partner: Option<String>,
    url: String,
}

impl ExchangeBody {
    /// Builds the JSON of an exchange for a caller.
    pub(crate) fn new(exchange: &Exchange, base_url: &str) -> Self {
        let sid = exchange.sid();
        let available_bandwidths_mbps = exchange.available().to_vec();
        let exchange = exchange.clone();
        Self {
            url: format!("{base_url}/v1/Exchanges/{sid}"),
            edge: exchange.edge,
            city: exchange.city,
            data_center: exchange.data_center,
            address: exchange.address,
            time_zone: exchange.time_zone,
            region: exchange.region,
            legacy_edge: exchange.legacy_edge,
            bandwidths_mbps: exchange.bandwidths_mbps,
            available_bandwidths_mbps,
            prefixes: exchange.prefixes,
            recommended_partner: exchange.recommended_partner,
            sid,
        }
    }
}

/// A page of exchanges.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExchangeList {
    pub(crate) exchanges: Vec<ExchangeBody>,
    pub(crate) meta: Meta,
}
