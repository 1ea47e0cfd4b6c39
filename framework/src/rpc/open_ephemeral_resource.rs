//! `OpenEphemeralResource`: the opening of an ephemeral resource.

use proto::tfplugin5::open_ephemeral_resource::{Request, Response};

use super::{Answer, context, diagnostic, dynamic_value, timestamp, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::erased::AnyEphemeralResource;
use crate::server::Server;

pub(super) async fn open_ephemeral_resource(server: &Server, request: Request) -> Response {
    let Some(resource) = server.ephemeral_resource(&request.type_name) else {
        return Response::refused(unknown_type("ephemeral resource", &request.type_name));
    };
    open(server, resource, &request).await.unwrap_or_else(Response::refused)
}

async fn open(
    server: &Server,
    resource: &dyn AnyEphemeralResource,
    request: &Request,
) -> Result<Response, Diagnostics> {
    let ty = resource.schema().terraform_type();
    let config = dynamic_value::from_wire(request.config.as_ref(), ty)?;
    // The configuration is always known here (conformance rule E1), so only the provider block can be unknown.
    let is_waiting = !server.is_wholly_configured();
    let context = context::deferring(server.context(), request.client_capabilities.as_ref(), is_waiting);
    let opened = resource.open(&config, context.clone()).await?;
    Ok(Response {
        diagnostics: diagnostic::to_wire(opened.diagnostics),
        renew_at: opened.renew_at.and_then(timestamp::to_wire),
        result: Some(dynamic_value::to_wire(&opened.result, ty)?),
        private: Some(opened.private.to_bytes()),
        deferred: context::deferral_to_wire(&context),
    })
}
