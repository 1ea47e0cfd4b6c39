//! `MoveResourceState`: the conversion of another type's stored state (conformance rule R10).

use proto::tfplugin5::move_resource_state::{Request, Response};

use super::{Answer, diagnostic, dynamic_value, identity, unknown_type};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::erased::{AnyResource, SourceState};
use crate::server::Server;

pub(super) async fn move_resource_state(server: &Server, request: Request) -> Response {
    let Some(resource) = server.resource(&request.target_type_name) else {
        return Response::refused(unknown_type("resource type", &request.target_type_name));
    };
    moved(resource, &request).unwrap_or_else(Response::refused)
}

fn moved(resource: &dyn AnyResource, request: &Request) -> Result<Response, Diagnostics> {
    let stored = request.source_state.as_ref();
    let json = stored
        .map(|stored| stored.json.as_slice())
        .filter(|json| !json.is_empty())
        .ok_or_else(not_json)?;
    let moved = resource.move_here(&SourceState {
        provider: &request.source_provider_address,
        type_name: &request.source_type_name,
        version: request.source_schema_version,
        json,
        private: &request.source_private,
    })?;
    Ok(Response {
        target_state: Some(dynamic_value::to_wire(
            &moved.state,
            resource.schema().terraform_type(),
        )?),
        target_private: moved.private.to_bytes(),
        target_identity: identity::to_wire(&moved.identity, resource),
        diagnostics: diagnostic::to_wire(moved.diagnostics),
    })
}

fn not_json() -> Diagnostic {
    Diagnostic::error(
        "Unsupported state format",
        "The stored state to move is empty or was written by Terraform 0.11 or earlier. Nothing was changed.",
    )
}
