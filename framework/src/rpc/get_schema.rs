//! `GetSchema`: the schemas of everything that the provider offers.

use proto::tfplugin5 as pb;
use proto::tfplugin5::get_provider_schema::{Request, Response};

use super::{Answer, capabilities, diagnostic, function, schema};
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
    let ephemeral_resources = server
        .ephemeral_resources()
        .map(|resource| (resource.type_name().to_owned(), schema::to_wire(resource.schema())));
    let actions = server.actions().map(|action| {
        let schema = Some(schema::to_wire(action.schema()));
        (action.type_name().to_owned(), pb::ActionSchema { schema })
    });
    Response {
        provider: Some(schema::to_wire(server.schema())),
        resource_schemas: resources.collect(),
        data_source_schemas: data_sources.collect(),
        list_resource_schemas: lists.collect(),
        ephemeral_resource_schemas: ephemeral_resources.collect(),
        action_schemas: actions.collect(),
        functions: function::all(server),
        provider_meta: server.provider_meta().map(schema::to_wire),
        diagnostics: diagnostic::to_wire(problems),
        server_capabilities: Some(capabilities::of(server)),
    }
}
