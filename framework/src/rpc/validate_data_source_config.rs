//! `ValidateDataSourceConfig`: every error in the configuration of a data source.

use proto::tfplugin5::validate_data_source_config::{Request, Response};

use super::{Answer, unknown_type, validation};
use crate::server::Server;
use crate::validate::ClientAbilities;

pub(super) async fn validate_data_source_config(server: &Server, request: Request) -> Response {
    let Some(data_source) = server.data_source(&request.type_name) else {
        return Response::refused(unknown_type("data source", &request.type_name));
    };
    let client = ClientAbilities::default();
    let diagnostics = validation::of_config(request.config.as_ref(), data_source.schema(), client, |config| {
        data_source.validate(config)
    });
    Response { diagnostics }
}
