//! `GetSchema`: everything the provider offers.

use proto::tfplugin5 as pb;
use proto::tfplugin5::get_provider_schema::{Request, Response};

use super::{Answer, diagnostic, function, schema};
use crate::server::Server;

pub(super) async fn get_schema(server: &Server, _request: Request) -> Response {
    let problems = server.schema_problems();
    if problems.has_errors() {
        return Response::refused(problems);
    }
    let resources = server
        .resources()
        .map(|resource| (resource.type_name().to_owned(), schema::to_wire(resource.schema())));
    let data_sources = server
        .data_sources()
        .map(|source| (source.type_name().to_owned(), schema::to_wire(source.schema())));
    let lists = server.resources().filter_map(|resource| {
        let listed = resource.listed()?;
        Some((resource.type_name().to_owned(), schema::to_wire(listed.schema())))
    });
    Response {
        provider: Some(schema::to_wire(server.schema())),
        resource_schemas: resources.collect(),
        data_source_schemas: data_sources.collect(),
        list_resource_schemas: lists.collect(),
        functions: function::all(server),
        provider_meta: server.provider_meta().map(schema::to_wire),
        diagnostics: diagnostic::to_wire(problems),
        server_capabilities: Some(pb::ServerCapabilities {
            plan_destroy: true,
            get_provider_schema_optional: true,
            move_resource_state: server.can_move(),
            generate_resource_config: true,
        }),
        ..Response::default()
    }
}
