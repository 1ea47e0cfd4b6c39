//! `ValidateEphemeralResourceConfig`: everything that is wrong with the configuration of an ephemeral resource, in one answer.

use proto::tfplugin5::validate_ephemeral_resource_config::{Request, Response};

use super::{Answer, diagnostic, dynamic_value, unknown_type};
use crate::server::Server;
use crate::validate::{ClientAbilities, by_schema};

pub(super) async fn validate_ephemeral_resource_config(server: &Server, request: Request) -> Response {
    let Some(resource) = server.ephemeral_resource(&request.type_name) else {
        return Response::refused(unknown_type("ephemeral resource", &request.type_name));
    };
    let schema = resource.schema();
    match dynamic_value::from_wire(request.config.as_ref(), schema.terraform_type()) {
        Ok(config) => {
            let mut diagnostics = by_schema(schema.block(), &config, ClientAbilities::default());
            diagnostics.extend(resource.validate(&config));
            Response {
                diagnostics: diagnostic::to_wire(diagnostics),
            }
        }
        Err(unreadable) => Response::refused(unreadable),
    }
}
