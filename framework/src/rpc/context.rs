//! The author's [`Context`] from a request.

use proto::tfplugin5 as pb;

use super::dynamic_value;
use crate::diagnostics::Diagnostic;
use crate::resource::{Context, Deferral};
use crate::server::Server;

/// Returns the context of a call of a module with `provider_meta`, without deferral.
///
/// # Errors
/// A `provider_meta` that does not match its schema.
pub(super) fn from_wire(server: &Server, provider_meta: Option<&pb::DynamicValue>) -> Result<Context, Diagnostic> {
    let context = server.context();
    let Some(schema) = server.provider_meta() else {
        return Ok(context);
    };
    let meta = dynamic_value::from_wire(provider_meta, schema.terraform_type())?;
    Ok(context.with_provider_meta(meta))
}

/// Returns a context that allows deferral if the client allows it and `something_is_unknown`.
///
/// Terraform also allows it within an apply, but there nothing is unknown (conformance rule R11).
pub(super) fn deferring(
    context: Context,
    client: Option<&pb::ClientCapabilities>,
    something_is_unknown: bool,
) -> Context {
    let may_wait = client.is_some_and(|client| client.deferral_allowed);
    match (may_wait, something_is_unknown) {
        (true, true) => context.allowing_deferral(),
        (true, false) => context.with_deferral_allowed(),
        (false, _) => context,
    }
}

/// Returns the reason of the deferral, if there is one (conformance rule R12).
pub(super) fn deferral_to_wire(context: &Context) -> Option<pb::Deferred> {
    use pb::deferred::Reason;
    let reason = match context.deferred()? {
        Deferral::ResourceConfigUnknown => Reason::ResourceConfigUnknown,
        Deferral::ProviderConfigUnknown => Reason::ProviderConfigUnknown,
        Deferral::AbsentPrerequisite => Reason::AbsentPrereq,
    };
    Some(pb::Deferred { reason: reason.into() })
}
