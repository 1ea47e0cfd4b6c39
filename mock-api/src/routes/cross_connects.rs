//! `CrossConnects`: order, list, read, change, delete.

use axum::extract::{Path, State};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::call::Call;
use crate::code::Code;
use crate::page::{self, Meta, PageRequest, Placed};
use crate::parameters::Parameters;
use crate::refusal::{ErrorBody, Problems, Refusal};
use crate::routes::{App, Place};
use crate::service::Moment;
use crate::sid;
use crate::world::cross_connect::{Completion, CrossConnect, CrossConnectStatus, LinkStatus, Order, Switch};
use crate::world::idempotency::{self, IdempotencyKey};
use crate::world::letter::Letter;
use crate::world::reason::Reason;
use crate::world::{CrossConnectChange, World};

/// Orders a cross connect. The same `Idempotency-Key` with the same parameters answers what the first request created.
#[utoipa::path(
    post, path = "/v1/CrossConnects", tag = "CrossConnects",
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 128 printable characters; kept for 24 hours")),
    request_body(content = CrossConnectOrder, content_type = "application/x-www-form-urlencoded"),
    responses((status = 201, body = CrossConnectBody), (status = 409, body = ErrorBody, description = "20409 with `existing_sid`"),
        (status = "default", body = ErrorBody)),
    security(("basic" = []))
)]
pub(crate) async fn create(State(app): State<App>, call: Call) -> Result<Answer<CrossConnectBody>, Refusal> {
    call.query.accept(&[], &[])?;
    call.form.accept(
        &[
            "UniqueName",
            "Exchange",
            "BandwidthMbps",
            "LoaEntity",
            "RedundancyGroup",
        ],
        &[],
    )?;
    let key = match call.header(idempotency::HEADER)? {
        Some(key) => Some(IdempotencyKey::read(sid::CROSS_CONNECT, key, &call.form)?),
        None => None,
    };
    app.act(|moment| {
        let known = match &key {
            Some(key) => moment.world.idempotency.recall(key, moment.now)?.map(str::to_owned),
            None => None,
        };
        let replayed = known.is_some();
        let sid = match known {
            Some(sid) => sid,
            None => order(moment, &call.form, key)?,
        };
        let body = render(moment, &sid, call.place(&app))?;
        Ok(Answer::created(body.json)
            .revision(body.revision)
            .retry_after(body.retry_after)
            .replayed(replayed))
    })
}

fn order(moment: &mut Moment<'_>, form: &Parameters, key: Option<IdempotencyKey>) -> Result<String, Refusal> {
    let order = read_order(form, moment.world)?;
    let sid = moment.world.order(order, moment.now)?.sid.clone();
    if let Some(key) = key {
        moment.world.idempotency.remember(key, &sid, moment.now);
    }
    Ok(sid)
}

/// Lists cross connects in the order of creation.
#[utoipa::path(
    get, path = "/v1/CrossConnects", tag = "CrossConnects",
    params(
        ("UniqueName" = Option<String>, Query), ("Exchange" = Option<String>, Query, description = "edge id"),
        ("Status" = Option<CrossConnectStatus>, Query),
        ("RedundancyGroup" = Option<String>, Query, description = "empty: those without a group"),
        ("PageSize" = Option<u32>, Query, description = "1 to 1000, default 50", minimum = 1, maximum = 1000),
        ("PageToken" = Option<String>, Query, description = "opaque; taken from `next_page_url`"),
    ),
    responses((status = 200, body = CrossConnectList), (status = "default", body = ErrorBody)),
    security(("basic" = []))
)]
pub(crate) async fn list(State(app): State<App>, call: Call) -> Result<Answer<CrossConnectList>, Refusal> {
    let filters = ["UniqueName", "Exchange", "Status", "RedundancyGroup"];
    call.query
        .accept(&[filters.as_slice(), &page::PARAMETERS].concat(), &[])?;
    let page = PageRequest::read("cross_connects", &call.base_url, &call.uri, &call.query)?;
    let filter = Filter::read(&call.query)?;
    app.act(|moment| {
        let world = &*moment.world;
        let matching = world
            .cross_connects
            .iter()
            .filter(|cross_connect| filter.matches(cross_connect));
        let (found, meta) = page.cut(
            matching
                .map(|item| Placed {
                    ordinal: item.ordinal,
                    item,
                })
                .collect(),
        );
        let bodies = found
            .into_iter()
            .map(|found| CrossConnectBody::new(found, world, call.place(&app)));
        Ok(Answer::ok(CrossConnectList {
            cross_connects: bodies.collect(),
            meta,
        }))
    })
}

