//! Requests to each method of the provider's service, as protobuf messages.

use std::fmt;
use std::sync::LazyLock;

use framework::rpc::Rpc;
use framework::server::Server;
use prost::Message;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Service;
use tokio::runtime::{self, Runtime};
use tokio_stream::StreamExt;
use tonic::{Code, Request, Response, Status};

use crate::provider::Fuzzed;

/// Sends the input as a request to a provider with many schemas.
///
/// The first line is the name of the method, and the rest is the message.
///
/// # Panics
/// If the call panics, also where the framework turns the panic into a diagnostic, or if core cannot read a response.
pub fn send(input: &[u8]) {
    let (method, message) = crate::split_line(input);
    if let Ok(method) = std::str::from_utf8(method) {
        RUNTIME.block_on(call(method, message));
    }
}

static RPC: LazyLock<Rpc> = LazyLock::new(|| Rpc::new(Server::new(Fuzzed)));

/// One thread, so that a run of the fuzzer is reproducible.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime without input and output needs nothing from the machine")
});

macro_rules! methods {
    (
        one: { $($name:literal => $method:ident: $module:ident),* $(,)? }
        many: { $($stream_name:literal => $stream:ident: $stream_module:ident),* $(,)? }
    ) => {
        async fn call(method: &str, message: &[u8]) {
            match method {
                $($name => {
                    if let Ok(request) = pb::$module::Request::decode(message) {
                        check(RPC.$method(Request::new(request)).await);
                    }
                })*
                $($stream_name => {
                    if let Ok(request) = pb::$stream_module::Request::decode(message) {
                        if let Ok(events) = RPC.$stream(Request::new(request)).await {
                            let events: Vec<_> = events.into_inner().collect().await;
                            assert!(events.iter().all(Result::is_ok), "a stream tells its errors as events");
                        }
                    }
                })*
                _ => {}
            }
        }

        /// The names of all methods.
        pub const METHODS: &[&str] = &[$($name,)* $($stream_name,)*];
    };
}

methods! {
    one: {
        "GetMetadata" => get_metadata: get_metadata,
        "GetSchema" => get_schema: get_provider_schema,
        "PrepareProviderConfig" => prepare_provider_config: prepare_provider_config,
        "ValidateResourceTypeConfig" => validate_resource_type_config: validate_resource_type_config,
        "ValidateDataSourceConfig" => validate_data_source_config: validate_data_source_config,
        "UpgradeResourceState" => upgrade_resource_state: upgrade_resource_state,
        "GetResourceIdentitySchemas" => get_resource_identity_schemas: get_resource_identity_schemas,
        "UpgradeResourceIdentity" => upgrade_resource_identity: upgrade_resource_identity,
        "Configure" => configure: configure,
        "ReadResource" => read_resource: read_resource,
        "PlanResourceChange" => plan_resource_change: plan_resource_change,
        "ApplyResourceChange" => apply_resource_change: apply_resource_change,
        "ImportResourceState" => import_resource_state: import_resource_state,
        "MoveResourceState" => move_resource_state: move_resource_state,
        "ReadDataSource" => read_data_source: read_data_source,
        "GenerateResourceConfig" => generate_resource_config: generate_resource_config,
        "ValidateEphemeralResourceConfig" => validate_ephemeral_resource_config: validate_ephemeral_resource_config,
        "OpenEphemeralResource" => open_ephemeral_resource: open_ephemeral_resource,
        "RenewEphemeralResource" => renew_ephemeral_resource: renew_ephemeral_resource,
        "CloseEphemeralResource" => close_ephemeral_resource: close_ephemeral_resource,
        "ValidateListResourceConfig" => validate_list_resource_config: validate_list_resource_config,
        "GetFunctions" => get_functions: get_functions,
        "CallFunction" => call_function: call_function,
        "ValidateActionConfig" => validate_action_config: validate_action_config,
        "PlanAction" => plan_action: plan_action,
        "Stop" => stop: stop,
    }
    many: {
        "ListResource" => list_resource: list_resource,
        "InvokeAction" => invoke_action: invoke_action,
    }
}

/// Checks the rules that hold for every response.
fn check<A: fmt::Debug>(answer: Result<Response<A>, Status>) {
    match answer {
        Ok(answer) => {
            let told = format!("{:?}", answer.into_inner());
            // The framework reports a caught panic with these words, and this provider has no such message. No request
            // can cause them: a quotation mark in a request would be escaped.
            assert!(!told.contains(": \"The provider crashed"), "{told}");
            assert!(
                !told.contains("severity: Invalid, summary: \""),
                "core ignores a diagnostic without a severity (conformance rule W18): {told}"
            );
        }
        Err(status) => assert_eq!(status.code(), Code::Unimplemented, "{status}"),
    }
}
