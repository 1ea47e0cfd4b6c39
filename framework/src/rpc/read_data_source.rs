//! `ReadDataSource`: the read of a data source.

use proto::tfplugin5::read_data_source::{Request, Response};

use super::{Answer, context, diagnostic, dynamic_value, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::erased::AnyDataSource;
use crate::server::Server;

pub(super) async fn read_data_source(server: &Server, request: Request) -> Response {
    let Some(data_source) = server.data_source(&request.type_name) else {
        return Response::refused(unknown_type("data source", &request.type_name));
    };
    read(server, data_source, &request)
        .await
        .unwrap_or_else(Response::refused)
}

async fn read(server: &Server, data_source: &dyn AnyDataSource, request: &Request) -> Result<Response, Diagnostics> {
    let ty = data_source.schema().terraform_type();
    let config = dynamic_value::from_wire(request.config.as_ref(), ty)?;
    let context = context::from_wire(server, request.provider_meta.as_ref())?;
    // The configuration is always known here (conformance rule D1), so only the provider block can be unknown.
    let is_waiting = !server.is_wholly_configured();
    let context = context::deferring(context, request.client_capabilities.as_ref(), is_waiting);
    let (state, diagnostics) = data_source.read(&config, context.clone()).await;
    Ok(Response {
        state: Some(dynamic_value::to_wire(&state, ty)?),
        diagnostics: diagnostic::to_wire(diagnostics),
        deferred: context::deferral_to_wire(&context),
    })
}
