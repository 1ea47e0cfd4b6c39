//! The provider as a whole: its transport, configuration, and end.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use framework::value::Value;
use proto::tfplugin5::{
    self as pb, ClientCapabilities,
    provider_client::ProviderClient,
    provider_server::{self, ProviderServer},
};
use tokio_stream::StreamExt;
use tonic::{Code, Response, Status};

use super::{
    Action, Answer, Calls, DataSource, Ephemeral, Function, List, Messages, Resource, Schemas,
    wire::{received, sent},
};
use crate::client::{Certificate, Client, Launch, MESSAGE_LIMIT, PATIENCE, Plugin, Security};
use crate::oracle;

/// The version of Terraform that the client claims.
const TERRAFORM_VERSION: &str = "1.15.9";

/// A provider with its schemas.
pub struct Provider {
    /// The connection, if there is one.
    client: Option<Client>,
    calls: ProviderClient<Calls>,
    schemas: Arc<Schemas>,
    plugin: Option<Plugin>,
    /// The capabilities that the client claims.
    capabilities: ClientCapabilities,
    /// The time limit of a call.
    patience: Duration,
}

impl Provider {
    /// Starts an executable as Terraform does, with mutual TLS, and reads its schemas.
    pub async fn start(executable: &Path) -> Self {
        let certificate = Certificate::like_go();
        let plugin = Launch::plugin_for(executable, &certificate).start().await;
        let client = plugin.client(&Security::of(&certificate)).await;
        let mut provider = Self::over(client.expect("the provider speaks HTTP/2")).await;
        provider.plugin = Some(plugin);
        provider
    }

    /// Serves a service within this process, and reads its schemas.
    pub async fn serve(service: impl provider_server::Provider) -> Self {
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let one = tokio_stream::once(Ok::<_, io::Error>(theirs)).chain(tokio_stream::pending());
        let service = ProviderServer::new(service)
            .max_decoding_message_size(MESSAGE_LIMIT)
            .max_encoding_message_size(MESSAGE_LIMIT);
        let server = tonic::transport::Server::builder().add_service(service);
        tokio::spawn(server.serve_with_incoming(one));
        Self::over(Client::over(Box::pin(ours)).await.expect("the service speaks HTTP/2")).await
    }

    /// Reads the schemas of a provider on an open connection.
    pub async fn over(client: Client) -> Self {
        let calls = ProviderClient::new(Calls::over(client.channel.clone()))
            .max_decoding_message_size(MESSAGE_LIMIT)
            .max_encoding_message_size(MESSAGE_LIMIT);
        let schemas = schemas(calls.clone()).await;
        Self {
            client: Some(client),
            ..Self::of(calls, Arc::new(schemas))
        }
    }

    /// Calls a service within this process without a connection. The schemas are read once per kind of provider.
    pub async fn within(calls: Calls, known: Option<Arc<Schemas>>) -> Self {
        let calls = ProviderClient::new(calls)
            .max_decoding_message_size(MESSAGE_LIMIT)
            .max_encoding_message_size(MESSAGE_LIMIT);
        let schemas = match known {
            Some(schemas) => schemas,
            None => Arc::new(schemas(calls.clone()).await),
        };
        Self::of(calls, schemas)
    }

    fn of(calls: ProviderClient<Calls>, schemas: Arc<Schemas>) -> Self {
        Self {
            client: None,
            calls,
            schemas,
            plugin: None,
            capabilities: ClientCapabilities {
                deferral_allowed: false,
                write_only_attributes_allowed: true,
            },
            patience: PATIENCE,
        }
    }

