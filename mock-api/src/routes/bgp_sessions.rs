//! `BgpSessions`: open, list, read, change, delete.

use axum::extract::{Path, State};
use ipnet::Ipv4Net;
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
use crate::world::bgp_session::{
    AssignedBy, BgpSession, BgpSessionStatus, Md5KeyChange, SessionChange, SessionRequest, SessionState,
};
use crate::world::idempotency::{self, IdempotencyKey};
use crate::world::ip_route::RouteRules;
use crate::world::reason::Reason;
use crate::world::{asn, interface_address, ip_route};

const SINGLE: [&str; 4] = ["CustomerAsn", "CustomerAddress", "Enabled", "Md5Key"];
const LISTS: [&str; 1] = [ip_route::PARAMETER];

/// Opens a session. The same `Idempotency-Key` with the same parameters answers what the first request created.
#[utoipa::path(
    post, path = "/v1/BgpSessions", tag = "BgpSessions",
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 128 printable characters; kept for 24 hours")),
    request_body(content = BgpSessionRequest, content_type = "application/x-www-form-urlencoded"),
    responses((status = 201, body = BgpSessionBody), (status = 400, body = ErrorBody, description = "every broken rule in `problems`"),
        (status = "default", body = ErrorBody)),
    security(("basic" = []))
)]
pub(crate) async fn create(State(app): State<App>, call: Call) -> Result<Answer<BgpSessionBody>, Refusal> {
    call.query.accept(&[], &[])?;
    call.form
        .accept(&[SINGLE.as_slice(), &["CrossConnectSid"]].concat(), &LISTS)?;
    let key = match call.header(idempotency::HEADER)? {
        Some(key) => Some(IdempotencyKey::read(sid::BGP_SESSION, key, &call.form)?),
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
            None => open(moment, &call.form, key)?,
        };
        let (body, revision, retry_after) = render(moment, &sid, call.place(&app))?;
        Ok(Answer::created(body)
            .revision(revision)
            .retry_after(retry_after)
            .replayed(replayed))
    })
}

fn open(moment: &mut Moment<'_>, form: &Parameters, key: Option<IdempotencyKey>) -> Result<String, Refusal> {
    let cross_connect_sid = form.filled("CrossConnectSid").unwrap_or_default();
    if cross_connect_sid.is_empty() {
        let refusal = Refusal::new(Code::InvalidParameter, "no cross connect is given").about("CrossConnectSid");
        return Err(refusal);
    }
    sid::check(sid::CROSS_CONNECT, cross_connect_sid, "CrossConnectSid")?;
    moment.world.refuse_as_carrier(cross_connect_sid)?;
    let request = read_request(form, cross_connect_sid, &moment.world.announced_by_twilio())?;
    let sid = moment.world.open_session(request, moment.now)?.sid.clone();
    if let Some(key) = key {
        moment.world.idempotency.remember(key, &sid, moment.now);
    }
    Ok(sid)
}

/// Lists sessions in the order of creation.
#[utoipa::path(
    get, path = "/v1/BgpSessions", tag = "BgpSessions",
    params(
        ("CrossConnectSid" = Option<String>, Query), ("Status" = Option<BgpSessionStatus>, Query),
        ("PageSize" = Option<u32>, Query, description = "1 to 1000, default 50", minimum = 1, maximum = 1000),
        ("PageToken" = Option<String>, Query, description = "opaque; taken from `next_page_url`"),
    ),
    responses((status = 200, body = BgpSessionList), (status = "default", body = ErrorBody)),
    security(("basic" = []))
)]
pub(crate) async fn list(State(app): State<App>, call: Call) -> Result<Answer<BgpSessionList>, Refusal> {
    call.query.accept(
        &[["CrossConnectSid", "Status"].as_slice(), &page::PARAMETERS].concat(),
        &[],
    )?;
    let page = PageRequest::read("bgp_sessions", &call.base_url, &call.uri, &call.query)?;
    let filter = Filter::read(&call.query)?;
    app.act(|moment| {
        let matching = moment
            .world
            .bgp_sessions
            .iter()
            .filter(|session| filter.matches(session));
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
            .map(|session| BgpSessionBody::new(session, call.place(&app)));
        Ok(Answer::ok(BgpSessionList {
            bgp_sessions: bodies.collect(),
            meta,
        }))
    })
}

