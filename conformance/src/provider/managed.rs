//! Managed resources.

use framework::codec;
use framework::path::Path;
use framework::types::Type;
use framework::value::Value;
use proto::tfplugin5 as pb;

use super::{
    Answer, Messages, Provider, Stored,
    handle::said,
    messages::path_of,
    wire::{received, received_identity, sent, sent_identity},
};
use crate::oracle::{self, Broken, Identified, ImportBy, When};
use crate::schema::Block;

/// A managed resource of a provider's catalog.
#[derive(Clone, Copy)]
pub struct Resource<'a> {
    pub(super) provider: &'a Provider,
    pub(super) type_name: &'a str,
    pub(super) block: &'a Block,
    pub(super) identity: Option<&'a Type>,
}

/// The request of a plan.
#[derive(Clone, Debug)]
pub struct Change {
    /// The prior object.
    pub prior: Stored,
    /// The configuration; null for a destruction.
    pub config: Value,
}

/// The answer to a plan, with its request.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The request.
    pub change: Change,
    /// The proposal of core.
    pub proposed: Value,
    /// The planned object, with its unknown values.
    pub planned: Value,
    /// The attributes that force replacement.
    pub requires_replace: Vec<Path>,
    /// The private data for apply.
    pub private: Vec<u8>,
    /// The planned identity.
    pub identity: Option<Value>,
    /// The reason of a deferral.
    pub deferred: Option<pb::Deferred>,
    /// The diagnostics.
    pub messages: Messages,
}

/// The answer to an apply.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The data that Terraform stores.
    pub stored: Stored,
    /// The diagnostics.
    pub messages: Messages,
}

/// The answer to a read.
#[derive(Clone, Debug)]
pub struct ReadObject {
    /// The data that Terraform stores; a null state when the object is gone.
    pub stored: Stored,
    /// The reason of a deferral.
    pub deferred: Option<pb::Deferred>,
    /// The diagnostics.
    pub messages: Messages,
}

/// The answer to an import.
#[derive(Clone, Debug)]
pub struct ImportedObjects {
    /// The objects, each with its type.
    pub objects: Vec<(String, Stored)>,
    /// The reason of a deferral.
    pub deferred: Option<pb::Deferred>,
    /// The diagnostics.
    pub messages: Messages,
}

impl<'a> Resource<'a> {
    pub(super) fn new(
        provider: &'a Provider,
        type_name: &'a str,
        block: &'a Block,
        identity: Option<&'a Type>,
    ) -> Self {
        Self {
            provider,
            type_name,
            block,
            identity,
        }
    }

