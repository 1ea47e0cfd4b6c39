//! The call of `Events`: the timeline of a cross connect, oldest first.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::call::{Call, PathParameter};
use crate::page::{self, Meta, PageRequest};
use crate::refusal::{ErrorBody, Refusal};
use crate::routes::App;
use crate::sid;
use crate::storage::Touch;
use crate::world::event::Event;

/// Lists the events of a cross connect, oldest first.
#[utoipa::path(
    get, path = "/v1/CrossConnects/{Sid}/Events", operation_id = "list_events", tag = "Events",
    params(
        ("Sid" = String, Path),
        ("PageSize" = Option<u32>, Query, description = "the number of items on a page: 1 to 1000, default 50", minimum = 1, maximum = 1000),
        ("PageToken" = Option<String>, Query, description = "an opaque token from `next_page_url`"),
    ),
    responses((status = 200, body = EventList, description = "the current state"), (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn list(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<EventList>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&page::PARAMETERS, &[])?;
    let page = PageRequest::read("events", &call, app.page_seal)?;
    app.act(&[Touch::Object(&sid)], |moment| {
        let events = moment.world.cross_connect(&sid)?.events.iter().cloned();
        let (events, meta) = page.cut(events);
        Ok(Answer::ok(EventList { events, meta }))
    })
    .await
}

/// A page of events.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventList {
    pub(crate) events: Vec<Event>,
    pub(crate) meta: Meta,
}