/// Reads a session.
#[utoipa::path(
    get, path = "/v1/BgpSessions/{Sid}", tag = "BgpSessions",
    params(("Sid" = String, Path, description = "BG and 32 hexadecimal digits")),
    responses((status = 200, body = BgpSessionBody), (status = "default", body = ErrorBody)),
    security(("basic" = []))
)]
pub(crate) async fn fetch(
    State(app): State<App>,
    Path(sid): Path<String>,
    call: Call,
) -> Result<Answer<BgpSessionBody>, Refusal> {
    sid::check(sid::BGP_SESSION, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(|moment| answer(moment, &sid, call.place(&app)))
}

/// Changes a session: all of the change, or none.
#[utoipa::path(
    post, path = "/v1/BgpSessions/{Sid}", tag = "BgpSessions",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header, description = "the revision that the change is meant for")),
    request_body(content = BgpSessionUpdate, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = BgpSessionBody), (status = "default", body = ErrorBody)),
    security(("basic" = []))
)]
pub(crate) async fn update(
    State(app): State<App>,
    Path(sid): Path<String>,
    call: Call,
) -> Result<Answer<BgpSessionBody>, Refusal> {
    sid::check(sid::BGP_SESSION, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    call.form.accept(&SINGLE, &LISTS)?;
    app.act(|moment| {
        let current = moment.world.bgp_session(&sid)?;
        call.check_revision(current.revision)?;
        current.allow_change()?;
        let change = read_change(&call.form, current, &moment.world.announced_by_twilio())?;
        moment.world.change_session(&sid, change, moment.now)?;
        answer(moment, &sid, call.place(&app))
    })
}

/// Deletes a session.
#[utoipa::path(
    delete, path = "/v1/BgpSessions/{Sid}", tag = "BgpSessions",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204), (status = "default", body = ErrorBody)),
    security(("basic" = []))
)]
pub(crate) async fn delete(State(app): State<App>, Path(sid): Path<String>, call: Call) -> Result<Answer<()>, Refusal> {
    sid::check(sid::BGP_SESSION, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(|moment| {
        call.check_revision(moment.world.bgp_session(&sid)?.revision)?;
        moment.world.delete_session(&sid, moment.now)?;
        let moves_at = moment.world.bgp_session(&sid).ok().and_then(BgpSession::next_step_at);
        Ok(Answer::no_content().retry_after(moment.retry_after(moves_at)))
    })
}

fn read_request(form: &Parameters, cross_connect_sid: &str, announced: &[Ipv4Net]) -> Result<SessionRequest, Refusal> {
    let mut problems = Problems::default();
    let address = form.filled(interface_address::PARAMETER);
    let customer_address = address.and_then(|text| interface_address::parse(text, announced, &mut problems));
    let interface_subnet = customer_address.map(|address| address.trunc());
    let rules = RouteRules {
        announced_by_twilio: announced,
        interface_subnet,
    };
    let written: Vec<&str> = form.all(ip_route::PARAMETER).collect();
    let ip_routes = ip_route::parse(&written, &rules, &mut problems);
    let customer_asn = form
        .filled(asn::PARAMETER)
        .and_then(|text| asn::parse(text, &mut problems));
    let enabled = form
        .filled("Enabled")
        .is_none_or(|text| read_switch(text, &mut problems));
    let md5_key = form.filled("Md5Key").map(|key| read_md5_key(key, &mut problems));
    problems.refuse_if_any()?;
    Ok(SessionRequest {
        cross_connect_sid: cross_connect_sid.to_owned(),
        ip_routes,
        customer_asn,
        customer_address,
        enabled,
        has_md5_key: md5_key.is_some(),
    })
}

fn read_change(form: &Parameters, current: &BgpSession, announced: &[Ipv4Net]) -> Result<SessionChange, Refusal> {
    let mut problems = Problems::default();
    let customer_address = form.sent(interface_address::PARAMETER).map(|text| match text {
        "" => None,
        text => interface_address::parse(text, announced, &mut problems),
    });
    let interface_subnet = match customer_address {
        None => current.subnet(),
        Some(address) => address.map(|address| address.trunc()),
    };
    let rules = RouteRules {
        announced_by_twilio: announced,
        interface_subnet,
    };
    let written: Vec<&str> = form.all(ip_route::PARAMETER).collect();
    let ip_routes = match (written.is_empty(), interface_subnet) {
        (false, _) => Some(ip_route::parse(&written, &rules, &mut problems)),
        (true, Some(subnet)) if customer_address.is_some() => {
            ip_route::check_subnet(&current.ip_routes, &subnet, &mut problems);
            None
        }
        (true, _) => None,
    };
    let customer_asn = form.sent(asn::PARAMETER).map(|text| match text {
        "" => None,
        text => asn::parse(text, &mut problems),
    });
    let enabled = form.sent("Enabled").map(|text| read_switch(text, &mut problems));
    let md5_key = form.sent("Md5Key").map(|key| match key {
        "" => Md5KeyChange::Remove,
        key => read_md5_key(key, &mut problems),
    });
    problems.refuse_if_any()?;
    Ok(SessionChange {
        ip_routes,
        customer_asn,
        customer_address,
        enabled,
        md5_key,
    })
}

fn read_switch(text: &str, problems: &mut Problems) -> bool {
    if !matches!(text, "true" | "false") {
        problems.add(Code::InvalidParameter, "Enabled", text, "Enabled is true or false");
    }
    text == "true"
}

/// A key of 6 to 80 printable ASCII characters. It is a secret: no problem repeats it, and it is not kept.
fn read_md5_key(key: &str, problems: &mut Problems) -> Md5KeyChange {
    if !(6..=80).contains(&key.len()) || !key.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        problems.add(
            Code::InvalidParameter,
            "Md5Key",
            "***",
            "Md5Key needs 6 to 80 printable ASCII characters",
        );
    }
    Md5KeyChange::Set
}