    /// Returns the schema.
    pub fn block(&self) -> &'a Block {
        self.block
    }

    /// Returns a configuration with these attributes and blocks; the others are null or empty.
    pub fn config<const N: usize>(&self, given: [(&str, Value); N]) -> Value {
        let mut config = oracle::nothing(self.block);
        for (name, value) in given {
            let fields = config.as_object_mut().expect("a block is an object");
            let known = fields.insert(name.to_owned(), value).is_some();
            assert!(known, "{} has no {name}", self.type_name);
        }
        config
    }

    /// Checks a configuration.
    pub async fn validate(&self, config: &Value) -> Answer<Messages> {
        let request = pb::validate_resource_type_config::Request {
            type_name: self.type_name.to_owned(),
            config: sent(config, &self.ty()),
            client_capabilities: self.provider.capabilities(),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.validate_resource_type_config(request).await });
        said(call.await.diagnostics)
    }

    /// Plans a change, with the proposal of core.
    pub async fn plan(&self, change: Change) -> Answer<Planned> {
        self.plan_saying(change, self.provider.capabilities()).await
    }

    /// Plans the same change again, as core does within an apply when everything is known. The result must equal the first plan with its
    /// unknown values filled in (P13).
    pub async fn plan_again(&self, change: Change, first: &Value) -> Answer<Planned> {
        let prior = change.prior.state.clone();
        let last = self
            .plan_saying(change, self.provider.capabilities_within_apply())
            .await;
        let mut broken = last.broken().to_vec();
        let last = last.unchecked();
        if !last.messages.has_errors() {
            broken.extend(oracle::final_plan(self.block, &prior, first, &last.planned));
        }
        Answer::new(last, broken)
    }

    async fn plan_saying(
        &self,
        change: Change,
        client_capabilities: Option<pb::ClientCapabilities>,
    ) -> Answer<Planned> {
        let ty = self.ty();
        let proposed = oracle::proposed_new(self.block, &change.prior.state, &change.config);
        let request = pb::plan_resource_change::Request {
            type_name: self.type_name.to_owned(),
            prior_state: sent(&change.prior.state, &ty),
            proposed_new_state: sent(&proposed, &ty),
            config: sent(&change.config, &ty),
            prior_private: change.prior.private.clone(),
            provider_meta: None,
            client_capabilities,
            prior_identity: sent_identity(change.prior.identity.as_ref(), self.identity),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.plan_resource_change(request).await });
        self.judge_plan(change, proposed, call.await)
    }

    fn judge_plan(
        &self,
        change: Change,
        proposed: Value,
        answer: pb::plan_resource_change::Response,
    ) -> Answer<Planned> {
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let planned = Planned {
            planned: received(answer.planned_state.as_ref(), &self.ty(), "P1", &mut broken),
            requires_replace: answer.requires_replace.iter().map(path_of).collect(),
            private: answer.planned_private,
            identity: received_identity(answer.planned_identity.as_ref(), self.identity, &mut broken),
            deferred: answer.deferred,
            messages: Messages(answer.diagnostics),
            proposed,
            change,
        };
        let allowed = self.provider.deferral_allowed();
        broken.extend(oracle::deferral(
            planned.deferred.as_ref(),
            allowed,
            &planned.change.config,
        ));
        if !planned.messages.has_errors() && planned.deferred.is_none() {
            broken.extend(self.plan_faults(&planned, answer.legacy_type_system));
        }
        Answer::new(planned, broken)
    }

    fn plan_faults(&self, planned: &Planned, legacy_type_system: bool) -> Vec<Broken> {
        let prior = &planned.change.prior;
        let request = oracle::PlanRequest {
            prior: &prior.state,
            config: &planned.change.config,
        };
        let answer = oracle::PlanAnswer {
            planned: &planned.planned,
            requires_replace: &planned.requires_replace,
            legacy_type_system,
        };
        let mut found = oracle::plan(self.block, request, answer);
        let is_new = prior.state.is_null() || !planned.requires_replace.is_empty();
        let when = if is_new { When::PlanningNew } else { When::Later };
        // A replacement makes another object, which may have another identity.
        let before = if is_new { None } else { prior.identity.as_ref() };
        found.extend(self.identity_faults(before, planned.identity.as_ref(), when));
        found
    }

    /// Applies a plan.
    pub async fn apply(&self, planned: &Planned) -> Answer<Applied> {
        let ty = self.ty();
        let request = pb::apply_resource_change::Request {
            type_name: self.type_name.to_owned(),
            prior_state: sent(&planned.change.prior.state, &ty),
            planned_state: sent(&planned.planned, &ty),
            config: sent(&planned.change.config, &ty),
            planned_private: planned.private.clone(),
            provider_meta: None,
            planned_identity: sent_identity(planned.identity.as_ref(), self.identity),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.apply_resource_change(request).await });
        let answer = call.await;
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let applied = Applied {
            stored: Stored {
                state: received(answer.new_state.as_ref(), &ty, "A1", &mut broken),
                private: answer.private,
                identity: received_identity(answer.new_identity.as_ref(), self.identity, &mut broken),
            },
            messages: Messages(answer.diagnostics),
        };
        if answer.legacy_type_system {
            broken.push(Broken::whole("P16", "the answer asks for the leniency of the old SDK"));
        }
        broken.extend(self.apply_faults(planned, &applied));
        Answer::new(applied, broken)
    }

    fn apply_faults(&self, planned: &Planned, applied: &Applied) -> Vec<Broken> {
        let judged = oracle::Applied {
            prior: &planned.change.prior.state,
            planned: &planned.planned,
            new: &applied.stored.state,
            failed: applied.messages.has_errors(),
        };
        let mut found = oracle::apply(self.block, judged);
        if !applied.stored.state.is_null() {
            let before = planned.identity.as_ref().filter(|identity| identity.is_wholly_known());
            found.extend(self.identity_faults(before, applied.stored.identity.as_ref(), When::Later));
        }
        found
    }

    /// Runs the calls of Terraform for a changed configuration: validate, plan, plan again as during apply, and
    /// apply. A change that forces replacement is a destruction and a creation.
    pub async fn carry_out(&self, change: Change) -> Answer<Applied> {
        let mut broken = Vec::new();
        let planned = self.settled_plan(change, &mut broken).await;
        let replaces = !planned.requires_replace.is_empty() && !planned.change.prior.state.is_null();
        if planned.messages.has_errors() || !replaces {
            return self.applied(&planned, broken).await;
        }
        let Change { prior, config } = planned.change;
        let gone = self
            .settled_plan(
                Change {
                    prior,
                    config: Value::Null,
                },
                &mut broken,
            )
            .await;
        let destroyed = self.applied(&gone, Vec::new()).await;
        broken.extend_from_slice(destroyed.broken());
        let destroyed = destroyed.unchecked();
        if destroyed.messages.has_errors() {
            return Answer::new(destroyed, broken);
        }
        let prior = Stored {
            private: planned.private,
            ..Stored::nothing()
        };
        let planned = self.settled_plan(Change { prior, config }, &mut broken).await;
        self.applied(&planned, broken).await
    }

    /// Plans twice, and checks that both plans are equal (P13, P14).
    async fn settled_plan(&self, change: Change, broken: &mut Vec<Broken>) -> Planned {
        if !change.config.is_null() {
            broken.extend_from_slice(self.validate(&change.config).await.broken());
        }
        let prior = change.prior.state.clone();
        let first = self.plan(change.clone()).await;
        broken.extend_from_slice(first.broken());
        let first = first.unchecked();
        if first.messages.has_errors() {
            return first;
        }
        let last = self
            .plan_saying(change, self.provider.capabilities_within_apply())
            .await;
        broken.extend_from_slice(last.broken());
        let last = last.unchecked();
        broken.extend(oracle::final_plan(self.block, &prior, &first.planned, &last.planned));
        last
    }

    async fn applied(&self, planned: &Planned, mut broken: Vec<Broken>) -> Answer<Applied> {
        if planned.messages.has_errors() {
            let applied = Applied {
                stored: planned.change.prior.clone(),
                messages: planned.messages.clone(),
            };
            return Answer::new(applied, broken);
        }
        let applied = self.apply(planned).await;
        broken.extend_from_slice(applied.broken());
        Answer::new(applied.unchecked(), broken)
    }

    /// Creates an object as Terraform does.
    pub async fn create(&self, config: &Value) -> Answer<Applied> {
        self.update(Stored::nothing(), config).await
    }

    /// Changes an object as Terraform does.
    pub async fn update(&self, prior: Stored, config: &Value) -> Answer<Applied> {
        let config = config.clone();
        self.carry_out(Change { prior, config }).await
    }

    /// Destroys an object as Terraform does.
    pub async fn destroy(&self, prior: Stored) -> Answer<Applied> {
        self.update(prior, &Value::Null).await
    }

    /// Reads an object.
    pub async fn read(&self, stored: &Stored) -> Answer<ReadObject> {
        let ty = self.ty();
        let request = pb::read_resource::Request {
            type_name: self.type_name.to_owned(),
            current_state: sent(&stored.state, &ty),
            private: stored.private.clone(),
            provider_meta: None,
            client_capabilities: self.provider.capabilities(),
            current_identity: sent_identity(stored.identity.as_ref(), self.identity),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.read_resource(request).await });
        let answer = call.await;
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let found = ReadObject {
            stored: Stored {
                state: received(answer.new_state.as_ref(), &ty, "R1", &mut broken),
                private: answer.private,
                identity: received_identity(answer.new_identity.as_ref(), self.identity, &mut broken),
            },
            deferred: answer.deferred,
            messages: Messages(answer.diagnostics),
        };
        let allowed = self.provider.deferral_allowed();
        broken.extend(oracle::deferral(found.deferred.as_ref(), allowed, &Value::Null));
        if !found.messages.has_errors() && found.deferred.is_none() {
            broken.extend(oracle::read(self.block, &found.stored.state));
        }
        if !found.messages.has_errors() && found.deferred.is_none() && !found.stored.state.is_null() {
            let (before, after) = (stored.identity.as_ref(), found.stored.identity.as_ref());
            broken.extend(self.identity_faults(before, after, When::Later));
        }
        Answer::new(found, broken)
    }

    /// Upgrades a stored state, as JSON of the given version, to the present schema.
    pub async fn upgrade(&self, version: i64, json: &[u8]) -> Answer<(Value, Messages)> {
        let request = pb::upgrade_resource_state::Request {
            type_name: self.type_name.to_owned(),
            version,
            raw_state: Some(pb::RawState {
                json: json.to_vec(),
                ..pb::RawState::default()
            }),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.upgrade_resource_state(request).await });
        let answer = call.await;
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let state = received(answer.upgraded_state.as_ref(), &self.ty(), "R6", &mut broken);
        let messages = Messages(answer.diagnostics);
        if !messages.has_errors() {
            broken.extend(oracle::upgrade(self.block, &state));
        }
        Answer::new((state, messages), broken)
    }

    /// Sends a stored object through the upgrade that precedes every other call (R5).
    pub async fn upgrade_stored(&self, version: i64, stored: &Stored) -> Answer<(Value, Messages)> {
        let json = codec::encode_json(&stored.state, &self.ty());
        self.upgrade(version, &json.expect("what is stored is known")).await
    }

    /// Imports by id.
    pub async fn import(&self, id: &str) -> Answer<ImportedObjects> {
        self.import_as(ImportBy::Id, id, None).await
    }

    /// Imports by identity.
    pub async fn import_identity(&self, identity: &Value) -> Answer<ImportedObjects> {
        self.import_as(ImportBy::Identity, "", Some(identity)).await
    }

    async fn import_as(&self, by: ImportBy, id: &str, identity: Option<&Value>) -> Answer<ImportedObjects> {
        let request = pb::import_resource_state::Request {
            type_name: self.type_name.to_owned(),
            id: id.to_owned(),
            client_capabilities: self.provider.capabilities(),
            identity: sent_identity(identity, self.identity),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.import_resource_state(request).await });
        self.judge_import(by, call.await)
    }

    fn judge_import(&self, by: ImportBy, answer: pb::import_resource_state::Response) -> Answer<ImportedObjects> {
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let mut object = |imported: pb::import_resource_state::ImportedResource| {
            let stored = Stored {
                state: received(imported.state.as_ref(), &self.ty(), "R8", &mut broken),
                private: imported.private,
                identity: received_identity(imported.identity.as_ref(), self.identity, &mut broken),
            };
            (imported.type_name, stored)
        };
        let found = ImportedObjects {
            objects: answer.imported_resources.into_iter().map(&mut object).collect(),
            deferred: answer.deferred,
            messages: Messages(answer.diagnostics),
        };
        let allowed = self.provider.deferral_allowed();
        broken.extend(oracle::deferral(found.deferred.as_ref(), allowed, &Value::unknown()));
        if !found.messages.has_errors() && found.deferred.is_none() {
            broken.extend(self.import_faults(by, &found));
        }
        Answer::new(found, broken)
    }

    fn import_faults(&self, by: ImportBy, found: &ImportedObjects) -> Vec<Broken> {
        let objects: Vec<_> = found
            .objects
            .iter()
            .map(|(type_name, stored)| oracle::Imported {
                type_name,
                state: &stored.state,
                has_identity: stored.identity.is_some(),
            })
            .collect();
        let mut broken = oracle::import(self.block, self.type_name, by, &objects);
        for (_, stored) in &found.objects {
            broken.extend(self.identity_faults(None, stored.identity.as_ref(), When::Later));
        }
        broken
    }

    /// Generates the configuration of an object (R13). Attributes that only the provider decides must be null in it, and so must write-only
    /// ones.
    pub async fn generate(&self, state: &Value) -> Answer<(Value, Messages)> {
        let request = pb::generate_resource_config::Request {
            type_name: self.type_name.to_owned(),
            state: sent(state, &self.ty()),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.generate_resource_config(request).await });
        let answer = call.await;
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        let config = received(answer.config.as_ref(), &self.ty(), "R13", &mut broken);
        let messages = Messages(answer.diagnostics);
        if !messages.has_errors() {
            broken.extend(oracle::generated(self.block, &config));
        }
        Answer::new((config, messages), broken)
    }

    pub(super) fn ty(&self) -> Type {
        self.block.terraform_type()
    }

    pub(super) fn identity_faults(&self, prior: Option<&Value>, new: Option<&Value>, when: When) -> Vec<Broken> {
        let identified = Identified {
            ty: self.identity,
            prior,
            new,
            when,
        };
        oracle::identity(identified)
    }
}
