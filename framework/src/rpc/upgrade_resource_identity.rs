//! `UpgradeResourceIdentity`: the upgrade of a stored identity to the current version (conformance rule I4).

use proto::tfplugin5::upgrade_resource_identity::{Request, Response};

use super::{Answer, identity, unknown_type};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::erased::AnyResource;
use crate::server::Server;

pub(super) async fn upgrade_resource_identity(server: &Server, request: Request) -> Response {
    let Some(resource) = server.resource(&request.type_name) else {
        return Response::refused(unknown_type("resource type", &request.type_name));
    };
    upgraded(resource, &request).unwrap_or_else(Response::refused)
}

fn upgraded(resource: &dyn AnyResource, request: &Request) -> Result<Response, Diagnostics> {
    let identified = resource
        .identified()
        .ok_or_else(|| unknown_type("resource type with an identity", &request.type_name))?;
    let stored = request.raw_identity.as_ref();
    let json = stored
        .map(|stored| stored.json.as_slice())
        .filter(|json| !json.is_empty())
        .ok_or_else(not_json)?;
    let upgraded = identified.upgrade(request.version, json)?;
    Ok(Response {
        upgraded_identity: identity::to_wire(&upgraded, resource),
        ..Response::default()
    })
}

fn not_json() -> Diagnostic {
    Diagnostic::error(
        "Empty stored identity",
        "The stored identity is empty. Remove the object from the state and import it again.",
    )
}
