//! `ReadResource`: the refresh of an object.

use proto::tfplugin5::read_resource::{Request, Response};

use super::{Answer, context, diagnostic, dynamic_value, identity, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::erased::{AnyResource, Stored};
use crate::private::Private;
use crate::server::Server;

pub(super) async fn read_resource(server: &Server, request: Request) -> Response {
    let Some(resource) = server.resource(&request.type_name) else {
        return Response::refused(unknown_type("resource type", &request.type_name));
    };
    read(server, resource, request).await.unwrap_or_else(Response::refused)
}

async fn read(server: &Server, resource: &dyn AnyResource, request: Request) -> Result<Response, Diagnostics> {
    let ty = resource.schema().terraform_type();
    let mut lost = Diagnostics::new();
    let stored = Stored {
        state: dynamic_value::from_wire(request.current_state.as_ref(), ty)?,
        private: Private::of_stored(&request.private, &mut lost),
        identity: identity::from_wire(request.current_identity.as_ref(), resource)?,
    };
    let context = context::from_wire(server, request.provider_meta.as_ref())?;
    let context = context::deferring(context, request.client_capabilities.as_ref(), true);
    let found = resource.read(stored, context.clone()).await;
    lost.extend(found.diagnostics);
    Ok(Response {
        new_state: Some(dynamic_value::to_wire(&found.state, ty)?),
        diagnostics: diagnostic::to_wire(lost),
        private: found.private.to_bytes(),
        new_identity: identity::to_wire(&found.identity, resource),
        deferred: context::deferral_to_wire(&context),
    })
}