    /// Sets a longer time limit for calls, where time is simulated.
    #[must_use]
    pub fn waiting(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sets the client's capabilities; the default is that of Terraform 1.11 and later.
    #[must_use]
    pub fn saying(mut self, capabilities: ClientCapabilities) -> Self {
        self.capabilities = capabilities;
        self
    }

    /// Returns the schemas.
    pub fn schemas(&self) -> &Schemas {
        &self.schemas
    }

    /// Returns the schemas for other providers of the same kind.
    pub fn shared_schemas(&self) -> Arc<Schemas> {
        Arc::clone(&self.schemas)
    }

    /// Returns the connection, for calls outside of this layer.
    pub fn client(&self) -> &Client {
        self.client.as_ref().expect("the provider is reached over a connection")
    }

    /// Returns the process, if the provider was started as one.
    pub fn plugin(&mut self) -> &mut Plugin {
        self.plugin.as_mut().expect("the provider was started as a process")
    }

    /// Returns a managed resource of the catalog.
    pub fn resource<'a>(&'a self, type_name: &'a str) -> Resource<'a> {
        let block = of(&self.schemas.resources, type_name);
        let identity = self.schemas.identities.get(type_name);
        Resource::new(self, type_name, block, identity)
    }

    /// Returns a data source of the catalog.
    pub fn data_source<'a>(&'a self, type_name: &'a str) -> DataSource<'a> {
        DataSource::new(self, type_name, of(&self.schemas.data_sources, type_name))
    }

    /// Returns an ephemeral resource of the catalog.
    pub fn ephemeral<'a>(&'a self, type_name: &'a str) -> Ephemeral<'a> {
        Ephemeral::new(self, type_name, of(&self.schemas.ephemeral, type_name))
    }

    /// Returns a function of the catalog.
    pub fn function<'a>(&'a self, name: &'a str) -> Function<'a> {
        Function::new(self, name, of(&self.schemas.functions, name))
    }

    /// Returns a list of the catalog.
    pub fn list<'a>(&'a self, type_name: &'a str) -> List<'a> {
        List::new(self, type_name, of(&self.schemas.lists, type_name))
    }

    /// Returns an action of the catalog.
    pub fn action<'a>(&'a self, type_name: &'a str) -> Action<'a> {
        Action::new(self, type_name, of(&self.schemas.actions, type_name))
    }

    /// Checks a provider block, which must be returned unchanged (V6).
    pub async fn prepare(&self, config: &Value) -> Answer<Messages> {
        let ty = self.schemas.provider.terraform_type();
        let request = pb::prepare_provider_config::Request {
            config: sent(config, &ty),
        };
        let answer = self.call(|mut client| async move { client.prepare_provider_config(request).await });
        let answer = answer.await;
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let messages = Messages(answer.diagnostics);
        let prepared = received(answer.prepared_config.as_ref(), &ty, "V6", &mut broken);
        if !messages.has_errors() && !prepared.equals(config) {
            broken.push(oracle::Broken::whole("V6", "the prepared configuration is another one"));
        }
        Answer::new(messages, broken)
    }

    /// Configures the provider.
    pub async fn configure(&self, config: &Value) -> Answer<Messages> {
        let request = pb::configure::Request {
            terraform_version: TERRAFORM_VERSION.to_owned(),
            config: sent(config, &self.schemas.provider.terraform_type()),
            client_capabilities: self.capabilities(),
        };
        let answer = self.call(|mut client| async move { client.configure(request).await });
        said(answer.await.diagnostics)
    }

    /// Requests the end of calls in flight (H9).
    pub async fn stop(&self) {
        let answer = self.call(|mut client| async move { client.stop(pb::stop::Request {}).await });
        assert_eq!(answer.await.error, "", "a stop fails");
    }

    /// Requests the end of the process, and waits for it.
    pub async fn shutdown(mut self) {
        self.client().shutdown().await.expect("a shutdown is answered");
        if let Some(plugin) = self.plugin.as_mut() {
            assert!(
                plugin.exit_within_two_seconds().await.success(),
                "the process ends well"
            );
        }
    }

    pub(super) fn capabilities(&self) -> Option<ClientCapabilities> {
        Some(self.capabilities)
    }

    /// The capabilities that Terraform claims where it plans again within an apply (R11).
    pub(super) fn capabilities_within_apply(&self) -> Option<ClientCapabilities> {
        Some(ClientCapabilities {
            deferral_allowed: true,
            ..self.capabilities
        })
    }

    pub(super) fn deferral_allowed(&self) -> bool {
        self.capabilities.deferral_allowed
    }

    /// Makes one call. A failure of the call itself fails the test.
    pub(super) async fn call<T, F>(&self, call: impl FnOnce(ProviderClient<Calls>) -> F) -> T
    where
        F: Future<Output = Result<Response<T>, Status>>,
    {
        let answer = tokio::time::timeout(self.patience, call(self.calls.clone())).await;
        answer
            .unwrap_or_else(|_| panic!("no answer within {:?}", self.patience))
            .unwrap_or_else(|status| panic!("the call fails: {status}"))
            .into_inner()
    }
}

/// The schemas of a provider.
async fn schemas(mut calls: ProviderClient<Calls>) -> Schemas {
    let call = calls.get_schema(pb::get_provider_schema::Request {}).await;
    let wire = call.expect("the schema is answered").into_inner();
    let request = pb::get_resource_identity_schemas::Request {};
    let identity_wire = match calls.get_resource_identity_schemas(request).await {
        Ok(answer) => Some(answer.into_inner()),
        Err(status) if status.code() == Code::Unimplemented => None,
        Err(status) => panic!("the identities are not answered: {status}"),
    };
    Schemas::read(wire, identity_wire)
}

/// An answer with diagnostics only.
pub(super) fn said(diagnostics: Vec<pb::Diagnostic>) -> Answer<Messages> {
    let broken = oracle::diagnostics(&diagnostics);
    Answer::new(Messages(diagnostics), broken)
}

fn of<'a, T>(catalogue: &'a BTreeMap<String, T>, name: &str) -> &'a T {
    let known: Vec<_> = catalogue.keys().collect();
    catalogue
        .get(name)
        .unwrap_or_else(|| panic!("there is no {name} among {known:?}"))
}
