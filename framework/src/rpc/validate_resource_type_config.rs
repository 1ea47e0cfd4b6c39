//! `ValidateResourceTypeConfig`: everything that is wrong with the configuration of a resource, in one answer.

use proto::tfplugin5::validate_resource_type_config::{Request, Response};

use super::{Answer, diagnostic, dynamic_value, unknown_type};
use crate::server::Server;
use crate::validate::{ClientAbilities, by_schema};

pub(super) async fn validate_resource_type_config(server: &Server, request: Request) -> Response {
    let Some(resource) = server.resource(&request.type_name) else {
        return Response::refused(unknown_type("resource type", &request.type_name));
    };
    let schema = resource.schema();
    let client = request.client_capabilities.as_ref();
    let client = ClientAbilities {
        write_only: client.is_some_and(|client| client.write_only_attributes_allowed),
    };
    match dynamic_value::from_wire(request.config.as_ref(), schema.terraform_type()) {
        Ok(config) => {
            let mut diagnostics = by_schema(schema.block(), &config, client);
            diagnostics.extend(resource.validate(&config));
            Response {
                diagnostics: diagnostic::to_wire(diagnostics),
            }
        }
        Err(unreadable) => Response::refused(unreadable),
    }
}
