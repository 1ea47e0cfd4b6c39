//! Changing objects behind the caller's back: as a colleague does in a console, or as the service might.
//!
//! The rules of the contract are not applied.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::ToSchema;

use crate::control::{Body, Controls};
use service::code::Code;
use service::refusal::Refusal;
use service::routes::{self, Place};
use service::service::Moment;
use service::storage::Touch;
use service::world::World;
use service::world::bgp_session::{BgpSession, SessionState, assigned_by};
use service::world::cross_connect::CrossConnect;
use service::world::event::Actor;
use service::world::interface_address::peer;

/// Changes a cross connect at once and without a transition, as a colleague would see it done. One more revision.
#[utoipa::path(
    post, path = "/_mock/cross-connects/{Sid}", operation_id = "mock_edit_cross_connect", tag = "Mock controls", params(("Sid" = String, Path)),
    request_body = CrossConnectEdit, responses((status = 200, description = "the cross connect"))
)]
pub(crate) async fn change_cross_connect(
    State(controls): State<Controls>,
    Path(sid): Path<String>,
    Body(edit): Body<CrossConnectEdit>,
) -> Result<Json<Value>, Refusal> {
    controls
        .service
        .act(&[Touch::Everything], |moment| {
            let now = moment.now;
            edit.apply(moment.world.cross_connect_mut(&sid)?, now);
            moment.world.settle_session_of(&sid, now);
            controls.show(moment, &sid)
        })
        .await
}

/// Takes a cross connect and its sessions out of the world, at once.
#[utoipa::path(
    delete, path = "/_mock/cross-connects/{Sid}", operation_id = "mock_remove_cross_connect", tag = "Mock controls", params(("Sid" = String, Path)),
    responses((status = 204, description = "done"))
)]
pub(crate) async fn remove_cross_connect(
    State(controls): State<Controls>,
    Path(sid): Path<String>,
) -> Result<StatusCode, Refusal> {
    controls.remove(&sid).await
}

/// Makes a cross connect take a step now: `reject`, `fail`, `deactivate`, `activate`, or `finish-step`, the step that
/// it waits for (on `loa_issued`: the letter expires; on `pending_deletion`: it is gone, and the answer is 204).
#[utoipa::path(
    post, path = "/_mock/cross-connects/{Sid}/{Action}", operation_id = "mock_force_cross_connect", tag = "Mock controls",
    params(("Sid" = String, Path), ("Action" = String, Path)),
    responses((status = 200, description = "the cross connect"))
)]
pub(crate) async fn force(
    State(controls): State<Controls>,
    Path((sid, action)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let unknown = || Refusal::new(Code::NotFound, format!("there is no action '{action}'"));
    let force = Force::named(&action).ok_or_else(unknown)?;
    controls
        .service
        .act(&[Touch::Everything], |moment| {
            moment.world.cross_connect(&sid)?;
            force_step(moment.world, &sid, force, moment.now);
            match controls.show(moment, &sid) {
                Ok(shown) => Ok(shown.into_response()),
                Err(_) => Ok(StatusCode::NO_CONTENT.into_response()),
            }
        })
        .await
}

/// Changes a BGP session at once. Values of the session add a revision; what a test sets of its operation
/// (`session_state`, `prefixes_missing`, `prefixes_unexpected`) does not.
#[utoipa::path(
    post, path = "/_mock/bgp-sessions/{Sid}", operation_id = "mock_edit_bgp_session", tag = "Mock controls", params(("Sid" = String, Path)),
    request_body = BgpSessionEdit, responses((status = 200, description = "the BGP session"))
)]
pub(crate) async fn change_session(
    State(controls): State<Controls>,
    Path(sid): Path<String>,
    Body(edit): Body<BgpSessionEdit>,
) -> Result<Json<Value>, Refusal> {
    controls
        .service
        .act(&[Touch::Everything], |moment| {
            let now = moment.now;
            let carrier = moment.world.bgp_session(&sid)?.cross_connect_sid.clone();
            moment.world.with_session(&sid, |session| edit.apply(session, now));
            moment.world.settle_session_of(&carrier, now);
            controls.show(moment, &sid)
        })
        .await
}

