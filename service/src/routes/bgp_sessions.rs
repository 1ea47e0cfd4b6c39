//! The calls of `BgpSessions`: open, list, read, change, and delete.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::call::{Call, PathParameter};
use crate::page::{self, Meta, PageRequest};
use crate::parameters::Parameters;
use crate::refusal::{ErrorBody, Refusal};
use crate::routes::bgp_session_body::BgpSessionBody;
use crate::routes::bgp_session_form::{
    BgpSessionRequest, BgpSessionUpdate, LISTS, SINGLE, read_change, read_filter, read_request,
};
use crate::routes::{App, Place, touched_by_creation};
use crate::service::Moment;
use crate::sid;
use crate::storage::Touch;
use crate::world::bgp_session::{BgpSession, BgpSessionStatus};
use crate::world::idempotency::{self, IdempotencyKey};

/// Creates a BGP session. A repeated request with the same `Idempotency-Key` and parameters returns the session from the first request.
#[utoipa::path(
    post, path = "/v1/BgpSessions", operation_id = "open_bgp_session", tag = "BgpSessions",
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 128 printable characters; the service stores the key for 24 hours")),
    request_body(content = BgpSessionRequest, content_type = "application/x-www-form-urlencoded"),
    responses((status = 201, body = BgpSessionBody, description = "the created object"), (status = 400, body = ErrorBody, description = "an invalid request; `problems` lists every invalid value"),
        (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn create(State(app): State<App>, call: Call) -> Result<Answer<BgpSessionBody>, Refusal> {
    call.query.accept(&[], &[])?;
    call.form
        .accept(&[SINGLE.as_slice(), &["CrossConnectSid"]].concat(), &LISTS)?;
    let key = match call.header(idempotency::HEADER)? {
        Some(key) => Some(IdempotencyKey::read(sid::BGP_SESSION, key, &call.form)?),
        None => None,
    };
    let carrier = call.form.filled("CrossConnectSid").unwrap_or_default();
    let mut touched = touched_by_creation(key.as_ref(), Touch::Object(carrier));
    touched.push(Touch::Subnets);
    app.act(&touched, |moment| {
        let known = match &key {
            Some(key) => moment.world.idempotency.recall(key, moment.now)?.map(str::to_owned),
            None => None,
        };
        let replayed = known.is_some();
        let sid = match known {
            Some(sid) => sid,
            None => open(moment, &call.form, key.as_ref())?,
        };
        let (body, revision, retry_after) = render(moment, &sid, call.place(&app))?;
        Ok(Answer::created(body)
            .revision(revision)
            .retry_after(retry_after)
            .replayed(replayed))
    })
    .await
}

fn open(moment: &mut Moment<'_>, form: &Parameters, key: Option<&IdempotencyKey>) -> Result<String, Refusal> {
    let named = form.filled("CrossConnectSid");
    if let Some(carrier) = named.filter(|named| sid::is_well_formed(sid::CROSS_CONNECT, named)) {
        moment.world.refuse_dead_carrier(carrier)?;
    }
    let request = read_request(form, &moment.world.announced_by_twilio())?;
    let sid = moment.world.open_session(request, moment.now)?.sid.clone();
    if let Some(key) = key {
        moment.world.idempotency.remember(key.clone(), &sid, moment.now);
    }
    Ok(sid)
}

/// Lists BGP sessions in creation order.
#[utoipa::path(
    get, path = "/v1/BgpSessions", operation_id = "list_bgp_sessions", tag = "BgpSessions",
    params(
        ("CrossConnectSid" = Option<String>, Query), ("Status" = Option<BgpSessionStatus>, Query),
        ("PageSize" = Option<u32>, Query, description = "the number of items on a page: 1 to 1000, default 50", minimum = 1, maximum = 1000),
        ("PageToken" = Option<String>, Query, description = "an opaque token from `next_page_url`"),
    ),
    responses((status = 200, body = BgpSessionList, description = "the current state"), (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn list(State(app): State<App>, call: Call) -> Result<Answer<BgpSessionList>, Refusal> {
    call.query.accept(
        &[["CrossConnectSid", "Status"].as_slice(), &page::PARAMETERS].concat(),
        &[],
    )?;
    let page = PageRequest::read("bgp_sessions", &call, app.page_seal)?;
    let filter = read_filter(&call.query)?;
    let (slice, carriers) = app.bgp_sessions(&filter, page.window()).await?;
    let (found, meta) = page.page(slice);
    let bodies = found
        .iter()
        .map(|session| BgpSessionBody::new(session, &carriers, call.place(&app)));
    Ok(Answer::ok(BgpSessionList {
        bgp_sessions: bodies.collect(),
        meta,
    }))
}

/// Reads a BGP session.
#[utoipa::path(
    get, path = "/v1/BgpSessions/{Sid}", operation_id = "fetch_bgp_session", tag = "BgpSessions",
    params(("Sid" = String, Path, description = "`BG` followed by 32 hexadecimal digits")),
    responses((status = 200, body = BgpSessionBody, description = "the current state"), (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn fetch(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<BgpSessionBody>, Refusal> {
    sid::check(sid::BGP_SESSION, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(&[Touch::Object(&sid)], |moment| answer(moment, &sid, call.place(&app)))
        .await
}

/// Changes a BGP session. Either all requested values change, or none.
#[utoipa::path(
    post, path = "/v1/BgpSessions/{Sid}", operation_id = "change_bgp_session", tag = "BgpSessions",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header, description = "the expected revision of the object; a different revision is refused with 20412")),
    request_body(content = BgpSessionUpdate, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = BgpSessionBody, description = "the current state"), (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn update(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<BgpSessionBody>, Refusal> {
    sid::check(sid::BGP_SESSION, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    call.form.accept(&SINGLE, &LISTS)?;
    app.act(&[Touch::Object(&sid), Touch::Subnets], |moment| {
        let current = moment.world.bgp_session(&sid)?;
        call.check_revision(current.revision)?;
        current.allow_change()?;
        let change = read_change(&call.form, current, &moment.world.announced_by_twilio())?;
        moment.world.change_session(&sid, change, moment.now)?;
        answer(moment, &sid, call.place(&app))
    })
    .await
}

/// Deletes a BGP session.
#[utoipa::path(
    delete, path = "/v1/BgpSessions/{Sid}", operation_id = "delete_bgp_session", tag = "BgpSessions",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204, description = "the request succeeded"), (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn delete(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<()>, Refusal> {
    sid::check(sid::BGP_SESSION, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(&[Touch::Object(&sid)], |moment| {
        let current = moment.world.bgp_session(&sid)?;
        // A caller that repeats a DELETE after a lost answer sends the revision from before the first one.
        if current.status != BgpSessionStatus::Deleting {
            call.check_revision(current.revision)?;
        }
        moment.world.delete_session(&sid, moment.now)?;
        let moves_at = moment.world.bgp_session(&sid).ok().and_then(BgpSession::next_step_at);
        Ok(Answer::no_content().retry_after(moment.retry_after(moves_at)))
    })
    .await
}

fn answer(moment: &Moment<'_>, sid: &str, place: Place<'_>) -> Result<Answer<BgpSessionBody>, Refusal> {
    let (body, revision, retry_after) = render(moment, sid, place)?;
    Ok(Answer::ok(body).revision(revision).retry_after(retry_after))
}

/// The JSON of a session, with its revision and its `Retry-After`.
fn render(moment: &Moment<'_>, sid: &str, place: Place<'_>) -> Result<(BgpSessionBody, u64, Option<u64>), Refusal> {
    let session = moment.world.bgp_session(sid)?;
    // A pending session depends on its cross connect. If a person acts next, no `Retry-After` is known.
    let moves_at = if session.status == BgpSessionStatus::Pending {
        moment
            .world
            .cross_connect(&session.cross_connect_sid)?
            .in_transition_until()
    } else {
        session.next_step_at()
    };
    Ok((
        BgpSessionBody::new(session, moment.world, place),
        session.revision,
        moment.retry_after(moves_at),
    ))
}

/// A page of sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct BgpSessionList {
    pub(crate) bgp_sessions: Vec<BgpSessionBody>,
    pub(crate) meta: Meta,
}
