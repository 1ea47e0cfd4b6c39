//! `ImportResourceState`: an object that exists comes under Terraform. Exactly one, or an error (R8).

use proto::tfplugin5::import_resource_state::{ImportedResource, Request, Response};

use super::{Answer, diagnostic, dynamic_value, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::erased::AnyResource;
use crate::server::Server;

pub(super) async fn import_resource_state(server: &Server, request: Request) -> Response {
    let Some(resource) = server.resource(&request.type_name) else {
        return Response::refused(unknown_type("resource type", &request.type_name));
    };
    import(server, resource, &request)
        .await
        .unwrap_or_else(Response::refused)
}

async fn import(server: &Server, resource: &dyn AnyResource, request: &Request) -> Result<Response, Diagnostics> {
    let found = resource.import(&request.id, server.context()).await?;
    let imported = ImportedResource {
        type_name: request.type_name.clone(),
        state: Some(dynamic_value::to_wire(
            &found.state,
            resource.schema().terraform_type(),
        )?),
        private: found.private.to_bytes(),
        ..ImportedResource::default()
    };
    Ok(Response {
        imported_resources: vec![imported],
        diagnostics: diagnostic::to_wire(found.diagnostics),
        ..Response::default()
    })
}