/// Reads a cross connect.
#[utoipa::path(
    get, path = "/v1/CrossConnects/{Sid}", tag = "CrossConnects",
    params(("Sid" = String, Path, description = "XC and 32 hexadecimal digits")),
    responses((status = 200, body = CrossConnectBody), (status = "default", body = ErrorBody)),
    security(("basic" = []))
)]
pub(crate) async fn fetch(
    State(app): State<App>,
    Path(sid): Path<String>,
    call: Call,
) -> Result<Answer<CrossConnectBody>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(|moment| Ok(render(moment, &sid, call.place(&app))?.answer()))
}

/// Changes a cross connect: all of the change, or none.
#[utoipa::path(
    post, path = "/v1/CrossConnects/{Sid}", tag = "CrossConnects",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header, description = "the revision that the change is meant for")),
    request_body(content = CrossConnectUpdate, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = CrossConnectBody), (status = 412, body = ErrorBody, description = "20412"),
        (status = "default", body = ErrorBody)),
    security(("basic" = []))
)]
pub(crate) async fn update(
    State(app): State<App>,
    Path(sid): Path<String>,
    call: Call,
) -> Result<Answer<CrossConnectBody>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    call.form.accept(
        &["UniqueName", "BandwidthMbps", "LoaEntity", "RedundancyGroup", "Status"],
        &[],
    )?;
    app.act(|moment| {
        let current = moment.world.cross_connect(&sid)?;
        call.check_revision(current.revision)?;
        current.refuse_if_pending_deletion()?;
        let change = read_change(&call.form, moment.world, current)?;
        moment.world.change(&sid, change, moment.now)?;
        Ok(render(moment, &sid, call.place(&app))?.answer())
    })
}

/// Deletes a cross connect. It is `pending_deletion` until the data centre has removed it.
#[utoipa::path(
    delete, path = "/v1/CrossConnects/{Sid}", tag = "CrossConnects",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204), (status = 409, body = ErrorBody, description = "20409 with `bgp_session_sids`"),
        (status = "default", body = ErrorBody)),
    security(("basic" = []))
)]
pub(crate) async fn delete(State(app): State<App>, Path(sid): Path<String>, call: Call) -> Result<Answer<()>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(|moment| {
        call.check_revision(moment.world.cross_connect(&sid)?.revision)?;
        moment.world.delete_cross_connect(&sid, moment.now)?;
        let moves_at = moment
            .world
            .cross_connect(&sid)
            .ok()
            .and_then(CrossConnect::in_transition_until);
        Ok(Answer::no_content().retry_after(moment.retry_after(moves_at)))
    })
}

fn read_order(form: &Parameters, world: &World) -> Result<Order, Refusal> {
    let mut problems = Problems::default();
    let unique_name = read_label(
        "UniqueName",
        form.filled("UniqueName").unwrap_or_default(),
        &mut problems,
    );
    let edge = form.filled("Exchange").unwrap_or_default();
    match world.exchange(edge) {
        Some(_) => {}
        None if edge.is_empty() => problems.add(Code::MissingExchange, "Exchange", "", "no exchange is given"),
        None => problems.add(
            Code::ExchangeNotFound,
            "Exchange",
            edge,
            format!("there is no exchange '{edge}'"),
        ),
    }
    let bandwidth = form.filled("BandwidthMbps").unwrap_or_default();
    let bandwidth_mbps = read_bandwidth(bandwidth, edge, world, &mut problems);
    let loa_entity = read_entity(form.filled("LoaEntity").unwrap_or_default(), &mut problems);
    let group = form.filled("RedundancyGroup");
    let redundancy_group = group.map(|group| read_label("RedundancyGroup", group, &mut problems));
    problems.refuse_if_any()?;
    Ok(Order {
        unique_name,
        exchange: edge.to_owned(),
        bandwidth_mbps,
        loa_entity,
        redundancy_group,
    })
}

fn read_change(form: &Parameters, world: &World, current: &CrossConnect) -> Result<CrossConnectChange, Refusal> {
    let mut problems = Problems::default();
    let unique_name = form
        .sent("UniqueName")
        .map(|name| read_label("UniqueName", name, &mut problems));
    let bandwidth = form.sent("BandwidthMbps");
    let bandwidth_mbps = bandwidth.map(|text| read_bandwidth(text, &current.exchange, world, &mut problems));
    let loa_entity = form.sent("LoaEntity").map(|entity| read_entity(entity, &mut problems));
    let redundancy_group = form.sent("RedundancyGroup").map(|group| match group {
        "" => None,
        label => Some(read_label("RedundancyGroup", label, &mut problems)),
    });
    let status = form
        .sent("Status")
        .and_then(|status| read_switch(status, &mut problems));
    if bandwidth_mbps.is_some_and(|wanted| wanted != current.bandwidth_mbps) && status.is_some() {
        let message = "Status and BandwidthMbps cannot change in one request";
        problems.add(
            Code::InvalidParameter,
            "Status",
            form.sent("Status").unwrap_or_default(),
            message,
        );
    }
    problems.refuse_if_any()?;
    Ok(CrossConnectChange {
        unique_name,
        bandwidth_mbps,
        loa_entity,
        redundancy_group,
        status,
    })
}

