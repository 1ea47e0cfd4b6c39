//! `ApplyResourceChange`: a plan is carried out. Whatever happens, what exists afterwards is in the answer (A6).

use proto::tfplugin5::apply_resource_change::{Request, Response};

use super::{Answer, diagnostic, dynamic_value, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::erased::{AnyResource, Applied, ApplyChange};
use crate::private::Private;
use crate::server::Server;
use crate::types::Type;

pub(super) async fn apply_resource_change(server: &Server, request: Request) -> Response {
    let Some(resource) = server.resource(&request.type_name) else {
        return Response::refused(unknown_type("resource type", &request.type_name));
    };
    let ty = resource.schema().block.terraform_type();
    match read_change(server, &request, &ty) {
        Ok(change) => carry_out(resource, change, &request, &ty).await,
        Err(unreadable) => {
            let unchanged = request.prior_state.unwrap_or_default();
            Response {
                new_state: Some(unchanged),
                private: request.planned_private,
                ..Response::refused(unreadable)
            }
        }
    }
}

fn read_change(server: &Server, request: &Request, ty: &Type) -> Result<ApplyChange, Diagnostics> {
    Ok(ApplyChange {
        prior: dynamic_value::from_wire(request.prior_state.as_ref(), ty)?,
        planned: dynamic_value::from_wire(request.planned_state.as_ref(), ty)?,
        config: dynamic_value::from_wire(request.config.as_ref(), ty)?,
        private: Private::from_bytes(&request.planned_private)?,
        context: server.context(),
    })
}

async fn carry_out(resource: &dyn AnyResource, change: ApplyChange, request: &Request, ty: &Type) -> Response {
    let Applied {
        state,
        private,
        mut diagnostics,
    } = resource.apply(change).await;
    let new_state = dynamic_value::to_wire(&state, ty).unwrap_or_else(|author_error| {
        diagnostics.push(author_error);
        request.prior_state.clone().unwrap_or_default()
    });
    Response {
        new_state: Some(new_state),
        private: private.to_bytes(),
        diagnostics: diagnostic::to_wire(diagnostics),
        ..Response::default()
    }
}
