//! `ValidateListResourceConfig`: every error in the configuration of a search.
//!
//! Two settings need no check, because they are Terraform's own: the request for objects and the limit, which may be
//! missing (conformance rule L2).

use proto::tfplugin5::validate_list_resource_config::{Request, Response};

use super::{Answer, unknown_type, validation};
use crate::server::Server;
use crate::validate::ClientAbilities;

pub(super) async fn validate_list_resource_config(server: &Server, request: Request) -> Response {
    let Some(listed) = server
        .resource(&request.type_name)
        .and_then(|resource| resource.listed())
    else {
        return Response::refused(unknown_type("list resource", &request.type_name));
    };
    let client = ClientAbilities::default();
    let diagnostics = validation::of_config(request.config.as_ref(), listed.schema(), client, |config| {
        listed.validate(config)
    });
    Response { diagnostics }
}