/// Ends the step that a BGP session waits for, now: `finish-step`. A `deleting` one is gone, and the answer is 204.
#[utoipa::path(
    post, path = "/_mock/bgp-sessions/{Sid}/{Action}", operation_id = "mock_force_bgp_session", tag = "Mock controls",
    params(("Sid" = String, Path), ("Action" = String, Path)),
    responses((status = 200, description = "the BGP session"))
)]
pub(crate) async fn force_session(
    State(controls): State<Controls>,
    Path((sid, action)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    if Force::named(&action) != Some(Force::FinishStep) {
        return Err(Refusal::new(Code::NotFound, format!("there is no action '{action}'")));
    }
    let finished = |moment: &mut Moment<'_>| {
        moment.world.bgp_session(&sid)?;
        moment.world.finish_session_step(&sid, moment.now);
        match controls.show(moment, &sid) {
            Ok(shown) => Ok(shown.into_response()),
            Err(_) => Ok(StatusCode::NO_CONTENT.into_response()),
        }
    };
    controls.service.act(&[Touch::Everything], finished).await
}

/// Takes a BGP session out of the world, at once.
#[utoipa::path(
    delete, path = "/_mock/bgp-sessions/{Sid}", operation_id = "mock_remove_bgp_session", tag = "Mock controls", params(("Sid" = String, Path)),
    responses((status = 204, description = "done"))
)]
pub(crate) async fn remove_session(
    State(controls): State<Controls>,
    Path(sid): Path<String>,
) -> Result<StatusCode, Refusal> {
    controls.remove(&sid).await
}

impl Controls {
    fn show(&self, moment: &Moment<'_>, sid: &str) -> Result<Json<Value>, Refusal> {
        let place = Place {
            account_sid: &self.service.account_sid,
            base_url: "",
        };
        let shown = routes::as_shown(moment, place, sid);
        shown
            .map(Json)
            .ok_or_else(|| Refusal::new(Code::NotFound, format!("there is no {sid} any more")))
    }

    async fn remove(&self, sid: &str) -> Result<StatusCode, Refusal> {
        let removed = |moment: &mut Moment<'_>| match remove(moment.world, sid) {
            true => Ok(StatusCode::NO_CONTENT),
            false => Err(Refusal::new(Code::NotFound, format!("there is no {sid}"))),
        };
        self.service.act(&[Touch::Object(sid)], removed).await
    }
}

/// A step that a test makes a cross connect take, whatever its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Force {
    /// The order is declined.
    Reject,
    /// The configuration fails.
    Fail,
    /// It is switched off.
    Deactivate,
    /// It is switched on.
    Activate,
    /// The step that it waits for ends now.
    FinishStep,
}

impl Force {
    fn named(action: &str) -> Option<Self> {
        match action {
            "reject" => Some(Self::Reject),
            "fail" => Some(Self::Fail),
            "deactivate" => Some(Self::Deactivate),
            "activate" => Some(Self::Activate),
            "finish-step" => Some(Self::FinishStep),
            _ => None,
        }
    }
}

/// Makes a cross connect take a step. Says whether there is such a cross connect.
pub(crate) fn force_step(world: &mut World, sid: &str, force: Force, at: Timestamp) -> bool {
    let times = world.step_times;
    let Ok(found) = world.cross_connect_mut(sid) else {
        return false;
    };
    match force {
        Force::Reject => found.reject(at),
        Force::Fail => found.fail(&times, at),
        Force::Deactivate | Force::Activate => {
            found.revision += 1;
            found.enable(force == Force::Activate, at);
        }
        Force::FinishStep => world.finish_step(sid, at),
    }
    world.settle_session_of(sid, at);
    true
}

