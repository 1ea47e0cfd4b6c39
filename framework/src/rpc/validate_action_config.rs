//! `ValidateActionConfig`: every error in the configuration of an action.

use proto::tfplugin5::validate_action_config::{Request, Response};

use super::{Answer, unknown_type, validation};
use crate::server::Server;
use crate::validate::ClientAbilities;

pub(super) async fn validate_action_config(server: &Server, request: Request) -> Response {
    let Some(action) = server.action(&request.type_name) else {
        return Response::refused(unknown_type("action", &request.type_name));
    };
    let client = ClientAbilities::default();
    let diagnostics = validation::of_config(request.config.as_ref(), action.schema(), client, |config| {
        action.validate(config)
    });
    Response { diagnostics }
}