/// A name or a group: 1 to 64 letters, digits, dots, underscores and hyphens.
fn read_label(parameter: &str, text: &str, problems: &mut Problems) -> String {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    if !(1..=64).contains(&text.len()) || !text.bytes().all(allowed) {
        let message = format!("{parameter} needs 1 to 64 letters, digits, '.', '_' and '-'");
        problems.add(Code::InvalidParameter, parameter, text, message);
    }
    text.to_owned()
}

/// The party on the letter: 1 to 128 characters, none of them a control character.
fn read_entity(text: &str, problems: &mut Problems) -> String {
    let blank = text.trim().is_empty();
    if blank || text.chars().count() > 128 || text.chars().any(char::is_control) {
        let message = "LoaEntity needs 1 to 128 characters, not all blank and none of them a control character";
        problems.add(Code::InvalidParameter, "LoaEntity", text, message);
    }
    text.to_owned()
}

/// A bandwidth that the exchange sells. At an unknown exchange only the form is judged.
fn read_bandwidth(text: &str, edge: &str, world: &World, problems: &mut Problems) -> u32 {
    if text.is_empty() {
        problems.add(Code::Bandwidth, "BandwidthMbps", "", "no bandwidth is given");
        return 0;
    }
    let number = text.parse::<u32>().ok().filter(|number| number.to_string() == text);
    let Some(bandwidth) = number else {
        problems.add(
            Code::Bandwidth,
            "BandwidthMbps",
            text,
            format!("'{text}' is not a whole number of Mbps"),
        );
        return 0;
    };
    if let Some(exchange) = world
        .exchange(edge)
        .filter(|exchange| !exchange.bandwidths_mbps.contains(&bandwidth))
    {
        let sold: Vec<String> = exchange.bandwidths_mbps.iter().map(u32::to_string).collect();
        let message = format!("{edge} does not sell {bandwidth} Mbps; it sells {}", sold.join(", "));
        problems.add(Code::Bandwidth, "BandwidthMbps", text, message);
    }
    bandwidth
}

fn read_switch(text: &str, problems: &mut Problems) -> Option<Switch> {
    match text {
        "active" => Some(Switch::On),
        "inactive" => Some(Switch::Off),
        _ => {
            problems.add(
                Code::InvalidParameter,
                "Status",
                text,
                "Status can be set to active or inactive",
            );
            None
        }
    }
}

/// What a list is confined to.
struct Filter {
    unique_name: Option<String>,
    exchange: Option<String>,
    status: Option<CrossConnectStatus>,
    redundancy_group: Option<String>,
}

impl Filter {
    fn read(query: &Parameters) -> Result<Self, Refusal> {
        let owned = |name: &str| query.filled(name).map(str::to_owned);
        let status = match query.filled("Status") {
            None => None,
            Some(text) => Some(read_status(text)?),
        };
        let redundancy_group = query.sent("RedundancyGroup").map(str::to_owned);
        Ok(Self {
            unique_name: owned("UniqueName"),
            exchange: owned("Exchange"),
            status,
            redundancy_group,
        })
    }

    fn matches(&self, cross_connect: &CrossConnect) -> bool {
        self.unique_name
            .as_ref()
            .is_none_or(|name| *name == cross_connect.unique_name)
            && self
                .exchange
                .as_ref()
                .is_none_or(|edge| *edge == cross_connect.exchange)
            && self.status.is_none_or(|status| status == cross_connect.status)
            && self
                .redundancy_group
                .as_ref()
                .is_none_or(|group| *group == cross_connect.redundancy_group.clone().unwrap_or_default())
    }
}

fn read_status(text: &str) -> Result<CrossConnectStatus, Refusal> {
    serde_json::from_value(text.into()).map_err(|_| {
        Refusal::new(
            Code::InvalidParameter,
            format!("'{text}' is no status of a cross connect"),
        )
        .about("Status")
    })
}

/// A cross connect, ready for its answer.
pub(crate) struct Rendered {
    pub(crate) json: CrossConnectBody,
    pub(crate) revision: u64,
    pub(crate) retry_after: Option<u64>,
}

