//! `GenerateResourceConfig`: the configuration that would create an existing object (conformance rule R13).

use proto::tfplugin5::generate_resource_config::{Request, Response};

use super::{Answer, dynamic_value, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::erased::AnyResource;
use crate::server::Server;

pub(super) async fn generate_resource_config(server: &Server, request: Request) -> Response {
    let Some(resource) = server.resource(&request.type_name) else {
        return Response::refused(unknown_type("resource type", &request.type_name));
    };
    generated(resource, &request).unwrap_or_else(Response::refused)
}

fn generated(resource: &dyn AnyResource, request: &Request) -> Result<Response, Diagnostics> {
    let ty = resource.schema().terraform_type();
    let state = dynamic_value::from_wire(request.state.as_ref(), ty)?;
    let config = resource.generate_config(&state)?;
    Ok(Response {
        config: Some(dynamic_value::to_wire(&config, ty)?),
        ..Response::default()
    })
}