/// Takes an object out of the world. Says whether there was such an object.
pub(crate) fn remove(world: &mut World, sid: &str) -> bool {
    let before = world.cross_connects.len() + world.bgp_sessions.len();
    world.remove_cross_connect(sid);
    world.bgp_sessions.retain(|session| session.sid != sid);
    before > world.cross_connects.len() + world.bgp_sessions.len()
}

/// What a colleague changes in a cross connect. What is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CrossConnectEdit {
    unique_name: Option<String>,
    bandwidth_mbps: Option<u32>,
    loa_entity: Option<String>,
    /// `null`: no group.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    redundancy_group: Option<Option<String>>,
}

impl CrossConnectEdit {
    fn apply(self, cross_connect: &mut CrossConnect, at: Timestamp) {
        if let Some(name) = self.unique_name {
            cross_connect.unique_name = name;
        }
        if let Some(bandwidth) = self.bandwidth_mbps {
            cross_connect.bandwidth_mbps = bandwidth;
        }
        if let Some(entity) = self.loa_entity {
            cross_connect.loa_entity = entity;
        }
        if let Some(group) = self.redundancy_group {
            cross_connect.redundancy_group = group;
        }
        cross_connect.revision += 1;
        cross_connect.note(Actor::Customer, at, "changed by a colleague");
    }
}

/// What a colleague or a test changes in a BGP session. What is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct BgpSessionEdit {
    #[schema(value_type = Option<Vec<String>>)]
    ip_routes: Option<Vec<Ipv4Net>>,
    customer_asn: Option<u32>,
    #[schema(value_type = Option<String>)]
    customer_address: Option<Ipv4Net>,
    enabled: Option<bool>,
    has_md5_key: Option<bool>,
    /// Holds until it is set to `null` or the session is configured anew.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<SessionState>)]
    session_state: Option<Option<SessionState>>,
    /// Routes of the session that do not arrive.
    #[schema(value_type = Option<Vec<String>>)]
    prefixes_missing: Option<Vec<Ipv4Net>>,
    /// Prefixes that arrive and are no route of the session.
    #[schema(value_type = Option<Vec<String>>)]
    prefixes_unexpected: Option<Vec<Ipv4Net>>,
}

impl BgpSessionEdit {
    fn apply(self, session: &mut BgpSession, at: Timestamp) {
        if let Some(state) = self.session_state {
            session.forced_state = state;
        }
        if let Some(prefixes) = &self.prefixes_missing {
            session.withheld_prefixes.clone_from(prefixes);
        }
        if let Some(prefixes) = &self.prefixes_unexpected {
            session.unexpected_prefixes.clone_from(prefixes);
        }
        if self.changes_values() {
            self.apply_values(session);
            session.revision += 1;
            session.date_updated = at;
        }
    }

    fn changes_values(&self) -> bool {
        self.ip_routes.is_some()
            || self.customer_asn.is_some()
            || self.customer_address.is_some()
            || self.enabled.is_some()
            || self.has_md5_key.is_some()
    }

    fn apply_values(self, session: &mut BgpSession) {
        if let Some(routes) = self.ip_routes {
            session.ip_routes = routes;
        }
        if self.customer_asn.is_some() {
            session.customer_asn = self.customer_asn;
            session.customer_asn_assigned_by = assigned_by(true);
        }
        if self.customer_address.is_some() {
            session.customer_address = self.customer_address;
            session.customer_address_assigned_by = assigned_by(true);
            let configured = session.twilio_address.is_some();
            session.twilio_address = self.customer_address.as_ref().filter(|_| configured).and_then(peer);
        }
        session.enabled = self.enabled.unwrap_or(session.enabled);
        session.has_md5_key = self.has_md5_key.unwrap_or(session.has_md5_key);
    }
}

/// Tells `null` from what is left out.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
