//! `GetMetadata`: the names of everything that the provider offers.
//!
//! Actions are omitted. Terraform's own library for providers gives their names another field number than Terraform
//! does, so a reader could not tell the two forms apart.

use proto::tfplugin5::get_metadata::{
    DataSourceMetadata, EphemeralMetadata, FunctionMetadata, ListResourceMetadata, Request, ResourceMetadata, Response,
};

use super::{Answer, capabilities, diagnostic};
use crate::server::Server;

pub(super) async fn get_metadata(server: &Server, _request: Request) -> Response {
    let problems = server.schema_problems();
    if problems.has_errors() {
        return Response::refused(problems);
    }
    let resources = server.resources().map(|each| each.type_name().to_owned());
    let data_sources = server.data_sources().map(|each| each.type_name().to_owned());
    let ephemeral_resources = server.ephemeral_resources().map(|each| each.type_name().to_owned());
    let lists = server.resources().filter(|each| each.listed().is_some());
    let lists = lists.map(|each| each.type_name().to_owned());
    let functions = server.functions().map(|each| each.name().to_owned());
    Response {
        server_capabilities: Some(capabilities::of(server)),
        diagnostics: diagnostic::to_wire(problems),
        resources: resources.map(|type_name| ResourceMetadata { type_name }).collect(),
        data_sources: data_sources.map(|type_name| DataSourceMetadata { type_name }).collect(),
        list_resources: lists.map(|type_name| ListResourceMetadata { type_name }).collect(),
        functions: functions.map(|name| FunctionMetadata { name }).collect(),
        ephemeral_resources: ephemeral_resources
            .map(|type_name| EphemeralMetadata { type_name })
            .collect(),
        ..Response::default()
    }
}
