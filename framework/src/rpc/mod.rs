//! The wire form of the framework: one file per call of the protocol.
//!
//! Only this module and `crate::plugin` name protobuf types. Each call runs as a task of its own. All calls except a
//! search continue when the client hangs up, so that a change in flight is completed. A panic in a call becomes a
//! diagnostic, and other calls continue.

mod apply_resource_change;
mod call_function;
mod capabilities;
mod close_ephemeral_resource;
mod configure;
mod context;
mod diagnostic;
mod dynamic_value;
mod function;
mod generate_resource_config;
mod get_functions;
mod get_metadata;
mod get_resource_identity_schemas;
mod get_schema;
mod identity;
mod import_resource_state;
mod invoke_action;
mod list_resource;
mod move_resource_state;
mod open_ephemeral_resource;
mod plan_action;
mod plan_resource_change;
mod prepare_provider_config;
mod read_data_source;
mod read_resource;
mod renew_ephemeral_resource;
mod schema;
mod timestamp;
mod upgrade_resource_identity;
mod upgrade_resource_state;
mod validate_action_config;
mod validate_data_source_config;
mod validate_ephemeral_resource_config;
mod validate_list_resource_config;
mod validate_resource_type_config;
mod validation;

use std::sync::Arc;

use proto::tfplugin5 as pb;
use tonic::codegen::BoxStream;
use tonic::{Request, Response, Status};

use crate::calls::{Calls, Interruptible};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::server::Server;

/// A [`Server`] with the interface of tfplugin5.
#[derive(Clone)]
pub struct Rpc {
    server: Arc<Server>,
}

impl Rpc {
    /// Returns the interface of a server.
    pub fn new(server: Server) -> Self {
        Self {
            server: Arc::new(server),
        }
    }
}

impl Interruptible for Rpc {
    fn calls(&self) -> Calls {
        self.server.calls().clone()
    }
}

/// The possible effect of a call outside of this process.
enum Effect {
    /// No effect: the call reads, plans, or checks.
    None,
    /// The call can change, open, or close something, and it sends requests that are not repeated.
    Possible,
}

/// A kind of call, which its response message identifies.
trait Call {
    /// The possible effect of the call outside of this process.
    const EFFECT: Effect;
}

/// A response with diagnostics.
trait Answer: Call + Send + 'static {
    /// Returns the response of a call that could not do anything.
    fn refused(diagnostics: impl Into<Diagnostics>) -> Self;
}

/// Implements `Answer` for the responses with diagnostics, grouped by the effect of their calls.
macro_rules! answers {
    ($($effect:ident: [$($module:ident),* $(,)?]),* $(,)?) => {$($(
        impl Call for pb::$module::Response {
            const EFFECT: Effect = Effect::$effect;
        }

        impl Answer for pb::$module::Response {
            #[allow(clippy::needless_update, reason = "some answers consist of diagnostics alone")]
            fn refused(diagnostics: impl Into<Diagnostics>) -> Self {
                Self {
                    diagnostics: diagnostic::to_wire(diagnostics.into()),
                    ..Self::default()
                }
            }
        }
    )*)*};
}

answers! {
    Possible: [
        apply_resource_change,
        close_ephemeral_resource,
        open_ephemeral_resource,
        renew_ephemeral_resource,
    ],
    None: [
        configure,
        generate_resource_config,
        get_functions,
        get_metadata,
        get_provider_schema,
        get_resource_identity_schemas,
        import_resource_state,
        move_resource_state,
        plan_action,
        plan_resource_change,
        prepare_provider_config,
        read_data_source,
        read_resource,
        upgrade_resource_identity,
        upgrade_resource_state,
        validate_action_config,
        validate_data_source_config,
        validate_ephemeral_resource_config,
        validate_list_resource_config,
        validate_resource_type_config,
    ],
}

impl Call for pb::call_function::Response {
    const EFFECT: Effect = Effect::None;
}

