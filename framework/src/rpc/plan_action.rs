//! `PlanAction`: the plan of an action, which is never deferred (conformance rules X2 and X3).

use proto::tfplugin5::plan_action::{Request, Response};

use super::{Answer, diagnostic, dynamic_value, unknown_type};
use crate::server::Server;

pub(super) async fn plan_action(server: &Server, request: Request) -> Response {
    let Some(action) = server.action(&request.action_type) else {
        return Response::refused(unknown_type("action", &request.action_type));
    };
    match dynamic_value::from_wire(request.config.as_ref(), action.schema().terraform_type()) {
        Ok(config) => Response {
            diagnostics: diagnostic::to_wire(action.plan(&config, server.context()).await),
            deferred: None,
        },
        Err(unreadable) => Response::refused(unreadable),
    }
}
