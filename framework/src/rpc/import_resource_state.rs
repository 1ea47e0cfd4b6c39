//! `ImportResourceState`: the import of an existing object. The response has exactly one object or an error
//! (conformance rule R8).

use proto::tfplugin5::import_resource_state::{ImportedResource, Request, Response};

use super::{Answer, context, diagnostic, dynamic_value, identity, unknown_type};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::erased::{AnyResource, Applied};
use crate::resource::Context;
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
    let context = context::deferring(server.context(), request.client_capabilities.as_ref(), true);
    let found = find(resource, request, context.clone()).await?;
    let imported = ImportedResource {
        type_name: request.type_name.clone(),
        state: Some(dynamic_value::to_wire(
            &found.state,
            resource.schema().terraform_type(),
        )?),
        private: found.private.to_bytes(),
        identity: identity::to_wire(&found.identity, resource),
    };
    Ok(Response {
        imported_resources: vec![imported],
        diagnostics: diagnostic::to_wire(found.diagnostics),
        deferred: context::deferral_to_wire(&context),
    })
}

/// Finds the object by the identity in the request, or else by the ID.
async fn find(resource: &dyn AnyResource, request: &Request, context: Context) -> Result<Applied, Diagnostics> {
    let wanted = identity::from_wire(request.identity.as_ref(), resource)?;
    match resource.identified() {
        Some(identified) if !wanted.is_null() => identified.import(&wanted, context).await,
        None if request.id.is_empty() => Err(not_identified(&request.type_name).into()),
        _ => resource.import(&request.id, context).await,
    }
}

fn not_identified(type_name: &str) -> Diagnostic {
    Diagnostic::error(
        "Import by identity is not supported",
        format!("{type_name} has no identity. Import it by its ID."),
    )
}
