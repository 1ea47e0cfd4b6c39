//! `Configure`: the configuration of the provider by its provider block.

use proto::tfplugin5::configure::{Request, Response};

use super::{Answer, diagnostic, dynamic_value};
use crate::server::Server;

pub(super) async fn configure(server: &Server, request: Request) -> Response {
    match dynamic_value::from_wire(request.config.as_ref(), server.schema().terraform_type()) {
        Ok(config) => {
            let diagnostics = server.configure(&config, &request.terraform_version).await;
            Response {
                diagnostics: diagnostic::to_wire(diagnostics),
            }
        }
        Err(unreadable) => Response::refused(unreadable),
    }
}
