//! `PlanResourceChange`: the plan of a change.

use proto::tfplugin5::plan_resource_change::{Request, Response};

use super::{Answer, context, diagnostic, dynamic_value, identity, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::erased::{AnyResource, PlanChange};
use crate::private::Private;
use crate::server::Server;

pub(super) async fn plan_resource_change(server: &Server, request: Request) -> Response {
    let Some(resource) = server.resource(&request.type_name) else {
        return Response::refused(unknown_type("resource type", &request.type_name));
    };
    plan(server, resource, request).await.unwrap_or_else(Response::refused)
}

async fn plan(server: &Server, resource: &dyn AnyResource, request: Request) -> Result<Response, Diagnostics> {
    let ty = resource.schema().terraform_type();
    let config = dynamic_value::from_wire(request.config.as_ref(), ty)?;
    let something_is_unknown = !config.is_wholly_known() || !server.is_wholly_configured();
    let context = context::from_wire(server, request.provider_meta.as_ref())?;
    let context = context::deferring(context, request.client_capabilities.as_ref(), something_is_unknown);
    let mut diagnostics = Diagnostics::new();
    let planned = resource
        .plan(PlanChange {
            prior: dynamic_value::from_wire(request.prior_state.as_ref(), ty)?,
            config,
            proposed: dynamic_value::from_wire(request.proposed_new_state.as_ref(), ty)?,
            private: Private::of_stored(&request.prior_private, &mut diagnostics),
            identity: identity::from_wire(request.prior_identity.as_ref(), resource)?,
            context: context.clone(),
        })
        .await;
    diagnostics.extend(planned.diagnostics);
    Ok(Response {
        planned_state: Some(dynamic_value::to_wire(&planned.planned, ty)?),
        requires_replace: planned.replace.iter().map(diagnostic::path_to_wire).collect(),
        planned_private: planned.private.to_bytes(),
        planned_identity: identity::to_wire(&planned.identity, resource),
        diagnostics: diagnostic::to_wire(diagnostics),
        deferred: context::deferral_to_wire(&context),
        ..Response::default()
    })
}
