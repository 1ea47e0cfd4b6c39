//! `ValidateActionConfig`: everything that is wrong with the configuration of an action, in one answer.

use proto::tfplugin5::validate_action_config::{Request, Response};

use super::{Answer, diagnostic, dynamic_value, unknown_type};
use crate::server::Server;
use crate::validate::{ClientAbilities, by_schema};

pub(super) async fn validate_action_config(server: &Server, request: Request) -> Response {
    let Some(action) = server.action(&request.type_name) else {
        return Response::refused(unknown_type("action", &request.type_name));
    };
    let schema = action.schema();
    match dynamic_value::from_wire(request.config.as_ref(), schema.terraform_type()) {
        Ok(config) => {
            let mut diagnostics = by_schema(schema.block(), &config, ClientAbilities::default());
            diagnostics.extend(action.validate(&config));
            Response {
                diagnostics: diagnostic::to_wire(diagnostics),
            }
        }
        Err(unreadable) => Response::refused(unreadable),
    }
}