/// What a list is confined to.
struct Filter {
    cross_connect_sid: Option<String>,
    status: Option<BgpSessionStatus>,
}

impl Filter {
    fn read(query: &Parameters) -> Result<Self, Refusal> {
        let cross_connect_sid = query.filled("CrossConnectSid").map(str::to_owned);
        if let Some(sid) = &cross_connect_sid {
            sid::check(sid::CROSS_CONNECT, sid, "CrossConnectSid")?;
        }
        let status = match query.filled("Status") {
            None => None,
            Some(text) => Some(read_status(text)?),
        };
        Ok(Self {
            cross_connect_sid,
            status,
        })
    }

    fn matches(&self, session: &BgpSession) -> bool {
        self.cross_connect_sid
            .as_ref()
            .is_none_or(|sid| *sid == session.cross_connect_sid)
            && self.status.is_none_or(|status| status == session.status)
    }
}

fn read_status(text: &str) -> Result<BgpSessionStatus, Refusal> {
    serde_json::from_value(text.into()).map_err(|_| {
        Refusal::new(
            Code::InvalidParameter,
            format!("'{text}' is no status of a BGP session"),
        )
        .about("Status")
    })
}

fn answer(moment: &Moment<'_>, sid: &str, place: Place<'_>) -> Result<Answer<BgpSessionBody>, Refusal> {
    let (body, revision, retry_after) = render(moment, sid, place)?;
    Ok(Answer::ok(body).revision(revision).retry_after(retry_after))
}

