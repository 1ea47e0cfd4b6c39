//! `ValidateListResourceConfig`: everything that is wrong with what to look for. The wish for objects and the limit, which may
//! be missing (L2), need no check: they are Terraform's own.

use proto::tfplugin5::validate_list_resource_config::{Request, Response};

use super::{Answer, diagnostic, dynamic_value, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::server::Server;
use crate::validate::{ClientAbilities, by_schema};

pub(super) async fn validate_list_resource_config(server: &Server, request: Request) -> Response {
    validated(server, &request).map_or_else(Response::refused, |found| Response {
        diagnostics: diagnostic::to_wire(found),
    })
}

fn validated(server: &Server, request: &Request) -> Result<Diagnostics, Diagnostics> {
    let resource = server.resource(&request.type_name);
    let listed = resource
        .and_then(|resource| resource.listed())
        .ok_or_else(|| unknown_type("list resource", &request.type_name))?;
    let config = dynamic_value::from_wire(request.config.as_ref(), listed.schema().terraform_type())?;
    let mut found = by_schema(listed.schema().block(), &config, ClientAbilities::default());
    found.extend(listed.validate(&config));
    Ok(found)
}
