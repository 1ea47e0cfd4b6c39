//! A provider whose plans of changes ignore the configuration, as those of a faulty framework would.

use async_trait::async_trait;
use conformance::provider::Calls;
use framework::rpc::Rpc;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider;
use tonic::{Request, Response, Status};

struct Disobedient(Rpc);

/// Calls to a provider that plans every change as no change.
pub(crate) fn disobedient(provider: Rpc) -> Calls {
    Calls::within(Disobedient(provider))
}

/// Null in msgpack.
const NULL: &[u8] = &[0xc0];

fn is_null(value: Option<&pb::DynamicValue>) -> bool {
    value.is_none_or(|value| value.msgpack == NULL)
}

/// The calls of a life, all passed on. The plan of a change returns the prior state.
macro_rules! passed_on {
    ($($call:ident: $module:ident),* $(,)?) => {
        #[async_trait]
        impl Provider for Disobedient {
            $(async fn $call(
                &self,
                request: Request<pb::$module::Request>,
            ) -> Result<Response<pb::$module::Response>, Status> {
                self.0.$call(request).await
            })*

            async fn plan_resource_change(
                &self,
                request: Request<pb::plan_resource_change::Request>,
            ) -> Result<Response<pb::plan_resource_change::Response>, Status> {
                let asked = request.get_ref();
                let changes = !is_null(asked.prior_state.as_ref()) && !is_null(asked.proposed_new_state.as_ref());
                let prior = asked.prior_state.clone();
                let mut answer = self.0.plan_resource_change(request).await?;
                if changes {
                    answer.get_mut().planned_state = prior;
                }
                Ok(answer)
            }
        }
    };
}

passed_on! {
    get_schema: get_provider_schema,
    get_resource_identity_schemas: get_resource_identity_schemas,
    configure: configure,
    validate_resource_type_config: validate_resource_type_config,
    read_resource: read_resource,
    apply_resource_change: apply_resource_change,
    import_resource_state: import_resource_state,
    stop: stop,
}
