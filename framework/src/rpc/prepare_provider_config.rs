//! `PrepareProviderConfig`: the check of the provider block, which is returned unchanged (conformance rule V6).

use proto::tfplugin5::prepare_provider_config::{Request, Response};

use super::validation;
use crate::server::Server;
use crate::validate::ClientAbilities;

pub(super) async fn prepare_provider_config(server: &Server, request: Request) -> Response {
    let client = ClientAbilities::default();
    let diagnostics = validation::of_config(request.config.as_ref(), server.schema(), client, |config| {
        server.validate(config)
    });
    Response {
        prepared_config: request.config,
        diagnostics,
    }
}
