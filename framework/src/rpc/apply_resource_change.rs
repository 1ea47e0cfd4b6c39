//! `ApplyResourceChange`: the apply of a planned change. After any outcome, the response contains the object that
//! exists (conformance rule A6).

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use proto::tfplugin5::apply_resource_change::{Request, Response};
use proto::tfplugin5::{DynamicValue, ResourceIdentityData};

use super::{Answer, context, diagnostic, dynamic_value, identity, unknown_type};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::erased::{AnyResource, Applied, ApplyChange};
use crate::private::Private;
use crate::server::Server;

pub(super) async fn apply_resource_change(server: &Server, request: Request) -> Response {
    let mut stored = Stored {
        state: request.prior_state.clone().unwrap_or_default(),
        private: request.planned_private.clone(),
        identity: None,
    };
    let Some(resource) = server.resource(&request.type_name) else {
        return stored.unchanged(unknown_type("resource type", &request.type_name));
    };
    if resource.identified().is_some() {
        stored.identity.clone_from(&request.planned_identity);
    }
    match read_change(server, resource, &request) {
        Ok(change) => {
            let applied = AssertUnwindSafe(resource.apply(change)).catch_unwind().await;
            match applied {
                Ok(applied) => answer(resource, applied, stored),
                Err(_) => stored.unchanged(crashed()),
            }
        }
        Err(unreadable) => stored.unchanged(unreadable),
    }
}

/// The state in the form in which core sent it. An error without it would lose the private data (conformance rule A8)
/// and the identity.
struct Stored {
    state: DynamicValue,
    private: Vec<u8>,
    identity: Option<ResourceIdentityData>,
}

impl Stored {
    fn unchanged(self, diagnostics: impl Into<Diagnostics>) -> Response {
        Response {
            new_state: Some(self.state),
            private: self.private,
            new_identity: self.identity,
            ..Response::refused(diagnostics)
        }
    }
}

fn read_change(server: &Server, resource: &dyn AnyResource, request: &Request) -> Result<ApplyChange, Diagnostics> {
    let ty = resource.schema().terraform_type();
    Ok(ApplyChange {
        prior: dynamic_value::from_wire(request.prior_state.as_ref(), ty)?,
        planned: dynamic_value::from_wire(request.planned_state.as_ref(), ty)?,
        config: dynamic_value::from_wire(request.config.as_ref(), ty)?,
        // The plan has already reported unreadable private data.
        private: Private::from_bytes(&request.planned_private).unwrap_or_default(),
        identity: identity::from_wire(request.planned_identity.as_ref(), resource)?,
        context: context::from_wire(server, request.provider_meta.as_ref())?,
    })
}

fn answer(resource: &dyn AnyResource, applied: Applied, stored: Stored) -> Response {
    let Applied {
        state,
        private,
        identity,
        mut diagnostics,
    } = applied;
    match dynamic_value::to_wire(&state, resource.schema().terraform_type()) {
        Ok(state) => Response {
            new_state: Some(state),
            private: private.to_bytes(),
            new_identity: identity::to_wire(&identity, resource),
            diagnostics: diagnostic::to_wire(diagnostics),
            ..Response::default()
        },
        Err(author_error) => {
            diagnostics.push(author_error);
            stored.unchanged(diagnostics)
        }
    }
}

/// Returns the error for a panic while the author's types were read or written. A panic in the operation itself is
/// reported in `crate::erased`.
fn crashed() -> Diagnostic {
    Diagnostic::error(
        "The provider crashed while converting values",
        "It is not known whether the change was carried out, and the state is not updated. Check the object in the \
         service before you apply again. This is a bug in the provider. Report the crash with the lines that start \
         with \"panic:\" in the log (TF_LOG=error).",
    )
}