/// A session with its revision and its `Retry-After`.
fn render(moment: &Moment<'_>, sid: &str, place: Place<'_>) -> Result<(BgpSessionBody, u64, Option<u64>), Refusal> {
    let session = moment.world.bgp_session(sid)?;
    // A pending session moves when a machine moves its cross connect; where a person is next, there is nothing to say.
    let moves_at = match session.status {
        BgpSessionStatus::Pending => moment
            .world
            .cross_connect(&session.cross_connect_sid)?
            .in_transition_until(),
        _ => session.next_step_at(),
    };
    Ok((
        BgpSessionBody::new(session, place),
        session.revision,
        moment.retry_after(moves_at),
    ))
}

/// A session on the wire.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BgpSession)]
pub(crate) struct BgpSessionBody {
    sid: String,
    account_sid: String,
    cross_connect_sid: String,
    #[schema(value_type = Vec<String>)]
    ip_routes: Vec<Ipv4Net>,
    customer_asn: Option<u32>,
    customer_asn_assigned_by: AssignedBy,
    #[schema(value_type = Option<String>)]
    customer_address: Option<Ipv4Net>,
    customer_address_assigned_by: AssignedBy,
    twilio_asn: Option<u32>,
    #[schema(value_type = Option<String>)]
    twilio_address: Option<Ipv4Net>,
    enabled: bool,
    has_md5_key: bool,
    status: BgpSessionStatus,
    status_reason: Option<Reason>,
    session_state: SessionState,
    /// Grows with each change by a customer, never with a step of the service.
    revision: u64,
    #[schema(value_type = String, format = DateTime)]
    date_created: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    date_updated: Timestamp,
    url: String,
}

impl BgpSessionBody {
    /// Renders a session for a caller.
    pub(crate) fn new(session: &BgpSession, place: Place<'_>) -> Self {
        Self {
            sid: session.sid.clone(),
            account_sid: place.account_sid.to_owned(),
            cross_connect_sid: session.cross_connect_sid.clone(),
            ip_routes: session.ip_routes.clone(),
            customer_asn: session.customer_asn,
            customer_asn_assigned_by: session.customer_asn_assigned_by,
            customer_address: session.customer_address,
            customer_address_assigned_by: session.customer_address_assigned_by,
            twilio_asn: session.twilio_asn,
            twilio_address: session.twilio_address,
            enabled: session.enabled,
            has_md5_key: session.has_md5_key,
            status: session.status,
            status_reason: session.status_reason.clone(),
            session_state: session.session_state,
            revision: session.revision,
            date_created: session.date_created,
            date_updated: session.date_updated,
            url: format!("{}/v1/BgpSessions/{}", place.base_url, session.sid),
        }
    }
}

/// A page of sessions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BgpSessionList {
    bgp_sessions: Vec<BgpSessionBody>,
    meta: Meta,
}

/// The parameters of a new session.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
#[expect(dead_code, reason = "describes the form; nobody builds it")]
pub(crate) struct BgpSessionRequest {
    /// The cross connect that carries it.
    cross_connect_sid: String,
    /// Repeated; IPv4 CIDR blocks, /24 to /32, globally unique.
    ip_routes: Vec<String>,
    /// A public ASN; left out: Twilio assigns a private one.
    customer_asn: Option<u32>,
    /// A public address with /30 or /31; left out: Twilio assigns a link-local one.
    customer_address: Option<String>,
    /// Left out: `true`.
    enabled: Option<bool>,
    /// 6 to 80 printable ASCII characters; never returned.
    md5_key: Option<String>,
}

/// The parameters of a change; one that is left out is left alone.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
#[expect(dead_code, reason = "describes the form; nobody builds it")]
pub(crate) struct BgpSessionUpdate {
    /// Repeated; all routes anew.
    ip_routes: Option<Vec<String>>,
    /// Empty: Twilio assigns.
    customer_asn: Option<String>,
    /// Empty: Twilio assigns.
    customer_address: Option<String>,
    /// The administrative switch.
    enabled: Option<bool>,
    /// Empty: none. Never returned.
    md5_key: Option<String>,
}
