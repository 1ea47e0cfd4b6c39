//! `ValidateEphemeralResourceConfig`: every error in the configuration of an ephemeral resource.

use proto::tfplugin5::validate_ephemeral_resource_config::{Request, Response};

use super::{Answer, unknown_type, validation};
use crate::server::Server;
use crate::validate::ClientAbilities;

pub(super) async fn validate_ephemeral_resource_config(server: &Server, request: Request) -> Response {
    let Some(resource) = server.ephemeral_resource(&request.type_name) else {
        return Response::refused(unknown_type("ephemeral resource", &request.type_name));
    };
    let client = ClientAbilities::default();
    let diagnostics = validation::of_config(request.config.as_ref(), resource.schema(), client, |config| {
        resource.validate(config)
    });
    Response { diagnostics }
}
