//! Objects that become objects of another type.

use framework::value::Value;
use proto::tfplugin5 as pb;

use super::{
    Answer, Messages, Resource, Stored,
    wire::{received, received_identity},
};
use crate::oracle::{self, When};

/// The origin of a moved object.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The address of the provider, such as `registry.terraform.io/example/old`.
    pub provider_address: &'a str,
    /// The earlier type.
    pub type_name: &'a str,
    /// The version of that type's schema.
    pub schema_version: i64,
    /// The object as JSON.
    pub state: &'a [u8],
    /// The private data of the earlier provider.
    pub private: &'a [u8],
}

impl Resource<'_> {
    /// Moves an object of another type to this type (R10).
    pub async fn move_from(&self, source: Source<'_>) -> Answer<(Stored, Messages)> {
        let request = pb::move_resource_state::Request {
            source_provider_address: source.provider_address.to_owned(),
            source_type_name: source.type_name.to_owned(),
            source_schema_version: source.schema_version,
            source_state: Some(pb::RawState {
                json: source.state.to_vec(),
                ..pb::RawState::default()
            }),
            target_type_name: self.type_name.to_owned(),
            source_private: source.private.to_vec(),
            ..pb::move_resource_state::Request::default()
        };
        let call = self
            .provider
            .call(|mut client| async move { client.move_resource_state(request).await });
        let answer = call.await;
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let stored = Stored {
            state: received(answer.target_state.as_ref(), &self.ty(), "R10", &mut broken),
            private: answer.target_private,
            identity: received_identity(answer.target_identity.as_ref(), self.identity, &mut broken),
        };
        let messages = Messages(answer.diagnostics);
        if !messages.has_errors() {
            broken.extend(oracle::moved(self.block, &stored.state));
            broken.extend(self.identity_faults(None, stored.identity.as_ref(), When::Later));
        }
        Answer::new((stored, messages), broken)
    }

    /// Upgrades an identity, as JSON of the given version, to the present schema (I4).
    pub async fn upgrade_identity(&self, version: i64, json: &[u8]) -> Answer<(Option<Value>, Messages)> {
        let request = pb::upgrade_resource_identity::Request {
            type_name: self.type_name.to_owned(),
            version,
            raw_identity: Some(pb::RawState {
                json: json.to_vec(),
                ..pb::RawState::default()
            }),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.upgrade_resource_identity(request).await });
        let answer = call.await;
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let identity = received_identity(answer.upgraded_identity.as_ref(), self.identity, &mut broken);
        let messages = Messages(answer.diagnostics);
        if !messages.has_errors() {
            let faults = self.identity_faults(None, identity.as_ref(), When::Later).into_iter();
            broken.extend(faults.map(|broken| oracle::Broken { rule: "I4", ..broken }));
        }
        Answer::new((identity, messages), broken)
    }
}