impl Call for pb::list_resource::Event {
    const EFFECT: Effect = Effect::None;
}

impl Call for pb::invoke_action::Event {
    const EFFECT: Effect = Effect::Possible;
}

/// Runs a call to its end, also after the client has hung up.
async fn run<A: Answer>(
    server: Arc<Server>,
    call: impl Future<Output = A> + Send + 'static,
) -> Result<Response<A>, Status> {
    let answer = server.calls().spawn(call).await;
    Ok(Response::new(answer.unwrap_or_else(|_| A::refused(crashed::<A>()))))
}

/// Returns the error of a call that panicked. It contains only facts that are certain for this kind of call.
fn crashed<C: Call>() -> Diagnostic {
    let effect = match C::EFFECT {
        Effect::None => "Nothing was changed by this call.",
        Effect::Possible => {
            "It is not known whether this call had an effect. Check the object in the service before you try again."
        }
    };
    Diagnostic::error(
        "The provider crashed during this call",
        format!(
            "{effect} This is a bug in the provider. Report the crash with the lines that start with \"panic:\" in \
             the log (TF_LOG=error)."
        ),
    )
}

fn unknown_type(kind: &str, type_name: &str) -> Diagnostic {
    Diagnostic::error(
        format!("Unknown {kind}"),
        format!("This provider has no {kind} named \"{type_name}\"."),
    )
}

/// Serves a call with the function of the same name in the module of that name.
macro_rules! serve {
    ($($method:ident: $module:ident),* $(,)?) => {
        #[tonic::async_trait]
        impl pb::provider_server::Provider for Rpc {
            $(async fn $method(
                &self,
                request: Request<pb::$module::Request>,
            ) -> Result<Response<pb::$module::Response>, Status> {
                let server = Arc::clone(&self.server);
                run(Arc::clone(&server), async move { $method::$method(&server, request.into_inner()).await }).await
            })*

            async fn list_resource(
                &self,
                request: Request<pb::list_resource::Request>,
            ) -> Result<Response<BoxStream<pb::list_resource::Event>>, Status> {
                let server = Arc::clone(&self.server);
                Ok(Response::new(list_resource::list_resource(server, request.into_inner())))
            }

            async fn invoke_action(
                &self,
                request: Request<pb::invoke_action::Request>,
            ) -> Result<Response<BoxStream<pb::invoke_action::Event>>, Status> {
                let events = invoke_action::invoke_action(Arc::clone(&self.server), request.into_inner());
                Ok(Response::new(events))
            }

            async fn stop(&self, _request: Request<pb::stop::Request>) -> Result<Response<pb::stop::Response>, Status> {
                self.server.calls().stop();
                Ok(Response::new(pb::stop::Response::default()))
            }
        }
    };
}

serve! {
    get_schema: get_provider_schema,
    prepare_provider_config: prepare_provider_config,
    validate_resource_type_config: validate_resource_type_config,
    validate_data_source_config: validate_data_source_config,
    validate_list_resource_config: validate_list_resource_config,
    upgrade_resource_state: upgrade_resource_state,
    get_resource_identity_schemas: get_resource_identity_schemas,
    upgrade_resource_identity: upgrade_resource_identity,
    configure: configure,
    read_resource: read_resource,
    plan_resource_change: plan_resource_change,
    apply_resource_change: apply_resource_change,
    import_resource_state: import_resource_state,
    move_resource_state: move_resource_state,
    generate_resource_config: generate_resource_config,
    read_data_source: read_data_source,
    get_functions: get_functions,
    call_function: call_function,
    get_metadata: get_metadata,
    validate_ephemeral_resource_config: validate_ephemeral_resource_config,
    open_ephemeral_resource: open_ephemeral_resource,
    renew_ephemeral_resource: renew_ephemeral_resource,
    close_ephemeral_resource: close_ephemeral_resource,
    validate_action_config: validate_action_config,
    plan_action: plan_action,
}
