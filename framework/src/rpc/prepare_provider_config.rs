//! `PrepareProviderConfig`: the provider block is checked and comes back as it was (V6).

use proto::tfplugin5::prepare_provider_config::{Request, Response};

use super::{Answer, diagnostic, dynamic_value};
use crate::server::Server;
use crate::validate::{ClientAbilities, by_schema};

pub(super) async fn prepare_provider_config(server: &Server, request: Request) -> Response {
    let schema = server.schema();
    match dynamic_value::from_wire(request.config.as_ref(), schema.terraform_type()) {
        Ok(config) => {
            let mut diagnostics = by_schema(schema.block(), &config, ClientAbilities { write_only: false });
            diagnostics.extend(server.validate(&config));
            Response {
                prepared_config: request.config,
                diagnostics: diagnostic::to_wire(diagnostics),
            }
        }
        Err(unreadable) => Response::refused(unreadable),
    }
}
