//! Changes of objects without the client: by a colleague in a console, or by the service.
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

use crate::control::force::{Force, ForceDetails, force_session_step, force_step};
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
use service::world::maintenance::Maintenance;

/// Changes a cross connect immediately and without a transition, like a colleague in a console. A change of a value increases the revision. A
/// change of a service field (`on_hold`, `maintenance`) does not.
#[utoipa::path(
    post, path = "/_mock/cross-connects/{Sid}", operation_id = "mock_edit_cross_connect", tag = "Mock controls", params(("Sid" = String, Path)),
    request_body = CrossConnectEdit, responses((status = 200, body = Value, description = "the cross connect"))
)]
pub(crate) async fn change_cross_connect(
    State(controls): State<Controls>,
    Path(sid): Path<String>,
    Body(edit): Body<CrossConnectEdit>,
) -> Result<Json<Value>, Refusal> {
    edit.check()?;
    controls
        .service
        .act(&[Touch::Everything], |moment| {
            let now = moment.now;
            let renamed = edit.new_name(moment.world.cross_connect(&sid)?);
            renamed.map_or(Ok(()), |name| moment.world.refuse_used_name(name))?;
            edit.apply(moment.world.cross_connect_mut(&sid)?, now);
            moment.world.settle_session_of(&sid, now);
            controls.show(moment, &sid)
        })
        .await
}

/// Removes a cross connect and its sessions immediately.
#[utoipa::path(
    delete, path = "/_mock/cross-connects/{Sid}", operation_id = "mock_remove_cross_connect", tag = "Mock controls", params(("Sid" = String, Path)),
    responses((status = 204, description = "the request succeeded"))
)]
pub(crate) async fn remove_cross_connect(
    State(controls): State<Controls>,
    Path(sid): Path<String>,
) -> Result<StatusCode, Refusal> {
    controls.remove(&sid).await
}

/// Completes a step of a cross connect immediately.
///
/// `finish-step` completes the next step of Twilio or the data center. If there is no such step, it accepts the waiting changes. If the
/// cross connect no longer exists afterwards, the response is 204. `decline` declines the order or an undecided removal. If there is
/// neither, it declines the waiting changes. `expire` makes the letter expire, `issue-letter` issues the requested letter with the given
/// dates and port, and `complete` records completion. During a hold, `finish-step`, `decline`, and `issue-letter` are refused (409).
/// `reject`, `fail`, `deactivate`, and `activate` are possible in any status.
#[utoipa::path(
    post, path = "/_mock/cross-connects/{Sid}/{Action}", operation_id = "mock_force_cross_connect", tag = "Mock controls",
    params(("Sid" = String, Path), ("Action" = String, Path)),
    request_body(content = ForceDetails, description = "the details for `decline`, `issue-letter`, and `complete`"),
    responses((status = 200, body = Value, description = "the cross connect"), (status = 204, description = "the object no longer exists"))
)]
pub(crate) async fn force(
    State(controls): State<Controls>,
    Path((sid, action)): Path<(String, String)>,
    Body(details): Body<ForceDetails>,
) -> Result<Response, Refusal> {
    let force = Force::read(&action, details)?;
    controls
        .service
        .act(&[Touch::Everything], |moment| {
            moment.world.cross_connect(&sid)?;
            force_step(moment.world, &sid, force, moment.now)?;
            match controls.show(moment, &sid) {
                Ok(shown) => Ok(shown.into_response()),
                Err(_) => Ok(StatusCode::NO_CONTENT.into_response()),
            }
        })
        .await
}

/// Changes a BGP session immediately. A change of a value increases the revision. A change of an operational field
/// (`session_state`, `prefixes_missing`, `prefixes_unexpected`) does not.
#[utoipa::path(
    post, path = "/_mock/bgp-sessions/{Sid}", operation_id = "mock_edit_bgp_session", tag = "Mock controls", params(("Sid" = String, Path)),
    request_body = BgpSessionEdit, responses((status = 200, body = Value, description = "the BGP session"))
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

/// Completes (`finish-step`) or declines (`decline`) the next step of a BGP session immediately. If the session no longer exists, the response is 204.
/// During a hold, both are refused (409).
#[utoipa::path(
    post, path = "/_mock/bgp-sessions/{Sid}/{Action}", operation_id = "mock_force_bgp_session", tag = "Mock controls",
    params(("Sid" = String, Path), ("Action" = String, Path)),
    request_body(content = ForceDetails, description = "the details for `decline`"),
    responses((status = 200, body = Value, description = "the BGP session"), (status = 204, description = "the object no longer exists"))
)]
pub(crate) async fn force_session(
    State(controls): State<Controls>,
    Path((sid, action)): Path<(String, String)>,
    Body(details): Body<ForceDetails>,
) -> Result<Response, Refusal> {
    let force = Force::read(&action, details)?;
    let finished = |moment: &mut Moment<'_>| {
        moment.world.bgp_session(&sid)?;
        force_session_step(moment.world, &sid, &force, moment.now)?;
        match controls.show(moment, &sid) {
            Ok(shown) => Ok(shown.into_response()),
            Err(_) => Ok(StatusCode::NO_CONTENT.into_response()),
        }
    };
    controls.service.act(&[Touch::Everything], finished).await
}

