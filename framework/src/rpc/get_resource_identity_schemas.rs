//! `GetResourceIdentitySchemas`: the schemas of the identities.

use proto::tfplugin5 as pb;
use proto::tfplugin5::get_resource_identity_schemas::{Request, Response};

use super::Answer;
use crate::schema::{AttributeSchema, Schema};
use crate::server::Server;

pub(super) async fn get_resource_identity_schemas(server: &Server, _request: Request) -> Response {
    let problems = server.schema_problems();
    if problems.has_errors() {
        return Response::refused(problems);
    }
    let schemas = server.resources().filter_map(|resource| {
        let identified = resource.identified()?;
        Some((resource.type_name().to_owned(), to_wire(identified.schema())))
    });
    Response {
        identity_schemas: schemas.collect(),
        ..Response::default()
    }
}

fn to_wire(schema: &Schema) -> pb::ResourceIdentitySchema {
    pb::ResourceIdentitySchema {
        version: schema.version(),
        identity_attributes: schema.block().attributes.iter().map(attribute_to_wire).collect(),
    }
}

fn attribute_to_wire(attribute: &AttributeSchema) -> pb::resource_identity_schema::IdentityAttribute {
    pb::resource_identity_schema::IdentityAttribute {
        name: attribute.name.clone(),
        r#type: attribute.ty.to_json(),
        required_for_import: attribute.required,
        optional_for_import: attribute.optional,
        description: attribute.summary.clone(),
    }
}
