//! The call of `Health`: the present condition of a session.

use axum::extract::State;

use crate::answer::Answer;
use crate::call::{Call, PathParameter};
use crate::refusal::{ErrorBody, Refusal};
use crate::routes::App;
use crate::sid;
use crate::storage::Touch;
use crate::world::health::Health;

/// Reads the health of a BGP session.
#[utoipa::path(
    get, path = "/v1/BgpSessions/{Sid}/Health", operation_id = "fetch_bgp_session_health", tag = "Health",
    params(("Sid" = String, Path)),
    responses((status = 200, body = Health, description = "the current state"), (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn fetch(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<Health>, Refusal> {
    sid::check(sid::BGP_SESSION, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(&[Touch::Object(&sid)], |moment| {
        Ok(Answer::ok(Health::of(moment.world.bgp_session(&sid)?)))
    })
    .await
}
