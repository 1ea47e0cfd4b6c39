//! `RenewEphemeralResource`: the renewal of an opened resource. The response always contains private data
//! (conformance rule E2).

use proto::tfplugin5::renew_ephemeral_resource::{Request, Response};

use super::{Answer, diagnostic, timestamp, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::erased::AnyEphemeralResource;
use crate::private::Private;
use crate::server::Server;

pub(super) async fn renew_ephemeral_resource(server: &Server, request: Request) -> Response {
    let Some(resource) = server.ephemeral_resource(&request.type_name) else {
        return Response::refused(unknown_type("ephemeral resource", &request.type_name));
    };
    renew(server, resource, &request).await.unwrap_or_else(|errors| {
        // Terraform discards the diagnostics of this response (conformance rule E2), so they are also logged.
        for error in errors.iter() {
            tracing::error!(type_name = request.type_name, summary = error.summary, "renewal failed");
        }
        Response {
            private: request.private.clone(),
            ..Response::refused(errors)
        }
    })
}

async fn renew(
    server: &Server,
    resource: &dyn AnyEphemeralResource,
    request: &Request,
) -> Result<Response, Diagnostics> {
    let private = Private::of_opened(request.private.as_deref().unwrap_or_default())?;
    let renewed = resource.renew(private, server.context()).await?;
    Ok(Response {
        diagnostics: diagnostic::to_wire(renewed.diagnostics),
        renew_at: renewed.renew_at.and_then(timestamp::to_wire),
        private: Some(renewed.private.to_bytes()),
    })
}
