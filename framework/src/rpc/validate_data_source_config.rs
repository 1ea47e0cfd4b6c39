//! `ValidateDataSourceConfig`: everything that is wrong with the configuration of a data source, in one answer.

use proto::tfplugin5::validate_data_source_config::{Request, Response};

use super::{Answer, diagnostic, dynamic_value, unknown_type};
use crate::server::Server;
use crate::validate::{ClientAbilities, by_schema};

pub(super) async fn validate_data_source_config(server: &Server, request: Request) -> Response {
    let Some(data_source) = server.data_source(&request.type_name) else {
        return Response::refused(unknown_type("data source", &request.type_name));
    };
    let schema = data_source.schema();
    let client = ClientAbilities::default();
    match dynamic_value::from_wire(request.config.as_ref(), schema.terraform_type()) {
        Ok(config) => {
            let mut diagnostics = by_schema(schema.block(), &config, client);
            diagnostics.extend(data_source.validate(&config));
            Response {
                diagnostics: diagnostic::to_wire(diagnostics),
            }
        }
        Err(unreadable) => Response::refused(unreadable),
    }
}