/// Removes a BGP session immediately.
#[utoipa::path(
    delete, path = "/_mock/bgp-sessions/{Sid}", operation_id = "mock_remove_bgp_session", tag = "Mock controls", params(("Sid" = String, Path)),
    responses((status = 204, description = "the request succeeded"))
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
            .ok_or_else(|| Refusal::new(Code::NotFound, format!("{sid} no longer exists")))
    }

    async fn remove(&self, sid: &str) -> Result<StatusCode, Refusal> {
        let removed = |moment: &mut Moment<'_>| match remove(moment.world, sid) {
            true => Ok(StatusCode::NO_CONTENT),
            false => Err(Refusal::new(Code::NotFound, format!("there is no {sid}"))),
        };
        self.service.act(&[Touch::Object(sid)], removed).await
    }
}

/// Removes an object. True if it existed.
pub(crate) fn remove(world: &mut World, sid: &str) -> bool {
    let before = world.cross_connects.len() + world.bgp_sessions.len();
    world.remove_cross_connect(sid);
    world.bgp_sessions.retain(|session| session.sid != sid);
    before > world.cross_connects.len() + world.bgp_sessions.len()
}

/// A change of a cross connect by a colleague, and of the service's fields. If a field is omitted, it does not change.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CrossConnectEdit {
    unique_name: Option<String>,
    bandwidth_mbps: Option<u32>,
    loa_entity: Option<String>,
    /// The redundancy group; `null` removes the cross connect from its group.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    redundancy_group: Option<Option<String>>,
    /// The reason for the hold; `null` lifts the hold.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    on_hold: Option<Option<String>>,
    /// The complete list of maintenance periods, which replaces the current list.
    maintenance: Option<Vec<Maintenance>>,
}

impl CrossConnectEdit {
    /// The new name; none if it is the present name.
    fn new_name(&self, current: &CrossConnect) -> Option<&str> {
        self.unique_name.as_deref().filter(|name| *name != current.unique_name)
    }

    /// Refuses a maintenance that ends before it begins.
    fn check(&self) -> Result<(), Refusal> {
        let mut announced = self.maintenance.iter().flatten();
        match announced.find(|each| each.until <= each.from) {
            None => Ok(()),
            Some(_) => Err(
                Refusal::new(Code::InvalidParameter, "the maintenance period ends before it begins")
                    .about("maintenance"),
            ),
        }
    }

    fn apply(mut self, cross_connect: &mut CrossConnect, at: Timestamp) {
        if let Some(reason) = self.on_hold.take() {
            cross_connect.hold(reason, at);
        }
        if let Some(maintenance) = self.maintenance.take() {
            cross_connect.maintenance = maintenance;
        }
        if self.changes_values() {
            self.apply_values(cross_connect, at);
        }
    }

    fn changes_values(&self) -> bool {
        self.unique_name.is_some()
            || self.bandwidth_mbps.is_some()
            || self.loa_entity.is_some()
            || self.redundancy_group.is_some()
    }

    fn apply_values(self, cross_connect: &mut CrossConnect, at: Timestamp) {
        if let Some(name) = self.unique_name {
            cross_connect.unique_name = name;
        }
        if let Some(bandwidth) = self.bandwidth_mbps {
            cross_connect.bandwidth_mbps = bandwidth;
            cross_connect.proposals.bandwidth_mbps.clear();
        }
        if let Some(entity) = self.loa_entity {
            cross_connect.loa_entity = entity;
            cross_connect.proposals.loa_entity.clear();
        }
        if let Some(group) = self.redundancy_group {
            cross_connect.redundancy_group = group;
        }
        cross_connect.revision += 1;
        cross_connect.note(Actor::Customer, at, "changed by a colleague");
    }
}

/// A change of a BGP session by a colleague or a test. If a field is omitted, it does not change.
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
    /// The operational state. It remains until it is set to `null` or the session is configured again.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<SessionState>)]
    session_state: Option<Option<SessionState>>,
    /// The routes of the session that Twilio does not receive.
    #[schema(value_type = Option<Vec<String>>)]
    prefixes_missing: Option<Vec<Ipv4Net>>,
    /// The prefixes that Twilio receives although they are not routes of the session.
    #[schema(value_type = Option<Vec<String>>)]
    prefixes_unexpected: Option<Vec<Ipv4Net>>,
    /// The reason why the health is `unknown`; `null` if the health is known.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    unknown_because: Option<Option<String>>,
    /// The reason for the hold; `null` lifts the hold.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    on_hold: Option<Option<String>>,
}

impl BgpSessionEdit {
    fn apply(mut self, session: &mut BgpSession, at: Timestamp) {
        if let Some(reason) = self.on_hold.take() {
            session.hold(reason, at);
        }
        if let Some(reason) = self.unknown_because.take() {
            session.unknown_because = reason;
        }
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
            session.proposals.ip_routes.clear();
        }
        if self.customer_asn.is_some() {
            session.proposals.customer_asn.clear();
            session.customer_asn = self.customer_asn;
            session.customer_asn_assigned_by = assigned_by(true);
        }
        if self.customer_address.is_some() {
            session.proposals.customer_address.clear();
            session.customer_address = self.customer_address;
            session.customer_address_assigned_by = assigned_by(true);
            let configured = session.twilio_address.is_some();
            session.twilio_address = self.customer_address.as_ref().filter(|_| configured).and_then(peer);
        }
        if let Some(enabled) = self.enabled {
            session.enabled = enabled;
            session.proposals.enabled.clear();
        }
        session.has_md5_key = self.has_md5_key.unwrap_or(session.has_md5_key);
    }
}

/// Reads a field that is given: `Some(None)` for `null`, in contrast to a field that is left out.
pub(super) fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
