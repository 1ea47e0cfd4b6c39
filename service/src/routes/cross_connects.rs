//! The calls of `CrossConnects`: order, list, read, change, and delete.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::call::{Call, PathParameter};
use crate::page::{self, Meta, PageRequest};
use crate::parameters::Parameters;
use crate::refusal::{ErrorBody, Refusal};
use crate::routes::cross_connect_body::CrossConnectBody;
use crate::routes::cross_connect_form::{CrossConnectOrder, CrossConnectUpdate, read_change, read_filter, read_order};
use crate::routes::{App, Place, touched_by_creation};
use crate::service::Moment;
use crate::sid;
use crate::storage::Touch;
use crate::world::cross_connect::{CrossConnect, CrossConnectStatus};
use crate::world::idempotency::{self, IdempotencyKey};

/// Orders a cross connect. A repeated request with the same `Idempotency-Key` and parameters returns the cross connect from the first request.
#[utoipa::path(
    post, path = "/v1/CrossConnects", operation_id = "order_cross_connect", tag = "CrossConnects",
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 128 printable characters; the service stores the key for 24 hours")),
    request_body(content = CrossConnectOrder, content_type = "application/x-www-form-urlencoded"),
    responses((status = 201, body = CrossConnectBody, description = "the created object"), (status = 409, body = ErrorBody, description = "20409 with `existing_sid`: the name is in use"),
        (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn create(State(app): State<App>, call: Call) -> Result<Answer<CrossConnectBody>, Refusal> {
    call.query.accept(&[], &[])?;
    call.form.accept(
        &[
            "UniqueName",
            "Exchange",
            "BandwidthMbps",
            "LoaEntity",
            "RedundancyGroup",
            "RedundancyRole",
            "Enabled",
        ],
        &[],
    )?;
    let key = match call.header(idempotency::HEADER)? {
        Some(key) => Some(IdempotencyKey::read(sid::CROSS_CONNECT, key, &call.form)?),
        None => None,
    };
    let name = call.form.filled("UniqueName").unwrap_or_default();
    let touched = touched_by_creation(key.as_ref(), Touch::Name(name));
    app.act(&touched, |moment| {
        let known = match &key {
            Some(key) => moment.world.idempotency.recall(key, moment.now)?.map(str::to_owned),
            None => None,
        };
        let replayed = known.is_some();
        let sid = match known {
            Some(sid) => sid,
            None => order(moment, &call.form, key.as_ref())?,
        };
        let body = render(moment, &sid, call.place(&app))?;
        Ok(Answer::created(body.json)
            .revision(body.revision)
            .retry_after(body.retry_after)
            .replayed(replayed))
    })
    .await
}

fn order(moment: &mut Moment<'_>, form: &Parameters, key: Option<&IdempotencyKey>) -> Result<String, Refusal> {
    let order = read_order(form, moment.world)?;
    let sid = moment.world.order(order, moment.now)?.sid.clone();
    if let Some(key) = key {
        moment.world.idempotency.remember(key.clone(), &sid, moment.now);
    }
    Ok(sid)
}

/// Lists cross connects in creation order.
#[utoipa::path(
    get, path = "/v1/CrossConnects", operation_id = "list_cross_connects", tag = "CrossConnects",
    params(
        ("UniqueName" = Option<String>, Query), ("Exchange" = Option<String>, Query, description = "the edge id of an exchange"),
        ("Status" = Option<CrossConnectStatus>, Query),
        ("RedundancyGroup" = Option<String>, Query, description = "a redundancy group; if empty, the list contains the cross connects without a group"),
        ("PageSize" = Option<u32>, Query, description = "the number of items on a page: 1 to 1000, default 50", minimum = 1, maximum = 1000),
        ("PageToken" = Option<String>, Query, description = "an opaque token from `next_page_url`"),
    ),
    responses((status = 200, body = CrossConnectList, description = "the current state"), (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn list(State(app): State<App>, call: Call) -> Result<Answer<CrossConnectList>, Refusal> {
    let filters = ["UniqueName", "Exchange", "Status", "RedundancyGroup"];
    call.query
        .accept(&[filters.as_slice(), &page::PARAMETERS].concat(), &[])?;
    let page = PageRequest::read("cross_connects", &call, app.page_seal)?;
    let filter = read_filter(&call.query)?;
    let (slice, catalogue) = app.cross_connects(&filter, page.window()).await?;
    let (found, meta) = page.page(slice);
    let bodies = found
        .iter()
        .map(|found| CrossConnectBody::new(found, &catalogue, call.place(&app)));
    Ok(Answer::ok(CrossConnectList {
        cross_connects: bodies.collect(),
        meta,
    }))
}

/// Reads a cross connect.
#[utoipa::path(
    get, path = "/v1/CrossConnects/{Sid}", operation_id = "fetch_cross_connect", tag = "CrossConnects",
    params(("Sid" = String, Path, description = "`XC` followed by 32 hexadecimal digits")),
    responses((status = 200, body = CrossConnectBody, description = "the current state"), (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn fetch(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<CrossConnectBody>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(&[Touch::Object(&sid)], |moment| {
        Ok(render(moment, &sid, call.place(&app))?.answer())
    })
    .await
}

/// Changes a cross connect. Either all requested values change, or none.
#[utoipa::path(
    post, path = "/v1/CrossConnects/{Sid}", operation_id = "change_cross_connect", tag = "CrossConnects",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header, description = "the expected revision of the object; a different revision is refused with 20412")),
    request_body(content = CrossConnectUpdate, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = CrossConnectBody, description = "the current state"), (status = 412, body = ErrorBody, description = "20412: the revision differs from `If-Match`"),
        (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn update(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<CrossConnectBody>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    call.form.accept(
        &[
            "UniqueName",
            "BandwidthMbps",
            "LoaEntity",
            "RedundancyGroup",
            "RedundancyRole",
            "Enabled",
        ],
        &[],
    )?;
    let name = call.form.filled("UniqueName").unwrap_or_default();
    app.act(&[Touch::Object(&sid), Touch::Name(name)], |moment| {
        let current = moment.world.cross_connect(&sid)?;
        call.check_revision(current.revision)?;
        current.refuse_if_pending_deletion()?;
        let change = read_change(&call.form, moment.world, current)?;
        moment.world.change(&sid, change, moment.now)?;
        Ok(render(moment, &sid, call.place(&app))?.answer())
    })
    .await
}

/// Deletes a cross connect. It is `pending_deletion` until the data center has removed it.
#[utoipa::path(
    delete, path = "/v1/CrossConnects/{Sid}", operation_id = "delete_cross_connect", tag = "CrossConnects",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204, description = "the request succeeded"), (status = 409, body = ErrorBody, description = "20409 with `bgp_session_sids`: BGP sessions run over the cross connect"),
        (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn delete(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<()>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(&[Touch::Object(&sid)], |moment| {
        let current = moment.world.cross_connect(&sid)?;
        // A caller that repeats a DELETE after a lost answer sends the revision from before the first one.
        if current.status != CrossConnectStatus::PendingDeletion {
            call.check_revision(current.revision)?;
        }
        moment.world.delete_cross_connect(&sid, moment.now)?;
        let moves_at = moment
            .world
            .cross_connect(&sid)
            .ok()
            .and_then(CrossConnect::in_transition_until);
        Ok(Answer::no_content().retry_after(moment.retry_after(moves_at)))
    })
    .await
}

/// The JSON of a cross connect, with the values of its headers.
struct Rendered {
    json: CrossConnectBody,
    revision: u64,
    retry_after: Option<u64>,
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

/// A page of cross connects.
#[derive(Debug, Serialize, ToSchema)]
pub struct CrossConnectList {
    pub(crate) cross_connects: Vec<CrossConnectBody>,
    pub(crate) meta: Meta,
}
