//! Ephemeral resources.

use framework::types::Type;
use framework::value::Value;
use prost_types::Timestamp;
use proto::tfplugin5 as pb;

use super::{
    Answer, Messages, Provider,
    handle::said,
    wire::{received, sent},
};
use crate::oracle;
use crate::schema::Block;

/// An ephemeral resource of a provider's catalog.
#[derive(Clone, Copy)]
pub struct Ephemeral<'a> {
    provider: &'a Provider,
    type_name: &'a str,
    block: &'a Block,
}

/// The answer of an opening.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The values.
    pub result: Value,
    /// The time of the renewal.
    pub renew_at: Option<Timestamp>,
    /// The private data for renewal and closing.
    pub private: Option<Vec<u8>>,
    /// The reason of a deferral.
    pub deferred: Option<pb::Deferred>,
    /// The diagnostics.
    pub messages: Messages,
}

/// The answer of a renewal.
#[derive(Clone, Debug)]
pub struct Renewed {
    /// The time of the next renewal.
    pub renew_at: Option<Timestamp>,
    /// The private data for the next call.
    pub private: Option<Vec<u8>>,
    /// The diagnostics.
    pub messages: Messages,
}

impl<'a> Ephemeral<'a> {
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
        let request = pb::validate_ephemeral_resource_config::Request {
            type_name: self.type_name.to_owned(),
            config: sent(config, &self.ty()),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.validate_ephemeral_resource_config(request).await });
        said(call.await.diagnostics)
    }

    /// Opens it.
    pub async fn open(&self, config: &Value) -> Answer<Opened> {
        let request = pb::open_ephemeral_resource::Request {
            type_name: self.type_name.to_owned(),
            config: sent(config, &self.ty()),
            client_capabilities: self.provider.capabilities(),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.open_ephemeral_resource(request).await });
        let answer = call.await;
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let opened = Opened {
            result: received(answer.result.as_ref(), &self.ty(), "E1", &mut broken),
            renew_at: answer.renew_at,
            private: answer.private,
            deferred: answer.deferred,
            messages: Messages(answer.diagnostics),
        };
        let allowed = self.provider.deferral_allowed();
        broken.extend(oracle::deferral(opened.deferred.as_ref(), allowed, config));
        if !opened.messages.has_errors() && opened.deferred.is_none() {
            broken.extend(oracle::ephemeral(self.block, config, &opened.result));
        }
        Answer::new(opened, broken)
    }

    /// Renews it.
    pub async fn renew(&self, private: Option<Vec<u8>>) -> Answer<Renewed> {
        let request = pb::renew_ephemeral_resource::Request {
            type_name: self.type_name.to_owned(),
            private,
        };
        let call = self
            .provider
            .call(|mut client| async move { client.renew_ephemeral_resource(request).await });
        let answer = call.await;
        let broken = oracle::diagnostics(&answer.diagnostics);
        let renewed = Renewed {
            renew_at: answer.renew_at,
            private: answer.private,
            messages: Messages(answer.diagnostics),
        };
        Answer::new(renewed, broken)
    }

    /// Closes it.
    pub async fn close(&self, private: Option<Vec<u8>>) -> Answer<Messages> {
        let request = pb::close_ephemeral_resource::Request {
            type_name: self.type_name.to_owned(),
            private,
        };
        let call = self
            .provider
            .call(|mut client| async move { client.close_ephemeral_resource(request).await });
        said(call.await.diagnostics)
    }

    fn ty(&self) -> Type {
        self.block.terraform_type()
    }
}
