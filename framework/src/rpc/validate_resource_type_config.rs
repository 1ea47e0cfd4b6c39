//! `ValidateResourceTypeConfig`: every error in the configuration of a resource.

use proto::tfplugin5::validate_resource_type_config::{Request, Response};

use super::{Answer, unknown_type, validation};
use crate::server::Server;
use crate::validate::ClientAbilities;

pub(super) async fn validate_resource_type_config(server: &Server, request: Request) -> Response {
    let Some(resource) = server.resource(&request.type_name) else {
        return Response::refused(unknown_type("resource type", &request.type_name));
    };
    let client = request.client_capabilities.as_ref();
    let client = ClientAbilities {
        write_only: client.is_some_and(|client| client.write_only_attributes_allowed),
    };
    let diagnostics = validation::of_config(request.config.as_ref(), resource.schema(), client, |config| {
        resource.validate(config)
    });
    Response { diagnostics }
}
