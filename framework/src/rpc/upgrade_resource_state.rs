//! `UpgradeResourceState`: the upgrade of a stored state to the current version (conformance rule R5).

use proto::tfplugin5::upgrade_resource_state::{Request, Response};

use super::{Answer, diagnostic, dynamic_value, unknown_type};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::erased::AnyResource;
use crate::server::Server;

pub(super) async fn upgrade_resource_state(server: &Server, request: Request) -> Response {
    let Some(resource) = server.resource(&request.type_name) else {
        return Response::refused(unknown_type("resource type", &request.type_name));
    };
    upgraded(resource, &request).unwrap_or_else(Response::refused)
}

fn upgraded(resource: &dyn AnyResource, request: &Request) -> Result<Response, Diagnostics> {
    let stored = request.raw_state.as_ref();
    let json = stored
        .map(|stored| stored.json.as_slice())
        .filter(|json| !json.is_empty())
        .ok_or_else(not_json)?;
    let upgraded = resource.upgrade(request.version, json)?;
    let state = dynamic_value::to_wire(&upgraded.state, resource.schema().terraform_type())?;
    Ok(Response {
        upgraded_state: Some(state),
        diagnostics: diagnostic::to_wire(upgraded.diagnostics),
    })
}

fn not_json() -> Diagnostic {
    Diagnostic::error(
        "Unsupported state format",
        "The stored state is empty or was written by Terraform 0.11 or earlier, which this provider never supported. \
         Remove the object from the state and import it again.",
    )
}
