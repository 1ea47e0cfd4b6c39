//! A provider that implements the generated trait directly, for tests of its process.
//!
//! It has one resource type, `probe_echo`, whose state equals its configuration. Other type names, which no
//! configuration can contain, select a behavior of [`Probe::read_resource`] for a test.

use std::{
    collections::BTreeMap,
    process::ExitCode,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use framework::{
    calls::{Calls, Interruptible},
    plugin::{self, Environment, ProviderInfo},
};
use proto::tfplugin5::{
    DynamicValue, Schema, ServerCapabilities, apply_resource_change, configure, get_provider_schema,
    plan_resource_change, prepare_provider_config, provider_server::Provider, read_resource, schema, stop,
    upgrade_resource_state, validate_resource_type_config,
};
use tokio::sync::Barrier;
use tonic::{Request, Response, Status};

/// The number of calls of the type `meet` that wait for each other.
const PARTY: usize = 10;

fn main() -> ExitCode {
    let info = ProviderInfo {
        name: "probe",
        version: env!("CARGO_PKG_VERSION"),
        address: "registry.terraform.io/example/probe",
        description: "Returns its configuration, for tests of a provider's process.",
    };
    plugin::serve(
        Probe::default(),
        info,
        &Environment::capture(),
        std::env::args_os().skip(1),
    )
}

/// The provider.
struct Probe {
    configured: AtomicUsize,
    party: Barrier,
    calls: Calls,
}

impl Interruptible for Probe {
    fn calls(&self) -> Calls {
        self.calls.clone()
    }
}

impl Default for Probe {
    fn default() -> Self {
        Self {
            configured: AtomicUsize::new(0),
            party: Barrier::new(PARTY),
            calls: Calls::default(),
        }
    }
}

#[tonic::async_trait]
impl Provider for Probe {
    async fn get_schema(
        &self,
        _request: Request<get_provider_schema::Request>,
    ) -> Result<Response<get_provider_schema::Response>, Status> {
        Ok(Response::new(get_provider_schema::Response {
            provider: Some(schema_of(Vec::new())),
            resource_schemas: BTreeMap::from([("probe_echo".to_owned(), schema_of(vec![text()]))]),
            server_capabilities: Some(ServerCapabilities {
                get_provider_schema_optional: true,
                ..ServerCapabilities::default()
            }),
            ..get_provider_schema::Response::default()
        }))
    }

    async fn prepare_provider_config(
        &self,
        request: Request<prepare_provider_config::Request>,
    ) -> Result<Response<prepare_provider_config::Response>, Status> {
        let prepared_config = request.into_inner().config;
        Ok(Response::new(prepare_provider_config::Response {
            prepared_config,
            diagnostics: Vec::new(),
        }))
    }

    async fn configure(&self, _request: Request<configure::Request>) -> Result<Response<configure::Response>, Status> {
        self.configured.fetch_add(1, Ordering::Relaxed);
        Ok(Response::new(configure::Response::default()))
    }

    async fn validate_resource_type_config(
        &self,
        _request: Request<validate_resource_type_config::Request>,
    ) -> Result<Response<validate_resource_type_config::Response>, Status> {
        Ok(Response::new(validate_resource_type_config::Response::default()))
    }

    async fn upgrade_resource_state(
        &self,
        request: Request<upgrade_resource_state::Request>,
    ) -> Result<Response<upgrade_resource_state::Response>, Status> {
        let json = request.into_inner().raw_state.unwrap_or_default().json;
        let upgraded_state = Some(DynamicValue {
            json,
            msgpack: Vec::new(),
        });
        Ok(Response::new(upgrade_resource_state::Response {
            upgraded_state,
            diagnostics: Vec::new(),
        }))
    }

    /// Returns the given state, after the action that the type name selects.
    async fn read_resource(
        &self,
        request: Request<read_resource::Request>,
    ) -> Result<Response<read_resource::Response>, Status> {
        let read_resource::Request {
            type_name,
            current_state,
            ..
        } = request.into_inner();
        match type_name.as_str() {
            "panic" => crash(),
            "log" => log(),
            "meet" => {
                self.party.wait().await;
            }
            "wait_for_file" => self.wait_for_file(current_state.as_ref()).await?,
            "wait_for_stop" => wait_for_stop(&self.calls).await,
            "wait_for_ever" => std::future::pending().await,
            _ => {}
        }
        let private = self.configured.load(Ordering::Relaxed).to_string().into_bytes();
        Ok(Response::new(read_resource::Response {
            new_state: current_state,
            private,
            ..read_resource::Response::default()
        }))
    }

    async fn plan_resource_change(
        &self,
        request: Request<plan_resource_change::Request>,
    ) -> Result<Response<plan_resource_change::Response>, Status> {
        let planned_state = request.into_inner().proposed_new_state;
        Ok(Response::new(plan_resource_change::Response {
            planned_state,
            ..plan_resource_change::Response::default()
        }))
    }

    async fn apply_resource_change(
        &self,
        request: Request<apply_resource_change::Request>,
    ) -> Result<Response<apply_resource_change::Response>, Status> {
        let new_state = request.into_inner().planned_state;
        Ok(Response::new(apply_resource_change::Response {
            new_state,
            ..apply_resource_change::Response::default()
        }))
    }

    async fn stop(&self, _request: Request<stop::Request>) -> Result<Response<stop::Response>, Status> {
        self.calls.stop();
        Ok(Response::new(stop::Response::default()))
    }
}

#[expect(clippy::panic, reason = "a test wants to see what becomes of a panic")]
fn crash() {
    plugin::mask(&"s3cret".into());
    panic!("the probe was told to panic over s3cret\n{{\"@message\": 1}}");
}

/// Writes log lines as a careless provider might.
fn log() {
    plugin::mask(&"s3cret".into());
    let span = tracing::info_span!("call", resource = "probe_echo", inner = "outer");
    let _inside = span.enter();
    tracing::info!(
        inner = "inner",
        count = 3_u64,
        "@level" = 7,
        "@message" = "mine",
        "first line\nwith s3cret"
    );
    tracing::warn!(token = "a s3cret b", nested = ?Some("s3cret"), "fields");
    tracing::error!(long = "x".repeat(200 * 1024), "too long");
}

/// Waits for the call `Stop`, or for a signal with the same effect.
async fn wait_for_stop(calls: &Calls) {
    let stop = calls.stop_token();
    tracing::info!("waiting for a stop");
    stop.cancelled().await;
    tracing::info!("stopped");
}

impl Probe {
    /// Waits for the file that the state names. Neither a cancellation nor a client that hangs up ends the wait.
    async fn wait_for_file(&self, state: Option<&DynamicValue>) -> Result<(), Status> {
        let path = state
            .map(|state| String::from_utf8_lossy(&state.msgpack).into_owned())
            .unwrap_or_default();
        let wait = self.calls.spawn(async move {
            tracing::info!("waiting for a file");
            while !std::path::Path::new(&path).exists() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            tracing::info!("found the file");
        });
        wait.await.map_err(|error| Status::internal(error.to_string()))
    }
}

fn schema_of(attributes: Vec<schema::Attribute>) -> Schema {
    Schema {
        version: 0,
        block: Some(schema::Block {
            attributes,
            ..schema::Block::default()
        }),
    }
}

fn text() -> schema::Attribute {
    schema::Attribute {
        name: "text".to_owned(),
        r#type: br#""string""#.to_vec(),
        optional: true,
        ..schema::Attribute::default()
    }
}