impl Rendered {
    fn answer(self) -> Answer<CrossConnectBody> {
        Answer::ok(self.json)
            .revision(self.revision)
            .retry_after(self.retry_after)
    }
}

fn render(moment: &Moment<'_>, sid: &str, place: Place<'_>) -> Result<Rendered, Refusal> {
    let cross_connect = moment.world.cross_connect(sid)?;
    Ok(Rendered {
        json: CrossConnectBody::new(cross_connect, moment.world, place),
        revision: cross_connect.revision,
        retry_after: moment.retry_after(cross_connect.in_transition_until()),
    })
}

/// A cross connect on the wire.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CrossConnect)]
pub(crate) struct CrossConnectBody {
    sid: String,
    account_sid: String,
    unique_name: String,
    /// The edge id.
    exchange: String,
    exchange_sid: String,
    data_center: String,
    bandwidth_mbps: u32,
    loa_entity: String,
    redundancy_group: Option<String>,
    status: CrossConnectStatus,
    status_reason: Option<Reason>,
    link_status: LinkStatus,
    letter_of_authorization: Option<Letter>,
    completion: Option<Completion>,
    /// Grows with each change by a customer, never with a step of the service.
    revision: u64,
    #[schema(value_type = String, format = DateTime)]
    date_created: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    date_updated: Timestamp,
    url: String,
    links: Links,
}

/// Where to go from a cross connect.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CrossConnectLinks)]
struct Links {
    letter_of_authorization: String,
    completion_notices: String,
    events: String,
    bgp_sessions: String,
}

impl CrossConnectBody {
    /// Renders a cross connect for a caller.
    pub(crate) fn new(cross_connect: &CrossConnect, world: &World, place: Place<'_>) -> Self {
        let exchange = world.exchange(&cross_connect.exchange);
        let base_url = place.base_url;
        let url = format!("{base_url}/v1/CrossConnects/{}", cross_connect.sid);
        Self {
            sid: cross_connect.sid.clone(),
            account_sid: place.account_sid.to_owned(),
            unique_name: cross_connect.unique_name.clone(),
            exchange: cross_connect.exchange.clone(),
            exchange_sid: sid::derived(sid::EXCHANGE, &cross_connect.exchange),
            data_center: exchange
                .map(|exchange| exchange.data_center.clone())
                .unwrap_or_default(),
            bandwidth_mbps: cross_connect.bandwidth_mbps,
            loa_entity: cross_connect.loa_entity.clone(),
            redundancy_group: cross_connect.redundancy_group.clone(),
            status: cross_connect.status,
            status_reason: cross_connect.status_reason.clone(),
            link_status: cross_connect.link_status(),
            letter_of_authorization: cross_connect.letter.clone(),
            completion: cross_connect.completion.clone(),
            revision: cross_connect.revision,
            date_created: cross_connect.date_created,
            date_updated: cross_connect.date_updated,
            links: Links {
                letter_of_authorization: format!("{url}/LetterOfAuthorization"),
                completion_notices: format!("{url}/CompletionNotices"),
                events: format!("{url}/Events"),
                bgp_sessions: format!("{base_url}/v1/BgpSessions?CrossConnectSid={}", cross_connect.sid),
            },
            url,
        }
    }
}

/// A page of cross connects.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CrossConnectList {
    cross_connects: Vec<CrossConnectBody>,
    meta: Meta,
}

/// The parameters of an order. For the description alone: orders are read by [`read_order`], which reports every
/// problem at once.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
#[expect(dead_code, reason = "describes the form; nobody builds it")]
pub(crate) struct CrossConnectOrder {
    /// 1 to 64 letters, digits, `.`, `_` and `-`; unique in the account.
    unique_name: String,
    /// Edge id.
    exchange: String,
    /// Sold at the exchange.
    bandwidth_mbps: u32,
    /// 1 to 128 characters.
    loa_entity: String,
    /// As `UniqueName`, not unique.
    redundancy_group: Option<String>,
}

/// The parameters of a change; one that is left out is left alone.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
#[expect(dead_code, reason = "describes the form; nobody builds it")]
pub(crate) struct CrossConnectUpdate {
    /// 1 to 64 letters, digits, `.`, `_` and `-`; unique in the account.
    unique_name: Option<String>,
    /// Sold at the exchange.
    bandwidth_mbps: Option<u32>,
    /// 1 to 128 characters.
    loa_entity: Option<String>,
    /// Empty: no group.
    redundancy_group: Option<String>,
    /// `active` or `inactive`.
    status: Option<String>,
}
