//! Data sources.

use framework::types::Type;
use framework::value::Value;
use proto::tfplugin5 as pb;

use super::{
    Answer, Messages, Provider,
    handle::said,
    wire::{received, sent},
};
use crate::oracle;
use crate::schema::Block;

/// A data source of a provider's catalog.
#[derive(Clone, Copy)]
pub struct DataSource<'a> {
    provider: &'a Provider,
    type_name: &'a str,
    block: &'a Block,
}

/// The answer of a data source.
#[derive(Clone, Debug)]
pub struct Found {
    /// The object.
    pub state: Value,
    /// The reason of a deferral.
    pub deferred: Option<pb::Deferred>,
    /// The diagnostics.
    pub messages: Messages,
}

impl<'a> DataSource<'a> {
    pub(super) fn new(provider: &'a Provider, type_name: &'a str, block: &'a Block) -> Self {
        Self {
            provider,
            type_name,
            block,
        }
    }

    /// Returns the schema.
    pub fn block(&self) -> &'a Block {
        self.block
    }

    /// Checks a configuration.
    pub async fn validate(&self, config: &Value) -> Answer<Messages> {
        let request = pb::validate_data_source_config::Request {
            type_name: self.type_name.to_owned(),
            config: sent(config, &self.ty()),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.validate_data_source_config(request).await });
        said(call.await.diagnostics)
    }

    /// Reads it. Core reads only with a wholly known configuration (D1).
    pub async fn read(&self, config: &Value) -> Answer<Found> {
        let request = pb::read_data_source::Request {
            type_name: self.type_name.to_owned(),
            config: sent(config, &self.ty()),
            provider_meta: None,
            client_capabilities: self.provider.capabilities(),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.read_data_source(request).await });
        let answer = call.await;
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let found = Found {
            state: received(answer.state.as_ref(), &self.ty(), "D2", &mut broken),
            deferred: answer.deferred,
            messages: Messages(answer.diagnostics),
        };
        let allowed = self.provider.deferral_allowed();
        broken.extend(oracle::deferral(found.deferred.as_ref(), allowed, config));
        if !found.messages.has_errors() && found.deferred.is_none() {
            broken.extend(oracle::data_source(self.block, config, &found.state));
        }
        Answer::new(found, broken)
    }

    fn ty(&self) -> Type {
        self.block.terraform_type()
    }
}
